"""What a draft amendment would change: today's law and the draft over the same register, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import Draft, amend, read
from poruka.law.ukraine.sections import section_of

PERSON = "#person"

if TYPE_CHECKING:
    import polars as pl

    from poruka.register.tables import Register
    from poruka.screening.outcome import Outcome
    from poruka.screening.population import Population


@dataclass(frozen=True)
class Comparison:
    """Persons whose answer differs: ``people`` has ``person_id``, ``before``, ``after``, ``failed_before``,
    ``failed_after``, ``institution_id``, ``section``. A person gains who may apply only under the draft, and loses
    who may apply only under today's law; any other change of answer counts as neither."""

    draft: Draft
    as_of: date
    law_version: str
    draft_version: str
    total: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    people: "pl.DataFrame"

    @property
    def gain(self) -> int:
        return int((self.people["after"] == "may_apply").sum())

    @property
    def lose(self) -> int:
        return int((self.people["before"] == "may_apply").sum())

    def by(self, column: str) -> "list[tuple[str, int, int]]":
        """(value, how many gain, how many lose), most touched first; rows of other changes are left out."""
        import polars as pl

        counted = (
            self.people.group_by(column)
            .agg(
                (pl.col("after") == "may_apply").sum().alias("gain"),
                (pl.col("before") == "may_apply").sum().alias("lose"),
            )
            .filter(pl.col("gain") + pl.col("lose") > 0)
            .with_columns(pl.col(column).fill_null(""))
            .sort([pl.col("gain") + pl.col("lose"), pl.col(column)], descending=[True, False])
        )
        return [(str(value), int(gain), int(lose)) for value, gain, lose in counted.iter_rows()]

    def by_ground(self) -> "list[tuple[str, int, int]]":
        """Gains by the condition that falls away, losses by the condition that is new; most touched first."""
        gains = self._grounds("failed_before", "after")
        losses = self._grounds("failed_after", "before")
        ids = sorted(set(gains) | set(losses), key=lambda id: (-(gains.get(id, 0) + losses.get(id, 0)), id))
        return [(id, gains.get(id, 0), losses.get(id, 0)) for id in ids]

    def _grounds(self, failed: str, may: str) -> dict[str, int]:
        import polars as pl

        touched = self.people.filter(pl.col(may) == "may_apply").select(pl.col(failed).explode()).drop_nulls()
        return {str(id): int(n) for id, n in touched[failed].value_counts().iter_rows()}


def compare(
    register: "Register | Population", draft: Draft, as_of: date, readings: Mapping[str, str] | None = None
) -> Comparison:
    """Run today's law and the draft over the register. Raises LawError where the draft or a reading is wrong.

    A register that was prepared (``ruling.prepared``, ``snapshot.load``) is asked only what has not been asked of it.
    """
    from poruka.screening.engine import outcome
    from poruka.screening.population import Population
    from poruka.screening.ruling import prepared

    drafted = amend(BOOK, draft)
    people = register if isinstance(register, Population) else prepared(register)
    today = outcome(people, as_of, readings=readings)
    after = outcome(people, as_of, readings=readings, book=drafted)
    return Comparison(
        draft,
        as_of,
        BOOK.version(as_of),
        drafted.version(as_of),
        today.height,
        today.verdicts,
        after.verdicts,
        _changed(people, today, after),
    )


def _changed(people: "Population", today: "Outcome", after: "Outcome") -> "pl.DataFrame":
    """Whoever has another verdict after, with the two verdicts, the grounds, where they are and for what."""
    import polars as pl

    before, then = (found.words.cases.select("verdict", "failed") for found in (today, after))
    first, second = today.words.which, after.words.which
    who = (before["verdict"][first] != then["verdict"][second]).arg_true()
    told = pl.DataFrame(
        {
            "person_id": people.ids[who],
            "before": before["verdict"][first[who]],
            "after": then["verdict"][second[who]],
            "failed_before": before["failed"][first[who]],
            "failed_after": then["failed"][second[who]],
            "institution_id": people.persons.frame["institution_id"][who].cast(pl.String),
        }
    )
    sections = main_sections(people.rows_of("convictions", who, ("record", "code", "article")))
    return told.hstack(
        pl.DataFrame({PERSON: who}).join(sections, on=PERSON, how="left", maintain_order="left").select("section")
    )


def main_sections(convictions: "pl.DataFrame") -> "pl.DataFrame":
    """The number of each person and ``section``: that of the first conviction being served that the register lists."""
    import polars as pl

    served = convictions.with_columns((pl.col("record") == "serving").fill_null(False).alias("served"))
    first = served.sort("served", descending=True, maintain_order=True).group_by(PERSON, maintain_order=True).first()
    sections = {article: section_of(article).id for article in first["article"].unique().drop_nulls()}
    named = pl.col("article").cast(pl.String).replace_strict(sections, default="other", return_dtype=pl.String)
    code = pl.when(pl.col("code") == "UA2001").then(named).otherwise(pl.lit("other"))
    return first.select(PERSON, code.alias("section"))


def as_data(comparison: Comparison, oblasts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The comparison as JSON data. ``oblasts`` maps an institution to its oblast, where that is on file."""
    by_institution = comparison.by("institution_id")
    data = {
        "draft": comparison.draft.id,
        "as_of": comparison.as_of.isoformat(),
        "law_version": comparison.law_version,
        "draft_version": comparison.draft_version,
        "persons": comparison.total,
        "before": dict(comparison.before),
        "after": dict(comparison.after),
        "gain": comparison.gain,
        "lose": comparison.lose,
        "net": comparison.gain - comparison.lose,
        "by_ground": _rows("condition", comparison.by_ground()),
        "by_institution": _rows("institution_id", by_institution),
        "by_offence_group": _rows("section", comparison.by("section")),
        "people": [
            {"person_id": row["person_id"], "before": row["before"], "after": row["after"]}
            for row in comparison.people.iter_rows(named=True)
        ],
    }
    if oblasts:
        data["by_oblast"] = _rows("oblast", grouped(by_institution, oblasts))
    return data


def grouped(rows: list[tuple[str, int, int]], groups: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Gains and losses by a coarser group; what has no group on file is kept under an empty name."""
    sums: dict[str, tuple[int, int]] = {}
    for value, gain, lose in rows:
        group = groups.get(value, "")
        so_far = sums.get(group, (0, 0))
        sums[group] = (so_far[0] + gain, so_far[1] + lose)
    return sorted(((g, a, b) for g, (a, b) in sums.items()), key=lambda row: (-(row[1] + row[2]), row[0]))


def _rows(name: str, rows: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    return [{name: value, "gain": gain, "lose": lose} for value, gain, lose in rows]


@cache
def shipped() -> dict[str, Draft]:
    """The example drafts that come with the software, by id."""
    folder = resources.files("poruka.screening").joinpath("drafts")
    drafts = [read(f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")]
    return {draft.id: draft for draft in sorted(drafts, key=lambda d: d.id)}


def find(name: str) -> Draft:
    """A draft by the path of its file, or by the id of a shipped one."""
    from pathlib import Path

    if name in shipped():
        return shipped()[name]
    path = Path(name)
    if not path.is_file():
        known = ", ".join(shipped())
        raise LawError(
            Text(
                f"Немає файлу проєкту «{name}». Приклади, що є: {known}.",
                f"There is no draft file “{name}”. Shipped examples: {known}.",
            )
        )
    try:
        return read(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as broken:
        raise LawError(Text(f"Файл «{name}» не в кодуванні UTF-8.", f"The file “{name}” is not in UTF-8.")) from broken
