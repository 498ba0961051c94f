#!/usr/bin/env python3
"""The Python package by itself: kinds of tables, errors, findings, explanations, other threads, other processes; and what the
README shows in Python runs. Needs the packages fenji, pyarrow, polars, pandas, duckdb and mypy."""

import datetime
import decimal
import os
import pathlib
import pickle
import re
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import duckdb
import fenji
import pandas
import polars
import pyarrow

ROOT = pathlib.Path(__file__).resolve().parents[2]
POLICY = """rules Policy
parameters
  floor = 10%
fields
  id: text, key
  share: percent
  sales: money, optional
  signed: date, optional
grade level on share
  | at least 50% | A |
  | floor to under 50% | B |
  | under floor | C |
double = sales * 2
output
  id, level, double, signed
"""


def rules(**options):
    return fenji.Rules.from_text(POLICY, as_of="2026-03-01", **options)


TABLE = pyarrow.table({"id": ["1", "2", "3"], "share": [0.5, 0.1, None], "sales": [decimal.Decimal("0.10"), None, decimal.Decimal(3)],
                       "signed": [datetime.date(2026, 1, 2), None, None]})
EXPECTED = [
    {"id": "1", "level": "A", "double": decimal.Decimal("0.20"), "signed": datetime.date(2026, 1, 2), "status": "rated", "notes": ""},
    {"id": "2", "level": "B", "double": None, "signed": None, "status": "incomplete", "notes": "Missing: sales"},
    {"id": "3", "level": None, "double": decimal.Decimal(6), "signed": None, "status": "incomplete", "notes": "Missing: share"},
]


class Tables(unittest.TestCase):
    def test_pyarrow(self):
        graded = rules().evaluate(TABLE)
        self.assertIsInstance(graded, pyarrow.Table)
        self.assertEqual(graded.to_pylist(), EXPECTED)
        batch = rules().evaluate(TABLE.to_batches()[0])
        self.assertIsInstance(batch, pyarrow.RecordBatch)
        self.assertEqual(batch.to_pylist(), EXPECTED)
        self.assertEqual(rules().evaluate(TABLE.slice(1, 1)).to_pylist(), EXPECTED[1:2])
        self.assertEqual(rules().evaluate(TABLE.slice(0, 0)).schema, graded.schema)
        self.assertEqual(rules().evaluate(TABLE.slice(0, 0).combine_chunks()).num_rows, 0)

    def test_readers_are_graded_as_they_are_read(self):
        asked = []

        def batches():
            for i in range(100):
                asked.append(i)
                yield from TABLE.to_batches()

        reader = rules().evaluate(pyarrow.RecordBatchReader.from_batches(TABLE.schema, batches()), threads=1)
        self.assertIsInstance(reader, pyarrow.RecordBatchReader)
        self.assertEqual(reader.read_next_batch().to_pylist(), EXPECTED)
        self.assertLess(len(asked), 5)
        self.assertEqual(reader.read_all().num_rows, 99 * 3)

    def test_a_reader_that_fails(self):
        def batches():
            yield from TABLE.to_batches()
            raise OSError("the disk is on fire")

        reader = rules().evaluate(pyarrow.RecordBatchReader.from_batches(TABLE.schema, batches()))
        with self.assertRaisesRegex(Exception, "the disk is on fire"):
            reader.read_all()

    def test_polars(self):
        frame = polars.from_arrow(TABLE)
        graded = rules().evaluate(frame)
        self.assertIsInstance(graded, polars.DataFrame)
        self.assertEqual(graded.to_dicts(), EXPECTED)
        self.assertEqual(rules().evaluate(frame.lazy()).collect().to_dicts(), EXPECTED)
        categories = rules().evaluate(frame, dictionary=True)
        self.assertIsInstance(categories["level"].dtype, (polars.Categorical, polars.Enum))
        self.assertEqual(categories.to_dicts(), EXPECTED)

    def test_polars_columns_of_nothing_but_nulls(self):
        frame = polars.DataFrame({"id": ["1"], "share": [None], "sales": [None]})
        self.assertEqual(frame["share"].dtype, polars.Null)
        graded = rules().evaluate(frame)
        self.assertEqual(graded.to_dicts()[0]["notes"], "Missing: share, sales")

    def test_pandas(self):
        frame = pandas.DataFrame({"id": [1, 2], "share": [0.5, float("nan")], "sales": [0.1, 3.0], "signed": pandas.to_datetime(["2026-01-02", None])},
                                 index=["x", "y"])
        graded = rules().evaluate(frame)
        self.assertIsInstance(graded, pandas.DataFrame)
        self.assertEqual(list(graded.index), ["x", "y"])
        self.assertEqual(list(graded["id"]), ["1", "2"])
        self.assertEqual(list(graded["double"]), [decimal.Decimal("0.2"), decimal.Decimal(6)])
        self.assertEqual(list(graded["status"]), ["rated", "incomplete"])
        self.assertEqual(graded["signed"].iloc[0], datetime.date(2026, 1, 2))

    def test_duckdb(self):
        with duckdb.connect() as connection:
            relation = connection.sql("SELECT * FROM (VALUES ('1', 0.5, 0.10::DECIMAL(5, 2), DATE '2026-01-02'), ('2', 0.1, NULL, NULL)) t(id, share, sales, signed)")
            graded = rules().evaluate(relation)
            self.assertIsInstance(graded, type(relation))
            self.assertEqual(graded.aggregate("status, count(*)", "status").order("status").fetchall(), [("incomplete", 1), ("rated", 1)])
            self.assertEqual(connection.sql("SELECT level FROM graded ORDER BY id").fetchall(), [("A",), ("B",)])

    def test_others(self):
        class Other:
            def __arrow_c_stream__(self, requested_schema=None):
                return TABLE.__arrow_c_stream__(requested_schema)

        graded = rules().evaluate(Other())
        self.assertEqual(pyarrow.RecordBatchReader.from_stream(graded).read_all().to_pylist(), EXPECTED)
        with self.assertRaises(ValueError):
            graded.__arrow_c_stream__()
        with self.assertRaisesRegex(TypeError, "list is no table"):
            rules().evaluate([1, 2])

    def test_the_schema_is_known_beforehand(self):
        self.assertEqual(pyarrow.schema(rules().result_schema()), rules().evaluate(TABLE).schema)


