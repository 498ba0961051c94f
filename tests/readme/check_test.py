#!/usr/bin/env python3
"""The Markdown checker itself, with a shell script in the program's place."""

import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parent / "check.py"

PROGRAM = """#!/bin/sh
case $1 in
  say) shift; printf '%s\\n' "$@" ;;
  fail) echo "bad list" >&2; exit 2 ;;
  lint) if grep -q wrong "$2"; then echo "$2: wrong"; exit 1; fi ;;
  hang) sleep 60 ;;
esac
"""


class MarkdownChecker(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.TemporaryDirectory()
        self.addCleanup(self.top.cleanup)
        self.program = Path(self.top.name) / "some-name"
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)

    def check(self, text, *arguments):
        path = Path(self.top.name) / "page.md"
        path.write_text(textwrap.dedent(text), "utf-8")
        done = subprocess.run([sys.executable, "-B", CHECK, "--fenji", self.program, path, *arguments],
                              capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"})
        return done.returncode, done.stdout + done.stderr

    def console(self, lines):
        return self.check("```console\n" + lines + "\n```\n")

    def test_what_fits(self):
        for lines, count in (
            ("$ fenji say 已评级\n已评级", 1),
            ("$ true", 1),
            ("$ fenji fail\nbad list", 1),
            ("$ fenji say A B\nA\nB\n\n$ fenji say C\nC", 2),
            ("$ fenji say A \\\n    B\nA\nB", 1),
            ("$ fenji say A \\\n> B\nA\nB", 1),
            ("$ fenji say A B C D\nA\n…\nD", 1),
            ("$ fenji say A B\nA\n…\nB", 1),
            ("$ fenji say A B\n…", 1),
            ("$ fenji say 'took 0.42 s'\ntook 3 s", 1),
            ("$ fenji say x > kept\n$ cat kept\nx", 2),
            ("$ build/release/bin/fenji say A\nA", 1),
            ("$ ls tests/fixtures/northstar/*.zh.fenji | head -n 1\ntests/fixtures/northstar/government.zh.fenji", 1),
        ):
            with self.subTest(lines):
                self.assertEqual(self.console(lines), (0, f"{count} checked, 0 failed\n"))

    def test_what_does_not(self):
        for lines in (
            "$ fenji say A\nB",
            "$ fenji say A",
            "$ fenji say A\nA\nB",
            "$ fenji say A B C\nA\n…\nB",
            "$ fenji say A B C\nB\n…",
            "$ fenji say A B\nA B",
            "$ fenji say A…\nA.",
            "$ fenjj\n…",
            "$ kill -SEGV $$\n…",
            "fenji say A",
        ):
            with self.subTest(lines):
                code, output = self.console(lines)
                self.assertEqual(code, 1, output)

    def test_names_the_line(self):
        code, output = self.check("""\
            # Title

            1. In a list:
               ```console
               $ fenji say A
               A
               $ fenji say B
               C
               ```
            """)
        self.assertEqual(code, 1)
        self.assertIn("page.md:7: $ fenji say B\n", output)
        self.assertIn("-C\n+B\n", output)
        self.assertIn("2 checked, 1 failed", output)

    def test_lint(self):
        marked = "<!-- lint -->\n```fenji\n规则 {}\n```\n"
        self.assertEqual(self.check(marked.format("right")), (0, "1 checked, 0 failed\n"))
        self.assertEqual(self.check(marked.format("wrong"))[0], 1)
        self.assertEqual(self.check(marked.format("right") + "text\n```fenji\nwrong\n```\n"), (0, "1 checked, 0 failed\n"))

    def test_files(self):
        written = "<!-- file 规则.txt -->\n```fenji\n甲\n  乙\n丙\n```\n"
        edit = "<!-- edit 规则.txt -->\n```diff\n 甲\n-  乙\n+  丁\n+戊\n```\n"
        shown = "```console\n$ cat 规则.txt\n{}\n```\n"
        self.assertEqual(self.check(written + shown.format("甲\n  乙\n丙")), (0, "2 checked, 0 failed\n"))
        self.assertEqual(self.check(written + edit + shown.format("甲\n  丁\n戊\n丙")), (0, "3 checked, 0 failed\n"))
        twice = edit.replace("```diff\n", "```diff\n-丙\n+己\n@@\n")
        self.assertEqual(self.check(written + twice + shown.format("甲\n  丁\n戊\n己")), (0, "3 checked, 0 failed\n"))
        self.assertEqual(self.check(written + edit + edit)[0], 1)
        self.assertEqual(self.check(written + edit.replace("-  乙", "-乙"))[0], 1)
        self.assertEqual(self.check(written.replace("  乙", "甲\n  乙\n甲\n  乙") + edit)[0], 1)

    def test_nothing_to_check_is_a_fault(self):
        self.assertEqual(self.check("```sh\nbash tools/demo.sh\n```\n")[0], 2)

    def test_open_block_is_a_fault(self):
        self.assertEqual(self.check("```console\n$ true\n")[0], 1)

    def test_time_limit(self):
        code, output = self.check("```console\n$ fenji hang; true\n```\n", "--timeout", "0.5")
        self.assertEqual(code, 1)
        self.assertIn("no end after 0.5 s", output)


if __name__ == "__main__":
    unittest.main()
