"""Compiled rule files."""

from __future__ import annotations

import datetime
import decimal
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from fenji import _fenji, tables
from fenji.findings import Finding, findings_in

T = TypeVar("T")
Cell = str | int | float | bool | decimal.Decimal | datetime.date | None


class Rules:
    """A compiled rule file or book. It never changes, and any number of threads may use it at once."""

    def __init__(self, compiled: _fenji.CompiledRules, parameters: list[str], as_of: str) -> None:
        """For this module; use load() or from_text()."""
        self._compiled = compiled
        self._parameters = parameters
        self._as_of = as_of
        self._description: dict[str, Any] | None = None

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        parameters: Mapping[str, Any] | None = None,
        as_of: datetime.date | str | None = None,
        language: str | None = None,
    ) -> Rules:
        """Compiles a rule file with all that it extends, or a book (`*.book.toml`) with its rule files and exceptions.

        `parameters` stand in place of the declared ones (`{"required margin": "38%"}`: texts as a rule file would write
        them, or numbers and dates); a book has them written in it. `as_of` is the day that `as of` / 基准日 stands for: a date or
        `2026-03-31`, else today, or the date that a book gives.
        Raises RuleErrors where the file has errors; messages are in `language`, `"en"` (the default here) or `"zh"`.
        """
        return cls._compile(None, os.fspath(path), parameters, as_of, language)

    @classmethod
    def from_text(
        cls,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        as_of: datetime.date | str | None = None,
        language: str | None = None,
        path: str | os.PathLike[str] = "rules.fenji",
    ) -> Rules:
        """The same of a text, which messages call `path`; files that it extends are looked for beside that."""
        return cls._compile(text, os.fspath(path), parameters, as_of, language)

    @classmethod
    def _compile(
        cls,
        text: str | None,
        path: str,
        parameters: Mapping[str, Any] | None,
        as_of: datetime.date | str | None,
        language: str | None,
    ) -> Rules:
        settings = [f"{name}={_setting(value)}" for name, value in (parameters or {}).items()]
        own_day = as_of is None and text is None and path.endswith(".toml")
        day = "" if own_day else _day(as_of)
        rules = cls(_fenji.compile(text, path, settings, day, language), settings, day)
        if own_day:  # in other processes it must be the same
            rules._as_of = rules._described().get("as_of", "")
        return rules

    @property
    def description(self) -> dict[str, Any]:
        """What the rules say of themselves: title, version, language, fields, parameters, outputs; a book its files and day, too."""
        return {name: part for name, part in self._described().items() if name not in ("sources", "whole_list")}

    @property
    def looks_at_whole_list(self) -> bool:
        """Whether a record's result hangs on the other records (ranks, totals, shares)."""
        return bool(self._described()["whole_list"])

    def _described(self) -> dict[str, Any]:
        if self._description is None:
            self._description = json.loads(self._compiled.describe())
        return self._description

    def lint(self, language: str | None = None) -> list[Finding]:
        """All that `fenji lint` finds: gaps, contradictions, rows that are never reached, examples that fail.

        In the language of the rules, or `"en"` or `"zh"`.
        """
        return findings_in(self._compiled.lint(language, True))

    def evaluate(self, table: T, *, language: str | None = None, threads: int = 0, dictionary: bool = False) -> T:
        """Grades each record of `table`: its columns are found by their names.

        `table` is anything with `__arrow_c_stream__`, and is not copied. Back comes the same kind, with a row for each record
        in their order: the columns of `output` in the rule file, the status, the notes. A pyarrow.RecordBatchReader is graded
        as it is read; all others at once, and other Python threads run meanwhile. Kinds that fenji does not know come back as
        an object with `__arrow_c_stream__`.

        Numbers come back as exact decimals (percentages as fractions), labels and texts as strings; with `dictionary` labels
        and the status are dictionary-encoded (categories). `threads` 0 is one for each core. Status and notes are in the
        language of the rules, or `"en"` or `"zh"`.
        """

        def grade(stream: Any, collect: bool, text_views: bool = False) -> _fenji.ResultStream:
            results = self._compiled.evaluate(stream, language, threads, dictionary, text_views)
            if collect:
                results.collect()
            return results

        return tables.graded(table, grade)

    def result_schema(self, *, language: str | None = None, dictionary: bool = False) -> Any:
        """The schema of the results, as an object with `__arrow_c_schema__`."""
        return tables.Schema(self._compiled.result_schema(language, dictionary))

    def explain(self, record: Mapping[str, Cell], language: str | None = None) -> Explanation:
        """Why `record` gets what it gets. Texts are read as cells of a list, numbers as those of a typed column.

        A book tells it by the file that grades the record, `["book_file"]`. For rules that look at the whole list one record says
        too little: explain_in() takes the table, too.
        """
        cells = [(name, *_cell(value)) for name, value in record.items()]
        document = json.loads(self._compiled.explain(cells, language, True))
        return Explanation(document, self._compiled.explain(cells, language, False))

    def explain_in(self, table: Any, key: Any, language: str | None = None) -> list[Explanation]:
        """Why the records of `table` that have the key get what they get: a story each, at most 20, `["row"]` says which.

        `table` is one that evaluate() takes, `key` a value of the field that is declared as the key. Raises ValueError where no
        record has it.
        """
        text = _cell(key)[0] or ""
        told = json.loads(self._compiled.explain_in(tables.stream(table), text, language))
        head = {name: told[name] for name in ("book_file", "remark") if name in told}
        remark = f"{told['remark']}\n" if "remark" in told else ""
        return [Explanation(head | each, remark + text) for each in told["records"] for text in [each.pop("text")]]

    def sql(
        self,
        dialect: str,
        table: str = "customers",
        *,
        columns: Sequence[str] | None = None,
        text_columns: bool = False,
        language: str | None = None,
    ) -> str:
        """The rules as one SELECT over `table`, with the same values, statuses and notes: `fenji sql`.

        `dialect` is duckdb, postgres, sqlite, spark or clickhouse. `columns` are those of the table, where they are not named as
        the fields; with `text_columns` they are texts, read as cells of a list. All results of a book are texts. Raises
        Unsupported for what the dialect cannot carry exactly.
        """
        names = None if columns is None else list(columns)
        return self._compiled.sql(dialect, table, names, text_columns, language)

    # Rules travel to other processes as the texts they were made from, since the files may not be there.
    def __reduce__(self) -> tuple[Any, ...]:
        sources = [(os.path.abspath(each["path"]), each["text"]) for each in self._described()["sources"]]
        return _rebuilt, (sources, self._parameters, self._as_of)

    def __repr__(self) -> str:
        described = self._described()
        return f"<fenji.Rules {described['title']!r} {described['version']!r}>"


