#!/usr/bin/env python3
"""Messages, summaries and notes name the key and the one cell in question, never a whole record: markers stand in the other cells
of records that give rise to messages of every kind, and must not be seen."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import PROGRAM  # noqa: E402

RULES = """规则 例
  适用: 地区 = 本地
字段
  编号: 文本, 唯一编号
  地区: 选项 本地、外地
  有预算: 是否
  金额: 金额
  折扣: 百分比
  日期: 日期
  联系人: 文本, 可不填
准入条件 基本: 全部满足
  预算: 有预算
得分 = 金额 ÷ 100
定级 级别 按 得分
  | 80以上          | A |
  | 0至不满80       | B |
分档 折扣档 按 折扣
  | 10%以上   | 高 |
  | 不满10%   | 低 |
输出
  编号、级别、折扣档
"""
HEADER = "编号,地区,有预算,金额,折扣,日期,联系人,电话\n"
# Planted where nothing is wrong: `秘密N` in columns that no result needs, and readable values that nothing but a whole record
# would show.
AMOUNT, DISCOUNT, DAY = "7770007", "7.77%", "2027-07-07"
BAD_RECORDS = {
    "fine": f"K1,本地,是,{AMOUNT},{DISCOUNT},{DAY},秘密1,秘密2",
    "unreadable amount": f"K2,本地,是,多,{DISCOUNT},{DAY},秘密3,秘密4",
    "unreadable condition": f"K3,本地,也许,{AMOUNT},{DISCOUNT},{DAY},秘密5,秘密6",
    "unreadable region": f"K4,某地,是,{AMOUNT},{DISCOUNT},{DAY},秘密7,秘密8",
    "missing amount": f"K5,本地,是,,{DISCOUNT},{DAY},秘密9,秘密10",
    "uncovered": f"K6,本地,是,-9,{DISCOUNT},{DAY},秘密11,秘密12",
    "not eligible": f"K7,本地,否,{AMOUNT},{DISCOUNT},{DAY},秘密13,秘密14",
    "not applicable": f"K8,外地,是,{AMOUNT},{DISCOUNT},{DAY},秘密15,秘密16",
    "out of range": f"K9,本地,是,99999999999999999999999,{DISCOUNT},{DAY},秘密17,秘密18",
    "too many cells": f"K10,本地,是,{AMOUNT},{DISCOUNT},{DAY},秘密19,秘密20,秘密21,秘密22",
    "too few cells": "K11,本地,是",
    "open quote": f'K12,本地,是,{AMOUNT},{DISCOUNT},{DAY},"秘密23,秘密24',
    "text after a quote": f'K13,本地,是,{AMOUNT},{DISCOUNT},{DAY},"秘密25"秘密26,秘密27',
    "duplicate": f"K1,本地,是,{AMOUNT},{DISCOUNT},{DAY},秘密28,秘密29",
    "no key": f",本地,是,{AMOUNT},{DISCOUNT},{DAY},秘密30,秘密31",
    "no text": f"K14,?,是,{AMOUNT},{DISCOUNT},{DAY},秘密32,秘密33".encode().replace(b"?", b"\xff"),
    "control characters": f"K15,本\x1b地,是,{AMOUNT},{DISCOUNT},{DAY},秘密34,秘密35",
    "long": f"K16,本地,是,{'长' * 50}秘密36,{DISCOUNT},{DAY},,",
}
# Long enough for the encoding to be settled before a record contradicts it.
FILLER = ["K0,外地,,,,,,"] * 5000
MARKER = re.compile("秘密[0-9]+")
FIGURES = re.compile("microseconds.*|records_per_second.*|用时.*|List encoding.*")
ANY_MARKER = re.compile("秘密[0-9]+|777|7\\.77|07-07")


class Privacy(unittest.TestCase):
    program = PROGRAM

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "rules.fenji").write_text(RULES)

    def fenji(self, *words):
        result = subprocess.run([self.program, *map(str, words)], capture_output=True, cwd=self.folder, timeout=60,
                                stdin=subprocess.DEVNULL, env={"LANG": "C.UTF-8", "PATH": os.environ["PATH"]})
        return result.returncode, result.stdout.decode(), result.stderr.decode()

    def put(self, records, header=HEADER):
        with open(self.folder / "list.csv", "wb") as file:
            file.write(header.encode())
            for record in records:
                file.write((record if isinstance(record, bytes) else record.encode()) + b"\n")

    def check_run(self, code=0, status=None, more=()):
        for language in "zh", "en":
            for form in "text", "json":
                (self.folder / "result.csv").unlink(missing_ok=True)
                ended, output, errors = self.fenji("run", "rules.fenji", "list.csv", "-o", "result.csv", "--lang", language,
                                                   "--format", form, *more)
                self.assertEqual(ended, code, errors)
                result = (self.folder / "result.csv").read_text("utf-8-sig") if code == 0 else ""
                reports = [path.read_text("utf-8-sig") for path in self.folder.glob("reports/*.csv")]
                self.assertEqual(len(reports), 8 if "--reports" in more and code == 0 else 0)
                self.assertEqual(ANY_MARKER.findall(output + FIGURES.sub("", errors) + result + "".join(reports)), [])
                if status and language == "zh":
                    self.assertIn(status, result)

    def test_run_and_explain(self):
        statuses = {"unreadable amount": "无法识别：金额“多”", "unreadable condition": "无法识别：有预算“也许”",
                    "unreadable region": "无法识别：地区“某地”", "missing amount": "待补：金额", "uncovered": "级别",
                    "not eligible": "未满足：预算", "not applicable": "不适用", "too many cells": "多于表头",
                    "control characters": "地区“本 地”", "long": "长…"}
        for title, record in BAD_RECORDS.items():
            with self.subTest(title):
                self.put([record] if title != "no text" else [*FILLER, record])
                self.check_run(status=statuses.get(title))
                text = record if isinstance(record, str) else record.decode("utf-8", "replace")
                key = text.split(",")[0]
                if not key:
                    continue
                for form in "text", "json":
                    code, output, errors = self.fenji("explain", "rules.fenji", "list.csv", "--key", key, "--format", form)
                    self.assertEqual((code, MARKER.findall(output + errors)), (0, []), output + errors)

    def test_a_list_of_them_all(self):
        self.put([*FILLER, *BAD_RECORDS.values()])
        self.check_run()

    def test_reports(self):
        """They show the values that they go by, and nothing else of any record."""
        self.put([*FILLER, *BAD_RECORDS.values()])
        self.check_run(more=("--reports", "reports", "--by", "地区", "--by", "有预算、级别"))
        names = {row.split(",")[2] for row in (self.folder / "reports" / "statuses.csv").read_text("utf-8-sig").splitlines()[1:]}
        self.assertLessEqual({"本地", "外地"}, names)
        self.assertNotIn("某地", "".join(names))

    def test_explain_of_an_unknown_key(self):
        self.put([*FILLER, *BAD_RECORDS.values()])
        code, output, errors = self.fenji("explain", "rules.fenji", "list.csv", "--key", "K99")
        self.assertEqual((code, MARKER.findall(output + errors)), (2, []))

    def test_lists_that_cannot_be_read(self):
        for title, header, records in (("no header", "K1,本地,是,5,5%,2026-01-01,秘密1,秘密2\n", []),
                                       ("a column missing", HEADER.replace("金额,", ""), ["K1,本地,是,5%,秘密1,秘密2,秘密3"]),
                                       ("a column twice", HEADER.replace("电话", "金额"), ["K1,本地,是,5,5%,秘密1,秘密2,秘密3"]),
                                       ("neither encoding", HEADER, [b"\xe7\xa7\x98\xe5\xaf\x861,\xff\xff"])):
            with self.subTest(title):
                self.put(records, header)
                self.check_run(code=3)

    def test_lint_of_rules_beside_a_list(self):
        self.put(list(BAD_RECORDS.values()))
        for form in "text", "json":
            _, output, errors = self.fenji("lint", ".", "--format", form)
            self.assertEqual(MARKER.findall(output + errors), [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", type=Path, default=PROGRAM, metavar="PATH", help="the program (build/release/bin/fenji)")
    options, rest = parser.parse_known_args()
    Privacy.program = options.fenji.resolve()
    unittest.main(argv=[sys.argv[0], *rest])
