"""What somebody had typed when their sign-in ran out, kept until they are back at the same form.

It waits in the browser's own session, one form at a time. Sealed fields are never kept: medical words have no place
outside their compartment, and the page says that they must be typed again.
"""

from typing import Any

from django.http import HttpRequest, QueryDict

from poruka.web.casework.fields import SEALED

PLACE = "kept-form"
LONGEST = 64_000
NOT_KEPT = ("csrfmiddlewaretoken",)


def keep(request: HttpRequest) -> None:
    """Keep what was sent to this address."""
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and not name.startswith(SEALED)
    }
    if sum(len(value) for values in fields.values() for value in values) <= LONGEST:
        request.session[PLACE] = {"path": request.path, "fields": fields}


def back(request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, handed back once; None where nothing was."""
    found: dict[str, Any] = request.session.get(PLACE) or {}
    if found.get("path") != request.path:
        return None
    del request.session[PLACE]
    data = QueryDict(mutable=True)
    for name, values in found["fields"].items():
        data.setlist(name, values)
    return data
