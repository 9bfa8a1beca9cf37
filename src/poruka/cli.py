"""The command line: what an operator needs, and nothing that takes long before it is needed."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from poruka.law.text import Text

OK, UNREADABLE, PARTLY = 0, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; a mistake is one sentence on the error stream."""
    arguments = parser().parse_args(argv)
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as mistake:
        said = _said(mistake, arguments.lang)
        if said is None:
            raise
        print(said, file=sys.stderr)
        return UNREADABLE


def _said(mistake: Exception, language: str) -> str | None:
    """The sentence a refusal carries for people; None for an error of ours, which must not pass unseen."""
    text = getattr(mistake, "text", None)
    if isinstance(text, Text):
        return text.of(language)
    told = getattr(mistake, "of", None)
    return str(told(language)) if callable(told) else None


def parser() -> argparse.ArgumentParser:
    """Every command and option (interfaces.md, 4)."""
    top = argparse.ArgumentParser(
        prog="poruka", description="Parole for contract military service: the law over the register."
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    demo = _command(commands, "demo", _demo, "a synthetic country, screened and served on this machine")
    demo.add_argument("--dir", type=Path, default=Path("var"), help="where its database lives (default: var)")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--persons", type=int, default=27_471, help=argparse.SUPPRESS)
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--no-serve", action="store_true", help="make the country and stop")
    demo.add_argument("--fresh", action="store_true", help="make it anew")

    register = commands.add_parser("register", help="make or import a register").add_subparsers(
        required=True, metavar="COMMAND"
    )
    make = _command(register, "make", _register_make, "a synthetic register in format 1")
    make.add_argument("--persons", type=int, default=27_471)
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--format", choices=("csv", "parquet"), default="csv")
    make.add_argument("--as-of", type=_day, default=None, help="the day it is drawn on (default: today)")
    bring = _command(register, "import", _register_import, "bring a register in format 1 into the database")
    bring.add_argument("path", type=Path)
    bring.add_argument("--dry-run", action="store_true", help="check everything, change nothing")
    bring.add_argument("--report", type=Path, default=None, help="folder for the rejection report")
    give = _command(register, "export", _register_export, "write the register in format 1")
    give.add_argument("path", type=Path)
    give.add_argument("--format", choices=("csv", "zip", "xlsx", "parquet"), default=None)

    screen = _command(commands, "screen", _screen, "the law over a whole register")
    _asked(screen)
    screen.add_argument("--engine", default="polars", help="polars, duckdb or spark")
    screen.add_argument("--out", type=Path, required=True, help="FILE.csv, FILE.jsonl or FILE.parquet")

    explain = _command(commands, "explain", _explain, "why one person may or may not apply")
    explain.add_argument("person_id")
    _asked(explain)
    explain.add_argument("--json", action="store_true")

    whatif = _command(commands, "whatif", _whatif, "who gains and who loses under a draft amendment")
    whatif.add_argument("draft", help="a draft file, or the id of a shipped example")
    _asked(whatif)
    whatif.add_argument("--json", action="store_true")

    law = _command(commands, "law", _law, "the conditions and open questions of the statute book")
    law.add_argument("--json", action="store_true")

    runs = commands.add_parser("run", help="stored runs of the law over the register").add_subparsers(
        required=True, metavar="COMMAND"
    )
    make_run = _command(runs, "make", _run_make, "screen the register in the database and keep the answers")
    make_run.add_argument("--as-of", type=_day, default=None)
    make_run.add_argument("--reading", action="append", default=[], metavar="QUESTION=READING")
    again = _command(runs, "repeat", _run_repeat, "work a stored run out again, to the same bytes")
    again.add_argument("number", type=int)
    again.add_argument("--out", type=Path, required=True)
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help, description=help)
    command.add_argument("--lang", choices=("uk", "en"), default=_language(), help="language of the messages")
    command.set_defaults(run=run)
    return command


def _asked(command: argparse.ArgumentParser) -> None:
    command.add_argument("--register", type=Path, default=None, help="files in format 1; nothing touches the database")
    command.add_argument("--as-of", type=_day, default=None, help="the day asked (default: today)")
    command.add_argument("--reading", action="append", default=[], metavar="QUESTION=READING")


def _language() -> str:
    return "en" if os.environ.get("LANG", "").lower().startswith("en") else "uk"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as wrong:
        message = f"“{value}” is not a date; write it as 2026-01-15"
        raise argparse.ArgumentTypeError(message) from wrong


def _today(arguments: argparse.Namespace) -> date:
    return arguments.as_of or datetime.now(UTC).astimezone().date()


def _demo(arguments: argparse.Namespace) -> int:
    from poruka.demo import demo

    return demo(
        arguments.dir,
        seed=arguments.seed,
        persons=arguments.persons,
        port=arguments.port,
        serve=not arguments.no_serve,
        fresh=arguments.fresh,
        language=arguments.lang,
    )


def _register_make(arguments: argparse.Namespace) -> int:
    from poruka.register.synthesis import make

    print(
        make(
            arguments.out,
            arguments.persons,
            arguments.seed,
            format=arguments.format,
            today=_today(arguments),
        )
    )
    return OK


def _register_import(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up
    from poruka.register.commands import import_command

    set_up()
    return import_command(
        arguments.path, arguments.dry_run, sys.stdout, lang=arguments.lang, report_to=arguments.report
    )


def _register_export(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up
    from poruka.register.commands import export_command

    set_up()
    return export_command(arguments.path, arguments.format, sys.stdout, lang=arguments.lang)


def _screen(arguments: argparse.Namespace) -> int:
    from poruka.commands import screen

    return screen(
        arguments.register, _today(arguments), arguments.engine, arguments.reading, arguments.out, arguments.lang
    )


def _explain(arguments: argparse.Namespace) -> int:
    from poruka.commands import explain

    return explain(
        arguments.person_id,
        arguments.register,
        _today(arguments),
        arguments.reading,
        json_=arguments.json,
        language=arguments.lang,
    )


def _whatif(arguments: argparse.Namespace) -> int:
    from poruka.commands import whatif

    return whatif(
        arguments.draft,
        arguments.register,
        _today(arguments),
        arguments.reading,
        json_=arguments.json,
        language=arguments.lang,
    )


def _law(arguments: argparse.Namespace) -> int:
    from poruka.commands import law

    return law(json_=arguments.json, language=arguments.lang)


def _run_make(arguments: argparse.Namespace) -> int:
    from poruka.commands import run_make

    return run_make(_today(arguments), arguments.reading, arguments.lang)


def _run_repeat(arguments: argparse.Namespace) -> int:
    from poruka.commands import run_repeat

    return run_repeat(arguments.number, arguments.out)


if __name__ == "__main__":
    sys.exit(main())
