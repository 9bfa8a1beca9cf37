"""The forecast of a public release as the public page shows it: worked out once for each release, then kept."""

from collections.abc import Mapping
from typing import Any

from poruka.forecast.published import PublicForecast, public_forecast
from poruka.law.text import Text
from poruka.web import fan, forecast_words

_kept: dict[str, PublicForecast | None] = {}
_MOST_KEPT = 16
TITLE = Text(
    "Звільнено від початку програми: опубліковані числа і чого чекати",
    "Released since the start: the published figures, and what to expect",
)


def shown(fingerprint: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """What ``parts/public_forecast.html`` needs, under ``forecast``; None there where no forecast can be made.

    ``fingerprint``: the SHA-256 of the release, which never changes, so that its forecast does not either.
    """
    if fingerprint not in _kept:
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[fingerprint] = public_forecast(document)
    found = _kept[fingerprint]
    return {"forecast": None if found is None else _context(found)}


def _context(found: PublicForecast) -> dict[str, Any]:
    months = [(month.month, month.released) for month in found.months]
    return {
        "finding": forecast_words.finding(found.year_end),
        "known": forecast_words.known(found.known[-1], rounded=True),
        "when": forecast_words.when(found.reach, found.known[-1][0], months[-1][0]),
        "title": TITLE,
        "fan": fan.fan(found.known, months),
        "months": found.months,
        "warnings": found.warnings,
        "eligible": found.eligible,
        "repeat": found.repeat,
    }
