#!/usr/bin/env python3
"""Lists as nobody should send them: each must end with a sentence that helps, or with one row of the result for each record, in
order, and never with a crash, a hang or memory that grows with the list."""

import argparse
import csv
import io
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import PROGRAM  # noqa: E402

RULES = """规则 例
字段
  编号: 文本, 唯一编号
  金额: 金额
  备注: 文本, 可不填
定级 级别 按 金额
  | 100万以上 | 大 |
  | 不满100万 | 小 |
输出
  编号、备注、金额、级别
"""
HEADER = "编号,金额,备注\n"
BOM = "\ufeff"
MEBIBYTE = 1 << 20

# What every run may take: the program itself, its threads' blocks and the longest record that it accepts.
MEMORY = 64 * MEBIBYTE
SANITIZED = any(name.endswith("SAN_OPTIONS") for name in os.environ)


# Its own process, because a process starts with the memory of the one that it was forked from as its highest.
MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))
sys.exit(code if code >= 0 else 128 - code)
"""


class Ended:
    def __init__(self, code, output, errors, memory):
        self.code, self.output, self.errors, self.memory = code, output, errors, memory


class Case(unittest.TestCase):
    program = PROGRAM

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="fenji-hostile-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "rules.fenji").write_text(RULES)

    def fenji(self, *words, timeout=60, limit=None, measured=False, **streams):
        """Ends the test where the program crashes or takes too long; streams go to files, so that none of them can fill up."""
        output, errors = self.folder / ".output", self.folder / ".errors"
        with open(output, "wb") as out, open(errors, "wb") as err:
            memory = self.folder / ".memory"
            measure = [sys.executable, "-c", MEASURE, memory] if measured else []
            process = subprocess.Popen([*measure, self.program, *map(str, words)], cwd=self.folder, env={"LANG": "C.UTF-8"},
                                       **{"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err, **streams},
                                       preexec_fn=limit)
            try:
                process.wait(timeout)
            finally:
                process.kill()
                process.wait()
        ended = Ended(process.returncode, output.read_bytes(), errors.read_text("utf-8", "strict"),
                      int(memory.read_text()) if measured else 0)
        self.assertIn(ended.code, range(5), f"{words}: code {ended.code}\n{ended.errors}")
        return ended

    def put(self, content, name="list.csv"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return name

    def grade(self, name, *words, **options):
        return self.fenji("run", "rules.fenji", name, "-o", "result.csv", *words, **options)

    def rows(self):
        """Of the result, without its header."""
        text = (self.folder / "result.csv").read_bytes()
        self.assertTrue(text.startswith(BOM.encode()))
        csv.field_size_limit(1 << 30)
        rows = list(csv.reader(io.StringIO(text.decode("utf-8")[1:], newline="")))
        self.assertEqual(rows[0], ["编号", "备注", "金额", "级别", "状态", "说明"])
        return rows[1:]

    def refused(self, ended, *parts):
        """The run has failed, said these words, and left no result and no temporary file."""
        self.assertEqual(ended.code, 3, ended.errors)
        self.assertEqual(ended.errors.count("\n"), 1, ended.errors)
        for part in parts:
            self.assertIn(part, ended.errors)
        self.assertFalse((self.folder / "result.csv").exists())
        self.assertEqual([path.name for path in self.folder.iterdir() if "tmp" in path.name], [])

    def both_say(self, ended, *parts):
        """As refused(), also by explain."""
        self.refused(ended, *parts)
        explained = self.fenji("explain", "rules.fenji", "list.csv", "--key", "K1")
        self.assertEqual((explained.code, explained.errors), (ended.code, ended.errors))


class WholeLists(Case):
    """Lists that cannot be read as a whole: one sentence, exit code 3, no result."""

    def test_no_list(self):
        cases = {
            "empty": (b"", "第一行应当是表头"),
            "a mark alone": (BOM, "第一行应当是表头"),
            "only line ends": (b"\n\r\n\r" * 1000, "第一行应当是表头"),
            "only separators": (b",,,,\n,,,,\n", "名单缺少这些列"),
            "neither encoding": (b"\xb1\xe0\xba\xc5,\xff\xff\n", "另存为 UTF-8"),
            "nothing but NUL": (bytes(100_000), "NUL"),
            "a workbook": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)) * 40, "已损坏"),
            "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧格式的工作簿（.xls）"),
            "duplicate header": ("编号,金额,金额\nK1,5,6\n", "第 2 列和第 3 列"),
            "duplicate header by blanks": ("编号,金额,备注, 金额 \nK1,5,,6\n", "第 2 列和第 4 列"),
            "an ambiguous header": ("编号,备注,\n,金额,其他\n编号,金额,\n", "第 1 行和第 3 行"),
            "no header": ("K1,5,x\nK2,6,y\n", "名单缺少这些列"),
        }
        for title, (content, sentence) in cases.items():
            with self.subTest(title):
                self.put(content)
                self.both_say(self.grade("list.csv"), sentence)

    def test_lists_that_are_no_comma_separated_utf8(self):
        plain = HEADER + "K1,5,\n"
        for title, content in (("UTF-16", plain.encode("utf-16")), ("UTF-16 without a mark", plain.encode("utf-16-le")),
                               ("semicolons", plain.replace(",", ";")),
                               ("tabs", plain.replace(",", "\t")), ("a title", "客户名单,,\n" + plain),
                               ("JSON", '{"编号": "K1", "备注": "5", "金额": null}\n')):
            with self.subTest(title):
                self.put(content)
                ended = self.grade("list.csv")
                self.assertEqual(ended.code, 0, ended.errors)
                self.assertEqual([row[0] for row in self.rows()], ["K1"])

    def test_a_single_line_of_50_megabytes(self):
        for title, record, sentence in (("without separators", b"x" * (50 * MEBIBYTE), "缺少这些列"),
                                        ("of separators", b"," * (50 * MEBIBYTE), "52428801 列，最多 65536 列"),
                                        ("of an open quote", b'"' + b"y\n" * (25 * MEBIBYTE), "缺少这些列")):
            with self.subTest(title):
                (self.folder / "list.csv").write_bytes(record)
                ended = self.grade("list.csv", measured=True)
                self.refused(ended, sentence)
                if not SANITIZED:
                    self.assertLess(ended.memory, 300 * MEBIBYTE)

    def test_a_record_longer_than_the_limit(self):
        with open(self.folder / "list.csv", "wb") as file:
            file.write(HEADER.encode() + b"K1,5,")
            for _ in range(70):
                file.write(b"x" * MEBIBYTE)
        self.both_say(self.grade("list.csv"), "第 2 行", "64 MiB")


class Records(Case):
    """Lists with odd records: every one comes out, in its place."""

    def graded(self, records, header=HEADER, code=0):
        """Rows of the result by status, for records that follow the header."""
        self.put((header.encode() if isinstance(header, str) else header)
                 + (records if isinstance(records, bytes) else records.encode()))
        ended = self.grade("list.csv", "--format", "json")
        self.assertEqual(ended.code, code, ended.errors)
        rows = self.rows()
        self.assertEqual(json.loads(ended.errors)["records"], len(rows))
        return rows

    def keys(self, records, **options):
        return [row[0] for row in self.graded(records, **options)]

    def test_header_only(self):
        self.assertEqual(self.graded(""), [])

    def test_line_ends(self):
        lines = "K1,5,a", "K2,6,b", "K3,7,c"
        for end in "\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r":
            with self.subTest(repr(end)):
                self.assertEqual(self.keys(end.join(lines), header=HEADER.strip() + end), ["K1", "K2", "K3"])

    def test_quotes(self):
        self.assertEqual(self.keys('K1,5,"open\nK2,6,b\nK3,7,c\n'), ["K1", "K2", "K3"])
        self.assertEqual(self.keys('"K1,5,open\nK2,6,b\n'), ['"K1', "K2"])
        self.assertEqual(self.keys('K1,5,"a\n"\nK2,6,"b"c\nK3,7,d"d\n'), ["K1", "K2", "K3"])
        self.assertEqual(self.keys('"K""1",5,"""\nK2,6,\n'), ['K"1', "K2"])

    def test_control_characters(self):
        rows = self.graded("K1\0,5,a\0b\nK2,5\x1b[31m,\x07\x1b]0;x\x07\nK3,\x7f,\u2028\n")
        self.assertEqual([row[0] for row in rows], ["K1\0", "K2", "K3"])
        self.assertEqual(rows[0][1], "a\0b")
        self.assertEqual([row[4] for row in rows], ["已评级", "数据有误", "数据有误"])
        # Notes are for people: nothing in them moves a cursor.
        self.assertTrue(all(c.isprintable() for row in rows for c in row[5]))
        ended = self.grade("list.csv")
        self.assertTrue(all(c.isprintable() or c == "\n" for c in ended.errors), ended.errors)

    def test_messages_are_clean_of_control_characters(self):
        self.put("编\x1b[2J号,金额\nK1,5\n")
        for ended in (self.grade("list.csv"), self.fenji("explain", "rules.fenji", "list.csv", "--key", "\x1b[2J")):
            self.assertNotIn("\x1b", ended.errors)
        self.put(HEADER + "K\x1b[2J,5,\n" * 2)
        self.assertNotIn("\x1b", self.grade("list.csv").errors)
        explained = self.fenji("explain", "rules.fenji", "list.csv", "--key", "K\x1b[2J")
        self.assertEqual(explained.code, 0, explained.errors)
        self.assertNotIn(b"\x1b", explained.output)

    def test_a_mark_in_the_middle(self):
        rows = self.graded(f"K1,5,{BOM}a\n{BOM}K2,6,b\nK3,{BOM}7,c\n", header=BOM + HEADER)
        self.assertEqual([row[0].replace(BOM, "") for row in rows], ["K1", "K2", "K3"])
        self.assertEqual(rows[0][1], BOM + "a")

    def test_bytes_that_are_no_text(self):
        rows = self.graded("甲,5,\n".encode() * 20000 + b"K1,\xff,ok\nK\xfe2,6,ok\n\xb1\xe0,5,ok\n")
        self.assertEqual(len(rows), 20003)
        self.assertEqual([row[4] for row in rows[-3:]], ["数据有误", "已评级", "已评级"])

    def test_keys_that_say_nothing(self):
        rows = self.graded("K1,5,\n,6,\nK1,7,\n  ,8,\n\"\",9,\n" + "K2,5,\n" * 3)
        self.assertEqual([row[0].strip() for row in rows], ["K1", "", "K1", "", ""] + ["K2"] * 3)
        self.assertEqual({row[4] for row in rows}, {"已评级"})
        said = self.grade("list.csv").errors
        self.assertIn("编号重复：3 条（K1、K2）", said)
        self.assertIn("没有编号：3 条，第一条是第 2 条记录", said)

    def test_long_and_short_records(self):
        rows = self.graded("K1\nK2,5\nK3,5,a,\nK4,5,a,b\nK5,5,a" + "," * 9999 + "\nK6,5,a" + ",x" * 9999 + "\n,,\n")
        self.assertEqual([row[0] for row in rows], ["K1", "K2", "K3", "K4", "K5", "K6", ""])
        self.assertEqual([row[4] for row in rows],
                         ["资料不全", "已评级", "已评级", "数据有误", "已评级", "数据有误", "资料不全"])

    def test_numbers(self):
        digits = "9" * 400
        cells = digits, "-" + digits, "0." + digits, digits + "万", "0" * 400 + "5", "5." + "0" * 400, "１" * 400, "1e5", "nan", \
            "99999999999999999999999999999999999999999", "1,2,3", "--5", "+5", ".", "-", "5,000,00"
        rows = self.graded("".join(f'K{i},"{cell}",\n' for i, cell in enumerate(cells)))
        self.assertEqual([row[0] for row in rows], [f"K{i}" for i in range(len(cells))])
        for row, cell in zip(rows, cells):
            self.assertIn(row[4], ("已评级", "数据有误"))
            if row[4] == "已评级":
                self.assertLess(len(row[2]), 40, cell)
            else:
                self.assertEqual(row[2], "'--5" if cell == "--5" else cell)  # as it stands in the list
                self.assertLess(len(row[5]), 80)

    def test_formulas_are_defused(self):
        cells = "=1+1", "+A1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "'=1"
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        rows = self.graded("".join(f"{cell},5,{cell}\n" for cell in quoted))
        self.assertEqual([row[1] for row in rows], ["'" + cell for cell in cells])
        self.assertEqual(self.grade("list.csv", "--keep-formulas").code, 0)
        self.assertEqual([row[1] for row in self.rows()], list(cells))

    def test_ten_thousand_columns(self):
        names = "编号,金额," + ",".join(f"列{i}" for i in range(9998))
        record = ",5," + ",".join("x" for _ in range(9998)) + "\n"
        rows = self.graded("".join(f"K{i}{record}" for i in range(500)), header=names + "\n")
        self.assertEqual([row[0] for row in rows], [f"K{i}" for i in range(500)])
        self.assertEqual({row[4] for row in rows}, {"已评级"})

    def test_explain_finds_odd_records(self):
        self.put(HEADER + 'K1,5,"open\n"K""2",200万,"a\nb"\n,6,\nK3,1,2,3,4\n')
        for key, said in (("K1", "小"), ('K"2', "大"), ("K3", "数据有误")):
            ended = self.fenji("explain", "rules.fenji", "list.csv", "--key", key)
            self.assertEqual(ended.code, 0, ended.errors)
            self.assertIn(said, ended.output.decode())
        ended = self.fenji("explain", "rules.fenji", "list.csv", "--key", "K9")
        self.assertEqual(ended.code, 2)
        self.assertIn("名单里没有编号“K9”", ended.errors)


