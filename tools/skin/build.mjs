// Compiles skin.scss and copies the fonts it names into the package's static folder.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "../../src/poruka/web/static/poruka");
const fontsource = join(modules, "@fontsource/noto-sans");
const subsets = ["cyrillic", "cyrillic-ext", "latin"];
const weights = [400, 700];

mkdirSync(join(target, "fonts"), { recursive: true });

// The unicode ranges are read from the font's own style sheet, so that they cannot drift from the files.
let faces = "";
for (const weight of weights) {
  const sheet = readFileSync(join(fontsource, `${weight}.css`), "utf8");
  for (const subset of subsets) {
    const name = `noto-sans-${subset}-${weight}-normal`;
    const block = sheet.slice(sheet.indexOf(`/* ${name} */`));
    const range = /unicode-range: ([^;]+);/.exec(block)[1];
    faces += `@font-face{font-family:"Noto Sans";font-style:normal;font-display:swap;font-weight:${weight};src:url("fonts/${name}.woff2") format("woff2");unicode-range:${range}}\n`;
    copyFileSync(join(fontsource, "files", `${name}.woff2`), join(target, "fonts", `${name}.woff2`));
  }
}
copyFileSync(join(fontsource, "LICENSE"), join(target, "fonts", "OFL.txt"));

const { css } = sass.compile(join(here, "skin.scss"), {
  loadPaths: [modules],
  style: "compressed",
  sourceMap: false,
  quietDeps: true,
});
const note = "/* Made by tools/skin from GOV.UK Frontend (MIT) and Noto Sans (OFL 1.1). Change skin.scss, not this file. */\n";
writeFileSync(join(target, "poruka.css"), note + faces + css.replace(/^\uFEFF|@charset "UTF-8";/g, "") + "\n");
