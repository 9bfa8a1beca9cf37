"""Figures of a stored run are worked out once: a run never changes, and people change places only with an import."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from poruka.access.actors import Actor
from poruka.access.visibility import institution_limit
from poruka.register.models import Import
from poruka.screening.models import Run

P = ParamSpec("P")
T = TypeVar("T")
MOST = 2000
"""How many answers are kept, the ones least lately asked for going first: a few megabytes."""
_lock = Lock()
_kept: OrderedDict[tuple[object, ...], object] = OrderedDict()


def remembered(question: Callable[Concatenate[Run, Actor, P], T]) -> Callable[Concatenate[Run, Actor, P], T]:
    """Answer a question about a run from memory. What is kept is told apart by whose people the actor may see.

    Only what is asked of a run from ``latest_run`` is kept, and nothing while an import is under way.
    The answers must not be changed by those who ask.
    """

    @wraps(question)
    def asked(run: Run, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> T:
        last = (getattr(run, "last_import", None), getattr(run, "last_import_state", Import.State.RUNNING))
        if last[1] == Import.State.RUNNING:
            return question(run, actor, *args, **kwargs)
        given = (args, tuple(sorted(kwargs.items())))
        key = (question.__name__, run.pk, run.started, run.output_hash, last, institution_limit(actor), given)
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key]  # type: ignore[return-value]
        answer = question(run, actor, *args, **kwargs)
        with _lock:
            _kept[key] = answer
            if len(_kept) > MOST:
                _kept.popitem(last=False)
        return answer

    return asked


def forget() -> None:
    """Let go of everything, as when one database takes another's place."""
    _kept.clear()
