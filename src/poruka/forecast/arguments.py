"""The arguments of ``poruka forecast``, and their hand-over to the commands. Imports nothing heavy."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poruka.forecast.commands import Published

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: (commands, name, run, help)."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Add) -> None:
    """``poruka forecast`` and ``poruka forecast backtest`` (interfaces.md, 4).

    Numbers and days are read after the language is known, so that a refusal is in it.
    """
    forecast = command(commands, "forecast", _forecast, "how many will be released by month, with intervals")
    _evidence(forecast)
    forecast.add_argument("--until", default=None, metavar="DATE", help="the last day asked for")
    forecast.add_argument("--reach", nargs="+", action="extend", default=None, metavar="N")
    forecast.add_argument("--boards", default="1", help="speed of preparation and medical boards; 2: twice")
    forecast.add_argument("--courts", default="1", help="speed of the courts; 0.5: half")
    forecast.add_argument("--pace", default="1", help="pace of applications; 1.2: a fifth more")
    forecast.add_argument("--stock", default="0", help="people more (or fewer) who may apply from now on")
    forecast.add_argument("--draft", default="", help="a draft amendment: its changed stock, from poruka whatif")
    tests = forecast.add_subparsers(required=False, metavar="backtest")
    backtest = command(tests, "backtest", _backtest, "forecast as if it were then, and score what came after")
    _evidence(backtest)
    backtest.add_argument("--from", dest="made_on", nargs="+", default=[], metavar="DATE", help="made on these days")


def _evidence(command: argparse.ArgumentParser) -> None:
    command.add_argument("--points", type=Path, default=None, help="CSV of published figures; without it, the cases")
    command.add_argument("--eligible", default=None, metavar="N", help="how many could apply since the start")
    command.add_argument("--start", default=None, metavar="DATE", help="when the programme began (default: 2024-05-18)")
    command.add_argument("--inflow", default="0", help="newcomers to the eligible a month")
    command.add_argument("--leaving", default="0", help="share of the eligible that leaves in a month")
    command.add_argument("--draws", default="1000")
    command.add_argument("--seed", default="1")
    command.add_argument("--json", action="store_true")


def _forecast(arguments: argparse.Namespace) -> int:
    from poruka.forecast import reading
    from poruka.forecast.asking import REACH, Asked
    from poruka.forecast.commands import Told, forecast_cases, forecast_points
    from poruka.forecast.refusals import ForecastRefused
    from poruka.forecast.scenarios import Scenario

    if arguments.until is None:
        raise ForecastRefused(
            "Не сказано, до якого дня прогноз. Додайте --until, наприклад --until 2027-12-31.",
            "It is not said how far the forecast goes. Add --until, for example --until 2027-12-31.",
        )
    until = reading.day("--until", arguments.until)
    speeds = (reading.number(f"--{name}", getattr(arguments, name)) for name in ("boards", "courts", "pace", "stock"))
    scenario = Scenario(*speeds)
    reach = tuple(reading.whole("--reach", one) for one in arguments.reach or ()) or REACH
    asked = Asked(reading.whole("--draws", arguments.draws), reading.whole("--seed", arguments.seed), reach)
    told = Told(arguments.json, arguments.lang)
    if arguments.points is not None:
        if arguments.draft:
            raise ForecastRefused(
                "--draft потребує реєстру. З --points задайте --stock: на скільки осіб більше або менше.",
                "--draft needs the register. With --points give --stock: how many people more or fewer.",
            )
        return forecast_points(_published(arguments), until, asked, scenario, told)
    _set_up()
    return forecast_cases(until, asked, scenario, told, today=_today(), draft=arguments.draft)


def _backtest(arguments: argparse.Namespace) -> int:
    from poruka.forecast import reading
    from poruka.forecast.asking import Asked
    from poruka.forecast.commands import Told, backtest_cases, backtest_points

    asked = Asked(reading.whole("--draws", arguments.draws), reading.whole("--seed", arguments.seed))
    told = Told(arguments.json, arguments.lang)
    made_on = [reading.day("--from", one) for one in arguments.made_on]
    if arguments.points is not None:
        return backtest_points(_published(arguments), made_on, asked, told)
    _set_up()
    return backtest_cases(made_on, asked, told, today=_today())


def _published(arguments: argparse.Namespace) -> "Published":
    from poruka.forecast import reading
    from poruka.forecast.commands import Published
    from poruka.forecast.observed import LAW_IN_FORCE

    start = LAW_IN_FORCE if arguments.start is None else reading.day("--start", arguments.start)
    eligible = None if arguments.eligible is None else reading.whole("--eligible", arguments.eligible)
    inflow, leaving = (reading.number(name, getattr(arguments, name[2:])) for name in ("--inflow", "--leaving"))
    return Published(arguments.points, eligible, start, inflow, leaving)


def _set_up() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    django.setup()


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
