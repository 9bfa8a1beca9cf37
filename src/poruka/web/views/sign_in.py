"""Sign-in: by login and password, or, in the demo, by choosing who you are."""

from dataclasses import dataclass

from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from poruka.access import demo
from poruka.access.middleware import PURPOSE_KEY
from poruka.access.models import Appointment
from poruka.access.roles import PURPOSES, ROLES, Role
from poruka.cases.models import Office
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.web.casework.naming import office_name
from poruka.web.pages import render_page
from poruka.web.views.guard import signed_in
from poruka.web.views.languages import safe_next

OFFERED = 100
"""Accounts of one role to choose from; a country has thousands of people who may sign in for themselves."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who the reader is."""
    name = request.POST.get("login", "").replace("\x00", "").strip()
    failed = False
    if request.method == "POST":
        user = authenticate(request, username=name, password=request.POST.get("password", ""))
        if user is not None and Appointment.objects.filter(user_id=user.pk).exists():
            login(request, user)
            return HttpResponseRedirect(safe_next(request, reverse("country")))
        failed = True
    context = {
        "failed": failed,
        "login": name,
        "next": safe_next(request, ""),
        "choices": _choices() if demo.allowed() else [],
        "demo_password": demo.PASSWORD,
    }
    return render_page(request, "sign_in.html", context, status=422 if failed else 200)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's own accounts, without a password. There is no such page in production."""
    if not demo.allowed():
        return HttpResponseNotFound()
    account = request.POST.get("account", "").replace("\x00", "")
    chosen = get_user_model().objects.filter(username=account, appointment__isnull=False).first()
    if chosen is None:
        return HttpResponseRedirect(reverse("sign-in"))
    login(request, chosen, backend=BACKEND)
    return HttpResponseRedirect(safe_next(request, reverse("country")))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the session is emptied."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, why I look, and the way out."""
    role = ROLES[request.actor.role]  # type: ignore[attr-defined]
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        if purpose in role.purposes:
            request.session[PURPOSE_KEY] = purpose
            return HttpResponseRedirect(safe_next(request, reverse("account")))
    purposes = [(id, PURPOSES[id]) for id in role.purposes]
    context = {"purposes": purposes, "chosen": request.purpose, "next": safe_next(request, "")}  # type: ignore[attr-defined]
    return render_page(request, "account.html", context)


@dataclass(frozen=True, slots=True)
class Choice:
    """A role one can sign in as, and its accounts: the login, and the institution, office or person it is for."""

    role: Role
    accounts: tuple[tuple[str, Text], ...]


def _choices() -> list[Choice]:
    """The demo's accounts by role, in the order of the places they are for; a role nobody holds is not offered."""
    names = {place.institution_id: place.name for place in Institution.objects.all()}
    names |= {office.id: office_name(office) for office in Office.objects.all()}
    held: dict[str, list[tuple[str, Text]]] = {}
    columns = ("role", "user__username", "institution_id", "office", "person_id")
    for role, login_, *places in Appointment.objects.order_by(*columns[2:]).values_list(*columns):
        place = "".join(places) or login_
        held.setdefault(role, []).append((login_, _label(place, names.get(place))))
    return [Choice(role, tuple(held[role.id][:OFFERED])) for role in ROLES.values() if role.id in held]


def _label(place: str, name: Text | None) -> Text:
    if name is None or name.uk == place:
        return Text(place, place)
    return Text(f"{name.uk} ({place})", f"{name.en} ({place})")
