"""How long it takes to answer one person in full: every condition, its article, its span, the facts behind it."""

from bench.measuring import in_child
from bench.people import register
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

PLACE = 30
PEOPLE, REPEATS = 200, 25


def run(options: Options) -> Section:
    """People across the national register, each asked again and again."""
    found = in_child("bench.ours", "explained", str(register(options, "27k")), PEOPLE, REPEATS)
    rows = [
        ("медіана · median", timed(found["median"])),
        ("середнє · mean", timed(found["mean"])),
        ("найдовше · longest", timed(found["worst"])),
        ("медіана разом із JSON · median, as JSON data", timed(found["as_data"])),
    ]
    return Section(
        title=Text("Одна особа з поясненням", "One person explained"),
        about=Text(
            f"{found['people']} осіб через увесь реєстр; час особи – медіана з {REPEATS} разів. Факти вже в пам’яті.",
            f"{found['people']} people across the register; a person’s time is the median of {REPEATS}. The facts are in"
            " memory already.",
        ),
        tables=[Table(("одна особа · one person", "час · time"), rows)],
        targets=[Target.below(Text("пояснення для однієї особи", "one person explained"), found["median"], 0.0005)],
    )
