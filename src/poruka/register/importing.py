"""Take an extract into the register: read, check, compare, write, and say what happened. Nothing is lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES
from poruka.law.text import Text
from poruka.register.bulk import insert
from poruka.register.difference import Difference, difference, flag_absent_people, spoken_of
from poruka.register.flagging import flags_of
from poruka.register.lock import only_importer
from poruka.register.models import Import, Person, Rejection
from poruka.register.parsing import ROW
from poruka.register.problems import Problem
from poruka.register.reading import Progress, Reading, read, silent
from poruka.register.rejections import LONGEST_VALUE, write_report
from poruka.register.report import ImportReport
from poruka.register.stored import FLAG_COLUMNS, PRINT_SCHEMA, frame_of, stored_fingerprints, stored_flags
from poruka.register.validate import Checked, Known, check, present_people
from poruka.register.writing import foreseen_changes, write_difference, write_institutions

CHECKING = Text("перевіряю", "checking")
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known before anything is written."""

    reading: Reading
    checked: Checked
    difference: Difference
    flags: pl.DataFrame


def import_register(
    path: "Path | str",
    *,
    today: date,
    dry_run: bool = False,
    progress: Progress = silent,
    report_to: "Path | None" = None,
) -> ImportReport:
    """Import the extract at ``path``. With ``dry_run`` the database is not changed, and need not be there.

    Rejected rows are written to ``report_to``, or beside the extract (``NAME-rejected``). Raises RegisterError if
    nothing can be read or another import is running. May be killed at any moment: start it again.
    """
    path = Path(path)
    reading = read(path, progress=progress)
    progress(CHECKING, 0, 0)
    if dry_run:
        plan = _planned(reading, today, has_tables=register_exists())
        return _reported(
            path,
            plan,
            _written_rejections(path, plan, report_to),
            dry_run=True,
            changes=foreseen_changes(plan.difference),
        )
    with only_importer():
        plan = _planned(reading, today, has_tables=True)
        folder = _written_rejections(path, plan, report_to)
        same = Import.objects.filter(sha256=reading.sha256, state=Import.State.DONE).first()
        entry = _begun(path, reading, today)
        write_institutions(plan.checked.accepted)
        changes = write_difference(plan.difference, entry, timezone.now(), progress)
        report = _reported(path, plan, folder, dry_run=False, changes=changes, same=same, entry=entry)
        _finished(entry, plan, report)
    return report


def register_exists() -> bool:
    """Whether the database is there and has the register's tables."""
    name = connection.settings_dict["NAME"]
    if (
        connection.vendor == "sqlite"
        and isinstance(name, (str, Path))
        and "memory" not in str(name)
        and not Path(name).exists()
    ):
        return False
    return Person._meta.db_table in connection.introspection.table_names()  # noqa: SLF001 - the documented Meta API


def _planned(reading: Reading, today: date, *, has_tables: bool) -> Plan:
    stored = {
        table.name: stored_fingerprints(table) if has_tables else pl.DataFrame(schema=PRINT_SCHEMA)
        for table in TABLES.values()
    }
    flags_before = stored_flags() if has_tables else pl.DataFrame(schema=FLAG_COLUMNS)
    checked = check(reading, today, _known(stored))
    flags = flags_of(checked.accepted, today)
    present = present_people(reading)
    found = difference(checked.accepted, present, stored, flags_before, flags, whole=not reading.correction)
    if not reading.correction and found.tables["persons"].gone.height:
        where = {"person_id": pl.String(), "institution_id": pl.String()}
        found = flag_absent_people(
            found, flags_before, frame_of(Person.objects.all(), where), spoken_of(checked.accepted)
        )
    return Plan(reading, checked, found, flags)


def _known(stored: Mapping[str, pl.DataFrame]) -> Known:
    def owners(name: str, key: str) -> pl.DataFrame:
        return stored[name].select(pl.col("key").alias(key), "person_id")

    return Known(
        stored[PERSONS.name]["person_id"],
        owners(SENTENCES.name, SENTENCES.key),
        owners(CONVICTIONS.name, CONVICTIONS.key),
    )


def _written_rejections(path: Path, plan: Plan, report_to: Path | None) -> Path | None:
    if plan.checked.rejections.is_empty():
        return None
    beside = path.resolve()
    return write_report(plan.reading, plan.checked.rejections, report_to or beside.with_name(f"{beside.stem}-rejected"))


@transaction.atomic
def _begun(path: Path, reading: Reading, today: date) -> Import:
    # The import lock is held, so whatever is still marked as running was killed.
    Import.objects.filter(state=Import.State.RUNNING).update(state=Import.State.INTERRUPTED)
    return Import.objects.create(sha256=reading.sha256, source=path.name[:200], today=today)


@transaction.atomic
def _finished(entry: Import, plan: Plan, report: ImportReport) -> None:
    files = pl.col("table").replace_strict(dict(plan.reading.files), return_dtype=pl.String())
    rows = plan.checked.rejections.select(
        pl.lit(entry.pk, pl.Int64()).alias("imported_in_id"),
        files.str.slice(0, LONGEST_VALUE).alias("file"),
        ROW,
        pl.col("column").fill_null(""),
        pl.col("value").fill_null("").str.replace_all("\x00", "␀", literal=True).str.slice(0, LONGEST_VALUE),
        "reason_uk",
        "reason_en",
    )
    insert(Rejection, rows)
    entry.state, entry.finished_at = Import.State.DONE, timezone.now()
    entry.counts = {name: dict(count) for name, count in report.counts.items()}
    entry.save()


def _reported(
    path: Path,
    plan: Plan,
    folder: Path | None,
    *,
    dry_run: bool,
    changes: pl.DataFrame,
    same: Import | None = None,
    entry: Import | None = None,
) -> ImportReport:
    rejected = dict(plan.checked.rejections.select("table", ROW).unique().group_by("table").len().iter_rows())
    counts = {}
    for name, table in plan.difference.tables.items():
        counts[name] = {
            "read": plan.reading.rows[name],
            "added": table.added.height,
            "changed": table.changed.height,
            "unchanged": table.unchanged,
            "rejected": rejected.get(name, 0),
            "gone": 0 if plan.reading.correction else table.gone.height,
        }
    return ImportReport(
        source=path.name,
        sha256=plan.reading.sha256,
        dry_run=dry_run,
        counts=counts,
        changes={(table, column): cells for table, column, cells in changes.iter_rows()},
        flags=dict(plan.flags.group_by("kind").len().sort("kind").iter_rows()),
        notices=plan.reading.notices,
        first_rejections=_first(plan),
        rejected_in=folder,
        absent=()
        if plan.reading.correction
        else tuple(plan.difference.tables["persons"].gone["person_id"].sort().head(MOST_SHOWN)),
        same_as=same.finished_at if same else None,
        import_id=entry.pk if entry else None,
    )


def _first(plan: Plan) -> tuple[Problem, ...]:
    files = plan.reading.files
    return tuple(
        Problem(files[row["table"]], row[ROW], row["column"], row["value"], Text(row["reason_uk"], row["reason_en"]))
        for row in plan.checked.rejections.head(MOST_SHOWN).iter_rows(named=True)
    )
