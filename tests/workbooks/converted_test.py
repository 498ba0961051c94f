#!/usr/bin/env python3
"""Every rule pack's sample list in other formats gives the result of the CSV byte for byte: as a workbook, which LibreOffice makes
of it, and in GB18030, by iconv."""

import argparse
import csv
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import PROGRAM, ROOT  # noqa: E402

RULES = ROOT / "rules"
AS_OF = "2026-06-30"

# Columns that are imported as text, as a person does who looks at what came of it: of full-width digits in front of 万, such as
# `３．５万`, LibreOffice makes the number 3.5, and the 万 is gone. All others are left to it.
TEXT_COLUMNS = {
    "general.customers.csv": ("近一年采购额",),
    "testing.customers.csv": ("年与我司成交额",),
}

# Comma, quotes, UTF-8, from the first line; types of columns; Chinese; numbers as a person would have them: 45% and 2026-03-01
# are what they look like.
FILTER = "CSV:44,34,76,1,{columns},2052,false,true"
STANDARD, TEXT = 1, 2


def sample_lists():
    """The lists with the rules that grade them: a book where there is one."""
    for path in sorted(RULES.glob("*/*.customers.csv")):
        name = path.name.removesuffix(".customers.csv")
        for rules in (path.with_name(f"{name}.book.toml"), path.with_name(f"{name}.fenji")):
            if rules.exists():
                yield rules, path
                break
        else:
            raise AssertionError(f"no rules for {path}")


def text_of(path):
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030").removeprefix("\ufeff")


def import_filter(path):
    header = next(csv.reader(io.StringIO(text_of(path))))
    types = [TEXT if name in TEXT_COLUMNS.get(path.name, ()) else STANDARD for name in header]
    return FILTER.format(columns="/".join(f"{place}/{kind}" for place, kind in enumerate(types, 1)))


class Converted(unittest.TestCase):
    program = PROGRAM

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        by_filter = {}
        for _, path in sample_lists():
            (cls.folder / path.name).write_bytes(text_of(path).encode("utf-8"))
            by_filter.setdefault(import_filter(path), []).append(path.name)
        for choice, names in by_filter.items():
            subprocess.run(["soffice", f"-env:UserInstallation={(cls.folder / 'profile').as_uri()}", "--headless",
                            f"--infilter={choice}", "--convert-to", "xlsx", "--outdir", cls.folder, *names],
                           cwd=cls.folder, check=True, capture_output=True, timeout=600)

    def run_on(self, rules, path):
        run = subprocess.run([self.program, "run", rules, path, "-o", "-", "--quiet", "--as-of", AS_OF], capture_output=True,
                             timeout=600)
        self.assertEqual(run.returncode, 0, run.stderr.decode())
        return run.stdout.decode("utf-8-sig")

    def assert_same(self, rules, path, other):
        expected, actual = self.run_on(rules, path).splitlines(), self.run_on(rules, other).splitlines()
        for wanted, line in zip(expected, actual):
            self.assertEqual(wanted, line)
        self.assertEqual(len(expected), len(actual))

    def test_workbooks(self):
        for rules, path in sample_lists():
            with self.subTest(path.name):
                self.assert_same(rules, path, self.folder / path.with_suffix(".xlsx").name)

    def test_gb18030(self):
        for rules, path in sample_lists():
            with self.subTest(path.name):
                text = text_of(path).encode("utf-8")
                other = self.folder / "gb18030.csv"
                other.write_bytes(subprocess.run(["iconv", "-f", "UTF-8", "-t", "GB18030"], input=text, check=True,
                                                 capture_output=True).stdout)
                self.assert_same(rules, path, other)

    def test_there_are_lists(self):
        self.assertGreaterEqual(len(list(sample_lists())), 15)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenji", default=PROGRAM, type=Path, help="the program (%(default)s)")
    options, rest = parser.parse_known_args()
    Converted.program = options.fenji.resolve()
    unittest.main(argv=sys.argv[:1] + rest)
