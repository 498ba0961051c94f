#!/usr/bin/env python3
"""The SQL of `fenji sql`, executed on real engines, must give what `fenji run` gives: every value, status and note.

conformance.py --fenji FENJI --cases FENJI_ENGINE_CASES --engine duckdb [--files 50] [--rows 200] [--seed 1] [--packs FOLDER]

Random rule files with random lists, and rule packs with random lists. Rows are compared as a whole list whose order does
not count; numbers by their value, since SQL results are typed. Where a part is shared out, which goes by the key among equal
remainders, of rows with equal keys the first is taken, and the others are counted. Ends with 1 where anything differs.
"""

import argparse
import collections
import contextlib
import csv
import decimal
import functools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import engines  # noqa: E402

AS_OF = "2026-03-01"

# Of each column of policies/floats.fenji the most digits before and behind the point in random numbers, which any engine writes
# with fifteen digits, and some numbers that take more.
FLOATS = {"额": (11, 2), "万": (8, 4), "率": (2, 6), "点": (3, 4), "整": (12, 0), "数": (9, 6)}
LONG_FLOATS = [
    ["1234567890.123456", "99999999.12345678", "12.345678", "99.9999", "9007199254740992", "1234567890.123456"],
    ["999999999999.9999", "-7.00000001", "-0.00000001", "0.0001", "-1000000000000001", "-99999999999.99998"],
    ["-972452.478787", "7.81", "0.1", "99.99", "1", "-972452.478787"],  # SQLite's cast from a text misses its nearest number
]


# Cases are made, checked and deleted so many at a time.
FILES_AT_A_TIME = 20


@functools.lru_cache(maxsize=1 << 16)
def number(text):
    """The value of a number as results write it, or None."""
    percent = text.endswith("%")
    digits = text[:-1] if percent else text
    try:
        value = decimal.Decimal(digits)
    except decimal.InvalidOperation:
        return None
    if not value.is_finite() or "e" in digits.lower():
        return None
    with decimal.localcontext() as context:
        context.prec = 100
        return (value / 100 if percent else value).normalize()


