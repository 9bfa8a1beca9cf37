"""The command line: what an operator needs, and nothing that takes long before it is needed."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from poruka.forecast import arguments as forecast
from poruka.law.text import Text
from poruka.statistics import arguments as statistics
from poruka.statistics.public import commands as releases

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
    keep = _command(register, "snapshot", _register_snapshot, "prepare a register for quick screening, in one file")
    keep.add_argument("--register", type=Path, default=None, help="files in format 1; default: the database")
    keep.add_argument("--out", type=Path, required=True, help="the file of the snapshot")
    give = _command(register, "export", _register_export, "write the register in format 1")
    give.add_argument("path", type=Path)
    give.add_argument("--format", choices=("csv", "zip", "xlsx", "parquet"), default=None)

    screen = _command(commands, "screen", _screen, "the law over a whole register")
    _asked(screen, snapshot=True)
    screen.add_argument("--engine", default="polars", help="polars, duckdb or spark")
    screen.add_argument("--spans", action="store_true", help="each condition's own span as well")
    screen.add_argument("--out", type=Path, required=True, help="FILE.csv, FILE.jsonl, FILE.parquet or FILE.arrow")

    explain = _command(commands, "explain", _explain, "why one person may or may not apply")
    explain.add_argument("person_id")
    _asked(explain)
    explain.add_argument("--json", action="store_true")

    whatif = _command(commands, "whatif", _whatif, "who gains and who loses under a draft amendment")
    whatif.add_argument("draft", help="a draft file, or the id of a shipped example")
    _asked(whatif, snapshot=True)
    whatif.add_argument("--json", action="store_true")

    forecast.add(commands, _command)
    statistics.add(commands, _command)
    releases.add(commands, _command, _day)

    law = _command(commands, "law", _law, "the conditions and open questions of the statute book")
    law.add_argument("--json", action="store_true")

    cases = commands.add_parser("cases", help="the case files").add_subparsers(required=True, metavar="COMMAND")
    _command(
        cases, "reevaluate", _cases_reevaluate, "tell the owners of open cases where the law now answers otherwise"
    )
    _command(cases, "lists", _cases_lists, "make the lists of cases and tasks anew from the records, after an upgrade")

    runs = commands.add_parser("run", help="stored runs of the law over the register").add_subparsers(
        required=True, metavar="COMMAND"
    )
    make_run = _command(runs, "make", _run_make, "screen the register in the database and keep the answers")
    make_run.add_argument("--as-of", type=_day, default=None)
    make_run.add_argument("--reading", action="append", default=[], metavar="QUESTION=READING")
    again = _command(runs, "repeat", _run_repeat, "work a stored run out again, to the same bytes")
    again.add_argument("number", type=int)
    again.add_argument("--out", type=Path, required=True)

    verify = _command(commands, "verify", _verify, "check that no record was changed or dropped")
    verify.add_argument("--database", metavar="URL", default=None, help="sqlite:///PATH or postgresql://...")
    verify.add_argument("--key", action="append", default=[], help="public key of checkpoints, or a file with it")
    _checkpoint_commands(commands)
    return top


def _checkpoint_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    checkpoints = commands.add_parser("checkpoint", help="what an outsider checks the records with").add_subparsers(
        required=True, metavar="COMMAND"
    )
    key = _command(checkpoints, "key", _checkpoint_key, "make a signing key and print its public part")
    key.add_argument("name", help="the name of the log, without spaces, as poruka.example.ua/records")
    key.add_argument("--out", type=Path, required=True, help="the file of the key; nobody else may read it")
    sign = _command(checkpoints, "sign", _checkpoint_sign, "verify, then sign the log as it stands")
    sign.add_argument("--key", type=Path, required=True, help="the file of the signing key")
    sign.add_argument("--out", type=Path, default=None, help="default: print it")
    prove = _command(checkpoints, "prove", _checkpoint_prove, "a proof that a record is in the log")
    prove.add_argument("case")
    prove.add_argument("number", type=int)
    prove.add_argument("--record", type=Path, required=True, help="where the record itself is written")
    prove.add_argument("--out", type=Path, default=None, help="default: print the proof")
    compare = _command(checkpoints, "compare", _checkpoint_compare, "a proof that a log only grew between two")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)
    compare.add_argument("--out", type=Path, default=None, help="default: print the proof")


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


def _asked(command: argparse.ArgumentParser, *, snapshot: bool = False) -> None:
    people = command.add_mutually_exclusive_group()
    people.add_argument("--register", type=Path, default=None, help="files in format 1; nothing touches the database")
    if snapshot:
        people.add_argument("--snapshot", type=Path, default=None, help="a file made by poruka register snapshot")
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
    from poruka.commands import reevaluate_if_any, set_up
    from poruka.register.commands import import_command

    set_up()
    code = import_command(
        arguments.path, arguments.dry_run, sys.stdout, lang=arguments.lang, report_to=arguments.report
    )
    if code in (OK, PARTLY) and not arguments.dry_run:
        reevaluate_if_any(arguments.lang)
    return code


def _register_export(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up
    from poruka.register.commands import export_command

    set_up()
    return export_command(arguments.path, arguments.format, sys.stdout, lang=arguments.lang)


def _register_snapshot(arguments: argparse.Namespace) -> int:
    from poruka.commands import register_snapshot

    return register_snapshot(arguments.register, arguments.out, arguments.lang)


def _screen(arguments: argparse.Namespace) -> int:
    from poruka.commands import screen

    return screen(
        arguments.register,
        arguments.snapshot,
        _today(arguments),
        arguments.engine,
        arguments.reading,
        arguments.out,
        arguments.lang,
        spans=arguments.spans,
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
        arguments.snapshot,
        _today(arguments),
        arguments.reading,
        json_=arguments.json,
        language=arguments.lang,
    )


def _law(arguments: argparse.Namespace) -> int:
    from poruka.commands import law

    return law(json_=arguments.json, language=arguments.lang)


def _cases_reevaluate(arguments: argparse.Namespace) -> int:
    from poruka.commands import cases_reevaluate

    return cases_reevaluate(arguments.lang)


def _cases_lists(arguments: argparse.Namespace) -> int:
    from poruka.commands import cases_lists

    return cases_lists(arguments.lang)


def _run_make(arguments: argparse.Namespace) -> int:
    from poruka.commands import run_make

    return run_make(_today(arguments), arguments.reading, arguments.lang)


def _run_repeat(arguments: argparse.Namespace) -> int:
    from poruka.commands import run_repeat

    return run_repeat(arguments.number, arguments.out)


def _verify(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up

    set_up()
    from poruka.cases.chain.commands import verify_command

    return verify_command(arguments.database, arguments.lang, arguments.key)


def _checkpoint_key(arguments: argparse.Namespace) -> int:
    from poruka.cases.chain.commands import key_command

    return key_command(arguments.name, arguments.out, arguments.lang)


def _checkpoint_sign(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up

    set_up()
    from poruka.cases.chain.commands import sign_command

    return sign_command(arguments.key, arguments.lang, arguments.out)


def _checkpoint_prove(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up

    set_up()
    from poruka.cases.chain.commands import prove_command

    return prove_command(arguments.case, arguments.number, arguments.record, arguments.out)


def _checkpoint_compare(arguments: argparse.Namespace) -> int:
    from poruka.commands import set_up

    set_up()
    from poruka.cases.chain.commands import compare_command

    return compare_command(arguments.old, arguments.new, arguments.out)


if __name__ == "__main__":
    sys.exit(main())
