"""Every measure, defined once: its names, what it counts, its base, what "as of" means for it, the records behind it.

Pages, headings of CSV files, the command line and docs/measures.md are made from this file. Adding a measure is adding
one entry. Every measure counts people, never cases: somebody with two cases is counted once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from poruka.law.text import Text

Kind = Literal["register", "passed", "stands"]
"""How a measure relates to the day asked about (``AS_OF``)."""
Value = str | bool

AS_OF: Mapping[Kind, Text] = {
    "register": Text(
        "Особи, щодо яких у цей день виконано умови, за останнім розрахунком над реєстром.",
        "People for whom the conditions hold on the day, by the latest run over the register.",
    ),
    "passed": Text(
        "Особи, з якими це сталося в періоді, за записами, що були зроблені до кінця дня, станом на який дано число."
        " Виправлений запис замінено тим, що його виправив.",
        "People to whom it happened in the period, by the records made up to the end of the day the figure is as of."
        " A corrected record is replaced by the one that corrects it.",
    ),
    "stands": Text(
        "Особи, остання справа яких перебуває в такому стані на кінець дня, станом на який дано число. Період"
        " не впливає.",
        "People whose latest case stands there at the end of the day the figure is as of, whatever the period.",
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Records of a type; where ``field`` is named, those that say one of the values."""

    type: str
    field: str = ""
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted, in people.

    ``base`` is the measure of which it is a share; empty where a share would mean nothing. ``sources`` are the records
    that make a person counted, ``stages`` the stages of a case. ``reason`` is the field of those records whose coded
    answer says why; ``step`` marks a step of the main line, in order.
    """

    id: str
    name: Text
    counts: Text
    kind: Kind
    base: str = ""
    sources: tuple[Said, ...] = ()
    stages: tuple[str, ...] = ()
    reason: str = ""
    step: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The record types behind the measure."""
        return tuple(dict.fromkeys(said.type for said in self.sources))


UNIT = Text("осіб", "people")


def _passed(
    id: str, uk: str, en: str, counts: Text, *sources: Said, base: str = "", reason: str = "", step: bool = False
) -> Measure:
    return Measure(id, Text(uk, en), counts, "passed", base, sources, reason=reason, step=step)


def _stands(id: str, uk: str, en: str, counts: Text, *stages: str, base: str = "assigned") -> Measure:
    return Measure(id, Text(uk, en), counts, "stands", base, stages=stages)


_FIT = ("fit", "fit-with-limits")