def canonical(value):
    """A cell of either result in one form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        raise SystemExit(f"a result is binary floating point: {value!r}")
    if isinstance(value, (int, decimal.Decimal)):
        value = f"{value:f}" if isinstance(value, decimal.Decimal) else str(value)
    elif not isinstance(value, str):
        value = value.isoformat() if hasattr(value, "isoformat") else str(value)
    found = number(value)
    if found is not None:
        return f"#{found:f}"
    return {"是": "yes", "否": "no"}.get(value, value)


def beside(stem, ending):
    return stem.parent / (stem.name + ending)


def counted(rows, yes_no=(), form=canonical):
    """`yes_no`: columns that an engine without such a type writes as 1 and 0."""
    words = {"#1": "yes", "#0": "no"}
    lines = ([form(cell) for cell in row] for row in rows)
    return collections.Counter(tuple(words.get(cell, cell) if i in yes_no else cell for i, cell in enumerate(line)) for line in lines)


def yes_no_columns(rows):
    return {i for i, column in enumerate(zip(*rows)) if {canonical(cell) for cell in column} <= {"yes", "no", ""}}


class Suite:
    def __init__(self, options, engine):
        self.options = options
        self.engine = engine
        self.files = self.rows = self.refused = self.left_out = 0
        self.reasons = collections.Counter()
        self.different = []
        self.seconds = collections.Counter()

    @contextlib.contextmanager
    def timed(self, what):
        begun = time.monotonic()
        yield
        self.seconds[what] += time.monotonic() - begun

    def run(self, *words):
        return subprocess.run([self.options.fenji, *words], capture_output=True, text=True, encoding="utf-8")

    def native(self, rules, listing):
        out = pathlib.Path(f"{listing}.out.csv")
        done = self.run("run", str(rules), str(listing), "--out", str(out), "--as-of", AS_OF, "--keep-formulas", "--quiet")
        if done.returncode not in (0, 1) or not out.exists():
            raise SystemExit(f"{rules}: fenji run failed\n{done.stderr}")
        with open(out, encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        return lines[0], lines[1:]

    def check(self, name, rules, stem):
        texts = ".text" if self.options.text_columns else ""
        self.compare(name, rules, stem, beside(stem, texts + ".csv"),
                     json.loads(beside(stem, texts + ".json").read_text(encoding="utf-8")), self.options.text_columns)

    def compare(self, name, rules, stem, listing, table, texts, more=()):
        with self.timed("fenji sql"):
            sql = self.run("sql", str(rules), "--dialect", self.engine.dialect, "--table", "fenji_list", "--as-of", AS_OF,
                           *(["--text-columns"] if texts else []), *more)
        if sql.returncode != 0:
            reason = next((line for line in sql.stderr.splitlines() if self.engine.title in line), sql.stderr[:200])
            self.refuse("fenji sql: " + reason.split("：")[-1].split(": ")[-1].strip())
            if self.engine.title not in sql.stderr:
                self.different.append(name)
                print(f"{name}: fenji sql failed\n{sql.stderr}", file=sys.stderr)
            return
        beside(stem, f".{self.engine.dialect}.sql").write_text(sql.stdout, encoding="utf-8")
        rows = table["rows"]
        if "ROW_NUMBER()" in sql.stdout:  # parts go by the key, and rows with equal keys have no order in SQL
            rows, listing = self.only(self.first_of_each_key(table), rows, listing)
        # A table has no order.
        rows = random.Random(self.options.seed).sample(rows, len(rows))
        try:
            names, found = self.answer(sql.stdout, table["columns"], rows)
        except Exception as error:  # whatever an engine raises is a failure of the query
            told = next((told for told in self.engine.too_large if told in str(error)), None)
            if told:
                self.refuse(f"the engine: {told}")
                return
            self.different.append(name)
            print(f"{name}: {type(error).__name__}: {str(error)[:1500]}", file=sys.stderr)
            return
        self.left_out += len(table["rows"]) - len(rows)
        with self.timed("fenji run"):
            header, expected = self.native(rules, listing)
        self.files += 1
        self.rows += len(expected)
        with self.timed("comparing"):
            if rules.name.endswith(".book.toml"):  # whose results are texts
                left, right = (counted(lines, form=lambda cell: "" if cell is None else str(cell)) for lines in (expected, found))
            else:
                left, right = counted(expected), counted(found, yes_no_columns(expected) if self.engine.dialect == "sqlite" else ())
        if left != right or [n for n in names] != header:
            self.different.append(name)
            print(f"{name}: {sum((left - right).values())} rows differ", file=sys.stderr)
            print("  header " + " | ".join(header), file=sys.stderr)
            for row, _ in list((left - right).items())[:3]:
                print("  native " + " | ".join(row), file=sys.stderr)
            for row, _ in list((right - left).items())[:3]:
                print("  sql    " + " | ".join(row), file=sys.stderr)

    def refuse(self, reason):
        self.refused += 1
        self.reasons[reason] += 1

    def answer(self, sql, columns, rows):
        """Names and rows of the result."""
        with self.timed("loading"):
            self.engine.load(columns, rows)
        with self.timed("query"):
            return self.engine.query(sql)

    @staticmethod
    def first_of_each_key(table):
        keys = [i for i, column in enumerate(table["columns"]) if column.get("key")]
        first = {}
        for place, row in enumerate(table["rows"]):
            first.setdefault(tuple((row[i] or "").strip() for i in keys), place)
        return list(first.values())

    @staticmethod
    def only(places, rows, listing):
        """Those rows, and the list of them."""
        with open(listing, encoding="utf-8-sig", newline="") as file:
            header, *lines = list(csv.reader(file))
        less = beside(listing, ".less.csv")
        with open(less, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *(lines[i] for i in places)])
        return [rows[i] for i in places], less

    def made(self, first, count, folder):
        """The seeds whose cases could be made; one that could not is a fault, too, but none of the others'."""
        done = subprocess.run([self.options.cases, str(first), str(count), str(self.options.rows), folder])
        if done.returncode == 0:
            return list(range(first, first + count))
        if count > 1:
            return [seed for each in range(first, first + count) for seed in self.made(each, 1, folder)]
        self.different.append(f"random-{first}")
        return []

    def random_files(self, folder):
        end = self.options.seed + self.options.files
        for first in range(self.options.seed, end, FILES_AT_A_TIME):
            seeds = range(first, min(first + FILES_AT_A_TIME, end))
            with self.timed("making cases"):
                made = self.made(first, len(seeds), folder)
            for seed in made:
                stem = pathlib.Path(folder) / f"random-{seed}"
                self.check(stem.name, beside(stem, ".fenji"), stem)
                if not self.options.keep:
                    for file in stem.parent.glob(stem.name + ".*"):
                        file.unlink()
            if seeds[-1] + 1 < end:
                print(f"… seed {seeds[-1]}: {self.told()}", file=sys.stderr, flush=True)

    def told(self):
        return (f"{self.files} rule files, {self.rows} rows, {len(self.different)} files that differ, "
                f"{self.refused} refused, {self.left_out} rows left out for their equal keys")

    def books(self, folder):
        """Each book with the list beside it, whose columns are texts."""
        for book in sorted(book for packs in self.options.packs for book in pathlib.Path(packs).glob("*/*.book.toml")):
            name = book.name.removesuffix(".book.toml")
            listing = pathlib.Path(folder) / f"{name}.csv"
            listing.write_bytes((book.parent / f"{name}.customers.csv").read_bytes())
            with open(listing, encoding="utf-8-sig", newline="") as file:
                header, *rows = list(csv.reader(file))
            table = {"columns": [{"name": column, "kind": "text", "scale": 0} for column in header],
                     "rows": [[*row, *[None] * (len(header) - len(row))] for row in rows]}
            self.compare(f"{book.parent.name}/{book.name}", book, pathlib.Path(folder) / name, listing, table, True,
                         ["--columns", ",".join(header)])

    def floats(self, folder):
        """Columns of binary floating point, as tables have them that came from data frames and files without types."""
        draws = random.Random(self.options.seed)

        def written(whole, places):
            shift = draws.randint(0, places)
            number = decimal.Decimal(draws.randint(0, 10 ** (draws.randint(1, whole) + shift) - 1)).scaleb(-shift)
            return f"{-number if draws.random() < 0.1 else number:f}"

        numbers = [*LONG_FLOATS, *([written(*FLOATS[column]) for column in FLOATS] for _ in range(self.options.rows))]
        rows = [[f"K{i}", *row, str(i % 3)] for i, row in enumerate(numbers)]
        listing = pathlib.Path(folder) / "floats.csv"
        with open(listing, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["编号", *FLOATS, "新客"], *([key, *row[:2], f"{decimal.Decimal(row[2]) * 100:f}%", f"{row[3]}%", *row[4:]] for key, *row in rows)])
        columns = [{"name": "编号", "kind": "text", "scale": 0}, *({"name": name, "kind": "float", "scale": 0} for name in FLOATS),
                   {"name": "新客", "kind": "number", "scale": 0}]
        rules = pathlib.Path(__file__).resolve().parent / "policies" / "floats.fenji"
        self.compare("floats", rules, pathlib.Path(folder) / "floats", listing, {"columns": columns, "rows": rows}, False)

    def other_types(self, folder):
        """Columns of other types than their fields: numbers of floating point that their fields refuse, texts, options and yes/no
        that are such numbers, and days that are texts."""
        numbers = [["1", "1", "1", "0.3", "30", "800"], ["2", "2", "0", "0.35", "70", "8000"], ["3", "3.5", "2", "-0.05", "-20.5", "-1"],
                   ["1001", "3.25", "0.5", "0.30000000000000004", "0.30000000000000004", "6000.5"],
                   ["100200", "0.5", "-1", "10000000000", "10000000000", "12345.678"],
                   ["7.5", "1", "1", "0.3333333333333333", "33.33333333333333", "0.1"],
                   ["0.25", "12345678", "1", "0.000000000001", "0.0000001", "5000.0001"],
                   ["9", "1", "1", "-0.000000000012345", "100000000000000000000", None], ["10", "1", "0", "110000000000000000", "1e-30", "0"]]
        days = ["2026-02-30", "2026-13-01", "20260230", "2026年2月30日", "1900-02-29", "0000-01-01", "2000-02-29", "", " 1999-12-31 "]
        if self.engine.dialect != "sqlite":
            days[:3] = "2026-2-3", "2026年2月28日", "２０２４／２／２９"
        rows = [[*row, day] for row, day in zip(numbers, days)]

        def cells(key, option, new, fraction, points, amount, day):
            points = "" if points is None else f"{decimal.Decimal(points):f}%"
            return [key, option, new, f"{decimal.Decimal(fraction).scaleb(2):f}%", points, amount, day]

        listing = pathlib.Path(folder) / "other_types.csv"
        names = ["编号", "级", "新客", "率", "点", "额", "日"]
        with open(listing, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, *(cells(*row) for row in rows)])
        kinds = ["float"] * 6 + ["text"]
        columns = [{"name": name, "kind": kind, "scale": 0} for name, kind in zip(names, kinds)]
        table = {"columns": columns, "rows": rows}
        rules = pathlib.Path(folder) / "other_types.fenji"
        rules.write_bytes((pathlib.Path(__file__).resolve().parent / "policies" / rules.name).read_bytes())
        self.compare("other_types", rules, rules, listing, table, False)
        book = pathlib.Path(folder) / "other_types.book.toml"
        book.write_text(f'[[rules]]\nfile = "{rules.name}"\n', encoding="utf-8")
        self.compare("other_types in a book", book, book, listing, table, False, ["--columns", ",".join(names)])

    def packs(self, folder):
        for rules in sorted(rules for packs in self.options.packs for rules in pathlib.Path(packs).glob("*/*.fenji")):
            case = pathlib.Path(folder) / rules.parent.name
            case.mkdir(exist_ok=True)
            stem = case / rules.stem
            done = subprocess.run([self.options.cases, str(self.options.seed), str(self.options.rows), str(case), str(rules)],
                                  capture_output=True)
            if done.returncode == 0:
                self.check(f"{rules.parent.name}/{rules.name}", rules, stem)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--engine", required=True, choices=sorted(engines.ENGINES))
    parser.add_argument("--files", type=int, default=50)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packs", action="append", help="a folder of folders with rule files and books")
    parser.add_argument("--text-columns", action="store_true", help="the table holds the texts of the list's cells")
    parser.add_argument("--keep", help="a folder that keeps the cases")
    options = parser.parse_args()
    begun = time.monotonic()
    with engines.ENGINES[options.engine]() as engine, tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or scratch
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        suite = Suite(options, engine)
        if options.packs:
            suite.packs(folder)
            suite.books(folder)
            suite.floats(folder)
            suite.other_types(folder)
        if options.files:
            suite.random_files(folder)
    print(f"{engine.title}{', columns of texts' if options.text_columns else ''}: {suite.told()}, {time.monotonic() - begun:.0f} s")
    print("  " + ", ".join(f"{what} {seconds:.0f} s" for what, seconds in suite.seconds.most_common()))
    for reason, count in suite.reasons.most_common(12):
        print(f"  {count:4} refused: {reason}")
    return 1 if suite.different else 0


if __name__ == "__main__":
    sys.exit(main())
