// Unpacks the packaged browser into the folder named by TMPDIR and prints where it lies.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
