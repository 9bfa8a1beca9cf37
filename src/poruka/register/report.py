"""What an import did, in figures and in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.register.flags import FLAGS
from poruka.register.problems import Problem

COUNTED = ("read", "added", "changed", "unchanged", "rejected", "gone")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``counts``: for each table, rows read, added, changed, unchanged, rejected, and gone (not in this extract, kept).

    ``changes``: how many cells of which (table, column) have another value now. ``flags``: how many rows of this
    extract carry which flag. ``rejected_in``: the folder of the rejection report, if anything was rejected.
    ``first_rejections``: a few to be shown at once. ``same_as``: when the same data had been imported before.
    ``absent``: some of the persons who are not in this extract.
    """

    source: str
    sha256: str
    dry_run: bool
    counts: Mapping[str, Mapping[str, int]]
    changes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    first_rejections: tuple[Problem, ...] = ()
    rejected_in: Path | None = None
    absent: tuple[str, ...] = ()
    same_as: datetime | None = None
    import_id: int | None = None

    @property
    def rejected(self) -> int:
        """Rows that did not enter the register."""
        return sum(table["rejected"] for table in self.counts.values())

    @property
    def nothing_changed(self) -> bool:
        return not any(table["added"] or table["changed"] for table in self.counts.values())

    def texts(self) -> Iterator[Text]:
        """The report as sentences, the most important first."""
        yield self._summary()
        yield from (self._of_table(name) for name in self.counts)
        yield from self._about_rejections()
        yield from self._about_changes()
        yield from self._about_absent()
        for kind, rows in self.flags.items():
            title = FLAGS[kind].title
            yield Text(f"Прийнято з позначкою «{title.uk}»: {rows}.", f"Accepted with the flag “{title.en}”: {rows}.")
        for notice in self.notices:
            yield Text(f"Зауваження. {notice.text.uk}.", f"Note. {notice.text.en}.")

    def _summary(self) -> Text:
        if self.same_as is not None and self.nothing_changed:
            return Text(
                f"Змін немає: ці самі дані вже імпортовано {self.same_as:%d.%m.%Y о %H:%M}.",
                f"No change: the same data were already imported on {self.same_as:%d.%m.%Y at %H:%M}.",
            )
        if self.nothing_changed:
            return Text("Змін у реєстрі немає.", "Nothing has changed in the register.")
        if self.dry_run:
            return Text(
                "Перевірку завершено; у реєстр нічого не записано.",
                "The check is finished; nothing was written to the register.",
            )
        return Text("Імпорт завершено.", "The import is finished.")

    def _of_table(self, name: str) -> Text:
        count = self.counts[name]
        return Text(
            f"{name}: прочитано {count['read']}, додано {count['added']}, змінено {count['changed']}, "
            f"без змін {count['unchanged']}, відхилено {count['rejected']}.",
            f"{name}: read {count['read']}, added {count['added']}, changed {count['changed']}, "
            f"unchanged {count['unchanged']}, rejected {count['rejected']}.",
        )

    def _about_rejections(self) -> Iterator[Text]:
        if not self.rejected:
            return
        if self.rejected_in is not None:
            yield Text(
                f"Відхилені рядки з поясненнями — у папці {self.rejected_in}; виправте їх і імпортуйте цю папку.",
                f"The rejected rows, with the reasons, are in {self.rejected_in}; mend them and import that folder.",
            )
        yield from (problem.text for problem in self.first_rejections)

    def _about_changes(self) -> Iterator[Text]:
        for (table, column), cells in self.changes.items():
            label = TABLES[table].column(column).label
            yield Text(
                f"Змінено «{label.uk}» ({table}.{column}): {cells}; попередні значення збережено.",
                f"Changed “{label.en}” ({table}.{column}): {cells}; the earlier values are kept.",
            )

    def _about_absent(self) -> Iterator[Text]:
        gone = {name: count["gone"] for name, count in self.counts.items() if count["gone"]}
        for name, rows in gone.items():
            some = (
                f" ({', '.join(self.absent)}{' …' if rows > len(self.absent) else ''})"
                if name == "persons" and self.absent
                else ""
            )
            yield Text(
                f"Є в реєстрі, але немає в цьому вивантаженні, {name}: {rows}{some}; їх збережено.",
                f"In the register but not in this extract, {name}: {rows}{some}; they are kept.",
            )
