"""Checking a paper by its short code: whether a record stands behind it, of which type and day, and nothing else.

Open to anybody who holds a paper. Wrong codes are counted for each address, so that codes are not guessed by trying.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.http import require_safe

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.moments import day_of
from poruka.cases.codes import code_of, prefix_of, same
from poruka.cases.models import Record
from poruka.law.text import Text
from poruka.web.pages import render_page

MOST_WRONG = 20
MINUTES = 10
LONGEST = 40
AFTER_HEX = "g"
"""Sorts after every hexadecimal digit: the end of the hashes that begin with a prefix."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a good code tells: the type of the paper, its day, and whether a later record took its place."""

    title: Text
    day: date
    code: str
    replaced: bool


@require_safe
def show(request: HttpRequest, code: str = "") -> HttpResponse:
    """The page for a code, or the page that asks for one."""
    asked = request.GET.get("code", "")[:LONGEST].strip()
    if asked and not code and "/" not in asked and "\\" not in asked and asked.strip("."):
        return HttpResponseRedirect(reverse("check-code", args=[asked]))
    code = (code or asked)[:LONGEST].strip()
    context: dict[str, object] = {"code": code, "found": None, "state": "ask", "minutes": MINUTES}
    if not code:
        return render_page(request, "cases/check.html", context)
    if _tries(request) >= MOST_WRONG:
        return render_page(request, "cases/check.html", context | {"state": "slow"}, status=429)
    if prefix_of(code) is None:
        return render_page(request, "cases/check.html", context | {"state": "malformed"}, status=422)
    found = look_up(code)
    if found is None:
        _count(request)
        return render_page(request, "cases/check.html", context | {"state": "unknown"}, status=404)
    return render_page(request, "cases/check.html", context | {"state": "found", "found": found})


def look_up(code: str) -> Found | None:
    """The record a code stands for, if it is of a type that makes a paper."""
    prefix = prefix_of(code)
    if prefix is None:
        return None
    for row in Record.objects.filter(hash__gte=prefix, hash__lt=prefix + AFTER_HEX):
        kind = CATALOGUE.types.get(row.type)
        if same(code, row.hash) and kind is not None and kind.paper:
            replaced = Record.objects.filter(case_id=row.case_id, supersedes=row.number).exists()
            return Found(kind.title, day_of(row.happened_at), code_of(row.hash), replaced)
    return None


def _place(request: HttpRequest) -> str:
    """Whose wrong codes are counted: the address itself, or behind our own proxy the one the proxy last saw."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return f"wrong-codes:{urlsafe_base64_encode(address.encode())}"


def _tries(request: HttpRequest) -> int:
    tried: int = cache.get(_place(request), 0)
    return tried


def _count(request: HttpRequest) -> None:
    if not cache.add(_place(request), 1, MINUTES * 60):
        cache.incr(_place(request))
