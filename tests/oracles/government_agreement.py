#!/usr/bin/env python3
"""The program against the oracle: random lists of government customers, with several parameters and both keyword languages.

usage: government_agreement.py --fenji PATH [--rows N] [--seeds N]
"""

import argparse
import csv
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures" / "northstar"
STATUS = {
    "rated": "已评级",
    "ineligible": "不予评级",
    "not applicable": "不适用",
    "invalid": "数据有误",
    "incomplete": "资料不全",
    "uncovered": "规则未覆盖",
}
SENTENCE = re.compile(r"^(未满足|待补|无法识别|超出可计算范围|规则未覆盖|Not met|Missing|Unreadable|Out of range|Not covered)(：|: )")
CELL = re.compile(r'“[^”]*”| "[^"]*"', re.S)


def python(script, *arguments):
    run = subprocess.run([sys.executable, "-B", str(HERE / script), *arguments], capture_output=True, check=True)
    return run.stdout


def names(note):
    """The elements and fields that a note names."""
    found = []
    for sentence in re.split("；|; ", CELL.sub("", note)):
        found += [name for name in re.split("、|, ", SENTENCE.sub("", sentence)) if name]
    return sorted(found)


def outcomes(text):
    rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    result = []
    for row in rows:
        status = row.get("状态") or STATUS[row["status"]]
        note = row["说明"] if "说明" in row else row["notes"]
        result.append((row["客户编号"], row["得分"], row["客户级别"], status, names(note)))
    return result


def differences(fenji, rules, rows, seed, messy, parameters, extra):
    with tempfile.TemporaryDirectory() as folder:
        list_path = Path(folder) / "list.csv"
        list_path.write_bytes(python("government_lists.py", str(rows), str(seed), *(["--messy"] if messy else [])))
        settings = [word for parameter in parameters for word in ("--param", parameter)]
        expected = outcomes(python("government.py", str(list_path), *settings))
        out = Path(folder) / "result.csv"
        options = [word for parameter in parameters for word in ("--set", parameter)]
        subprocess.run([fenji, "run", str(FIXTURES / rules), str(list_path), "-o", str(out), "--quiet", *options, *extra], check=True)
        actual = outcomes(out.read_bytes())
    if len(actual) != len(expected) or len(expected) != rows:
        return [f"{rows} records in, {len(actual)} out, {len(expected)} by the oracle"]
    return [f"program {a}\noracle  {e}" for a, e in zip(actual, expected) if a != e]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", required=True)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--seeds", type=int, default=2)
    arguments = parser.parse_args()
    failed = 0
    checked = 0
    for seed in range(arguments.seeds):
        for rules in ("government.zh.fenji", "government.en.fenji"):
            for messy in (False, True):
                for parameters in ([], ["要求毛利率=30%", "价格下限=200000"]):
                    for extra in (["--batch-size", "7"], ["--plain"]):
                        found = differences(arguments.fenji, rules, arguments.rows, seed, messy, parameters, extra)
                        checked += arguments.rows
                        failed += len(found)
                        for difference in found[:5]:
                            print(f"{rules} seed {seed} messy {messy} {parameters} {extra}\n{difference}", file=sys.stderr)
    print(f"{checked} records, {failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