class Memory(Case):
    """Large lists: what they take does not grow with them."""

    def write(self, pieces):
        with open(self.folder / "list.csv", "wb") as file:
            for piece in pieces:
                file.write(piece if isinstance(piece, bytes) else piece.encode())

    def count_rows(self):
        with open(self.folder / "result.csv", "rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(MEBIBYTE), b"")) - 1

    def check(self, records, memory, *words):
        ended = self.grade("list.csv", *words, timeout=120, measured=True)
        self.assertEqual(ended.code, 0, ended.errors)
        self.assertEqual(self.count_rows(), records)
        if not SANITIZED:
            self.assertLess(ended.memory, memory, f"{ended.memory / MEBIBYTE:.0f} MiB")
        return ended

    def test_a_million_empty_lines(self):
        self.write([HEADER, "K1,5,\n", "\n" * 1_000_000, "\r\n" * 1_000_000, "K2,6,\n"])
        self.check(2, MEMORY)
        self.assertEqual([row[0] for row in self.rows()], ["K1", "K2"])
        ended = self.fenji("explain", "rules.fenji", "list.csv", "--key", "K2", "--format", "json")
        self.assertEqual(json.loads(ended.output)["records"][0]["line"], 2_000_003)

    def test_a_million_records(self):
        self.write([HEADER] + ["".join(f"K{j},5,\n" for j in range(i, i + 10_000)) for i in range(0, 1_000_000, 10_000)])
        self.check(1_000_000, MEMORY + 27 * 1_000_000, "--quiet")
        with open(self.folder / "result.csv", encoding="utf-8-sig", newline="") as file:
            next(file)
            self.assertTrue(all(line.startswith(f"K{i},") for i, line in enumerate(file)))

    def test_records_of_separators(self):
        self.write([HEADER] + [(b"," * 2000 + b"\n") * 1000] * 50)
        self.check(50_000, MEMORY)

    def test_one_cell_of_50_megabytes(self):
        self.write([HEADER, "K1,5,a\nK2,6,"] + ["x" * MEBIBYTE] * 50 + ["\nK3,7,b\n"])
        # The record, twice while it is gathered, then as a cell of the result, written on from there.
        self.check(3, MEMORY + 400 * MEBIBYTE)
        self.assertEqual([row[0] for row in self.rows()], ["K1", "K2", "K3"])

    def test_a_key_and_a_number_of_a_megabyte(self):
        self.write([HEADER] + ["K" * MEBIBYTE + "," + "9" * MEBIBYTE + ",\n"] * 2)
        ended = self.check(2, MEMORY + 100 * MEBIBYTE)
        self.assertLess(len(ended.errors), 4000)
        self.assertTrue(all(len(row[5]) < 200 for row in self.rows()))

    def test_quotes_that_never_close(self):
        self.write([HEADER] + ['K1,5,"open\n' * 10_000] * 20)
        self.check(200_000, MEMORY + 27 * 200_000)


class Files(Case):
    """What is no ordinary file where one is meant, and outputs that are inputs."""

    def setUp(self):
        super().setUp()
        self.put(HEADER + "K1,5,a\n")

    def test_no_file_where_one_is_meant(self):
        (self.folder / "folder").mkdir()
        cases = {
            "nowhere.csv": "没有这个文件", "folder": "这是文件夹，不是文件", "list.csv/x": "不是文件夹", "x" * 300: "文件名太长",
            "/dev/null": "是空的",
        }
        for name, sentence in cases.items():
            with self.subTest(name):
                self.refused(self.grade(name), sentence)
                explained = self.fenji("explain", "rules.fenji", name, "--key", "K1")
                self.assertEqual(explained.code, 3)
                self.assertIn(sentence, explained.errors)
        for name in ("folder", "nowhere.fenji"):
            ended = self.fenji("run", name, "list.csv", "-o", "result.csv", "--lang", "zh")
            self.refused(ended, "无法读取")

    def test_a_socket(self):
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(self.folder / "socket"))
            self.refused(self.grade("socket"), "无法读取")

    def test_an_endless_device(self):
        self.refused(self.grade("/dev/zero", timeout=120), "NUL")
        self.refused(self.fenji("run", "/dev/zero", "list.csv", "-o", "result.csv", "--lang", "zh"), "太大了")

    def test_a_fifo(self):
        os.mkfifo(self.folder / "fifo")

        def feed():
            with open(self.folder / "fifo", "wb") as file:
                for piece in (HEADER.encode(), b"K1,5", b",a\nK2", b",6,b\n"):
                    file.write(piece)
                    file.flush()
                    time.sleep(0.05)

        feeder = threading.Thread(target=feed)
        feeder.start()
        ended = self.grade("fifo")
        feeder.join()
        self.assertEqual(ended.code, 0, ended.errors)
        self.assertEqual([row[0] for row in self.rows()], ["K1", "K2"])

    def test_outputs_that_are_inputs(self):
        os.symlink("list.csv", self.folder / "link.csv")
        os.link(self.folder / "list.csv", self.folder / "hard.csv")
        before = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.suffix in (".csv", ".fenji")}
        for name, sentence in (("list.csv", "名单"), ("link.csv", "名单"), ("hard.csv", "名单"), ("./list.csv", "名单"),
                               ("rules.fenji", "规则")):
            with self.subTest(name):
                ended = self.fenji("run", "rules.fenji", "list.csv", "-o", name)
                self.assertEqual(ended.code, 2)
                self.assertIn(f"结果会盖掉{sentence}", ended.errors)
        after = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.suffix in (".csv", ".fenji")}
        self.assertEqual(after, before)

    def test_standard_input_that_is_the_output(self):
        with open(self.folder / "list.csv", "rb") as list_file:
            ended = self.fenji("run", "rules.fenji", "-", "-o", "list.csv", stdin=list_file)
        self.assertEqual(ended.code, 2, ended.errors)
        self.assertIn("结果会盖掉名单", ended.errors)

    def test_one_standard_input_for_both(self):
        ended = self.fenji("run", "-", "-", "-o", "result.csv", "--lang", "zh")
        self.assertEqual(ended.code, 2, ended.errors)
        self.assertIn("标准输入", ended.errors)
        self.assertEqual(self.fenji("explain", "-", "-", "--key", "K1").code, 2)

    def test_outputs_that_cannot_be(self):
        (self.folder / "folder").mkdir()
        for name, sentence in (("folder", "这是文件夹"), ("nowhere/result.csv", "文件夹不存在"), ("new/", "文件夹"),
                               ("list.csv/x", "不是文件夹"), ("/dev/full", "磁盘已满")):
            with self.subTest(name):
                ended = self.fenji("run", "rules.fenji", "list.csv", "-o", name)
                self.refused(ended, "无法写入", sentence)

    def test_a_list_that_grows(self):
        self.put(HEADER + "".join(f"K{i},5,\n" for i in range(100_000)))
        stop = threading.Event()

        def grow():
            with open(self.folder / "list.csv", "ab") as file:
                while not stop.is_set():
                    file.write(b"N,6,\n" * 100)
                    file.flush()
                    time.sleep(0.001)

        grower = threading.Thread(target=grow)
        grower.start()
        try:
            ended = self.grade("list.csv", "--format", "json")
        finally:
            stop.set()
            grower.join()
        self.assertEqual(ended.code, 0, ended.errors)
        rows = self.rows()
        self.assertEqual([row[0] for row in rows[:100_000]], [f"K{i}" for i in range(100_000)])
        self.assertEqual(len(rows), json.loads(ended.errors)["records"])

    def test_a_list_that_vanishes_or_is_cut(self):
        for change in (lambda path: path.unlink(), lambda path: os.truncate(path, 1000)):
            self.put(HEADER + "".join(f"K{i},5,\n" for i in range(200_000)))
            timer = threading.Timer(0.02, change, [self.folder / "list.csv"])
            timer.start()
            ended = self.grade("list.csv", "--format", "json")
            timer.join()
            if ended.code == 3:  # it had gone before it was opened
                self.assertIn("list.csv", ended.errors)
                continue
            self.assertEqual(ended.code, 0, ended.errors)
            self.assertEqual(len(self.rows()), json.loads(ended.errors)["records"])

    def test_a_full_disk(self):
        self.put(HEADER + "".join(f"K{i},5,\n" for i in range(100_000)))
        self.put("old", "result.csv")
        ended = self.grade("list.csv", limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MEBIBYTE, MEBIBYTE)))
        self.assertEqual(ended.code, 3, ended.errors)
        self.assertIn("无法写入", ended.errors)
        self.assertEqual((self.folder / "result.csv").read_bytes(), b"old")
        self.assertEqual([path.name for path in self.folder.iterdir() if "tmp" in path.name], [])

    def test_closed_pipes(self):
        self.put(HEADER + "".join(f"K{i},5,\n" for i in range(100_000)))
        for words in (("run", "rules.fenji", "list.csv", "-o", "-"), ("explain", "rules.fenji", "list.csv", "--key", "K1"),
                      ("lint", "rules.fenji"), ("graph", "rules.fenji"), ("--help",)):
            reading, writing = os.pipe()
            os.close(reading)
            with self.subTest(words):
                ended = self.fenji(*words, stdout=writing)
                self.assertIn(ended.code, (0, 3))
            os.close(writing)

    def test_closed_streams(self):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            with self.subTest(closed):
                command = f'"$0" run rules.fenji list.csv -o result.csv {closed}'
                code = subprocess.run(["sh", "-c", command, str(self.program)], cwd=self.folder, timeout=60,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
                self.assertIn(code, (0, 3))
                if code == 0:
                    self.assertEqual([row[0] for row in self.rows()], ["K1"])
                self.assertEqual(self.put(HEADER + "K1,5,a\n"), "list.csv")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", type=Path, default=PROGRAM, metavar="PATH", help="the program (build/release/bin/fenji)")
    options, rest = parser.parse_known_args()
    Case.program = options.fenji.resolve()
    unittest.main(argv=[sys.argv[0], *rest])
