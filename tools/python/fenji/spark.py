"""Grading Spark data frames: the rules travel to the workers, and each grades its own records in Arrow batches."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fenji.rules import Rules

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def grade(df: DataFrame, rules: Rules | str | os.PathLike[str], *, language: str | None = None) -> DataFrame:
    """The columns of `output` in the rule file, the status and the notes, for each record of `df`.

    `rules` are compiled ones or the path of a rule file. Columns are found by their names, as in Rules.evaluate(); they are
    looked at before any record is. The workers need the packages fenji and pyarrow. Rules that look at the whole list (ranks,
    totals, shares) run as Spark SQL instead; Unsupported says what it cannot carry.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    compiled = rules if isinstance(rules, Rules) else Rules.load(rules)
    if compiled.looks_at_whole_list:
        return _by_sql(df, compiled, language)
    names = df.columns
    # Now rather than on a worker: a missing column is the caller's to know.
    compiled.evaluate(to_arrow_schema(df.schema).empty_table())
    # mapInArrow looks columns up by their names, and takes `x.y` for a part of x.
    numbered = df.toDF(*map(str, range(len(names))))
    schema = from_arrow_schema(pyarrow.schema(compiled.result_schema(language=language)))

    def grade_partition(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return

        def named(batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
            return pyarrow.RecordBatch.from_arrays(batch.columns, names=names)

        def all_batches() -> Iterator[pyarrow.RecordBatch]:
            yield named(first)
            yield from map(named, batches)

        # One thread: Spark has a task for each core.
        reader = pyarrow.RecordBatchReader.from_batches(named(first).schema, all_batches())
        yield from compiled.evaluate(reader, language=language, threads=1)

    return numbered.mapInArrow(grade_partition, schema)


def _by_sql(df: DataFrame, compiled: Rules, language: str | None) -> DataFrame:
    texts = all(kind == "string" for _, kind in df.dtypes)
    view = "fenji_" + uuid.uuid4().hex
    query = compiled.sql("spark", view, columns=df.columns, text_columns=texts, language=language)
    df.createOrReplaceTempView(view)
    try:
        return df.sparkSession.sql(query)
    finally:
        df.sparkSession.catalog.dropTempView(view)
