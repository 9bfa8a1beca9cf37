"""The law over a whole register, on the engine of your choice: Polars in process, DuckDB, or Spark."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from poruka.law.engine import Book, LawError
from poruka.law.engine.frames import gap_labels, lay_out, rule
from poruka.law.text import Text
from poruka.law.ukraine import BOOK

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

    from poruka.register.tables import Register

COLUMNS = (
    "person_id",
    "as_of",
    "verdict",
    "failed",
    "unknown",
    "missing_facts",
    "open_questions",
    "holds_from",
    "holds_until",
    "law_version",
)
LISTS = ("failed", "unknown", "missing_facts", "open_questions")


def screen(
    register: "Register",
    as_of: date,
    *,
    engine: str = "polars",
    readings: Mapping[str, str] | None = None,
    book: Book = BOOK,
    spans: bool = False,
) -> "pl.DataFrame":
    """One row a person, in the order of the persons table: the columns of ``COLUMNS``; lists hold ids.

    With ``spans``, each condition's ``ID_from`` and ``ID_until`` as well. Raises ``LawError`` for an unknown engine,
    question or reading, and for a day before the law.
    """
    adopted = book.adopt(readings or {})
    adopted.version(as_of)
    collected = _run(engine, register, lambda tables: rule(adopted, lay_out(adopted, tables), as_of, spans=spans))
    return decode(adopted, collected, as_of)


def _run(
    engine: str, register: "Register", plan: "Callable[[Mapping[str, nw.LazyFrame]], nw.LazyFrame]"
) -> "pl.DataFrame":
    run = ENGINES.get(engine)
    if run is None:
        known = ", ".join(ENGINES)
        raise LawError(
            Text(f"Немає рушія «{engine}». Відомі: {known}.", f"There is no engine “{engine}”. Known: {known}.")
        )
    tables = {
        "persons": register.persons.with_row_index("row"),
        "sentences": register.sentences,
        "convictions": register.convictions,
    }
    return run(tables, plan).sort("row")


def _polars(tables: "Mapping[str, pl.DataFrame]", plan: Callable[..., Any]) -> "pl.DataFrame":
    import narwhals as nw
    import polars as pl

    lazy = plan({name: nw.from_native(table.lazy()) for name, table in tables.items()}).to_native()
    collected: pl.DataFrame = lazy.collect()
    return collected


def _duckdb(tables: "Mapping[str, pl.DataFrame]", plan: Callable[..., Any]) -> "pl.DataFrame":
    import duckdb
    import narwhals as nw
    import polars as pl

    with duckdb.connect() as connection:
        relations = {}
        for name, table in tables.items():
            connection.register(name, table.to_arrow())
            relations[name] = nw.from_native(connection.table(name))
        answered: pl.DataFrame = plan(relations).to_native().pl()
    return answered


def _spark(tables: "Mapping[str, pl.DataFrame]", plan: Callable[..., Any]) -> "pl.DataFrame":
    import narwhals as nw
    import polars as pl

    from poruka.screening.spark import session

    spark = session()
    frames = {name: nw.from_native(spark.createDataFrame(table.to_arrow())) for name, table in tables.items()}
    return pl.DataFrame(pl.from_arrow(plan(frames).to_native().toArrow()))


ENGINES: dict[str, Callable[..., "pl.DataFrame"]] = {"polars": _polars, "duckdb": _duckdb, "spark": _spark}


def decode(book: Book, ruled: "pl.DataFrame", as_of: date) -> "pl.DataFrame":
    """Spell out the bits of ``rule``: each distinct pair of ``answers`` and ``gaps`` is spelled once."""
    import polars as pl

    ids = [condition.id for condition in book.conditions]
    labels = gap_labels(book)
    pairs = ruled.select("answers", "gaps").unique()
    spelled = [_spelled(ids, labels, answers, gaps) for answers, gaps in pairs.iter_rows()]
    schema = {"verdict": pl.String} | dict.fromkeys(LISTS, pl.List(pl.String))
    words = pl.concat([pairs, pl.DataFrame(spelled, schema=schema, orient="row")], how="horizontal")
    extra = [name for name in ruled.columns if name.endswith(("_from", "_until")) and not name.startswith("holds_")]
    return (
        ruled.join(words, on=["answers", "gaps"], how="left", maintain_order="left")
        .with_columns(pl.lit(as_of).alias("as_of"), pl.lit(book.version(as_of)).alias("law_version"))
        .select(*COLUMNS, *extra)
    )


def _spelled(
    ids: list[str], labels: tuple[str, ...], answers: int, gaps: int
) -> tuple[str, list[str], list[str], list[str], list[str]]:
    failed = [id for i, id in enumerate(ids) if answers >> i & 1]
    unknown = [id for i, id in enumerate(ids, len(ids)) if answers >> i & 1]
    missing = [label for i, label in enumerate(labels) if gaps >> i & 1]
    verdict = "barred" if failed else "cannot_tell" if unknown else "may_apply"
    facts = [label for label in missing if not label.startswith("?")]
    questions = [label[1:] for label in missing if label.startswith("?")]
    return verdict, failed, unknown, facts, questions
