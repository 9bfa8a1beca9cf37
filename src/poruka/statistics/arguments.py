"""The arguments of ``poruka statistics``, and their hand-over to the command. Imports nothing heavy."""

import argparse
import os
from collections.abc import Callable
from datetime import UTC, datetime

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: (commands, name, run, help)."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Add) -> None:
    """``poruka statistics``."""
    asked = command(commands, "statistics", _statistics, "who passed which step by which day, exact; for officials")
    asked.add_argument(
        "--as-of", default="", metavar="DATE", help="as was known at the end of that day (default: today)"
    )
    asked.add_argument("--from", dest="start", default="", metavar="DATE", help="first day of the period")
    asked.add_argument("--to", dest="end", default="", metavar="DATE", help="last day of the period (default: --as-of)")
    asked.add_argument("--by", action="append", default=[], metavar="DIMENSION", help="split by it; may be repeated")
    asked.add_argument("--only", action="append", default=[], metavar="DIMENSION=VALUE", help="these people alone")
    asked.add_argument("--cohort", action="store_true", help="follow those informed in the period")
    asked.add_argument(
        "--between",
        action="append",
        default=[],
        metavar="EVENT,EVENT",
        help="days from one to the other; may be repeated",
    )
    form = asked.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_const", dest="form", const="json", help="with reasons, losses, waiting, comparisons"
    )
    form.add_argument("--csv", action="store_const", dest="form", const="csv")
    asked.set_defaults(form="text")


def _statistics(arguments: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    django.setup()
    from poruka.law.calendar import KYIV
    from poruka.statistics.asking import Asked
    from poruka.statistics.commands import Told, statistics
    from poruka.statistics.refusals import StatisticsRefused

    unclear = [one for one in arguments.only if "=" not in one]
    if unclear:
        raise StatisticsRefused(
            f"«{unclear[0]}» записано неправильно. Пишіть ПОДІЛ=ЗНАЧЕННЯ, наприклад sex=F.",
            f"“{unclear[0]}” is not understood. Write DIMENSION=VALUE, for example sex=F.",
        )
    pairs = [tuple(one.split(",")) for one in arguments.between]
    wrong = [one for one, pair in zip(arguments.between, pairs, strict=True) if len(pair) != len(("from", "to"))]
    if wrong:
        raise StatisticsRefused(
            f"«{wrong[0]}» записано неправильно. Пишіть ПОДІЯ,ПОДІЯ, наприклад wished,released.",
            f"“{wrong[0]}” is not understood. Write EVENT,EVENT, for example wished,released.",
        )
    only = {name: value for name, _, value in (one.partition("=") for one in arguments.only)}
    by = [name for one in arguments.by for name in one.split(",") if name]
    asked = Asked(arguments.as_of, arguments.start, arguments.end, by, only, arguments.cohort)
    told = Told(arguments.form, arguments.lang, [(start, end) for start, end in pairs])
    return statistics(asked, told, datetime.now(UTC).astimezone(KYIV).date())
