"""Making a paper from a record: the PDF, its file name, its title.

Nothing here reads the database or a clock: the same data make the same bytes. The papers are declared in ``declared``.
"""

from dataclasses import dataclass, replace
from typing import Any

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.canonical import canonical
from poruka.documents import court
from poruka.documents.blocks import Block, Part, Variant, check_headings, pair, para
from poruka.documents.data import PaperData, PaperRefused, hash_of
from poruka.documents.declared import PAPERS, VARIANTS, PaperKind, papers_of
from poruka.documents.typesetting import qr, set_pdf
from poruka.documents.words import in_day
from poruka.law.calendar import KYIV
from poruka.law.text import Text

Bound = tuple[Part, PaperData]
"""One part of a paper, and the record by whose code it is checked."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be printed or sent."""

    pdf: bytes
    file_name: str
    title: Text


def paper(paper_id: str, data: PaperData, variant: str = "standard", language: str = "uk") -> Paper:
    """A paper as PDF/A-3a and PDF/UA-1, with the data of its records attached.

    ``language`` is ``uk``, or ``en`` for Ukrainian with English beside it; whoever was informed in English gets both.
    Raises PaperRefused where the paper cannot be made of this record, where it is not printed in this variant, where
    something it needs is missing, or where a heading would stand empty.
    """
    kind = _kind(paper_id, data)
    chosen = _variant(kind, variant)
    two = language == "en" or data.entry.fields.get("language") == "en"
    bound = _pack(data, chosen) if kind.id == "court-pack" else ((_explained(kind, data, chosen), data),)
    for part, _ in bound:
        check_headings(part.blocks)
    day = (data.moment if kind.id == "status-letter" else data.entry.made_at).astimezone(KYIV)
    content: dict[str, Any] = {
        "language": "uk-en" if two else "uk",
        "variant": chosen,
        "title": f"{kind.title.en if language == 'en' else kind.title.uk} {data.code}",
        "author": "Порука",
        "date": [day.year, day.month, day.day],
        "heading": pair(Text("Зміст", "Contents")),
        "parts": [_set(part, of) for part, of in bound],
    }
    return Paper(set_pdf(content, _files(bound)), f"{kind.id}-{data.code}.pdf", kind.title)


def render(paper_id: str, data: PaperData, variant: str = "standard", language: str = "uk") -> bytes:
    """The PDF alone; see ``paper``."""
    return paper(paper_id, data, variant, language).pdf


def _kind(paper_id: str, data: PaperData) -> PaperKind:
    if paper_id not in PAPERS:
        raise PaperRefused(Text(f"Паперу «{paper_id}» немає.", f"There is no paper “{paper_id}”."))
    kind = PAPERS[paper_id]
    if kind not in papers_of(data.entry.type):
        title = CATALOGUE[data.entry.type].title
        raise PaperRefused(
            Text(
                f"«{kind.title.uk}» не друкують із запису «{title.uk}».",
                f"“{kind.title.en}” is not made of the record “{title.en}”.",
            )
        )
    return kind


def _variant(kind: PaperKind, variant: str) -> Variant:
    for known in kind.variants:
        if known == variant:
            return known
    possible = [VARIANTS[known] for known in kind.variants]
    raise PaperRefused(
        Text(
            f"«{kind.title.uk}» друкують так: {', '.join(t.uk for t in possible)}.",
            f"“{kind.title.en}” is printed like this: {', '.join(t.en for t in possible)}.",
        )
    )


def _explained(kind: PaperKind, data: PaperData, variant: Variant) -> Part:
    """The paper; in plain words, a paper without wording of its own begins with what it is."""
    part = kind.build(data, variant)
    if variant != "plain" or kind.own_words:
        return part
    what = CATALOGUE[data.entry.type].about
    about: Block = para(Text(f"Що це за папір. {what.uk}", f"What this paper is. {what.en}"))
    return replace(part, blocks=[about, *part.blocks])


def _pack(data: PaperData, variant: Variant) -> tuple[Bound, ...]:
    """The motion and its annexes in the order of the list: our own papers whole, a sheet before each copy of another's."""
    bound: list[Bound] = [(court.motion(data, variant), data)]
    for place, (title, annex, number) in enumerate(court.annexes_of(data), 1):
        own, of = CATALOGUE[annex.type].paper, data
        if own:
            of = data.of(annex)
            part = PAPERS[own].build(of, variant)
        else:
            part = court.insert(data, title, annex, number)
        numbered = Text(f"Додаток {place}. {part.title.uk}", f"Annex {place}. {part.title.en}")
        bound.append((replace(part, title=numbered), of))
    return tuple(bound)


def _set(part: Part, data: PaperData) -> dict[str, Any]:
    """A part as the templates take it, with its code and how to check it."""
    title, when = CATALOGUE[data.entry.type].title, in_day(data.entry.happened_at)
    # The code and not the number of the record: a gap in the numbers would tell that a record stands between which the
    # reader of the paper is not to know of.
    place = Text(f"Справа {data.case_id}, запис {data.code}", f"Case {data.case_id}, record {data.code}")
    day = when.uk.replace(" ", "\u00a0")
    how = Text(
        f"Запис: {title.uk}, {day}\nПеревірити: {data.check_url}",
        f"Record: {title.en}, {when.en}. Check it at the same address.",
    )
    return {
        "template": part.template,
        "title": pair(part.title),
        "lead": pair(part.lead) if part.lead else None,
        "office": pair(part.office) if part.office else None,
        "to": [pair(line) for line in part.to],
        "blocks": list(part.blocks),
        "place": pair(place),
        "how": pair(how),
        "code": data.code,
        "qr": qr(data.check_url),
    }


def _files(bound: tuple[Bound, ...]) -> list[dict[str, str]]:
    """The records themselves, each once, as the chain hashes them."""
    records = {data.code: data.record for _, data in bound}
    return [
        {
            "name": f"record-{code}.json",
            "text": canonical(record),
            "about": f"The record as the chain holds it (RFC 8785); its SHA-256 is {hash_of(record)}",
        }
        for code, record in records.items()
    ]


__all__ = ["PAPERS", "VARIANTS", "Paper", "PaperKind", "paper", "papers_of", "render"]