class Explanation(dict[str, Any]):
    """The story of one record: a dict as `fenji explain --format json` has it, whose str() is the story as text."""

    def __init__(self, document: dict[str, Any], text: str) -> None:
        super().__init__(document)
        self._text = text

    def __str__(self) -> str:
        return self._text


def _rebuilt(sources: list[tuple[str, str]], parameters: list[str], as_of: str) -> Rules:
    root = os.path.commonpath([os.path.dirname(path) for path, _ in sources])
    with tempfile.TemporaryDirectory(prefix="fenji-") as folder:
        places = [Path(folder, os.path.relpath(path, root)) for path, _ in sources]
        for place, (_, text) in zip(places, sources, strict=True):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="")
        return Rules(_fenji.compile(None, str(places[0]), parameters, as_of, None), parameters, as_of)


def _day(as_of: datetime.date | str | None) -> str:
    if as_of is None:
        as_of = datetime.date.today()
    if isinstance(as_of, datetime.datetime):
        as_of = as_of.date()
    return as_of if isinstance(as_of, str) else as_of.isoformat()


def _setting(value: Any) -> str:
    return _cell(value)[0] or ""


def _cell(value: Cell) -> tuple[str | None, bool]:
    """The text of a cell, and whether it is a number."""
    if value is None:
        return None, False
    if isinstance(value, str):
        return value, False
    if isinstance(value, bool):
        return ("true" if value else "false"), False
    if isinstance(value, datetime.datetime):
        return value.date().isoformat(), False
    if isinstance(value, datetime.date):
        return value.isoformat(), False
    if isinstance(value, decimal.Decimal):
        return format(value, "f") if value.is_finite() else str(value), True
    if isinstance(value, float):
        return repr(value), True
    if isinstance(value, int):
        return str(value), True
    item = getattr(value, "item", None)  # a scalar of numpy
    if item is not None:
        return _cell(item())
    raise TypeError(f"a cell is a text, number, bool, date or None, not {type(value).__name__}")
