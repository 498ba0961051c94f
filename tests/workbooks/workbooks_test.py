#!/usr/bin/env python3
"""Results in other formats than CSV say to the cell what the CSV says: XLSX read by ourselves and by LibreOffice, JSON Lines."""

import argparse
import csv
import hashlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import PROGRAM, ROOT  # noqa: E402
from xlsx import Workbook  # noqa: E402

RULES = """规则 例
  版本: 7
参数
  门槛 = 100万元
字段
  编号: 文本, 唯一编号
  金额: 金额
  毛利率: 百分比, 可不填
  日期: 日期, 可不填
  吨数: 数 吨, 可不填
  备注: 文本, 可不填
级别顺序 级别: 甲级、乙级、丙级
定级 级别 按 金额
  | 门槛 以上 | 甲级 |
  | 50万 至 不满 门槛 | 乙级 |
  | 不满50万 | 丙级 |
输出
  编号、金额、毛利率、日期、吨数、备注、级别
"""
HEADER = "编号,金额,毛利率,日期,吨数,备注\n"
BOM = "\ufeff"
SANITIZED = any(name.endswith("SAN_OPTIONS") for name in os.environ)
MEBIBYTE = 1 << 20
MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))
sys.exit(code)
"""

NUMBER_OF_TEXT = {"是": True, "否": False, "yes": True, "no": False}


def packs():
    """Rule files with the list that they are tried on."""
    found = sorted((path.with_name(path.name.replace(".customers.csv", ".fenji")), path)
                   for path in (ROOT / "rules").glob("*/*.customers.csv"))
    book = ROOT / "rules/government/government.book.toml"
    pairs = [(rules, path) for rules, path in found if rules.exists()]
    return pairs + [(book, book.with_name("government.customers.csv"))]


def same_number(text, other):
    """Whether both are one number; thousands separators and zeros behind the point tell nothing."""
    text, other = (each.replace(",", "") for each in (text, other))
    if text.endswith("%") != other.endswith("%"):
        return False
    try:
        return Decimal(text.rstrip("%")) == Decimal(other.rstrip("%"))
    except ArithmeticError:
        return False


class Case(unittest.TestCase):
    program = PROGRAM
    maxDiff = None

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="fenji-workbooks-")
        self.folder = Path(self._folder.name)
        self.addCleanup(self._folder.cleanup)

    def path(self, name, content=None):
        path = self.folder / name
        if content is not None:
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def run_fenji(self, *arguments, code=0, **more):
        command = [str(self.program), "run", *map(str, arguments), "--quiet"]
        ended = subprocess.run(command, capture_output=True, timeout=300, cwd=self.folder, **more)
        self.assertEqual(ended.returncode, code, ended.stderr.decode("utf-8", "replace"))
        return ended

    def example(self, rows):
        return self.path("例.fenji", RULES), self.path("名单.csv", BOM + HEADER + "".join(row + "\n" for row in rows))

    def graded(self, rules, list_path, name, *more):
        out = self.path(name)
        self.run_fenji(rules, list_path, "-o", out, *more)
        return out

    def csv_rows(self, path):
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        return list(csv.reader(io.StringIO(text, newline="")))

    def sheet_rows(self, rows, width):
        return [[cell.text for cell in row] + [""] * (width - len(row)) for row in rows]

    def assert_same_rows(self, expected, shown, what):
        self.assertEqual(len(shown), len(expected), what)
        for number, (left, right) in enumerate(zip(expected, shown)):
            for name, text, other in zip(expected[0], left, right):
                if text != other:
                    self.assertTrue(same_number(text, other), f"{what}, row {number}, {name}: {text!r} {other!r}")


class Packs(Case):
    def test_sheets_say_what_the_csv_says(self):
        for rules, customers in packs():
            expected = self.csv_rows(self.graded(rules, customers, "a.csv", "--keep", "all", "--keep-formulas"))
            workbook = Workbook(self.graded(rules, customers, "a.xlsx", "--keep", "all"))
            names = list(workbook.sheets)
            self.assertIn(names[0], ("结果", "results"))
            self.assertEqual(workbook.formulas, 0)
            self.assert_same_rows(expected, self.sheet_rows(workbook.sheets[names[0]], len(expected[0])), rules.name)
            self.assertGreaterEqual(len(names), 4, names)
            for name in names[1:4]:
                self.assertTrue(workbook.sheets[name], name)

    def test_json_lines_say_what_the_csv_says(self):
        for rules, customers in packs():
            kept = "--keep", "all"
            expected = self.csv_rows(self.graded(rules, customers, "a.csv", *kept, "--keep-formulas"))
            lines = self.graded(rules, customers, "a.jsonl", *kept).read_text("utf-8").splitlines()
            own = len(expected[0]) - len(self.csv_rows(customers)[0])
            self.assertEqual(len(lines), len(expected) - 1)
            for row, line in zip(expected[1:], lines):
                record = json.loads(line, parse_float=Decimal, parse_int=Decimal)
                self.assertEqual(list(record), expected[0])
                for i, (text, value) in enumerate(zip(row, record.values())):
                    if isinstance(value, bool):
                        self.assertEqual(NUMBER_OF_TEXT[text], value)
                    elif isinstance(value, Decimal):
                        shown = 100 * value if text.endswith("%") else value
                        self.assertEqual(Decimal(text.rstrip("%")), shown, (rules.name, expected[0][i]))
                        self.assertLess(i, own, "cells of the list are texts")
                    else:
                        self.assertEqual(value, text or None)

    @unittest.skipUnless(shutil.which("soffice"), "no LibreOffice here")
    def test_libreoffice_reads_what_the_csv_says(self):
        expected, sheets = {}, []
        for rules, customers in packs():
            name = rules.name.partition(".")[0]
            expected[name] = self.csv_rows(self.graded(rules, customers, f"{name}.csv", "--keep", "all", "--keep-formulas"))
            sheets.append(self.graded(rules, customers, f"{name}.xlsx", "--keep", "all"))
        # UTF-8, all texts as shown, only the first sheet.
        options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
        profile = (self.folder / "profile").as_uri()
        ended = subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", options, "--outdir",
                                str(self.folder / "read"), *map(str, sheets)], capture_output=True, timeout=500)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        for name, rows in expected.items():
            (found,) = (self.folder / "read").glob(f"{name}-*.csv")
            self.assert_same_rows(rows, self.csv_rows(found), name)

    def test_a_book_and_its_files_are_workbooks_each(self):
        book, customers = packs()[-1]
        self.graded(book, customers, "all.xlsx", "--split", "files")
        self.graded(book, customers, "all.csv", "--split", "files")
        sheets = sorted((self.folder / "files").glob("*.xlsx"))
        self.assertTrue(sheets)
        self.assertEqual(len(sheets), len(list((self.folder / "files").glob("*.csv"))))
        for sheet in sheets:
            expected = self.csv_rows(sheet.with_suffix(".csv"))
            shown = next(iter(Workbook(sheet).sheets.values()))
            self.assert_same_rows(expected, self.sheet_rows(shown, len(expected[0])), sheet.name)


class Cells(Case):
    def shown(self, rows, *more):
        rules, customers = self.example(rows)
        self.book = Workbook(self.graded(rules, customers, "a.xlsx", *more))
        return self.book.sheets["结果"]

    def test_kinds_and_formats(self):
        (header, row, *_) = self.shown(["00123,120万,35%,2026/3/1,12.5,=1+1", "2,1234.5,12.345%,1899-12-31,,@x"])
        self.assertEqual([cell.text for cell in header], ["编号", "金额", "毛利率", "日期", "吨数", "备注", "级别", "状态", "说明"])
        self.assertEqual([(cell.text, cell.kind, cell.code) for cell in row[:8]],
                         [("00123", "text", "General"), ("1200000", "number", "#,##0"), ("35%", "percent", "0%"),
                          ("2026-03-01", "date", "yyyy-mm-dd"), ("12.5", "number", "0.0"), ("=1+1", "text", "General"),
                          ("甲级", "text", "General"), ("已评级", "text", "General")])
        other = self.book.sheets["结果"][2]
        self.assertEqual([(cell.text, cell.code) for cell in other[1:4]],
                         [("1234.50", "#,##0.00"), ("12.345%", "0.000%"), ("1899-12-31", "General")])
        self.assertEqual([other[5].text, other[5].kind, self.book.formulas], ["@x", "text", 0])

    def test_grades_are_coloured_from_green_to_red(self):
        rows = self.shown(["1,100万,,,,", "2,60万,,,,", "3,1万,,,,"])
        self.assertEqual([row[6].fill for row in rows[1:]], ["63BE7B", "FFEB84", "F8696B"])

    def test_header_is_frozen_and_filtered(self):
        self.shown(["1,100万,,,,"])
        text = self.book.files["xl/worksheets/sheet1.xml"].decode("utf-8")
        self.assertIn('<pane ySplit="1"', text)
        self.assertIn('<autoFilter ref="A1:I2"/>', text)
        charts = [name for name in self.book.files if name.startswith("xl/charts/chart")]
        self.assertEqual(len(charts), 1)
        self.assertIn("各级客户数：级别", self.book.files[charts[0]].decode("utf-8"))

    def test_texts_that_sheets_cannot_hold_as_they_stand(self):
        long = "字" * 40_000
        rows = self.shown([f'1,1万,,,,"a\x01b\rc"', "2,1万,,,,_x0041_", f"3,1万,,,,{long}", "4,1万,,,,<a> & \"b\""])
        self.assertEqual([row[5].text for row in rows[1:]], ["a\x01b\rc", "_x0041_", long[:32_766] + "…", '<a> & "b"'])

    def test_long_numbers_lose_no_digit(self):
        rows = self.shown(["1,123456789012345678,,,,", "2,123456789012345,,,,", "3,12345678901234.56,,,,"])
        self.assertEqual([(row[1].text, row[1].kind) for row in rows[1:]],
                         [("123456789012345678", "text"), ("123456789012345", "number"), ("12345678901234.56", "text")])

    def test_cells_that_cannot_be_read_are_texts_as_the_list_has_them(self):
        rows = self.shown(["1,很多,35,2026-02-30,1e5,"])
        self.assertEqual([(cell.text, cell.kind) for cell in rows[1][1:5]],
                         [("很多", "text"), ("35", "text"), ("2026-02-30", "text"), ("1e5", "text")])

    def test_a_list_without_records(self):
        self.assertEqual(len(self.shown([])), 1)
        self.assertIn("规则", self.book.sheets)
        self.assertEqual(self.path("空.jsonl").exists(), False)

    def test_rules_sheet_names_what_the_run_came_from(self):
        self.shown(["1,1万,,,,"], "--set", "门槛=200万元")
        facts = {row[0].text: row[1].text for row in self.book.sheets["规则"] if len(row) > 1}
        self.assertEqual(facts["版本"], "7")
        self.assertEqual(facts["门槛"], "2000000（另定）")
        self.assertEqual(facts["规则文件"], "例.fenji")
        self.assertEqual(facts["SHA-256"], hashlib.sha256(RULES.encode("utf-8")).hexdigest())

    def test_kept_columns_have_kinds(self):
        rules, customers = self.example([])
        customers.write_text(BOM + "编号,金额,大区,去年,电话,邮编\n007,1万,华东,1200,13800138000,010010\n", "utf-8")
        row = Workbook(self.graded(rules, customers, "a.xlsx", "--keep", "all")).sheets["结果"][1]
        self.assertEqual([(cell.text, cell.kind) for cell in row[9:]],
                         [("007", "text"), ("1万", "text"), ("华东", "text"), ("1200", "number"), ("13800138000", "number"),
                          ("010010", "text")])


class Files(Case):
    def test_the_same_run_gives_the_same_bytes(self):
        rules, customers = self.example([f"{i},{i}万,{i % 100}%,2026-01-0{i % 9 + 1},{i}.5,备注{i}" for i in range(20_000)])
        hashes = set()
        for i, (threads, zone) in enumerate([(1, "UTC"), (4, "Asia/Shanghai"), (4, "America/New_York")]):
            environment = {**os.environ, "TZ": zone}
            out = self.path(f"{i}.xlsx")
            self.run_fenji(rules, customers, "-o", out, "--threads", threads, "--keep", "all", env=environment)
            hashes.add(hashlib.sha256(out.read_bytes()).hexdigest())
        self.assertEqual(len(hashes), 1)
        ended = self.run_fenji(rules, customers, "-o", "-", "--out-format", "xlsx", "--keep", "all")
        self.assertEqual(hashlib.sha256(ended.stdout).hexdigest(), hashes.pop())

    def test_formats_by_extension_and_by_option(self):
        rules, customers = self.example(["1,1万,,,,"])
        cases = [("a.xlsx", [], b"PK"), ("a.XLSX", [], b"PK"), ("a.jsonl", [], b"{"), ("a.ndjson", [], b"{"), ("a.txt", [], b"\xef"),
                 ("a.csv", ["--out-format", "jsonl"], b"{"), ("b.xlsx", ["--out-format", "csv"], b"\xef")]
        for name, more, begin in cases:
            self.assertTrue(self.graded(rules, customers, name, *more).read_bytes().startswith(begin), name)

    def test_whole_or_not_at_all(self):
        rules, customers = self.example([f"{i},{i}万,,,,{'x' * 100}{i}" for i in range(30_000)])
        old = self.path("a.xlsx", "old")

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (MEBIBYTE, MEBIBYTE))

        ended = self.run_fenji(rules, customers, "-o", old, code=3, preexec_fn=small_files)
        self.assertIn("a.xlsx", ended.stderr.decode("utf-8"))
        self.assertEqual(old.read_text("utf-8"), "old")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.xlsx", "例.fenji", "名单.csv"])
        self.run_fenji(rules, customers, "-o", self.path("b.xlsx"), "--keep", "没有", code=3)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.xlsx", "例.fenji", "名单.csv"])

    def test_a_manifest_repeats_format_and_kept_columns(self):
        rules, customers = self.example([f"{i},{i}万,,,,备注{i % 3}" for i in range(300)])
        for name in ("a.xlsx", "a.jsonl", "a.csv"):
            manifest = self.path(name + ".json")
            self.graded(rules, customers, name, "--keep", "备注,编号", "--by", "备注", "--manifest", manifest)
            ended = subprocess.run([str(self.program), "verify", str(manifest)], capture_output=True, timeout=60)
            self.assertEqual(ended.returncode, 0, ended.stdout.decode("utf-8"))

    @unittest.skipIf(SANITIZED, "sanitizers take memory of their own")
    def test_memory_does_not_grow_with_the_list(self):
        rules = self.path("例.fenji", RULES)
        columns = [f"列{i}" for i in range(15)]
        customers = self.path("名单.csv")
        with open(customers, "w", encoding="utf-8") as file:
            file.write(HEADER.rstrip("\n") + "," + ",".join(columns) + "\n")
            for i in range(60_000):
                file.write(f"{i},{i}万,35%,2026-01-01,{i},客户{i}," + ",".join(f"值{i}-{j}" for j in range(15)) + "\n")
        for name in ("a.xlsx", "a.jsonl"):
            measured = self.path("memory")
            command = [str(self.program), "run", str(rules), str(customers), "-o", str(self.path(name)), "--keep", "all", "--quiet"]
            self.assertEqual(subprocess.call([sys.executable, "-c", MEASURE, str(measured), *command]), 0)
            self.assertLess(int(measured.read_text()), 64 * MEBIBYTE, name)


class Comparisons(Case):
    def compared(self, *arguments):
        ended = subprocess.run([str(self.program), "compare", *map(str, arguments), "--quiet"], capture_output=True, timeout=300)
        self.assertEqual(ended.returncode, 0, ended.stderr.decode("utf-8"))

    def test_movers_and_matrices(self):
        rules, customers = self.example([f"{i},{i}万,,,," for i in range(40, 120, 10)])
        changed = self.path("新.fenji", RULES.replace("门槛 = 100万元", "门槛 = 80万元").replace("不满50万", "不满60万").replace(
            "50万 至", "60万 至"))
        self.compared(rules, changed, customers, "-o", self.path("a.csv"))
        self.compared(rules, changed, customers, "-o", self.path("a.xlsx"))
        self.compared(rules, changed, customers, "-o", self.path("a.jsonl"))
        expected = self.csv_rows(self.path("a.csv"))
        self.assertEqual([row[:4] for row in expected[1:]],
                         [["50", "级别", "乙级", "丙级"], ["80", "级别", "乙级", "甲级"], ["90", "级别", "乙级", "甲级"]])
        records = [json.loads(line) for line in self.path("a.jsonl").read_text("utf-8").splitlines()]
        self.assertEqual([list(record.values()) for record in records], expected[1:])
        workbook = Workbook(self.path("a.xlsx"))
        self.assertEqual(list(workbook.sheets), ["变化", "对照", "改动"])
        self.assertEqual(self.sheet_rows(workbook.sheets["变化"], 5), expected)
        fills = {(row[0].text, number): cell.fill for row in workbook.sheets["对照"] if row for number, cell in enumerate(row)
                 if row[0].text.endswith("级") and cell.fill}
        self.assertEqual({key: fill for key, fill in fills.items() if key[0] == "乙级"},
                         {("乙级", 1): "C6EFCE", ("乙级", 2): "EDEDED", ("乙级", 3): "FFC7CE"})

    def test_two_results_whatever_their_format(self):
        rules, customers = self.example([f"{i},{i}.5万,{i}%,2026-01-02,{i},x" for i in range(40, 120, 10)])
        for old, new in [(".csv", ".csv"), (".xlsx", ".xlsx"), (".csv", ".xlsx")]:
            before = self.graded(rules, customers, "before" + old)
            after = self.graded(rules, customers, "after" + new, "--set", "门槛=70万元")
            self.compared(before, after, "-o", self.path("a.xlsx"))
            movers = next(iter(Workbook(self.path("a.xlsx")).sheets.values()))
            self.assertEqual([[cell.text for cell in row[:2]] for row in movers[1:]],
                             [["70", "级别"], ["80", "级别"], ["90", "级别"]], (old, new))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fenji", default=PROGRAM, type=Path)
    known, rest = parser.parse_known_args()
    Case.program = known.fenji.resolve()
    if not shutil.which("soffice"):
        print("NOT TRIED: soffice is missing (libreoffice-calc-nogui), so no workbook is read by another program", file=sys.stderr)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=1)
