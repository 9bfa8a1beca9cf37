"""Every paper in every variant and language: it builds, conforms, carries its record and can be checked."""

import hashlib
import io
import json

import pikepdf
import pytest

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.codes import code_of, same
from poruka.documents.data import PaperData, PaperRefused
from poruka.documents.papers import PAPERS, paper, papers_of, render
from poruka.documents.remedies import NEGATIVE
from tests.documents.lives import EVERY
from tests.documents.material import HOST, upto
from tests.documents.reading import attached, page_texts, pages, squares, type_sizes, words
from tools import papers as papers_list

A4 = (595, 842)
EACH = [
    pytest.param(kind.id, variant, language, id=f"{kind.id} {variant} {language}")
    for kind in PAPERS.values()
    for variant in kind.variants
    for language in ("uk", "en")
]


def data_for(paper_id: str) -> PaperData:
    return EVERY[paper_id]


class TestTheList:
    def test_names_every_paper_of_the_catalogue(self) -> None:
        assert {kind.paper for kind in CATALOGUE if kind.paper} <= set(PAPERS)
        for kind in CATALOGUE:
            if kind.paper:
                assert kind.id in PAPERS[kind.paper].of

    def test_knows_every_step_that_can_go_against_the_person(self) -> None:
        assert {kind.id for kind in CATALOGUE if kind.negative} == set(NEGATIVE)

    def test_what_the_person_signs_comes_large_and_plain(self) -> None:
        for id in ("information-sheet", "application", "consent", "withdrawal"):
            assert PAPERS[id].variants == ("standard", "large", "plain")

    def test_an_application_gives_a_receipt_and_a_motion_gives_a_pack(self) -> None:
        assert [kind.id for kind in papers_of("application")] == ["application", "receipt", "status-letter"]
        assert [kind.id for kind in papers_of("motion")] == ["motion", "court-pack", "status-letter"]
        assert papers_of("document") == ()


@pytest.mark.parametrize(("id", "variant", "language"), EACH)
def test_a_paper_conforms_and_carries_its_record(id: str, variant: str, language: str) -> None:
    data = data_for(id)
    made = paper(id, data, variant, language)
    assert made.file_name == f"{id}-{data.code}.pdf"
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
            assert about["pdfuaid:part"] == "1"
            assert data.code in about["dc:title"]
        assert str(pdf.Root.Lang).startswith("uk")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    for page in pages(made.pdf):
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4
    text = attached(made.pdf)[f"record-{data.code}.json"]
    assert json.loads(text) == dict(data.record)
    assert same(data.code, hashlib.sha256(text.encode()).hexdigest())


def codes_of(pdf: bytes) -> list[str]:
    """The codes of the attached records, computed from what is attached and from nothing else."""
    return [code_of(hashlib.sha256(text.encode()).hexdigest()) for text in attached(pdf).values()]


@pytest.mark.parametrize(("id", "variant"), [*((id, "standard") for id in PAPERS), ("application", "large")])
def test_every_page_shows_a_code_and_a_square_of_a_record_attached(id: str, variant: str) -> None:
    pdf = render(id, data_for(id), variant)
    codes = codes_of(pdf)
    for text, read in zip(page_texts(pdf), squares(pdf), strict=True):
        shown = next(code for code in codes if code in text)
        assert read == [HOST + shown]


@pytest.mark.parametrize("id", PAPERS)
def test_the_same_record_makes_the_same_bytes(id: str) -> None:
    assert render(id, data_for(id)) == render(id, data_for(id))


@pytest.mark.parametrize("id", PAPERS)
def test_large_print_is_large_throughout(id: str) -> None:
    assert min(type_sizes(render(id, data_for(id), "large"))) >= 18


@pytest.mark.parametrize("id", PAPERS)
def test_english_stands_beside_ukrainian_only_when_asked(id: str) -> None:
    title = "case" if id == "status-letter" else "Record: "
    assert title not in words(render(id, data_for(id)))
    both = words(render(id, data_for(id), "standard", "en"))
    assert title in both
    assert "Перевірити: " + HOST in both


@pytest.mark.parametrize("id", PAPERS)
def test_no_number_of_our_own_requirements_is_printed(id: str) -> None:
    said = words(render(id, data_for(id), "standard", "en"))
    assert not [
        word for word in said.split() if word.strip("();,.").startswith("R") and word.strip("R();,.–").isdigit()
    ]


class TestRefusals:
    @pytest.mark.parametrize(
        ("id", "type", "says"),
        [
            ("motion", "application", "не друкують"),
            ("receipt", "consent", "не друкують"),
            ("diploma", "application", "немає"),
        ],
    )
    def test_a_paper_of_another_record(self, id: str, type: str, says: str) -> None:
        with pytest.raises(PaperRefused) as refused:
            render(id, upto(type))
        assert says in refused.value.text.uk

    def test_a_variant_that_is_not_printed(self) -> None:
        with pytest.raises(PaperRefused, match="large print"):
            render("court-pack", upto("motion"), "plain")

    def test_a_code_of_another_record(self) -> None:
        data = upto("application")
        with pytest.raises(ValueError, match="does not belong"):
            PaperData(data.case_id, data.person, data.record, "00000-00000", HOST + "00000-00000")


def test_the_list_in_the_documentation_is_this_list() -> None:
    assert papers_list.TARGET.read_text() == papers_list.page(), "run: python -m tools.papers"
