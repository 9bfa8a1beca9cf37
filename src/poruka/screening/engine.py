"""The law over a whole register, on the engine of your choice: Polars in process, DuckDB, or Spark."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from poruka.law.engine import Book, LawError
from poruka.law.engine.person import adopted
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
ROW = ("row", "person_id")
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
    read = adopted(book, tuple(sorted((readings or {}).items())))
    version = read.version(as_of)
    run = ENGINES.get(engine)
    if run is None:
        known = ", ".join(ENGINES)
        raise LawError(
            Text(f"Немає рушія «{engine}». Відомі: {known}.", f"There is no engine “{engine}”. Known: {known}.")
        )
    return reported(run(register, read, as_of, spans), as_of, version)


def reported(answers: "pl.DataFrame", as_of: date, version: str) -> "pl.DataFrame":
    """The answers with the day and the law version, in the order of ``COLUMNS``; spans last."""
    import polars as pl

    whole = answers.with_columns(pl.lit(as_of).alias("as_of"), pl.lit(version).alias("law_version"))
    return whole.select(*COLUMNS, pl.exclude(COLUMNS))


def _polars(register: "Register", book: Book, as_of: date, spans: bool) -> "pl.DataFrame":
    """Cases that are alike are ruled on once."""
    from poruka.screening.population import population
    from poruka.screening.ruling import rule_on

    return rule_on(population(register, book.facts), book, as_of, spans=spans).frame()


def _duckdb(register: "Register", book: Book, as_of: date, spans: bool) -> "pl.DataFrame":
    import duckdb
    import narwhals as nw

    with duckdb.connect() as connection:
        # The rewriter goes over thousands of small expressions that have nothing to rewrite, for longer than they run.
        connection.execute("SET disabled_optimizers = 'expression_rewriter'")
        tables = {}
        for name, table in _tables(register, book).items():
            connection.register(name, table.to_arrow())
            tables[name] = nw.from_native(connection.table(name))
        ruled = _ruled(book, tables, as_of).to_native().pl()
    return _decoded(book, ruled, as_of, spans)


def _spark(register: "Register", book: Book, as_of: date, spans: bool) -> "pl.DataFrame":
    import narwhals as nw
    import polars as pl

    from poruka.screening.spark import session

    spark = session()
    tables = {
        name: nw.from_native(spark.createDataFrame(table.to_arrow())) for name, table in _tables(register, book).items()
    }
    ruled = pl.DataFrame(pl.from_arrow(_ruled(book, tables, as_of).to_native().toArrow()))
    return _decoded(book, ruled, as_of, spans)


ENGINES: dict[str, Callable[["Register", Book, date, bool], "pl.DataFrame"]] = {
    "polars": _polars,
    "duckdb": _duckdb,
    "spark": _spark,
}


def _tables(register: "Register", book: Book) -> "dict[str, pl.DataFrame]":
    """Only what the law reads, the persons numbered (in numbers with a sign: Spark knows no others)."""
    import polars as pl

    def read(table: str) -> list[str]:
        return ["person_id", *(name for t, name in book.facts if t == table)]

    return {
        "persons": register.persons.select(read("persons")).with_row_index("row").cast({"row": pl.Int64}),
        "sentences": register.sentences.select(read("sentences")),
        "convictions": register.convictions.select(read("convictions")),
    }


def _ruled(book: Book, tables: "Mapping[str, nw.LazyFrame[Any]]", as_of: date) -> "nw.LazyFrame[Any]":
    import narwhals as nw

    from poruka.law.engine.frames import rule
    from poruka.law.engine.layout import lay_out

    return rule({c.id: c.rule for c in book.conditions}, lay_out(book, tables), nw.lit(as_of), keep=ROW)


def _decoded(book: Book, ruled: "pl.DataFrame", as_of: date, spans: bool) -> "pl.DataFrame":
    """Persons in their order, each a case of their own."""
    import polars as pl

    from poruka.screening.answers import answers
    from poruka.screening.outcome import Block, Outcome

    ordered = ruled.sort("row")
    found = answers(book, {c.id: c.id for c in book.conditions}, ordered, as_of, spans=spans)
    everybody = pl.Series(range(ordered.height), dtype=pl.UInt32)
    return Outcome(book, ordered["person_id"], (Block(found, everybody),)).frame()
