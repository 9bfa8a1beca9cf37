"""Answers made of two spans of days: the days on which something surely holds, inside those on which it may."""

from datetime import date

from poruka.law.engine.spans import ALWAYS, CANNOT_TELL, END, NEVER, NO, START, YES, Answer, Span, both

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def test_a_day_is_in_a_span_from_its_first_day_to_the_last_but_one() -> None:
    span = Span(MAY, JUNE)
    assert [d in span for d in (date(2026, 4, 30), MAY, date(2026, 5, 31), JUNE)] == [False, True, True, False]
    assert [s.empty for s in (span, Span(MAY, MAY), Span(JUNE, MAY), ALWAYS, NEVER)] == [False, True, True, False, True]


def test_an_answer_is_yes_inside_no_outside_and_between_them_untold() -> None:
    answer = Answer(Span(JUNE, JULY), Span(MAY, END))
    assert [answer.on(d) for d in (date(2026, 4, 30), MAY, JUNE, date(2026, 6, 30), JULY)] == [
        *("no", "cannot_tell", "yes", "yes", "cannot_tell")
    ]
    assert (answer.start, answer.end) == (None, None)
    assert (Answer(Span(MAY, JULY), Span(MAY, END)).start, Answer(Span(MAY, JULY), Span(MAY, END)).end) == (MAY, None)
    assert (Answer(Span(JUNE, END), Span(MAY, END)).start, Answer(Span(JUNE, END), Span(MAY, END)).end) == (None, END)


def test_an_empty_span_has_no_ends() -> None:
    for answer in (NO, CANNOT_TELL, Answer(NEVER, Span(MAY, JUNE)), Answer(Span(JUNE, MAY), Span(JUNE, MAY))):
        assert (answer.start, answer.end) == (None, None)
    assert (YES.start, YES.end) == (START, END)


def test_several_answers_together_are_where_all_of_them_are() -> None:
    one, other = Answer(Span(MAY, END), Span(START, END)), Answer(Span(START, JUNE), Span(START, JULY))
    assert both([one, other]) == Answer(Span(MAY, JUNE), Span(START, JULY))
    assert both([other, one]) == both([one, other])
    assert both([]) == YES
    assert both([one]) == one
