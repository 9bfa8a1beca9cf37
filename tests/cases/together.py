"""Several people at one thing at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from poruka.cases.chain.errors import ChainError
from poruka.cases.refusals import Refused

TOGETHER = 6


def all_at_once(do: Callable[[int], Any]) -> list[Any]:
    """What each of several threads got, or the error it met; they begin at the same moment."""
    ready, outcomes = threading.Barrier(TOGETHER), [None] * TOGETHER

    def one(place: int) -> None:
        try:
            connection.ensure_connection()
            ready.wait()
            outcomes[place] = do(place)
        except (ChainError, Refused) as told:
            outcomes[place] = told  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
