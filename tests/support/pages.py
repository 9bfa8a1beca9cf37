"""Pages of documentation that name places in the code: whether those places are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def named(page: str) -> list[str]:
    """The paths and ``path::name`` that a page names in backquotes."""
    return sorted(set(re.findall(r"`((?:src|tests|docs|tools)/[^`]+)`", page)))


def missing(name: str) -> str:
    """What of ``path::name`` is not there; empty where all of it is. A path may be a pattern."""
    path, _, symbol = name.partition("::")
    if not (ROOT / path).exists() and not list(ROOT.glob(path)):
        return path
    return name if symbol and symbol not in names_in(ROOT / path) else ""


def names_in(path: Path) -> set[str]:
    """The functions, classes and constants at the top of a file."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names
