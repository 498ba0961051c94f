#!/usr/bin/env python3
"""The Python package on tables of each kind must give what `fenji run` gives for the same list: every value, status and note.

tables.py --fenji FENJI --cases FENJI_ENGINE_CASES --kind polars [--files 50] [--rows 200] [--seed 1] [--packs FOLDER]

Random rule files with random lists, and the rule packs and their books with their sample lists; in text columns as the list has them, and in
typed columns as a database holds them. Rows are compared in their order. Ends with 1 where anything differs.
"""

import argparse
import csv
import datetime
import decimal
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import fenji
import pyarrow

AS_OF = "2026-03-01"
TYPES = {"yes_no": pyarrow.bool_(), "date": pyarrow.date32(), "label": pyarrow.string(), "text": pyarrow.string()}


def as_shown(value, kind):
    """A cell of a result table as a list of results shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        raise SystemExit(f"a result is binary floating point: {value!r}")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, decimal.Decimal):
        return str(value)
    with decimal.localcontext() as context:
        context.prec = 100
        digits = f"{(value * 100 if kind == 'percent' else value):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return ("0" if digits in ("-0", "") else digits) + ("%" if kind == "percent" else "")


def through_pyarrow(rules, table, _):
    return rules.evaluate(table)


def through_reader(rules, table, _):
    return rules.evaluate(pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=17)), threads=1).read_all()


def through_polars(rules, table, _):
    import polars

    return rules.evaluate(polars.DataFrame(table), dictionary=True).to_arrow()


def through_pandas(rules, table, _):
    import pandas

    frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    return pyarrow.Table.from_pandas(rules.evaluate(frame), preserve_index=False)


def through_duckdb(rules, table, _):
    import duckdb

    with duckdb.connect() as connection:
        result = rules.evaluate(connection.from_arrow(table)).arrow()
        return result.read_all() if hasattr(result, "read_all") else result


def through_spark(rules, table, session):
    import fenji.spark

    return fenji.spark.grade(session.createDataFrame(table).coalesce(1), rules).toArrow()


KINDS = {"pyarrow": through_pyarrow, "reader": through_reader, "polars": through_polars, "pandas": through_pandas,
         "duckdb": through_duckdb, "spark": through_spark}


class Suite:
    def __init__(self, options, session):
        self.options, self.session = options, session
        self.files = self.rows = self.too_long = 0
        self.different = []

    def native(self, rules, listing):
        out = pathlib.Path(f"{listing}.out.csv")
        done = subprocess.run([self.options.fenji, "run", str(rules), str(listing), "--out", str(out), "--as-of", AS_OF,
                               "--keep-formulas"],
                              capture_output=True, text=True, encoding="utf-8")
        if done.returncode not in (0, 1) or not out.exists():
            raise SystemExit(f"{rules}: fenji run failed\n{done.stderr}")
        return read_csv(out)

    def check(self, name, path, listing, typed=None):
        rules = fenji.Rules.load(path, as_of=AS_OF)
        if self.options.kind == "spark" and rules.looks_at_whole_list:
            return
        header, expected = self.native(path, listing)
        names, cells = read_csv(listing)
        width = len(names)
        texts = pyarrow.table([pyarrow.array([row[i] if i < len(row) else None for row in cells], pyarrow.string())
                               for i in range(width)], names)
        tables = {"texts": (texts, cells)}
        # The cases say numbers in units as 元.
        other_units = any(each.get("bare_number_means", "1") not in ("1", "0.01") and each["type"] != "money"
                          for each in rules.description["fields"])
        if typed and not other_units:
            tables["typed"] = (typed_table(json.loads(typed.read_text(encoding="utf-8"))), cells)
        for form, (table, records) in tables.items():
            if any(len(row) > width for row in records):
                continue  # no table has a row that is longer than its header
            try:
                found = KINDS[self.options.kind](rules, table, self.session)
            except Exception as error:
                if "decimal128" not in str(error):
                    raise
                self.too_long += 1  # for a decimal of Arrow
                continue
            self.compare(f"{name} ({form})", rules, header, expected, found, names, records)

    def compare(self, name, rules, header, expected, found, names, records):
        self.files += 1
        self.rows += len(expected)
        outputs = rules.description["outputs"]
        kinds = [each["type"] for each in outputs] + ["text", "text"]
        fields = {each["name"] for each in rules.description["fields"]}
        rows = [[as_shown(value, kind) for value, kind in zip(row.values(), kinds)] for row in found.to_pylist()]
        wrong = []
        for record, (left, right) in enumerate(zip(expected, rows)):
            for column, (one, other) in enumerate(zip(left, right)):
                one = {"是": "yes", "否": "no"}.get(one, one) if kinds[column] == "yes/no" else one
                # A field that cannot be read is null in a table, where a list repeats the cell.
                if one != other and not (other == "" and column < len(outputs) and header[column] in fields and one in
                                         [cell.strip() for cell in records[record]]):
                    wrong.append((record, header[column], one, other))
        if list(found.column_names) != header or len(rows) != len(expected) or wrong:
            self.different.append(name)
            print(f"{name}: {len(wrong)} cells differ, {len(expected)} and {len(rows)} rows", file=sys.stderr)
            for record, column, one, other in wrong[:5]:
                print(f"  record {record}, {column}: fenji run {one!r}, {self.options.kind} {other!r}", file=sys.stderr)

    def packs(self):
        for path in sorted(pathlib.Path(self.options.packs).glob("*/*.fenji")):
            listing = path.parent / (path.stem + ".customers.csv")
            if listing.exists():
                copy = pathlib.Path(self.folder) / f"{path.parent.name}-{path.stem}.csv"
                copy.write_bytes(listing.read_bytes())
                self.check(f"{path.parent.name}/{path.name}", path, copy)
        for path in sorted(pathlib.Path(self.options.packs).glob("*/*.book.toml")):
            listing = path.parent / path.name.replace(".book.toml", ".customers.csv")
            copy = pathlib.Path(self.folder) / f"{path.parent.name}-{path.name}.csv"
            copy.write_bytes(listing.read_bytes())
            self.check(f"{path.parent.name}/{path.name}", path, copy)

    def random_files(self):
        options = self.options
        for seed in range(options.seed, options.seed + options.files):
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([options.cases, str(seed), "1", str(options.rows), folder], check=True)
                stem = pathlib.Path(folder) / f"random-{seed}"
                self.check(stem.name, f"{stem}.fenji", f"{stem}.csv", pathlib.Path(f"{stem}.json"))


def read_csv(path):
    text = pathlib.Path(path).read_bytes()
    try:
        text = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = text.decode("gb18030")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    return lines[0], [line for line in lines[1:] if line]


def typed_table(case):
    """The values of a case in typed columns."""
    columns, names = [], []
    with decimal.localcontext() as context:
        context.prec = 100
        for i, column in enumerate(case["columns"]):
            values = [row[i] for row in case["rows"]]
            names.append(column["name"])
            if column["kind"] == "number":
                values = [None if value is None else decimal.Decimal(value) for value in values]
                columns.append(pyarrow.array(values, pyarrow.decimal128(38, 18)))
            else:
                if column["kind"] == "date":
                    values = [None if value is None else datetime.date.fromisoformat(value) for value in values]
                columns.append(pyarrow.array(values, TYPES[column["kind"]]))
    return pyarrow.table(columns, names)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--kind", required=True, choices=sorted(KINDS))
    parser.add_argument("--files", type=int, default=50)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packs")
    options = parser.parse_args()
    begun = time.monotonic()
    session = None
    if options.kind == "spark":
        from spark_cluster import session_on_cluster

        session = session_on_cluster()
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(options, session)
        suite.folder = folder
        if options.packs:
            suite.packs()
        if options.files:
            suite.random_files()
    if session is not None:
        session.stop()
    print(f"{options.kind}: {suite.files} tables, {suite.rows} rows, {len(suite.different)} tables that differ, "
          f"{suite.too_long} with numbers too long for Arrow, "
          f"{time.monotonic() - begun:.0f} s")
    return 1 if suite.different else 0


if __name__ == "__main__":
    sys.exit(main())
