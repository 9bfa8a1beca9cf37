"""A paper against the chain itself: a case lived through the use cases, printed, and checked as a holder would."""

import hashlib
import json

import pytest

from poruka.cases.codes import code_of
from poruka.cases.models import Record
from poruka.documents.data import PaperData, Person
from poruka.documents.papers import papers_of, render
from poruka.law.text import Text
from poruka.web.casework.check import look_up
from tests.documents.material import HOST, OFFICES, SENTENCE
from tests.documents.reading import attached, words
from tests.web.cases import story

PERSON = Person("Зразок", "Тест", "Іванович", sex="M", institution=Text("Перша виправна колонія", "First Colony"))


@pytest.fixture
def lived(db: None) -> tuple[Record, ...]:
    """The records of a case up to the arrival at the recruitment centre."""
    story.country()
    case = story.told("arrival")
    return tuple(Record.objects.filter(case_id=case).order_by("number"))


def data_for(row: Record, rows: tuple[Record, ...]) -> PaperData:
    all_of_them = tuple(json.loads(one.whole.json) for one in rows)
    code = code_of(row.hash)
    return PaperData(
        row.case_id, PERSON, json.loads(row.whole.json), code, HOST + code, all_of_them, OFFICES, (SENTENCE,)
    )


def test_every_paper_of_a_lived_case_holds_what_the_chain_holds(lived: tuple[Record, ...]) -> None:
    printed = []
    for row in lived:
        for kind in papers_of(row.type):
            data = data_for(row, lived)
            pdf = render(kind.id, data)
            text = attached(pdf)[f"record-{data.code}.json"]
            assert text == row.whole.json
            assert hashlib.sha256(text.encode()).hexdigest() == row.hash
            said = words(pdf)
            assert story.SECRET not in text + said
            found = look_up(data.code)
            assert found is not None
            assert f"Запис: {found.title.uk}" in said
            printed.append(kind.id)
    assert {"application", "receipt", "consent", "motion", "court-pack", "ruling-reasons", "transfer-record"} <= {
        *printed
    }


def test_a_changed_record_no_longer_fits_its_paper(lived: tuple[Record, ...]) -> None:
    row = next(one for one in lived if one.type == "motion")
    data = data_for(row, lived)
    changed = {**data.record, "fields": {**data.record["fields"], "outgoing_number": "1/302"}}
    with pytest.raises(ValueError, match="does not belong"):
        PaperData(data.case_id, PERSON, changed, data.code, data.check_url)
