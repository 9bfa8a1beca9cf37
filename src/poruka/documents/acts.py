"""What several people draw up or sign together: the preliminary review, the commander's consent, the hand-over."""

from poruka.cases.catalogue.force import ARRIVAL
from poruka.documents.blocks import Block, Part, Variant, box, facts, para, points, section, signatures
from poruka.documents.data import PaperData
from poruka.documents.names import in_case
from poruka.documents.remedies import is_negative, remedy
from poruka.documents.words import (
    PERSON,
    about_person,
    answer,
    by_sex,
    capital_of,
    cites,
    day,
    held_at,
    in_day,
    moment,
    role,
    said,
)
from poruka.law.text import Text

REMEDY = Text("Що можна зробити", "What can be done")


def review(data: PaperData, variant: Variant) -> Part:
    """The protocol of the preliminary review: institution, recruitment centre and unit together."""
    entry = data.entry
    result = answer(entry, data, "result")
    blocks: list[Block] = [
        facts(
            (
                *about_person(data),
                (Text("Дата", "Date"), in_day(entry.happened_at)),
                *said(entry, data, "recruitment_centre", "centre_present", "unit", "unit_present", "by_video"),
            )
        ),
        box(Text(f"Результат попереднього розгляду: {result.uk}.", f"Result of the preliminary review: {result.en}.")),
        *section(Text("Підстави", "Reasons"), para(answer(entry, data, "reason"))),
        para(
            Text(
                "Присутність представників центру комплектування і військової частини є обов’язковою; вони можуть брати участь"
                " через відеозв’язок.",
                "The representatives of the recruitment centre and of the unit must be present; they may take part by video.",
            ),
            cites("КВК 154-1(3)"),
        ),
        *_remedy(data),
        signatures(
            (
                (capital_of(role(entry.made_as)), ""),
                (
                    Text("Представник центру комплектування", "Representative of the recruitment centre"),
                    str(entry.fields.get("centre_present", "")),
                ),
                (
                    Text("Представник військової частини", "Representative of the military unit"),
                    str(entry.fields.get("unit_present", "")),
                ),
            )
        ),
    ]
    return Part(
        "act",
        Text("Протокол попереднього розгляду", "Protocol of the preliminary review"),
        blocks,
        office=held_at(data.person),
    )


def commander(data: PaperData, variant: Variant) -> Part:
    """The commander's written consent or refusal. It speaks of the person's service and of nothing before it."""
    entry, offer = data.entry, data.before("unit-offer")
    unit, name = answer(entry, data, "unit"), in_case(data.person, "genitive").shown()
    consents = entry.fields.get("consents") is True
    line = (
        Text(
            f"Даю згоду на проходження військової служби за контрактом у цій частині: {data.person.name}.",
            f"I consent to military service under contract in this unit by: {data.person.name}.",
        )
        if consents
        else Text(
            f"Не даю згоди на проходження військової служби в цій частині: {data.person.name}.",
            f"I do not consent to military service in this unit by: {data.person.name}.",
        )
    )
    blocks: list[Block] = [
        box(line),
        facts(
            (
                (Text("Військова частина", "Military unit"), unit),
                (PERSON, Text(data.person.name, data.person.name)),
                (Text("Дата народження", "Date of birth"), day(data.person.birth_date)),
                (Text("Дата", "Date"), in_day(entry.happened_at)),
            )
        ),
    ]
    if consents and offer:
        rows = tuple(said(offer, data, "unit_kind", "post", "training_days", "term", "leave"))
        blocks += section(Text("Що запропоновано особі", "What was offered to the person"), facts(rows))
    if not consents:
        reason = answer(entry, data, "reason")
        blocks += section(Text("Підстави відмови", "Reasons for the refusal"), para(reason))
    blocks += [*_remedy(data), signatures(((capital_of(role(entry.made_as)), ""),))]
    title = (
        Text("Згода командира військової частини", "Consent of the commander of a military unit")
        if consents
        else Text("Відмова командира військової частини", "Refusal by the commander of a military unit")
    )
    lead = Text(f"щодо {name}", f"concerning {data.person.name}")
    return Part("act", title, blocks, office=unit, lead=lead)