MEASURES: Mapping[str, Measure] = {
    measure.id: measure
    for measure in (
        Measure(
            "could-apply",
            Text("можуть подати заяву", "could apply"),
            Text(
                "Особи в реєстрі, щодо яких виконано всі умови, які можна перевірити за реєстром. Хто вже звільнений,"
                " тут не рахується.",
                "People in the register for whom every condition that a register can answer holds. Those already"
                " released are not among them.",
            ),
            "register",
        ),
        _passed(
            "informed",
            "поінформовано",
            "informed",
            Text(
                "Особи, яким видано пам’ятку і пояснено права.",
                "People who were given the sheet and had their rights explained.",
            ),
            Said("information-given"),
            step=True,
        ),
        _passed(
            "wished",
            "подали заяву",
            "applied",
            Text(
                "Особи, які подали письмову заяву, хоч би потім її й відкликали.",
                "People who made a written application, even if they withdrew it later.",
            ),
            Said("application"),
            base="informed",
            step=True,
        ),
        _passed(
            "consented",
            "дали згоду",
            "consented",
            Text(
                "Особи, чию згоду прийнято наодинці, окремо від заяви.",
                "People whose consent was taken in private, apart from the application.",
            ),
            Said("consent"),
            base="wished",
            step=True,
        ),
        _passed(
            "fit",
            "визнано придатними",
            "found fit",
            Text(
                "Особи, яких ВЛК визнала придатними, також з обмеженнями.",
                "People whom the medical board found fit, with limits or without.",
            ),
            Said("medical-conclusion", "outcome", _FIT),
            base="consented",
            step=True,
        ),
        _passed(
            "accepted",
            "частина дала згоду",
            "consented by a unit",
            Text(
                "Особи, щодо яких командир частини дав письмову згоду.",
                "People for whom a unit’s commander gave written consent.",
            ),
            Said("commander-consent", "consents", (True,)),
            base="fit",
            step=True,
        ),
        _passed(
            "petitioned",
            "клопотання в суді",
            "petitioned",
            Text(
                "Особи, щодо яких установа надіслала клопотання до суду.",
                "People for whom the institution sent a motion to court.",
            ),
            Said("motion"),
            base="accepted",
            step=True,
        ),
        _passed(
            "heard",
            "суд розглянув",
            "heard",
            Text(
                "Особи, щодо яких суд першої інстанції постановив ухвалу, яка б вона не була.",
                "People about whom the court of first instance ruled, one way or the other.",
            ),
            Said("ruling"),
            base="petitioned",
            step=True,
        ),
        _passed(
            "granted",
            "суд задовольнив",
            "granted",
            Text(
                "Особи, яких суд або апеляційний суд звільнив умовно-достроково. Кого звільнено після повторного"
                " клопотання, є і тут, і серед тих, кому відмовлено.",
                "People to whom the court, or the appeal court, granted parole. Whoever was granted it on a repeat"
                " motion is counted here and among the refused.",
            ),
            Said("ruling", "outcome", ("granted",)),
            Said("appeal-result", "outcome", ("granted",)),
            base="heard",
            step=True,
        ),
        _passed(
            "refused",
            "суд відмовив",
            "refused",
            Text(
                "Особи, яким відмовив суд або апеляційний суд.", "People whom the court, or the appeal court, refused."
            ),
            Said("ruling", "outcome", ("refused",)),
            Said("appeal-result", "outcome", ("refused",)),
            base="heard",
        ),
        _passed(
            "in-force",
            "ухвала набрала законної сили",
            "ruling in force",
            Text(
                "Особи, ухвала про звільнення яких набрала законної сили.",
                "People whose ruling on release is in force.",
            ),
            Said("entry-into-force"),
            base="granted",
        ),
        _passed(
            "released",
            "звільнено",
            "released",
            Text(
                "Особи, яких установа звільнила і передала конвою. Так само рахує прогноз.",
                "People whom the institution released and handed over to the escort. The forecast counts the same.",
            ),
            Said("hand-over"),
            base="granted",
            step=True,
        ),
        _passed(
            "arrived",
            "прибули",
            "arrived",
            Text(
                "Особи, прибуття яких підтвердив центр комплектування.",
                "People whose arrival the recruitment centre confirmed.",
            ),
            Said("arrival"),
            base="released",
            step=True,
        ),
        _passed(
            "contracted",
            "уклали контракт",
            "signed a contract",
            Text("Особи, які уклали контракт.", "People who signed a contract."),
            Said("contract"),
            base="arrived",
            step=True,
        ),
        _passed(
            "assigned",
            "зараховано до частини",
            "assigned to a unit",
            Text("Особи, зараховані до частини.", "People enrolled in a unit."),
            Said("enrolment"),
            base="contracted",
            step=True,
        ),
        _stands(
            "handed-over",
            "передано, ще в дорозі",
            "handed over, on the way",
            Text(
                "Звільнені особи, прибуття яких ще не підтверджено.",
                "Released people whose arrival is not confirmed yet.",
            ),
            "handed-over",
            base="released",
        ),
        _stands(
            "in-training",
            "проходять підготовку",
            "in training",
            Text("Особи, підготовка яких почалася і не закінчилася.", "People whose training has begun and not ended."),
            "training",
        ),
        _stands(
            "serving",
            "служать",
            "serving",
            Text(
                "Особи, які служать у частині: не на підготовці, не у відпустці, не на лікуванні.",
                "People serving in a unit: not in training, on leave or in hospital.",
            ),
            "serving",
        ),
        _stands(
            "on-leave",
            "у відпустці",
            "on leave",
            Text("Особи, які перебувають у відпустці.", "People who are on leave."),
            "on-leave",
        ),
        _stands(
            "in-hospital",
            "на лікуванні",
            "in hospital",
            Text("Особи, які перебувають на лікуванні.", "People who are in hospital."),
            "in-hospital",
        ),
        _passed(
            "wounded",
            "поранено",
            "wounded",
            Text("Особи, про поранення яких є запис.", "People of whom a wound is recorded."),
            Said("wound"),
            base="assigned",
        ),
        _stands(
            "missing",
            "зникли безвісти",
            "missing",
            Text("Особи, які зникли безвісти і не повернулися.", "People who went missing and have not come back."),
            "missing",
        ),
        _stands(
            "captive",
            "у полоні",
            "captive",
            Text("Особи, які перебувають у полоні.", "People who are in captivity."),
            "captive",
        ),
        _passed(
            "died",
            "загинули або померли",
            "died",
            Text("Особи, про смерть яких є запис.", "People whose death is recorded."),
            Said("death"),
            base="assigned",
        ),
        _stands(
            "breach-in-question",
            "порушення розглядають",
            "breach under examination",
            Text(
                "Особи, щодо яких повідомлення про порушення ще не розглянуто. Це ще не порушення.",
                "People about whom an allegation has not been decided. It is not yet a breach.",
            ),
            "breach-in-question",
        ),
        _passed(
            "in-breach",
            "порушення підтверджено",
            "in breach",
            Text("Особи, порушення яких підтверджено рішенням.", "People of whom a breach was found by a decision."),
            Said("breach-decision", "outcome", ("found",)),
            base="assigned",
        ),
        _passed(
            "discharged",
            "звільнено зі служби",
            "discharged",
            Text("Особи, звільнені зі служби, за підставою.", "People discharged from service, by ground."),
            Said("discharge"),
            base="assigned",
            reason="ground",
        ),
        _passed(
            "parole-ended",
            "строк умовного звільнення минув",
            "parole period ended",
            Text(
                "Особи, невідбута частина покарання яких минула, чи служать вони далі, чи ні.",
                "People whose unserved part has run out, whether or not they go on serving.",
            ),
            Said("parole-period-ended"),
            base="released",
        ),
        _passed(
            "withdrew",
            "відкликали заяву",
            "withdrew",
            Text("Особи, які відкликали заяву; причини ніхто не питає.", "People who withdrew; nobody asks them why."),
            Said("withdrawal"),
            base="wished",
        ),
        _passed(
            "not-now",
            "«не зараз»",
            "“not now”",
            Text(
                "Особи, які сказали «не зараз», за причинами, які вони назвали. Хто назвав кілька, рахується в кожній.",
                "People who said “not now”, by the reasons they gave. Who gave several is counted under each.",
            ),
            Said("not-now"),
            base="informed",
            reason="why",
        ),
        _passed(
            "not-examined-well",
            "первинний огляд не пройдено",
            "primary examination not passed",
            Text(
                "Особи, яким первинний огляд не дав змоги продовжувати.",
                "People who could not go on after the primary examination.",
            ),
            Said("primary-examination", "result", ("negative",)),
            base="consented",
        ),
        _passed(
            "not-supported",
            "попередній розгляд не підтримав",
            "not supported at the review",
            Text("Особи, яких не підтримав попередній розгляд.", "People whom the preliminary review did not support."),
            Said("preliminary-review", "result", ("not-supported",)),
            base="consented",
        ),
        _passed(
            "unfit",
            "визнано непридатними",
            "found unfit",
            Text(
                "Особи, яких ВЛК визнала непридатними або тимчасово непридатними. Діагнозів система не рахує.",
                "People whom the medical board found unfit or temporarily unfit. Diagnoses are not counted.",
            ),
            Said("medical-conclusion", "outcome", ("unfit", "temporarily-unfit")),
            base="consented",
            reason="outcome",
        ),
        _passed(
            "declined-by-unit",
            "командир відмовив",
            "declined by a unit",
            Text("Особи, яким відмовив командир частини.", "People whom a unit’s commander declined."),
            Said("commander-consent", "consents", (False,)),
            base="fit",
        ),
        _passed(
            "not-presented",
            "установа не подала клопотання",
            "institution did not petition",
            Text(
                "Особи, щодо яких начальник установи вирішив не подавати клопотання.",
                "People for whom the head of the institution decided not to petition.",
            ),
            Said("institution-decision", "decision", ("not-present",)),
            base="accepted",
        ),
        _passed(
            "not-contracted",
            "контракт не укладено",
            "contract not signed",
            Text(
                "Звільнені особи, з якими контракту не укладено, за причиною.",
                "Released people with whom no contract was signed, by cause.",
            ),
            Said("evasion"),
            Said("unfit-at-arrival"),
            base="arrived",
            reason="whose_fault",
        ),
    )
}
"""Every measure by its id, in the order of the procedure."""

