"""Error pages: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import requires_csrf_token

from poruka.law.text import Text
from poruka.web.pages import render_page

_NOT_FOUND = (
    Text("Такої сторінки немає", "There is no such page"),
    Text(
        "Адреса помилкова, або особи чи установи з таким номером немає серед тих, кого ви можете"
        " бачити. Перевірте номер або почніть спочатку.",
        "The address is wrong, or there is no person or institution with this number among those you"
        " may see. Check the number, or begin again from the start.",
    ),
)
_FORBIDDEN = (
    Text("Запит не виконано", "The request was not carried out"),
    Text(
        "Сторінка застаріла або запит надійшов не з неї. Нічого не змінено. Поверніться, оновіть"
        " сторінку і спробуйте ще раз.",
        "The page was out of date, or the request did not come from it. Nothing was changed. Go"
        " back, reload the page and try again.",
    ),
)
_BAD_REQUEST = (
    Text("Запит не зрозуміло", "The request could not be understood"),
    Text("Нічого не змінено. Поверніться і спробуйте ще раз.", "Nothing was changed. Go back and try again."),
)
_BROKEN = (
    Text("Сталася помилка системи", "The system failed"),
    Text(
        "Відомості в реєстрі не змінено. Спробуйте ще раз; якщо помилка повторюється, повідомте"
        " адміністратора системи: що ви робили й о котрій годині.",
        "Nothing in the register was changed. Try again; if it happens again, tell the system’s"
        " administrator what you did and at what time.",
    ),
)


def _page(request: HttpRequest, texts: tuple[Text, Text], status: int) -> HttpResponse:
    return render_page(request, "error.html", {"title": texts[0], "text": texts[1]}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, _NOT_FOUND, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, _FORBIDDEN, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, _BAD_REQUEST, 400)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the cross-site check."""
    return _page(request, _FORBIDDEN, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, _BROKEN, 500)
