"""A local Spark session, for those who have the ``spark`` extra."""

import os
from functools import cache
from typing import Any

from poruka.law.engine import LawError
from poruka.law.text import Text


@cache
def session() -> Any:
    """The Spark session of this process; a missing extra is a sentence, not a traceback."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise LawError(
            Text(
                "Рушій spark не встановлено. Встановіть: pip install 'poruka[spark]'.",
                "The spark engine is not installed. Install it: pip install 'poruka[spark]'.",
            )
        ) from missing
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    return (
        SparkSession.builder.master("local[*]")
        .appName("poruka")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.legacy.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        .getOrCreate()
    )
