"""How long a what-if takes over the national register that has been prepared."""

from bench.measuring import in_child
from bench.people import register
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

PLACE = 25
REPEATS = 9


def run(options: Options) -> Section:
    """Each shipped draft, the first time in a process and after that."""
    folder, snapshot = str(register(options, "27k")), str(options.folder / "27k.snapshot")
    in_child("bench.ours", "kept", folder, snapshot)
    found = in_child("bench.ours", "whatif", snapshot, REPEATS)
    drafts = {id: times for id, times in found.items() if isinstance(times, dict)}
    rows = [(f"`{id}`", timed(times["first"]), timed(times["again"])) for id, times in drafts.items()]
    worst = max(times["again"] for times in drafts.values())
    return Section(
        title=Text("Що, якби", "What if"),
        about=Text(
            "Кожен приклад проєкту змін над знімком національного реєстру; нинішнє право вже застосовано, як на"
            f" сторінці. Уперше в процесі, і медіана з {REPEATS} наступних разів, щоразу над щойно відкритим знімком.",
            "Each example draft over a snapshot of the national register; today’s law has been applied already, as on"
            f" the page. The first time in a process, and the median of {REPEATS} more, each on a snapshot just opened.",
        ),
        tables=[Table(("проєкт · draft", "уперше · first", "далі · again"), rows)],
        targets=[Target.below(Text("«що, якби» над 27 471 особою", "a what-if over 27,471 people"), worst, 0.1)],
    )