def transfer(data: PaperData, variant: Variant) -> Part:
    """The hand-over to the escort: whom, from where, to where, with which papers. Nothing of a conviction or of health.

    It travels with the person, so it may say only what may be read by anybody on the way (R38).
    """
    entry, force, gate = data.entry, data.before("entry-into-force"), data.before("release-checklist")
    due = moment(ARRIVAL.due(force.happened_at)) if force else None
    handed = tuple(said(gate, data, "passport", "tax_number", "contacts")) if gate else ()
    blocks: list[Block] = [
        facts(
            (
                (PERSON, Text(data.person.name, data.person.name)),
                (Text("Дата народження", "Date of birth"), day(data.person.birth_date)),
                (Text("Звідки", "From"), held_at(data.person)),
                (Text("Куди", "To"), answer(entry, data, "recruitment_centre")),
                (Text("Передано", "Handed over"), moment(entry.happened_at)),
                *(((Text("Прибути не пізніше", "To arrive no later than"), due),) if due else ()),
                *said(entry, data, "guard", "vehicle", "received_by"),
            )
        ),
    ]
    if handed:
        blocks += section(Text("Документи при особі", "Papers with the person"), facts(handed))
    blocks += section(
        Text("Підписи", "Signatures"),
        signatures(
            (
                (Text("Хто передав", "Handed over by"), ""),
                (Text("Хто прийняв (супровід)", "Received by the escort"), str(entry.fields.get("received_by", ""))),
                (Text("Особа", "The person"), data.person.name),
            )
        ),
    )
    blocks += section(
        Text("Прибуття", "Arrival"),
        signatures(((Text("Прийнято в центрі комплектування", "Received at the recruitment centre"), ""),)),
    )
    return Part("act", Text("Акт передачі", "Record of hand-over"), blocks)


def refusal_to_sign(data: PaperData, variant: Variant) -> Part:
    """That somebody did not sign a paper: which, before whom, in their own words; and how they can say it was not so."""
    entry = data.entry
    what = answer(entry, data, "paper")
    not_signed = by_sex(data.person, "не підписав", "не підписала", "не підписав(ла)")
    blocks: list[Block] = [
        box(
            Text(
                f"{data.person.name} {not_signed} запропонованого паперу: {what.uk}.",
                f"{data.person.name} did not sign the paper put before them: {what.en}.",
            ),
            Text(
                "Підпису цей акт не замінює: хто не підписав, той не погодився.",
                "This record does not stand in for a signature: whoever did not sign has not agreed.",
            ),
        ),
        facts(
            (
                *about_person(data),
                (Text("Коли", "When"), moment(entry.happened_at)),
                *said(entry, data, "paper", "witness", "second_witness"),
            )
        ),
    ]
    if entry.fields.get("words"):
        blocks += section(Text("Що сказала особа", "What the person said"), para(answer(entry, data, "words")))
    blocks += [
        *section(
            Text("Якщо було не так", "If it was not so"),
            para(
                Text(
                    "Особа може будь-коли сказати, як було насправді: у своїй справі, адвокатові або спостерігачеві."
                    " Працівники установи цієї відповіді не бачать.",
                    "The person can say at any time how it really was: in their own case, to the lawyer or to the monitor."
                    " The staff of the institution do not see that answer.",
                )
            ),
        ),
        signatures(
            (
                (capital_of(role(entry.made_as)), ""),
                (Text("Перший свідок", "First witness"), str(entry.fields.get("witness", ""))),
                (Text("Другий свідок", "Second witness"), str(entry.fields.get("second_witness", ""))),
            )
        ),
    ]
    title = Text("Акт про відмову від підпису", "Record of a refusal to sign")
    return Part("act", title, blocks, office=held_at(data.person))


def _remedy(data: PaperData) -> list[Block]:
    if not is_negative(data.entry):
        return []
    found = remedy(data.entry)
    return section(REMEDY, para(found.first), points(found.ways))
