"""Find what is odd in accepted rows: offences not in the list, terms that do not add up, ages that cannot be.

Pure: "today" is a parameter. A fact that is not known is never odd.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from poruka.law.sentence import sentence_end
from poruka.law.ukraine.offences import listed
from poruka.register import flags

FLAG_SCHEMA = {
    "person_id": pl.String(),
    "table": pl.String(),
    "row_key": pl.String(),
    "kind": pl.String(),
    "value": pl.String(),
    "expected": pl.String(),
}
AGE_OF_RESPONSIBILITY = 14
"""КК 22(2); 16 is the rule, 14 the earliest."""
WITH_AN_END = ("fixed_term_imprisonment", "restriction_of_liberty")


def flags_of(accepted: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """Every flag that the accepted rows earn, as ``FLAG_SCHEMA``."""
    sentences, convictions = accepted["sentences"], accepted["convictions"]
    running = sentences.filter(pl.col("serving"))
    return pl.concat(
        [
            _not_listed(convictions),
            _end_differs(sentences),
            _flags(
                "sentences",
                "sentence_id",
                flags.ENDED_BUT_SERVING,
                running.filter(pl.col("ends_on") < today),
                "ends_on",
            ),
            _flags(
                "sentences", "sentence_id", flags.STARTS_LATER, running.filter(pl.col("starts_on") > today), "starts_on"
            ),
            _under_age(convictions, accepted["persons"]),
        ]
    )


def no_flags() -> pl.DataFrame:
    """An empty table of flags."""
    return pl.DataFrame(schema=FLAG_SCHEMA)


def gone(table: str, key: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the register that a newer extract no longer has; ``rows`` holds the key and ``person_id``."""
    return _flags(table, key, flags.GONE_FROM_EXTRACT, rows.with_columns(nothing=pl.lit("")), "nothing")


def _flags(
    table: str, key: str, kind: str, rows: pl.DataFrame, value: str, expected: "str | None" = None
) -> pl.DataFrame:
    return rows.select(
        pl.col("person_id"),
        pl.lit(table).alias("table"),
        pl.col(key).alias("row_key"),
        pl.lit(kind).alias("kind"),
        pl.col(value).cast(pl.String()).alias("value"),
        (pl.lit("") if expected is None else pl.col(expected).cast(pl.String())).alias("expected"),
    )


def _not_listed(convictions: pl.DataFrame) -> pl.DataFrame:
    # The list is of the Code in force; an article of 1960 is looked up elsewhere.
    here = convictions.filter(pl.col("code") == "UA2001")
    distinct = here.select("article", "part").unique()
    unknown = [not listed(article, part) for article, part in distinct.iter_rows()]
    odd = here.join(
        distinct.filter(pl.Series(unknown, dtype=pl.Boolean())),
        on=["article", "part"],
        how="semi",
        nulls_equal=True,
        maintain_order="left",
    )
    offence = pl.col("article") + pl.when(pl.col("part").is_null()).then(pl.lit("")).otherwise(
        pl.format("({})", "part")
    )
    return _flags(
        "convictions", "conviction_id", flags.OFFENCE_NOT_LISTED, odd.with_columns(offence=offence), "offence"
    )


def _end_differs(sentences: pl.DataFrame) -> pl.DataFrame:
    parts = ["starts_on", "term_years", "term_months", "term_days", "credited_days"]
    told = sentences.filter(pl.col("penalty").is_in(WITH_AN_END) & pl.col("ends_on").is_not_null())
    distinct = told.select(parts).unique()
    ends = [sentence_end(*row) for row in distinct.iter_rows()]
    distinct = distinct.with_columns(pl.Series("by_arithmetic", ends, dtype=pl.Date()))
    odd = told.join(distinct, on=parts, how="inner", nulls_equal=True, maintain_order="left")
    odd = odd.filter(pl.col("by_arithmetic") != pl.col("ends_on"))
    return _flags("sentences", "sentence_id", flags.SENTENCE_END_DIFFERS, odd, "ends_on", "by_arithmetic")


def _under_age(convictions: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    ages = convictions.join(
        persons.select("person_id", "birth_date"), on="person_id", how="inner", maintain_order="left"
    )
    turned = pl.col("birth_date").dt.offset_by(f"{AGE_OF_RESPONSIBILITY}y")
    young = ages.filter(pl.col("committed_on") < turned)
    return _flags("convictions", "conviction_id", flags.UNDER_AGE_AT_OFFENCE, young, "committed_on")
