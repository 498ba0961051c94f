#!/usr/bin/env python3
"""The golden runner itself, with a shell script in the program's place."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RUN = Path(__file__).resolve().parent / "run.py"

PROGRAM = """#!/bin/sh
case $1 in
  say) shift; printf '%s\\n' "$*" ;;
  fail) echo "bad list" >&2; exit 2 ;;
  write) printf '%s' "$3" > "$2" ;;
  where) pwd; echo "$FIXTURES/northstar"; ls ;;
  crash) kill -SEGV $$ ;;
  hang) sleep 60 ;;
esac
"""


class GoldenRunner(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.TemporaryDirectory()
        self.addCleanup(self.top.cleanup)
        self.cases = Path(self.top.name) / "cases"
        self.program = Path(self.top.name) / "some-name"
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)

    def case(self, name, **files):
        """`expected__x` stands for expected/x."""
        for file, content in files.items():
            path = self.cases / name / file.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, newline="")
        return self.cases / name

    def run_cases(self, *arguments):
        done = subprocess.run([sys.executable, "-B", RUN, "--fenji", self.program, "--cases", self.cases, *arguments],
                              capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        return done.returncode, done.stdout + done.stderr

    def test_passes(self):
        self.case("a/output", cmd="fenji say 已评级", stdout="已评级\n")
        self.case("a/error", cmd="fenji fail", stderr="bad list\n", exit="2\n")
        self.case("a/file", cmd="fenji write out.csv x", **{"expected__out.csv": "x"})
        self.case("a/place", cmd="fenji where", stdout="{DIR}\n$FIXTURES/northstar\nlist.csv\n", **{"list.csv": "k\n"})
        self.assertEqual(self.run_cases(), (0, "4 cases, 0 failed\n"))

    def test_each_difference_fails(self):
        for label, files in {
            "other output": dict(cmd="fenji say A", stdout="B\n"),
            "unexpected output": dict(cmd="fenji say A"),
            "no output": dict(cmd="true", stdout="A\n"),
            "unexpected message": dict(cmd="echo m >&2"),
            "exit code": dict(cmd="exit 3"),
            "no error": dict(cmd="true", exit="1\n"),
            "line break": dict(cmd="printf A", stdout="A\n"),
            "other file": {"cmd": "fenji write o x", "expected__o": "y"},
            "missing file": {"cmd": "true", "expected__o": "y"},
            "left file": dict(cmd="fenji write o x"),
            "changed input": {"cmd": "fenji write in x", "in": "y"},
            "crash": dict(cmd="fenji crash"),
            "unknown command": dict(cmd="fenjj"),
        }.items():
            with self.subTest(label):
                name = f"each/{label.replace(' ', '-')}"
                self.case(name, **files)
                code, output = self.run_cases(name)
                self.assertEqual(code, 1, output)
                self.assertIn(f"FAILED {name}", output)

    def test_volatile_figures(self):
        told = "1,000 records in 0.42 s (2,380,952 records/s); 用时0.1秒，每秒 120.5 万条。"
        self.case("v/placeholders", cmd=f"fenji say '{told}'",
                  stdout="1,000 records in {TIME} ({RATE}); 用时{TIME}，{RATE}。\n")
        self.case("v/figures", cmd=f"fenji say '{told}'", stdout=told.replace("0.42", "0.99").replace("2,380,952", "7") + "\n")
        self.assertEqual(self.run_cases(), (0, "2 cases, 0 failed\n"))

    def test_data_is_not_volatile(self):
        pairs = [("2026-03-01", "2026-03-02"), ("35%", "36%"), ("1000 records", "1001 records"), ("1.5 sets", "2.5 sets"),
                 ("5000吨/月", "5001吨/月"), ("A1s", "A2s"), ("1次/季度", "2次/季度")]
        for number, (said, expected) in enumerate(pairs):
            self.case(f"data/{number}", cmd=f"fenji say '{said}'", stdout=f"{expected}\n")
        self.assertEqual(self.run_cases()[1].splitlines()[-1], f"{len(pairs)} cases, {len(pairs)} failed")

    def test_filters(self):
        for name in ("run/one", "run/two", "dry-run/one"):
            self.case(name, cmd="true")
        for given, count in {("run",): 2, ("run/one",): 1, ("*/one",): 2, ("run/one", "dry-run"): 2}.items():
            self.assertEqual(self.run_cases(*given), (0, f"{count} cases, 0 failed\n"))
        self.assertEqual(self.run_cases("nothing")[0], 2)

    def test_time_limit(self):
        self.case("t/hang", cmd="fenji hang; true")
        code, output = self.run_cases("--timeout", "0.5")
        self.assertEqual(code, 1)
        self.assertIn("no end after 0.5 s", output)

    def test_update(self):
        case = self.case("u/all", cmd="fenji say took 3 ms; fenji write o x; fenji fail", stdout="old\n", expected__gone="g")
        keeps = self.case("u/same", cmd="fenji say 5 ms", stdout="7 ms\n")
        crash = self.case("u/crash", cmd="fenji crash")
        code, output = self.run_cases("--update")
        self.assertEqual(code, 1)
        self.assertIn("FAILED u/crash", output)
        for line in ("changed u/all/stdout", "created u/all/stderr", "created u/all/exit", "created u/all/expected/o",
                     "removed u/all/expected/gone", "5 files written"):
            self.assertIn(line, output)
        self.assertEqual((case / "stdout").read_text(), "took {TIME}\n")
        self.assertEqual((case / "exit").read_text(), "2\n")
        self.assertEqual((case / "expected/o").read_text(), "x")
        self.assertEqual((keeps / "stdout").read_text(), "7 ms\n")
        self.assertFalse((crash / "exit").exists())
        self.assertEqual(self.run_cases("u/all", "u/same"), (0, "2 cases, 0 failed\n"))

    def test_shows_what_differs(self):
        self.case("d/one", cmd="printf 'a\\r\\nb\\n'", stdout="a\nb\n")
        output = self.run_cases()[1]
        self.assertIn("  $ printf 'a", output)
        self.assertIn("-a\n+a<CR>\n b\n", output)


if __name__ == "__main__":
    unittest.main()
