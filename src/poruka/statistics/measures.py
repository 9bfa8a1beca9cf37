"""Every measure, defined once: its names, what it counts, its base, what "as of" means for it, the records behind it.

Pages, headings of CSV files, the command line and docs/measures.md are made from this file. Adding a measure is adding
one entry. Every measure counts people, never cases: somebody with two cases is counted once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from poruka.law.text import Text
from poruka.statistics.defining import AS_OF, Measure, Said, passed, stands

UNIT = Text("осіб", "people")
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
        passed(
            "informed",
            "поінформовано",
            "informed",
            "Особи, яким видано пам’ятку і пояснено права.",
            "People who were given the sheet and had their rights explained.",
            Said("information-given"),
            step=True,
        ),
        passed(
            "wished",
            "подали заяву",
            "applied",
            "Особи, які подали письмову заяву, хоч би потім її й відкликали.",
            "People who made a written application, even if they withdrew it later.",
            Said("application"),
            base="informed",
            step=True,
        ),
        passed(
            "consented",
            "дали згоду",
            "consented",
            "Особи, чию згоду прийнято наодинці, окремо від заяви.",
            "People whose consent was taken in private, apart from the application.",
            Said("consent"),
            base="wished",
            step=True,
        ),
        passed(
            "fit",
            "визнано придатними",
            "found fit",
            "Особи, яких ВЛК визнала придатними, також з обмеженнями.",
            "People whom the medical board found fit, with limits or without.",
            Said("medical-conclusion", "outcome", _FIT),
            base="consented",
            step=True,
        ),
        passed(
            "accepted",
            "частина дала згоду",
            "consented by a unit",
            "Особи, щодо яких командир частини дав письмову згоду.",
            "People for whom a unit’s commander gave written consent.",
            Said("commander-consent", "consents", (True,)),
            base="fit",
            step=True,
        ),
        passed(
            "petitioned",
            "клопотання в суді",
            "petitioned",
            "Особи, щодо яких установа надіслала клопотання до суду.",
            "People for whom the institution sent a motion to court.",
            Said("motion"),
            base="accepted",
            step=True,
        ),
        passed(
            "heard",
            "суд розглянув",
            "heard",
            "Особи, щодо яких суд першої інстанції постановив ухвалу, яка б вона не була.",
            "People about whom the court of first instance ruled, one way or the other.",
            Said("ruling"),
            base="petitioned",
            step=True,
        ),
        passed(
            "granted",
            "суд задовольнив",
            "granted",
            "Особи, яких суд або апеляційний суд звільнив умовно-достроково. Кого звільнено після повторного"
            " клопотання, є і тут, і серед тих, кому відмовлено.",
            "People to whom the court, or the appeal court, granted parole. Whoever was granted it on a repeat"
            " motion is counted here and among the refused.",
            Said("ruling", "outcome", ("granted",)),
            Said("appeal-result", "outcome", ("granted",)),
            base="heard",
            step=True,
        ),
        passed(
            "refused",
            "суд відмовив",
            "refused",
            "Особи, яким відмовив суд або апеляційний суд.",
            "People whom the court, or the appeal court, refused.",
            Said("ruling", "outcome", ("refused",)),
            Said("appeal-result", "outcome", ("refused",)),
            base="heard",
        ),
        passed(
            "in-force",
            "ухвала набрала законної сили",
            "ruling in force",
            "Особи, ухвала про звільнення яких набрала законної сили.",
            "People whose ruling on release is in force.",
            Said("entry-into-force"),
            base="granted",
        ),
        passed(
            "released",
            "звільнено",
            "released",
            "Особи, яких установа звільнила і передала конвою. Так само рахує прогноз.",
            "People whom the institution released and handed over to the escort. The forecast counts the same.",
            Said("hand-over"),
            base="granted",
            step=True,
        ),
        passed(
            "arrived",
            "прибули",
            "arrived",
            "Особи, прибуття яких підтвердив центр комплектування.",
            "People whose arrival the recruitment centre confirmed.",
            Said("arrival"),
            base="released",
            step=True,
        ),
        passed(
            "contracted",
            "уклали контракт",
            "signed a contract",
            "Особи, які уклали контракт.",
            "People who signed a contract.",
            Said("contract"),
            base="arrived",
            step=True,
        ),
        passed(
            "assigned",
            "зараховано до частини",
            "assigned to a unit",
            "Особи, зараховані до частини.",
            "People enrolled in a unit.",
            Said("enrolment"),
            base="contracted",
            step=True,
        ),
        stands(
            "handed-over",
            "передано, ще в дорозі",
            "handed over, on the way",
            "Звільнені особи, прибуття яких ще не підтверджено.",
            "Released people whose arrival is not confirmed yet.",
            "handed-over",
            base="released",
        ),
        stands(
            "in-training",
            "проходять підготовку",
            "in training",
            "Особи, підготовка яких почалася і не закінчилася.",
            "People whose training has begun and not ended.",
            "training",
        ),
        stands(
            "serving",
            "служать",
            "serving",
            "Особи, які служать у частині: не на підготовці, не у відпустці, не на лікуванні.",
            "People serving in a unit: not in training, on leave or in hospital.",
            "serving",
        ),
        stands(
            "on-leave",
            "у відпустці",
            "on leave",
            "Особи, які перебувають у відпустці.",
            "People who are on leave.",
            "on-leave",
        ),
        stands(
            "in-hospital",
            "на лікуванні",
            "in hospital",
            "Особи, які перебувають на лікуванні.",
            "People who are in hospital.",
            "in-hospital",
        ),
        passed(
            "wounded",
            "поранено",
            "wounded",
            "Особи, про поранення яких є запис.",
            "People of whom a wound is recorded.",
            Said("wound"),
            base="assigned",
        ),
        stands(
            "missing",
            "зникли безвісти",
            "missing",
            "Особи, які зникли безвісти і не повернулися.",
            "People who went missing and have not come back.",
            "missing",
        ),
        stands(
            "captive",
            "у полоні",
            "captive",
            "Особи, які перебувають у полоні.",
            "People who are in captivity.",
            "captive",
        ),
        passed(
            "died",
            "загинули або померли",
            "died",
            "Особи, про смерть яких є запис.",
            "People whose death is recorded.",
            Said("death"),
            base="assigned",
        ),
        stands(
            "breach-in-question",
            "порушення розглядають",
            "breach under examination",
            "Особи, щодо яких повідомлення про порушення ще не розглянуто. Це ще не порушення.",
            "People about whom an allegation has not been decided. It is not yet a breach.",
            "breach-in-question",
        ),
        passed(
            "in-breach",
            "порушення підтверджено",
            "in breach",
            "Особи, порушення яких підтверджено рішенням.",
            "People of whom a breach was found by a decision.",
            Said("breach-decision", "outcome", ("found",)),
            base="assigned",
        ),
        passed(
            "discharged",
            "звільнено зі служби",
            "discharged",
            "Особи, звільнені зі служби, за підставою.",
            "People discharged from service, by ground.",
            Said("discharge"),
            base="assigned",
            reason="ground",
        ),
        passed(
            "parole-ended",
            "строк умовного звільнення минув",
            "parole period ended",
            "Особи, невідбута частина покарання яких минула, чи служать вони далі, чи ні.",
            "People whose unserved part has run out, whether or not they go on serving.",
            Said("parole-period-ended"),
            base="released",
        ),
        passed(
            "withdrew",
            "відкликали заяву",
            "withdrew",
            "Особи, які відкликали заяву; причини ніхто не питає.",
            "People who withdrew; nobody asks them why.",
            Said("withdrawal"),
            base="wished",
        ),
        passed(
            "not-now",
            "«не зараз»",
            "“not now”",
            "Особи, які сказали «не зараз», за причинами, які вони назвали. Хто назвав кілька, рахується в кожній.",
            "People who said “not now”, by the reasons they gave. Who gave several is counted under each.",
            Said("not-now"),
            base="informed",
            reason="why",
        ),
        passed(
            "not-examined-well",
            "первинний огляд не пройдено",
            "primary examination not passed",
            "Особи, яким первинний огляд не дав змоги продовжувати.",
            "People who could not go on after the primary examination.",
            Said("primary-examination", "result", ("negative",)),
            base="consented",
        ),
        passed(
            "not-supported",
            "попередній розгляд не підтримав",
            "not supported at the review",
            "Особи, яких не підтримав попередній розгляд.",
            "People whom the preliminary review did not support.",
            Said("preliminary-review", "result", ("not-supported",)),
            base="consented",
        ),
        passed(
            "unfit",
            "визнано непридатними",
            "found unfit",
            "Особи, яких ВЛК визнала непридатними або тимчасово непридатними. Діагнозів система не рахує.",
            "People whom the medical board found unfit or temporarily unfit. Diagnoses are not counted.",
            Said("medical-conclusion", "outcome", ("unfit", "temporarily-unfit")),
            base="consented",
            reason="outcome",
        ),
        passed(
            "declined-by-unit",
            "командир відмовив",
            "declined by a unit",
            "Особи, яким відмовив командир частини.",
            "People whom a unit’s commander declined.",
            Said("commander-consent", "consents", (False,)),
            base="fit",
        ),
        passed(
            "not-presented",
            "установа не подала клопотання",
            "institution did not petition",
            "Особи, щодо яких начальник установи вирішив не подавати клопотання.",
            "People for whom the head of the institution decided not to petition.",
            Said("institution-decision", "decision", ("not-present",)),
            base="accepted",
        ),
        passed(
            "not-contracted",
            "контракт не укладено",
            "contract not signed",
            "Звільнені особи, з якими контракту не укладено, за причиною.",
            "Released people with whom no contract was signed, by cause.",
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


__all__ = ["AS_OF", "DURATIONS", "DURATION_COUNTS", "MEASURES", "STEPS", "UNIT", "Duration", "durations"]
