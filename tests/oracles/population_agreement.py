#!/usr/bin/env python3
"""Functions over the whole list against a quadratic reference, on random lists with ties, blanks, unreadable cells and groups;
shuffled rows and other numbers of threads must give the same."""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

RULES = """规则 全名单
字段
  编号: 文本, 唯一编号
  组: 文本
  类: 选项 甲、乙
  额: 金额, 可不填
  权: 整数
  有效: 是否
准入条件 门
  有效: 有效
总 = 合计(额)
组总 = 合计(额, 类 = 甲, 每 组)
数 = 计数()
甲数 = 计数(类 = 甲, 每 组)
均 = 四舍五入(平均(额, 每 组), 4)
名 = 名次(额)
组名 = 名次(额, 类 = 甲, 每 组)
占 = 四舍五入(占比(权, 每 组、类), 6)
前 = 四舍五入(排前累计占比(权), 6)
位 = 四舍五入(百分位(额), 6)
分 = 分摊(1000元, 权)
组分 = 分摊(77元, 权, 2, 每 组)
再 = 合计(名, 每 类)
输出
  编号、总、组总、数、甲数、均、名、组名、占、前、位、分、组分、再
"""

COLUMNS = ["总", "组总", "数", "甲数", "均", "名", "组名", "占", "前", "位", "分", "组分", "再"]


def rounded(value, places):
    """Half away from zero."""
    scaled = abs(value) * 10**places
    whole = scaled.numerator // scaled.denominator
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**places)


class Unknown(Exception):
    pass


def known(cell):
    if cell is None:
        raise Unknown
    return cell


def reference(rows):
    """By key: the value of each column, None where it is not known."""
    seen = [r for r in rows if r["有效"] is True]

    def peers(row, *keys):
        values = [known(row[k]) for k in keys]
        return [r for r in seen if all(r[k] is not None and r[k] == v for k, v in zip(keys, values))]

    def given(records, *fields):
        return [r for r in records if all(r[f] is not None for f in fields)]

    def total(records, field):
        return sum((r[field] for r in records), Fraction(0))

    def denominator(records, field):
        whole = total(records, field)
        if whole == 0 or any(r[field] < 0 for r in records):
            raise Unknown
        return whole

    def part(row, records, amount, field, places):
        whole = denominator(records, field)
        unit = Fraction(1, 10**places)
        shares = {r["编号"]: amount * r[field] / whole / unit for r in records}
        parts = {k: s.numerator // s.denominator for k, s in shares.items()}
        left = int(amount / unit) - sum(parts.values())
        for key in sorted(shares, key=lambda k: (-(shares[k] - parts[k]), k.encode()))[:left]:
            parts[key] += 1
        return parts[row["编号"]] * unit

    def rank(row, records, field):
        return Fraction(1 + sum(1 for r in records if r[field] > row[field]))

    def of_condition(row):
        if known(row["类"]) != "甲":
            raise Unknown
        return True

    def value(row, column):
        money, groups = given(seen, "额"), lambda: peers(row, "组")
        if column == "总":
            return total(money, "额")
        if column == "组总":
            return total([r for r in given(groups(), "额", "类") if r["类"] == "甲"], "额")
        if column == "数":
            return Fraction(len(seen))
        if column == "甲数":
            return Fraction(sum(1 for r in groups() if r["类"] == "甲"))
        if column == "均":
            records = given(groups(), "额")
            if not records:
                raise Unknown
            return rounded(total(records, "额") / len(records), 4)
        if column == "名":
            known(row["额"])
            return rank(row, money, "额")
        if column == "组名":
            records = [r for r in given(groups(), "额", "类") if r["类"] == "甲"]
            of_condition(row), known(row["额"])
            return rank(row, records, "额")
        if column == "占":
            records = given(peers(row, "组", "类"), "权")
            return rounded(known(row["权"]) / denominator(records, "权"), 6)
        if column == "前":
            known(row["权"])
            records = given(seen, "权")
            return rounded(sum((r["权"] for r in records if r["权"] > row["权"]), Fraction(0)) / denominator(records, "权"), 6)
        if column == "位":
            known(row["额"])
            return rounded(Fraction(sum(1 for r in money if r["额"] < row["额"]), len(money)), 6)
        if column == "分":
            known(row["权"])
            return part(row, given(seen, "权"), Fraction(1000), "权", 0)
        if column == "组分":
            known(row["权"])
            return part(row, given(groups(), "权"), Fraction(77), "权", 2)
        records = [r for r in given(peers(row, "类"), "额")]
        return sum((rank(r, money, "额") for r in records), Fraction(0))

    found = {}
    for row in rows:
        found[row["编号"]] = {c: None for c in COLUMNS}
        if row["有效"] is not True:
            continue
        for column in COLUMNS:
            try:
                found[row["编号"]][column] = value(row, column)
            except Unknown:
                pass
    return found


def random_rows(rng):
    negative = rng.random() < 0.3
    rows, cells = [], []
    for number in range(rng.randint(0, 40)):
        row = {"编号": f"k{number:02}", "组": rng.choice(["东", "西", "南", ""]), "类": rng.choice(["甲", "乙", "", "丙"]),
               "额": rng.choice(["", "x", "0", "5", "5", "12.5", "100", "-3", "1000"]),
               "权": rng.choice(["0", "1", "1", "2", "7", "", "1.5"] + (["-2"] if negative else [])),
               "有效": rng.choice(["是", "是", "是", "否", ""])}
        cells.append(row)
        rows.append({"编号": row["编号"], "组": row["组"] or None, "类": row["类"] if row["类"] in ("甲", "乙") else None,
                     "额": Fraction(row["额"]) if row["额"] not in ("", "x") else None,
                     "权": Fraction(row["权"]) if row["权"] not in ("", "1.5") else None,
                     "有效": {"是": True, "否": False}.get(row["有效"])})
    return rows, cells


def graded(fenji, folder, cells, threads, batch):
    path = folder / "list.csv"
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["编号", "组", "类", "额", "权", "有效"])
        writer.writeheader()
        writer.writerows(cells)
    subprocess.run([fenji, "run", str(folder / "rules.fenji"), str(path), "-o", str(folder / "out.csv"), "--quiet",
                    "--threads", str(threads), "--batch-size", str(batch)], check=True)
    with open(folder / "out.csv", encoding="utf-8-sig", newline="") as out:
        return {row["编号"]: row for row in csv.DictReader(out)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fenji", required=True)
    parser.add_argument("--lists", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    known_values = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules.fenji").write_text(RULES, encoding="utf-8")
        for number in range(options.lists):
            rows, cells = random_rows(rng)
            expected = reference(rows)
            for threads, batch in ((1, 2048), (2, 3)):
                rng.shuffle(cells)
                for key, row in graded(options.fenji, folder, cells, threads, batch).items():
                    for column in COLUMNS:
                        actual = Fraction(row[column]) if row[column] else None
                        known_values += actual is not None
                        if actual != expected[key][column]:
                            print(f"list {number}, {key}, {column}: {actual}, but the reference says {expected[key][column]}")
                            return 1
    print(f"{options.lists} lists, {known_values} known values, no difference")
    return 0 if known_values > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
