"""What every page has around it: language, reader, navigation. Pages are rendered through ``render_page``."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from poruka.access.actors import Actor
from poruka.access.roles import PURPOSES, ROLES
from poruka.law.text import Text
from poruka.web import languages
from poruka.web.casework import doors


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation."""

    href: str
    title: Text
    current: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back."""

    href: str
    title: Text


_HOME = Text("Початок", "Start")


def _address(name: str) -> str:
    """The address of a section; empty where this installation does not have the section."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    section: str = "",
    crumbs: tuple[Crumb, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Render a page inside its frame. ``section`` is the navigation entry the page belongs to."""
    actor: Actor | None = getattr(request, "actor", None)
    role = ROLES[actor.role] if actor else None
    frame = {
        "lang": languages.of_request(request),
        "languages": (("uk", "Українська"), ("en", "English")),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "actor": actor,
        "role": role,
        "purpose": PURPOSES[request.purpose] if actor else None,  # type: ignore[attr-defined]
        "navigation": [
            NavigationItem(href, title, name == section)
            for name, title in doors.sections(role)
            if (href := _address(name))
        ],
        "crumbs": (Crumb(_address(doors.home(role)) or "/", _HOME), *crumbs) if crumbs and role else crumbs,
        "demo": settings.MODE in ("demo", "test"),
    }
    return render(request, f"poruka/{template}", frame | (context or {}), status=status)
