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
    from poruka.screening.outcome import Outcome
    from poruka.screening.population import Population

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
IN_PROCESS = "polars"


def screen(
    register: "Register | Population",
    as_of: date,
    *,
    engine: str = "polars",
    readings: Mapping[str, str] | None = None,
    book: Book = BOOK,
    spans: bool = False,
) -> "pl.DataFrame":
    """One row a person, in the order of the persons table: the columns of ``COLUMNS``; lists hold ids.

    With ``spans``, each condition's ``ID_from`` and ``ID_until`` as well. Raises what ``outcome`` raises.
    """
    return outcome(register, as_of, engine=engine, readings=readings, book=book, spans=spans).frame()


def outcome(
    register: "Register | Population",
    as_of: date,
    *,
    engine: str = "polars",
    readings: Mapping[str, str] | None = None,
    book: Book = BOOK,
    spans: bool = False,
) -> "Outcome":
    """The same answers before they are spelled out for each person. A register that was prepared is asked in process.

    Raises ``LawError`` for an unknown engine, question or reading, and for a day before the law.
    """
    read = adopted(book, tuple(sorted((readings or {}).items())))
    read.version(as_of)
    if checked(engine) == IN_PROCESS:
        return _polars(register, read, as_of, spans)
    from poruka.register.tables import Register

    if not isinstance(register, Register):
        raise LawError(
            Text(
                f"Підготовлений реєстр читає лише рушій {IN_PROCESS}, а не {engine}. Дайте сам реєстр.",
                f"A prepared register is read by the engine {IN_PROCESS} only, not by {engine}. Give the register itself.",
            )
        )
    return ENGINES[engine](register, read, as_of, spans)


def checked(engine: str) -> str:
    """The name of an engine there is; LawError for any other."""
    known = (IN_PROCESS, *ENGINES)
    if engine not in known:
        names = ", ".join(known)
        raise LawError(
            Text(f"Немає рушія «{engine}». Відомі: {names}.", f"There is no engine “{engine}”. Known: {names}.")
        )
    return engine


def _polars(register: "Register | Population", book: Book, as_of: date, spans: bool) -> "Outcome":
    """Cases that are alike are ruled on once."""
    from poruka.screening.population import Population, population
    from poruka.screening.ruling import rule_on

    people = register if isinstance(register, Population) else population(register, book.facts)
    return rule_on(people, book, as_of, spans=spans)


def _duckdb(register: "Register", book: Book, as_of: date, spans: bool) -> "Outcome":
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


def _spark(register: "Register", book: Book, as_of: date, spans: bool) -> "Outcome":
    import narwhals as nw
    import polars as pl

    from poruka.screening.spark import session

    spark = session()
    tables = {
        name: nw.from_native(spark.createDataFrame(table.to_arrow())) for name, table in _tables(register, book).items()
    }
    ruled = pl.DataFrame(pl.from_arrow(_ruled(book, tables, as_of).to_native().toArrow()))
    return _decoded(book, ruled, as_of, spans)


ENGINES: dict[str, Callable[["Register", Book, date, bool], "Outcome"]] = {
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


def _decoded(book: Book, ruled: "pl.DataFrame", as_of: date, spans: bool) -> "Outcome":
    """Persons in their order, each a case of their own."""
    import polars as pl

    from poruka.screening.answers import answers
    from poruka.screening.outcome import Block, Outcome

    ordered = ruled.sort("row")
    found = answers(book, {c.id: c.id for c in book.conditions}, ordered, as_of, spans=spans)
    everybody = pl.Series(range(ordered.height), dtype=pl.UInt32)
    return Outcome(book, as_of, ordered["person_id"], (Block(found, everybody),))
