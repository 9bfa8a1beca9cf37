"""What a public release says about itself: how the figures were made, and why some are not shown."""

from collections.abc import Mapping

from poruka.law.text import Text
from poruka.statistics.public import disclosure
from poruka.statistics.public.disclosure import Hidden

METHOD = Text(
    "Числа отримано із записів у справах і з реєстру засуджених, відтворених на день, станом на який їх дано. Рахують"
    " людей, не справи; строки й помилки – за випадками. Числа округлено до найближчих п’яти, тому частини можуть не"
    " давати разом цілого. Числа від нуля до семи приховано. Поряд із прихованим числом приховано й інші, якщо з них"
    " його можна було б обчислити: відніманням, з кількох таблиць або з цього й попередніх випусків разом. Помісячні"
    " числа – такі, якими їх знали наприкінці місяця: пізніші записи й виправлення їх не змінюють. Медіану дано, якщо"
    f" вона стоїть за щонайменше {disclosure.MEDIAN_OF} людьми, 90-й відсоток – якщо за щонайменше"
    f" {disclosure.NINETIETH_OF}. Числа за військовими частинами і за двома ознаками разом не публікують.",
    "The figures come from the records of cases and the register of convicts, replayed for the day they are as of."
    " They count people, not cases; time limits and errors are counted one by one. They are rounded to the nearest five,"
    " so parts may not add up to a whole. Figures from zero to seven are hidden. Beside a hidden figure others are hidden"
    " too, where it could be worked out from them: by subtraction, from several tables, or from this and earlier releases"
    " together. Figures by month are as they were known at the end of the month: later records and corrections do not"
    f" change them. A median is given where at least {disclosure.MEDIAN_OF} people stand behind it, a 90th percentile"
    f" where at least {disclosure.NINETIETH_OF} do. Figures by military unit, and by two divisions at once, are never"
    " published.",
)

HIDDEN: Mapping[Hidden, Text] = {
    Hidden.SMALL: Text("менше ніж 8", "fewer than 8"),
    Hidden.PARTNER: Text(
        "приховано, щоб не можна було обчислити мале число поряд",
        "hidden, so that a small figure beside it cannot be worked out",
    ),
    Hidden.WHOLE: Text(
        "приховано, щоб не можна було обчислити мале число всередині",
        "hidden, so that a small figure within it cannot be worked out",
    ),
}
SERIES = Text(
    "Скільки людей разом від набрання чинності законом до кінця кожного місяця, по всій країні.",
    "How many people in all, from the day the law came into force to the end of each month, in the whole country.",
)
REASONS = Text(
    "Кожну особу враховано раз, за останнім записом. Хто назвав кілька причин, стоїть в окремому рядку.",
    "Everybody is counted once, by the latest record. Whoever gave several reasons stands in a row of their own.",
)
LIMITS = Text(
    "Скільки разів строк дотримано і скільки разів пропущено: зроблено пізніше або досі не зроблено, хоч він минув."
    " Рахують кожен обов’язок, а не людей.",
    "How many times a limit was kept and how many times missed: done late, or not done though it has passed. Every duty"
    " is counted, not people.",
)
ERRORS = Text(
    "Що записи показують як помилку або запізнення, за випадками. Чого записи не показують, про те сказано словами:"
    " це не нуль.",
    "What the records show to have been wrong or late, one by one. What no record shows is said in words: it is not"
    " zero.",
)
