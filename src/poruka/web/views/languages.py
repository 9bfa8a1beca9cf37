"""The language switch: a plain link that remembers the choice and comes back."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from poruka.web import languages


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The page to go to next, if it is the full address of one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and wanted.startswith("/") else fallback


@require_safe
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """Remember the language and go back to the page."""
    if language not in languages.LANGUAGES:
        raise Http404
    response = HttpResponseRedirect(safe_next(request, "/"))
    languages.remember(response, language)
    return response
