"""The last look: what two measures tell together, what was out already, what the numbers themselves contradict."""

from poruka.statistics.public import audit
from poruka.statistics.public.audit import Web
from poruka.statistics.public.disclosure import Hidden, Key, Shown, Span, Sum
from tests.statistics.countries import TOTAL

SMALL, PARTNER = Hidden.SMALL, Hidden.PARTNER
PLACES: tuple[Key, ...] = (("oblast", "A"), ("oblast", "B"))
WHY: tuple[Key, ...] = (("reason", "one"), ("reason", "other"))
SUMS = (Sum(TOTAL, PLACES), Sum(TOTAL, WHY))
NARROW: dict[Key, Shown] = {TOTAL: 25, PLACES[0]: 10, PLACES[1]: 10}
"""Of 23 to 27 people at most 12 are in each of two oblasts: 23 or 24."""
REASONS: dict[Key, Shown] = {TOTAL: 25, WHY[0]: PARTNER, WHY[1]: SMALL}
FIVE: tuple[Key, ...] = tuple(("sex", str(n)) for n in range(6))
OUT: dict[Key, Shown] = {TOTAL: 65, **dict.fromkeys(FIVE[:5], 15), FIVE[5]: SMALL}
"""Five times at least 13 of at most 67: the sixth is two at the most."""


def within(error: int) -> Web:
    """An error that is among the people of a reason, who are among those of a step."""
    web = Web(SUMS)
    web.add_new("step", NARROW)
    web.add_new("refused", REASONS)
    web.add_new("error", {WHY[0]: error})
    web.within += [("refused", "step"), ("error", "refused")]
    return web


def test_three_numbers_tell_together_what_no_two_of_them_do() -> None:
    web = within(25)
    assert audit.read(web).span("refused", WHY[1]) == Span(0, 1)
    for name in ("step", "refused", "error"):
        without = within(25)
        without.layers[name] = {}
        assert not list(audit.leaks(audit.read(without))), name


def test_one_number_more_is_hidden_and_nothing_else() -> None:
    web = within(25)
    before = {name: dict(layer) for name, layer in web.layers.items()}
    audit.close(web)
    changed = [(name, key) for name, layer in web.layers.items() for key in layer if layer[key] != before[name][key]]
    assert len(changed) == 1
    assert not list(audit.leaks(audit.read(web)))


def test_where_nothing_leaks_nothing_is_hidden() -> None:
    web = within(10)
    audit.close(web)
    assert web.layers == within(10).layers


def test_what_was_out_before_does_not_hide_the_new_release() -> None:
    """It cannot be taken back, and hiding everything would help nobody."""
    web = Web([Sum(TOTAL, FIVE)])
    web.add("then", OUT)
    now: dict[Key, Shown] = {TOTAL: 175, **dict.fromkeys(FIVE[:5], 30), FIVE[5]: 25}
    web.add_new("now", now)
    web.grows["then", "now"] = frozenset()
    assert ("then", FIVE[5]) in list(audit.leaks(audit.read(web)))
    audit.close(web)
    assert web.layers["now"] == now


def test_the_same_leak_in_a_new_release_is_closed() -> None:
    web = Web([Sum(TOTAL, FIVE)])
    web.add_new("now", OUT)
    audit.close(web)
    assert not list(audit.leaks(audit.read(web)))


def test_what_the_numbers_contradict_is_left_out_and_the_rest_is_kept() -> None:
    """Thirty duties of ten people: nobody can suppose one each. Of the other limit one still can."""
    web = Web(
        [],
        [
            Sum(TOTAL, (("limit a", "met"), ("limit a", "others"))),
            Sum(TOTAL, (("limit b", "met"), ("limit b", "others"))),
        ],
    )
    web.add_new("people", {TOTAL: 10})
    web.add_new("a", {("limit a", "met"): 30})
    web.add_new("b", {("limit b", "met"): 10})
    web.same += [("a", "people"), ("b", "people")]
    audit.settle(web)
    assert web.same == [("b", "people")]
    assert audit.read(web).span("b", TOTAL) == Span(8, 12)


def test_people_who_moved_do_not_stop_a_release_and_nothing_follows_from_their_places() -> None:
    web = Web([Sum(TOTAL, PLACES)])
    web.add("then", {TOTAL: 60, PLACES[0]: 40, PLACES[1]: 20})
    web.add_new("now", {TOTAL: 60, PLACES[0]: 20, PLACES[1]: 40})
    web.grows["then", "now"] = frozenset()
    audit.settle(web)
    assert "oblast" in web.grows["then", "now"]
    assert "total" not in web.grows["then", "now"]
    found = audit.read(web)
    assert (found.low <= found.high).all()