class Calls(unittest.TestCase):
    def test_parameters_and_days(self):
        lower = rules(parameters={"floor": "5%"}).evaluate(TABLE)
        self.assertEqual(lower["level"].to_pylist(), ["A", "B", None])
        higher = rules(parameters={"floor": "20%"}).evaluate(TABLE)
        self.assertEqual(higher["level"].to_pylist(), ["A", "C", None])
        with self.assertRaisesRegex(ValueError, "ceiling"):
            rules(parameters={"ceiling": "5%"})
        with self.assertRaisesRegex(ValueError, "2026-02-30"):
            fenji.Rules.from_text(POLICY, as_of="2026-02-30")
        fenji.Rules.from_text(POLICY, as_of=datetime.date(2026, 2, 28))

    def test_errors(self):
        with self.assertRaises(fenji.RuleErrors) as raised:
            fenji.Rules.from_text("rules R\nfields\n  id: text, key\n  a: mony\noutput\n  id\n")
        self.assertIn("rules.fenji:4:6: error: unknown `mony` [syntax]", str(raised.exception))
        self.assertEqual([(each.name, each.place.line) for each in raised.exception.findings], [("syntax", 4)])
        with self.assertRaisesRegex(fenji.FileUnreadable, "no/such.fenji"):
            fenji.Rules.load("no/such.fenji")
        with self.assertRaisesRegex(fenji.TableUnsuitable, "`share`"):
            rules().evaluate(TABLE.drop_columns(["share"]))
        with self.assertRaisesRegex(fenji.TableUnsuitable, "timestamp"):
            rules().evaluate(TABLE.set_column(1, "share", pyarrow.array([None] * 3, pyarrow.timestamp("s"))))
        with self.assertRaisesRegex(ValueError, "'zh' or 'en'"):
            rules().evaluate(TABLE, language="fr")

    def test_lint(self):
        text = POLICY.replace("  | under floor | C |\n", "  | 1% to under floor | C |\n")
        found = fenji.Rules.from_text(text).lint()
        self.assertIn("gap", [each.name for each in found])
        gap = next(each for each in found if each.name == "gap")
        self.assertEqual((gap.severity, gap.place.line), ("error", gap.data["start"]["line"]))
        self.assertIn("share", gap.witness)
        self.assertTrue(str(gap).startswith("rules.fenji:"))

    def test_explain(self):
        story = rules().explain({"id": 7, "share": decimal.Decimal("0.5"), "sales": 1e-1, "signed": datetime.date(2026, 1, 2)})
        self.assertEqual(story["status"], "rated")
        self.assertIn("7: rated\n  level   A", str(story))
        self.assertEqual(rules().explain({"id": "7", "share": "50%", "sales": None})["status"], "incomplete")
        self.assertEqual(rules().explain({"id": "7", "share": float("nan")})["status"], "invalid")
        with self.assertRaises(TypeError):
            rules().explain({"id": [], "share": 1})

    def test_explain_among_the_whole_list(self):
        ranking = fenji.Rules.from_text(POLICY.replace("output\n  id,", "place = rank(sales)\noutput\n  id, place,"), as_of="2026-03-01")
        self.assertTrue(ranking.looks_at_whole_list)
        with self.assertRaisesRegex(fenji.Unsupported, "explain_in"):
            ranking.explain({"id": "1", "share": 0.5})
        for table in (TABLE, TABLE.to_batches()[0], polars.from_arrow(TABLE), polars.from_arrow(TABLE).lazy(), TABLE.to_pandas()):
            (story,) = ranking.explain_in(table, 1)
            self.assertEqual((story["row"], story["status"]), (0, "rated"))
            self.assertIn("1: rated", str(story))
            self.assertIn({"name": "place", "state": "known", "value": "2"}, story["outputs"])
        with self.assertRaisesRegex(ValueError, "no key `9`"):
            ranking.explain_in(TABLE, "9")

    def test_books(self):
        folder = ROOT / "rules" / "government"
        book = fenji.Rules.load(folder / "government.book.toml", as_of="2026-06-30")
        frame = polars.read_csv(folder / "government.customers.csv", infer_schema=False)
        graded = book.evaluate(frame)
        self.assertEqual(len(graded), len(frame))
        self.assertEqual(graded.columns, [each["name"] for each in book.description["outputs"]] + ["状态", "说明"])
        self.assertIn("特批", "".join(graded["说明"].to_list()))
        self.assertEqual([each["name"] for each in book.description["files"] if not each["in_force"]], [])
        self.assertIsInstance(book.lint(), list)
        first = frame.row(0, named=True)
        self.assertEqual(book.explain(first)["book_file"], graded["规则"][0])
        (story,) = book.explain_in(frame, first["客户编号"])
        self.assertEqual(story["status_text"], graded["状态"][0])
        self.assertTrue(pickle.loads(pickle.dumps(book)).evaluate(frame).equals(graded))
        query = book.sql("duckdb", "customers", columns=frame.columns, text_columns=True)
        with duckdb.connect() as connection:
            connection.register("customers", frame)
            by_sql = {row[0]: row for row in connection.sql(query).fetchall()}
        statuses = dict(zip(graded[graded.columns[0]].to_list(), graded["状态"].to_list()))
        self.assertEqual({key: row[-2] for key, row in by_sql.items()}, statuses)
        with self.assertRaisesRegex(ValueError, "written in the book"):
            fenji.Rules.load(folder / "government.book.toml", parameters={"x": 1})

    def test_types(self):
        sample = """import datetime
import decimal
import fenji

rules: fenji.Rules = fenji.Rules.load("policy.fenji", as_of=datetime.date(2026, 3, 1), parameters={"floor": decimal.Decimal("0.1")})
names: list[str] = [finding.name for finding in rules.lint("en") if finding.place.line > 1]
class Table:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
graded: Table = rules.evaluate(Table(), threads=1)
story: str = str(rules.explain({"id": 1, "share": 0.5, "signed": None}))
stories: list[str] = [str(each) for each in rules.explain_in(graded, "1")]
query: str = rules.sql("duckdb", columns=["id"])
rules.lint(3)
"""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "sample.py").write_text(sample)
            done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "sample.py"], cwd=folder, capture_output=True, text=True)
        self.assertEqual(re.findall(r":(\d+): error:", done.stdout), ["13"], done.stdout + done.stderr)

    def test_sql(self):
        query = rules().sql("duckdb", "customers")
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE customers (id VARCHAR, share DECIMAL(18, 8), sales DECIMAL(18, 6), signed DATE)")
            connection.execute("INSERT INTO customers VALUES ('1', 0.5, 0.10, DATE '2026-01-02')")
            row = connection.execute(query).fetchone()
        self.assertEqual(list(row), list(EXPECTED[0].values())[:5] + [row[5]])
        with self.assertRaisesRegex(ValueError, "oracle"):
            rules().sql("oracle", "customers")

    def test_other_processes_need_no_files(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "base").mkdir()
            (folder / "base" / "policy.fenji").write_text(POLICY)
            (folder / "own").mkdir()
            (folder / "own" / "own.fenji").write_text("rules Own\n  extends: ../base/policy\nparameters\n  floor = 20%\n")
            original = fenji.Rules.load(folder / "own" / "own.fenji")
            kept = pickle.dumps(original)
        graded = pickle.loads(kept).evaluate(TABLE)
        self.assertEqual(graded, original.evaluate(TABLE))
        self.assertEqual(graded["level"].to_pylist(), ["A", "C", None])

    def test_other_threads_run_meanwhile(self):
        large = pyarrow.concat_tables([TABLE] * 200_000).combine_chunks()
        ticks, done = [], threading.Event()

        def tick():
            while not done.is_set():
                ticks.append(time.perf_counter())
                time.sleep(0.001)

        other = threading.Thread(target=tick)
        other.start()
        begun = time.perf_counter()
        graded = rules().evaluate(large, threads=1)
        ended = time.perf_counter()
        done.set()
        other.join()
        self.assertEqual(graded.num_rows, 600_000)
        self.assertGreater(len([each for each in ticks if begun < each < ended]), 3)

    def test_many_threads_share_rules(self):
        shared, found = rules(), []
        threads = [threading.Thread(target=lambda: found.append(shared.evaluate(TABLE).to_pylist())) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual(found, [EXPECTED] * 8)


class Readme(unittest.TestCase):
    def test_what_the_readme_shows(self):
        text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
        blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        self.assertTrue(blocks)
        os.chdir(ROOT)
        for block in blocks:
            if "spark" not in block:
                names = {}
                exec(block, names)
                self.assertEqual(len(names["graded"].fetchall() if hasattr(names["graded"], "fetchall") else names["graded"]), 40)


if __name__ == "__main__":
    unittest.main()
