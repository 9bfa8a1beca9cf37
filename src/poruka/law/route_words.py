"""The words of the routes: what is said of a date, and the notes that go with it, each with its source and mark."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from poruka.law.calendar import in_words
from poruka.law.ladder import Rung
from poruka.law.sentence import TAKE_CREDIT_FROM_JUDGMENT, Bounds
from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be shown beside a date. ``mark``: the wording was read, it is our reading, or it is not on file."""

    id: str
    text: Text
    cites: str
    mark: Literal["read", "our_reading", "not_on_file"] = "our_reading"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a route is spoken of: ``on`` starts a sentence that a date ends, ``becomes`` one that bounds end, ``when`` is
    its subordinate clause.
    """

    on: Text
    becomes: Text
    when: Text


PAROLE = Opening(
    Text("Умовно-дострокове звільнення можливе з", "Ordinary parole is possible from"),
    Text("Умовно-дострокове звільнення стає можливим", "Ordinary parole becomes possible"),
    Text("коли умовно-дострокове звільнення стане можливим", "when ordinary parole becomes possible"),
)
REPLACEMENT = Opening(
    Text(
        "Заміна невідбутої частини покарання більш м’яким можлива з",
        "Replacement by a milder penalty is possible from",
    ),
    Text(
        "Заміна невідбутої частини покарання більш м’яким стає можливою",
        "Replacement by a milder penalty becomes possible",
    ),
    Text(
        "коли заміна невідбутої частини покарання більш м’яким стане можливою",
        "when replacement by a milder penalty becomes possible",
    ),
)
END = Opening(
    Text("Останній день строку покарання –", "The last day of the sentence is"),
    Text("Строк покарання закінчується", "The sentence ends"),
    Text("коли закінчується строк покарання", "when the sentence ends"),
)


def exact_words(opening: Opening, day: date, rungs: tuple[Rung, ...]) -> Text:
    """The route opens on a known day; the part served is named where it is one."""
    on = in_words(day)
    if len(rungs) != 1:
        return Text(f"{opening.on.uk} {on.uk}", f"{opening.on.en} {on.en}.")
    part = rungs[0].words
    return Text(
        f"{opening.on.uk} {on.uk}: на цей день відбуто щонайменше {part.uk} строку.",
        f"{opening.on.en} {on.en}: by then at least {part.en} of the term has been served.",
    )


def range_words(opening: Opening, bounds: Bounds) -> Text:
    """The day cannot be told: what can be said of the earliest and the latest it could be."""
    earliest = bounds.earliest and in_words(bounds.earliest)
    latest = bounds.latest and in_words(bounds.latest)
    if earliest and latest:
        return Text(
            f"{opening.becomes.uk} не раніше {earliest.uk} і не пізніше {latest.uk}"
            " Точнішої дати за наявними відомостями не встановити.",
            f"{opening.becomes.en} no earlier than {earliest.en} and no later than {latest.en}."
            " The facts on file tell no more exactly.",
        )
    if earliest:
        return Text(
            f"{opening.becomes.uk} не раніше {earliest.uk} Коли саме, за наявними відомостями не встановити.",
            f"{opening.becomes.en} no earlier than {earliest.en}. The facts on file tell no more exactly.",
        )
    if latest:
        return Text(
            f"{opening.becomes.uk} не пізніше {latest.uk} Коли саме, за наявними відомостями не встановити.",
            f"{opening.becomes.en} no later than {latest.en}. The facts on file tell no more exactly.",
        )
    return Text(
        f"Не можна сказати, {opening.when.uk}: бракує відомостей про строк.",
        f"It cannot be told {opening.when.en}: facts about the term are missing.",
    )


def ended_words(last_day: date) -> Text:
    """The sentence is over: there is nothing left to release from or to replace."""
    day = in_words(last_day)
    return Text(
        f"За обліком останній день строку був не пізніше {day.uk} Цей шлях уже не застосовується.",
        f"By the register the last day of the sentence was no later than {day.en}. This route no longer applies.",
    )


NOT_SERVING = Text(
    "За обліком особа зараз не відбуває жодного покарання, тому цей шлях не застосовується.",
    "By the register no sentence is being served now, so this route does not apply.",
)
LIFE_HAS_NO_END = Text("Довічне позбавлення волі не має кінця строку.", "Life imprisonment has no end of term.")
LIFE_AND_PAROLE = Text(
    "Довічне позбавлення волі: ця дата з’явиться лише після того, як суд замінить його позбавленням волі на певний"
    " строк. Тоді треба відбути три чверті строку.",
    "Life imprisonment: there is such a date only once the court has commuted it to a fixed term. Three quarters of"
    " that term must then be served.",
)
LIFE_AND_REPLACEMENT = Text(
    "Довічне позбавлення волі суд може замінити позбавленням волі на строк від 15 до 20 років. Правила про те, яку"
    " частину для цього треба відбути, у системі немає.",
    "The court can commute life imprisonment to a fixed term of 15 to 20 years. How much must be served before that is"
    " not on file.",
)
PENALTY_NOT_ON_FILE = Text(
    "Правил про те, як цей шлях діє щодо арешту, тримання в дисциплінарному батальйоні чи іншого покарання, у системі"
    " немає.",
    "How this route applies to arrest, a disciplinary battalion or another penalty is not on file.",
)

PROVED_CORRECTION = Note(
    "court-decides",
    Text(
        "Обчислено лише дату. Суд може звільнити особу, яка сумлінною поведінкою і ставленням до праці довела своє"
        " виправлення; це вирішують люди.",
        "Only the date is computed. The court can release a person whose conduct and attitude to work have proved"
        " correction; people decide that.",
    ),
    "КК 81(2)",
    "read",
)
WAY_TO_CORRECTION = Note(
    "court-decides",
    Text(
        "Обчислено лише дату. Суд може замінити покарання особі, яка стала на шлях виправлення; це вирішують люди.",
        "Only the date is computed. The court can replace the penalty of a person who is on the way to correction;"
        " people decide that.",
    ),
    "КК 82(3)",
    "read",
)
PART_IN_DAYS = Note(
    "part-in-days",
    Text(
        "Частину строку пораховано в днях від початку строку, разом із зарахованими днями, до його кінця й заокруглено"
        " догори. Шлях відкривається наступного дня після того, як цю частину відбуто повністю.",
        "The part is counted in days from the start of the term, credited days included, to its end, and rounded up."
        " The route opens on the day after that part has been served in full.",
    ),
    "КК 81(3), 82(4)",
)
STRICTEST_OF_SEVERAL = Note(
    "strictest-of-several",
    Text(
        "Засуджень кілька: враховано найсуворішу частину строку.",
        "There are several convictions: the strictest part of the term is taken.",
    ),
    "КК 70, 71, 81(3), 82(4)",
)
LATEST_OF_SEVERAL = Note(
    "latest-of-several",
    Text(
        "За обліком особа відбуває кілька покарань: враховано найпізнішу дату. Остаточне покарання визначає суд.",
        "By the register several sentences are being served: the latest date is taken. The court sets the final"
        " penalty.",
    ),
    "КК 70, 71",
)
CREDIT = Note("credit-from-judgment", TAKE_CREDIT_FROM_JUDGMENT, "КК 72(5)", "read")
CREDIT_DERIVED = Note(
    "credit-derived",
    Text(
        "Зарахованих днів у реєстрі немає; їх виведено з кінця строку за реєстром.",
        "The register has no credited days; they are read off the end of the term it gives.",
    ),
    "КК 72(5)",
)
COMMUTED = Note(
    "life-commuted",
    Text(
        "За обліком особа вже не відбуває довічного позбавлення волі: вважаємо, що його замінено нинішнім покаранням.",
        "By the register a life term is no longer being served: it is taken to have been commuted to the present one.",
    ),
    "КК 82(5)",
)
RELATED_LIST = Note(
    "corruption-related-list",
    Text(
        "Переліку правопорушень, пов’язаних з корупцією, у системі немає, тому для статей 366-2 і 366-3 частину строку"
        " не визначено.",
        "The list of corruption-related offences is not on file, so the part for Articles 366-2 and 366-3 is not"
        " settled.",
    ),
    "КК 45, примітка",
    "not_on_file",
)
IF_PENALTY_FITS = Note(
    "if-penalty-fits",
    Text(
        "Вид покарання невідомий: дати правильні, якщо це обмеження волі або позбавлення волі на певний строк.",
        "The penalty is not known: the dates are right if it is restriction of liberty or imprisonment for a fixed"
        " term.",
    ),
    "КК 81, 82",
)
IF_SERVING = Note(
    "if-serving",
    Text(
        "Невідомо, чи відбуває особа це покарання зараз: дати правильні, якщо відбуває.",
        "It is not known whether the sentence is being served now: the dates are right if it is.",
    ),
    "КК 72, 81, 82",
)


def disagreement(registered: date, counted: date) -> Note:
    """The register's own end of term and the arithmetic differ: both are shown, neither is preferred."""
    said, sum_ = in_words(registered), in_words(counted)
    return Note(
        "end-disagrees",
        Text(
            f"Кінець строку за реєстром – {said.uk}, за підрахунком – {sum_.uk} Звірте дані з вироком.",
            f"The register says the term ends on {said.en}; counting gives {sum_.en}. Check against the judgment.",
        ),
        "КК 72",
    )
