"""Tables of other packages, in and out, by the Arrow PyCapsule interface. None of these packages is needed; each is known by
its name, so that none is imported for others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Grade = Callable[..., Any]  # an Arrow stream's capsule, whether to compute all at once, whether texts come as views


class Schema:
    """An Arrow schema."""

    def __init__(self, capsule: Any) -> None:
        self._capsule = capsule

    def __arrow_c_schema__(self) -> Any:
        return self._capsule


def graded(table: Any, grade: Grade) -> Any:
    """The results of `grade` for `table`, as the kind of table that it is."""
    kind = (type(table).__module__.partition(".")[0], type(table).__name__)
    return _KINDS.get(kind, _any_table)(table, grade)


def stream(table: Any) -> Any:
    """Its records as the capsule of an Arrow stream, for what gives no table back."""
    kind = (type(table).__module__.partition(".")[0], type(table).__name__)
    if kind == ("polars", "LazyFrame"):
        return _stream(table.collect())
    if kind == ("pyarrow", "RecordBatch"):
        import pyarrow

        return _stream(pyarrow.Table.from_batches([table]))
    if kind == ("pandas", "DataFrame"):
        return _stream(_arrow_of_pandas(table))
    return _stream(table)


def _arrow_of_pandas(frame: Any) -> Any:
    import pyarrow

    return pyarrow.Table.from_pandas(frame, preserve_index=False)


def _stream(table: Any) -> Any:
    export = getattr(table, "__arrow_c_stream__", None)
    if export is None:
        raise TypeError(f"{type(table).__name__} is no table: it has no __arrow_c_stream__")
    return export()


def _any_table(table: Any, grade: Grade) -> Any:
    return grade(_stream(table), True)


def _pyarrow_table(table: Any, grade: Grade) -> Any:
    import pyarrow

    return pyarrow.RecordBatchReader.from_stream(grade(_stream(table), True)).read_all()


def _pyarrow_batch(table: Any, grade: Grade) -> Any:
    import pyarrow

    results = _pyarrow_table(pyarrow.Table.from_batches([table]), grade).combine_chunks()
    batches = results.to_batches()
    return batches[0] if batches else pyarrow.RecordBatch.from_pylist([], schema=results.schema)


def _pyarrow_reader(table: Any, grade: Grade) -> Any:
    import pyarrow

    return pyarrow.RecordBatchReader.from_stream(grade(_stream(table), False))


def _polars_frame(table: Any, grade: Grade) -> Any:
    import polars

    # Texts as polars lays them out, so that it takes them over as they are.
    return polars.DataFrame(grade(_stream(table), True, True))


def _polars_lazy(table: Any, grade: Grade) -> Any:
    return _polars_frame(table.collect(), grade).lazy()


def _pandas_frame(table: Any, grade: Grade) -> Any:
    import pandas
    import pyarrow

    def exact(kind: Any) -> Any:
        # Texts and categories as pandas has them; numbers never as floats.
        if pyarrow.types.is_string(kind) or pyarrow.types.is_dictionary(kind):
            return None
        return pandas.ArrowDtype(kind)

    frame = _pyarrow_table(_arrow_of_pandas(table), grade).to_pandas(types_mapper=exact)
    frame.index = table.index
    return frame


def _duckdb_relation(table: Any, grade: Grade) -> Any:
    graded_by_fenji = _pyarrow_table(table, grade)  # noqa: F841
    # In the connection of the relation, which finds the table by the name of the variable.
    return table.query("listed_by_fenji", "SELECT * FROM graded_by_fenji")


_KINDS: dict[tuple[str, str], Callable[[Any, Grade], Any]] = {
    ("pyarrow", "Table"): _pyarrow_table,
    ("pyarrow", "RecordBatch"): _pyarrow_batch,
    ("pyarrow", "RecordBatchReader"): _pyarrow_reader,
    ("polars", "DataFrame"): _polars_frame,
    ("polars", "LazyFrame"): _polars_lazy,
    ("pandas", "DataFrame"): _pandas_frame,
    ("duckdb", "DuckDBPyRelation"): _duckdb_relation,
    ("_duckdb", "DuckDBPyRelation"): _duckdb_relation,
}
