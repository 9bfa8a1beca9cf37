"""``poruka release make``, ``list`` and ``verify``: public figures, dated and kept for ever. Imports nothing heavy."""

import argparse
import os
import re
from collections.abc import Callable
from datetime import date

from poruka.law.text import Text

Add = Callable[..., argparse.ArgumentParser]
"""Adds a command: (commands, name, run, help)."""
OK, BROKEN = 0, 1


def add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Add, day: Callable[[str], date]
) -> None:
    """The commands of public releases."""
    releases = commands.add_parser("release", help="public releases of the figures").add_subparsers(
        required=True, metavar="COMMAND"
    )
    make = command(releases, "make", _make, "publish the figures of a day; it cannot be taken back")
    make.add_argument("--as-of", type=day, default=None, help="the day of the figures (default: today)")
    command(releases, "list", _list, "the releases there are, with their hashes")
    verify = command(releases, "verify", _verify, "check that no release was changed or lost")
    verify.add_argument(
        "--expect",
        type=_hash,
        default=None,
        metavar="SHA256",
        help="the hash of a release you know of, or its first 16 letters: notices that the last ones were removed",
    )


def _hash(text: str) -> str:
    """A SHA-256 in hexadecimal, or its beginning."""
    if not re.fullmatch(r"[0-9a-fA-F]{16,64}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a SHA-256: 64 letters and digits, or the first 16 of them")
    return text.lower()


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    django.setup()


def _make(arguments: argparse.Namespace) -> int:
    _set_up()
    from django.utils import timezone

    from poruka.statistics.public.release import make

    now = timezone.localtime()
    made = make(arguments.as_of or now.date(), now=now)
    figures = made.document["figures"]
    hidden = sum(bool(row["hidden"]) for row in figures)
    print(
        Text(
            f"Випуск № {made.number} станом на {made.as_of:%d.%m.%Y}: чисел – {len(figures)}, з них приховано {hidden}."
            f" SHA-256: {made.sha256}",
            f"Release no. {made.number} as of {made.as_of.isoformat()}: {len(figures)} figures, {hidden} of them hidden."
            f" SHA-256: {made.sha256}",
        ).of(arguments.lang)
    )
    return OK


def _list(arguments: argparse.Namespace) -> int:
    _set_up()
    from poruka.statistics.models import Release

    releases = list(Release.objects.order_by("number"))
    for release in releases:
        print(f"{release.number}  {release.as_of.isoformat()}  {release.sha256}")
    if not releases:
        print(Text("Випусків ще немає.", "There is no release yet.").of(arguments.lang))
    return OK


def _verify(arguments: argparse.Namespace) -> int:
    _set_up()
    from poruka.statistics.models import Release
    from poruka.statistics.public.release import faults

    for fault in faults(arguments.expect or ""):
        print(
            Text(f"Випуск № {fault.number}: {fault.text.uk}.", f"Release no. {fault.number}: {fault.text.en}.").of(
                arguments.lang
            )
        )
        return BROKEN
    number, last = Release.objects.count(), Release.objects.order_by("number").last()
    print(
        Text(f"Випуски перевірено: {number}, усі цілі.", f"Releases checked: {number}, all intact.").of(arguments.lang)
    )
    if last is not None and not arguments.expect:
        print(
            Text(
                "Чи не вилучено останніх, видно лише з хешу, записаного деінде. Запишіть його й надалі перевіряйте так:"
                f" --expect {last.sha256}",
                "Only a hash noted elsewhere shows whether the last ones were removed. Note it and check with it next"
                f" time: --expect {last.sha256}",
            ).of(arguments.lang)
        )
    return OK
