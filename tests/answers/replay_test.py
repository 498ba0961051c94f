#!/usr/bin/env python3
"""What explain says of the rule packs' sample customers, tried out: the changes that --upgrade names are written into the list and
the program grades it anew; what an incomplete customer could still become is held against random ways to fill in its cells."""

import argparse
import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import PROGRAM, ROOT  # noqa: E402

# Packs whose grades hang on nothing but the record.
PACKS = ("government/mms", "training/training", "general/general", "general/agriculture", "key-accounts/worth",
         "it-hardware/segmentation", "building-materials/materials")
TRIES = 25


def decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


class Replay(unittest.TestCase):
    program = PROGRAM

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def fenji(self, *words):
        return subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, cwd=ROOT, timeout=300)

    def graded(self, rules, header, rows):
        """The result of these rows, by key and column."""
        path = self.folder / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        run = self.fenji("run", rules, path, "-o", "-", "--quiet", "--as-of", "2026-06-30")
        self.assertEqual(run.returncode, 0, run.stderr)
        return list(csv.DictReader(io.StringIO(run.stdout.lstrip("\ufeff"))))

    def test_answers_are_true(self):
        changes = filled = 0
        for pack in PACKS:
            rules, path = ROOT / "rules" / f"{pack}.fenji", ROOT / "rules" / f"{pack}.customers.csv"
            with self.subTest(pack):
                some_changes, some_filled = self.check(rules, path)
                changes += some_changes
                filled += some_filled
        self.assertGreater(changes, 100)
        self.assertGreater(filled, 100)

    def check(self, rules, path):
        header, *rows = list(csv.reader(io.StringIO(decoded(path.read_bytes()))))
        keys = [row[0] for row in rows]
        expected, changed, sets, tried = [], [], [], []
        for row in rows:
            if keys.count(row[0]) > 1 or not row[0].strip() or len(row) > len(header):
                continue
            told = self.fenji("explain", rules, path, f"--key={row[0]}", "--upgrade", "--format", "json", "--as-of", "2026-06-30")
            self.assertEqual(told.returncode, 0, told.stderr)
            record = json.loads(told.stdout)["records"][0]
            upgrade = record["upgrade"]
            for change in upgrade.get("changes", []) + upgrade.get("pairs", []):
                if upgrade["whole_list_held"]:
                    continue
                other = list(row)
                for step in change["steps"]:
                    other[header.index(step["field"])] = step.get("cell", "任何内容")
                changed.append(other)
                expected.append((upgrade["result"], change["grade"], change["words"]))
            possible = record.get("possible")
            if possible and possible["decided"] and possible["fill_in"]:
                for _ in range(TRIES):
                    other = list(row)
                    for field in possible["fill_in"]:
                        place = header.index(field)
                        pool = [each[place] for each in rows if len(each) == len(header) and each[place].strip()]
                        other[place] = self.random.choice(pool)
                    tried.append(other)
                    sets.append(possible["results"])
        for got, (result, grade, words), row in zip(self.graded(rules, header, changed), expected, changed):
            self.assertEqual((got[result], got["状态"]), (grade, "已评级"), f"{row[0]}: {words}")
        statuses = {"不予评级": "ineligible", "不适用": "not_applicable", "规则未覆盖": "uncovered"}
        for got, results, row in zip(self.graded(rules, header, tried), sets, tried):
            for result in results:
                label = got[result["name"]]
                if label:
                    self.assertIn(label, result["labels"], row)
                elif got["状态"] in statuses:
                    self.assertTrue(result["statuses"] or not result["labels"], row)
        return len(changed), len(tried)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", type=Path, default=PROGRAM)
    parser.add_argument("--seed", type=int, default=1)
    options, rest = parser.parse_known_args()
    Replay.program = options.fenji
    Replay.random = random.Random(options.seed)
    unittest.main(argv=[sys.argv[0], *rest])
