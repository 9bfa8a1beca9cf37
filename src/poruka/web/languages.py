"""Which of the two languages a reader sees: their choice in a cookie, Ukrainian until they choose."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

UKRAINIAN, ENGLISH = "uk", "en"
LANGUAGES = (UKRAINIAN, ENGLISH)
YEAR = 365 * 24 * 3600


def of_request(request: HttpRequest) -> str:
    """The language of a request. The browser's own preference is not asked: Ukrainian is the language of record."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, UKRAINIAN)
    return chosen if chosen in LANGUAGES else UKRAINIAN


def remember(response: HttpResponse, language: str) -> None:
    """Keep the reader's choice for a year."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", httponly=True)


class LanguageMiddleware:
    """Sets ``request.LANGUAGE_CODE`` and the language of Django's own messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = of_request(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
