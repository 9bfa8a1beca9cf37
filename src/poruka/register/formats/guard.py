"""Readers written in other languages fail in their own ways; here each failure becomes a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from poruka.register.problems import refuse


@contextmanager
def foreign_code(file: str, uk: str, en: str) -> Iterator[None]:
    """Inside, any failure of the library that reads ``file`` is raised as a RegisterError with the sentence given."""
    import fastexcel
    import polars as pl

    try:
        yield
    except (
        fastexcel.FastExcelError,
        pl.exceptions.PolarsError,
        OSError,
        ValueError,
        MemoryError,
        OverflowError,
    ) as error:
        raise refuse(file, uk, en) from error
    except BaseException as error:
        # A panic of a Rust library derives from BaseException and has no importable name.
        if type(error).__name__ != "PanicException":
            raise
        raise refuse(file, uk, en) from error
