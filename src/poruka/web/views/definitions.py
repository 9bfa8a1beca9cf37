"""What the words and figures mean, and what the system does not do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.screening import queries
from poruka.web import glossary
from poruka.web.pages import render_page


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Definitions, sources and limits."""
    run = queries.latest_run() if request.actor else None  # type: ignore[attr-defined]
    context = {
        "run": run,
        "suppliers": [(glossary.SUPPLIERS[id], glossary.SUPPLIES_FROM[id]) for id in glossary.SUPPLIERS],
    }
    return render_page(request, "definitions.html", context, section="definitions")