STEPS: tuple[str, ...] = tuple(measure.id for measure in MEASURES.values() if measure.step)
"""The main line: each is a step further for the same person."""


@dataclass(frozen=True, slots=True)
class Duration:
    """The days between two measures of events, for those of whom the first is recorded."""

    start: str
    end: str

    @property
    def id(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def name(self) -> Text:
        start, end = MEASURES[self.start].name, MEASURES[self.end].name
        return Text(f"від «{start.uk}» до «{end.uk}»", f"from “{start.en}” to “{end.en}”")


DURATION_COUNTS = Text(
    "Дні від першої події справи до найближчої другої після неї. Медіана і 90-й відсоток – за Капланом і Маєром: хто"
    " ще чекає, врахований стільки днів, скільки чекає; хто вибув, – до дня, коли вибув.",
    "Days from the first event of a case to the nearest second one after it. The median and the 90th percentile are"
    " Kaplan and Meier’s: whoever still waits counts for the days waited so far, whoever left until the day they left.",
)
DURATIONS: tuple[Duration, ...] = tuple(Duration(a, b) for a, b in pairwise(STEPS))
"""The waiting times shown unasked: every step to the next."""


def durations() -> Iterator[Duration]:
    """Every duration that can be asked for: between any two events."""
    events = [measure.id for measure in MEASURES.values() if measure.kind == "passed"]
    return (Duration(a, b) for a in events for b in events if a != b)
