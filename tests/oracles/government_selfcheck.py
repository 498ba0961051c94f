#!/usr/bin/env python3
"""Checks government.py against results worked out by hand; exits with 1 if any differs.

The expectations were written down from the policy and the cell reading rules, never copied from output,
except for the sample list, whose recorded result is compared as a whole.
"""

import datetime
import io
import pathlib
import subprocess
import sys
from fractions import Fraction

sys.dont_write_bytecode = True

import government as g

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "rules" / "government"

failures = []
checks = 0


def expect(what, got, wanted):
    global checks
    checks += 1
    if got != wanted:
        failures.append(f"{what}: got {got!r}, expected {wanted!r}")


REFUSED = "refused"
EMPTY = "empty"

FIELDS = {field.name: field for field in g.FIELDS}


def reading(field, raw):
    cell = g.read_cell(FIELDS[field], raw)
    return {g.INVALID: REFUSED, g.MISSING: EMPTY}.get(cell.state, cell.value)


def money(text):
    return Fraction(text)


READINGS = {
    "年度潜在销售额": {
        "0": money("0"),
        "1000000": money("1000000"),
        "1,000,000": money("1000000"),
        "1,000,000.50": money("1000000.5"),
        "12,345.67": money("12345.67"),
        "800万": money("8000000"),
        "800万元": money("8000000"),
        "1,200万": money("12000000"),
        "1.2亿": money("120000000"),
        "1.2亿元": money("120000000"),
        "0.12亿": money("12000000"),
        "799.5万": money("7995000"),
        "50元": money("50"),
        "-50000": money("-50000"),
        "-5万": money("-50000"),
        "+5": money("5"),
        " 800万 ": money("8000000"),
        "　800万　": money("8000000"),
        "８００万": money("8000000"),
        "１，０００，０００": money("1000000"),
        "１．２亿元": money("120000000"),
        "－５００": money("-500"),
        "＋５": money("5"),
        "7999999.999999": money("7999999.999999"),
        "0.000001": money("0.000001"),
        "0.0000001": REFUSED,
        "999999999999.999999": money("999999999999.999999"),
        "-999999999999.999999": money("-999999999999.999999"),
        "1000000000000": REFUSED,
        "-1000000000000": REFUSED,
        "10000亿": REFUSED,
        "9999.99999999亿": money("999999999999"),
        "1,20,000": REFUSED,
        "1,0000": REFUSED,
        "1000,000": REFUSED,
        "1,000,00": REFUSED,
        ",100": REFUSED,
        "100,": REFUSED,
        "1,000.5,00": REFUSED,
        "1e6": REFUSED,
        "1E6": REFUSED,
        "inf": REFUSED,
        "nan": REFUSED,
        "abc": REFUSED,
        "—": REFUSED,
        "-": REFUSED,
        "万": REFUSED,
        "元": REFUSED,
        "约100万": REFUSED,
        "100万左右": REFUSED,
        "50-80万": REFUSED,
        "一百万": REFUSED,
        "1.2.3": REFUSED,
        "--5": REFUSED,
        "(5)": REFUSED,
        "$5": REFUSED,
        "35%": REFUSED,
        "1.2亿5千万": REFUSED,
        "0x10": REFUSED,
        "1_000": REFUSED,
        "٣": REFUSED,
        "": EMPTY,
        "  ": EMPTY,
        "　": EMPTY,
    },
    "近两年销售额": {
        "": money("0"),
        "  ": money("0"),
        "0": money("0"),
        "150万": money("1500000"),
        "不详": REFUSED,
    },
    "预计毛利率": {
        "35%": Fraction(35, 100),
        "35％": Fraction(35, 100),
        "３５％": Fraction(35, 100),
        "14.5%": Fraction(145, 1000),
        "44.99%": Fraction(4499, 10000),
        "-5%": Fraction(-5, 100),
        "－５％": Fraction(-5, 100),
        "+5%": Fraction(5, 100),
        " 35% ": Fraction(35, 100),
        "0%": Fraction(0),
        "44.999999%": Fraction(44999999, 10**8),
        "44.9999999%": REFUSED,
        "35": REFUSED,
        "0.35": REFUSED,
        "３５": REFUSED,
        "1e1%": REFUSED,
        "inf%": REFUSED,
        "nan%": REFUSED,
        "%": REFUSED,
        "35%%": REFUSED,
        "约30%": REFUSED,
        "30-35%": REFUSED,
        "35元": REFUSED,
        "—": REFUSED,
        "abc": REFUSED,
        "": EMPTY,
    },
    "实施年度": {
        "2026": 2026,
        " 2026 ": 2026,
        "２０２６": 2026,
        "2026年": REFUSED,
        "2026.5": REFUSED,
        "2026%": REFUSED,
        "2e3": REFUSED,
        "明年": REFUSED,
        "2026-2027": REFUSED,
        "20,26": REFUSED,
        "": EMPTY,
    },
    "潜在需求": {
        **{text: True for text in ("是", "Y", "y", "yes", "Yes", "YES", "true", "TRUE", "1", "１", "√", " 是 ")},
        **{text: False for text in ("否", "N", "n", "no", "No", "NO", "false", "FALSE", "0", "０", "×")},
        **{text: REFUSED for text in ("也许", "有", "2", "-1", "是的", "是/否", "?", "yess", "待确认")},
        "": EMPTY,
    },
    "预计成交日期": {
        "2026-03-01": datetime.date(2026, 3, 1),
        "2026/3/1": datetime.date(2026, 3, 1),
        "2026年3月1日": datetime.date(2026, 3, 1),
        "２０２６年3月15日": datetime.date(2026, 3, 15),
        "２０２６－０３－０１": datetime.date(2026, 3, 1),
        "２０２６／３／１": datetime.date(2026, 3, 1),
        " 2026-12-31 ": datetime.date(2026, 12, 31),
        "2024-02-29": datetime.date(2024, 2, 29),
        "2000-02-29": datetime.date(2000, 2, 29),
        "1900-02-29": REFUSED,
        "2026-02-29": REFUSED,
        "2026-02-30": REFUSED,
        "2026/4/31": REFUSED,
        "2026年13月1日": REFUSED,
        "2026-00-10": REFUSED,
        "2026-01-00": REFUSED,
        "2026-03": REFUSED,
        "2026年3月": REFUSED,
        "2026-3/1": REFUSED,
        "20260301": REFUSED,
        "46082": REFUSED,
        "2026.3.1": REFUSED,
        "03/15/2026": REFUSED,
        "26-03-01": REFUSED,
        "明年": REFUSED,
        "": EMPTY,
    },
    "产品线": {
        "MMS类": "MMS类",
        " MMS类 ": "MMS类",
        "数字城市类": "数字城市类",
        "MMS": REFUSED,
        "消防类": REFUSED,
        "": EMPTY,
    },
    "客户类型": {"最终用户": "最终用户", "代理商": "代理商", "政府关系人": "政府关系人", "经销商": REFUSED, "": EMPTY},
    "预算状态": {"无": "无", "有计划": "有计划", "已落实": "已落实", "未落实": REFUSED, "": EMPTY},
    "决策人": {"王局长": "王局长", "  王局长 ": "王局长", "无": "无", "": EMPTY, "   ": EMPTY},
}

# Expected sales, margin, last two years, score, grade: the policy's own example first, then its other
# worked results, all with a required margin of 35%.
WORKED = (
    ("400万", "20%", "150万", "84", "B"),
    ("8000000", "45%", "0", "100", "A"),
    ("7999999.99", "44.99%", "0", "90", "A"),
    ("3999999.99", "25%", "4000000", "90", "A"),
    ("1000000", "15%", "2000000", "71.5", "C"),
    ("999999.99", "15.01%", "1999999.99", "68.25", "D"),
    ("2000000", "31.99%", "", "80", "B"),
    ("8000000", "45%", "4000000", "120", "A"),
)

# One value at a time around each limit: points of sales, points of margin, bonus.
SALES_POINTS = {
    "-1": 60, "0": 60, "999999.999999": 60, "1000000": 70, "1995000": 70, "1999999.999999": 70,
    "2000000": 80, "3995000": 80, "3999999.999999": 80, "4000000": 90, "7995000": 90,
    "7999999.999999": 90, "8000000": 100, "999999999999": 100,
}
MARGIN_POINTS = {
    "45%": 100, "44.999999%": 90, "38%": 90, "35%": 90, "32%": 90, "31.999999%": 80, "25.000001%": 80,
    "25%": 70, "15.000001%": 70, "15%": 60, "0%": 60, "-5%": 60, "100%": 100,
}
BONUS = {
    "": "1", "-50000": "1", "0": "1", "0.000001": "1.05", "1999999.999999": "1.05", "2000000": "1.1",
    "3999999.999999": "1.1", "4000000": "1.2",
}
GRADES = {
    "120": "A", "90": "A", "89.99": "B", "89.5": "B", "80": "B", "79.99": "C", "79.5": "C", "70": "C",
    "69.99": "D", "60": "D",
}

GOOD = {
    "客户编号": "K1", "客户名称": "市公安局", "产品线": "MMS类", "客户类型": "最终用户",
    "预计成交日期": "2026-06-15", "潜在需求": "是", "预算状态": "已落实", "预算金额": "20万", "实施年度": "2026",
    "决策人": "王局长", "决策影响人": "李处长", "年度潜在销售额": "400万", "预计毛利率": "35%", "近两年销售额": "0",
}

NA, NO, BAD, GAP, OK = g.NOT_APPLICABLE, g.INELIGIBLE, g.INVALID_DATA, g.INCOMPLETE, g.RATED

# What differs from GOOD, the status, the names in the note.
LAYERS = (
    ({}, OK, ""),
    # applies: false decides, whatever else is unknown
    ({"产品线": "公安类"}, NA, ""),
    ({"客户类型": "代理商"}, NA, ""),
    ({"客户类型": "政府关系人"}, NA, ""),
    ({"预计成交日期": "2027-01-01"}, NA, ""),
    ({"预计成交日期": "2025-12-31"}, NA, ""),
    ({"预计成交日期": "2026-01-01"}, OK, ""),
    ({"预计成交日期": "2026-12-31"}, OK, ""),
    ({"产品线": "公安类", "预计成交日期": ""}, NA, ""),
    ({"产品线": "公安类", "预计成交日期": "明年"}, NA, ""),
    ({"产品线": "", "客户类型": "代理商"}, NA, ""),
    ({"产品线": "消防类", "客户类型": "经销商", "预计成交日期": "2027-01-01"}, NA, ""),
    # applies: undecided hides all below, even a failing element
    ({"产品线": ""}, GAP, "产品线"),
    ({"产品线": "MMS"}, BAD, "产品线"),
    ({"客户类型": "经销商"}, BAD, "客户类型"),
    ({"预计成交日期": ""}, GAP, "预计成交日期"),
    ({"预计成交日期": "2026-02-30"}, BAD, "预计成交日期"),
    ({"预计成交日期": "", "潜在需求": "否"}, GAP, "预计成交日期"),
    ({"预计成交日期": "", "年度潜在销售额": "很多"}, GAP, "预计成交日期"),
    ({"预计成交日期": "明年", "预算金额": ""}, BAD, "预计成交日期"),
    ({"产品线": "", "预计成交日期": ""}, GAP, "产品线、预计成交日期"),
    ({"产品线": "", "预计成交日期": "明年"}, BAD, "产品线、预计成交日期"),
    ({"产品线": "消防类", "客户类型": ""}, BAD, "产品线、客户类型"),
    # elements: each fails on its own
    ({"潜在需求": "否"}, NO, "有需求"),
    ({"预算状态": "无"}, NO, "有预算"),
    ({"预算金额": "99999.99"}, NO, "有预算"),
    ({"预算金额": "10万"}, OK, ""),
    ({"预算状态": "有计划"}, OK, ""),
    ({"实施年度": "2027"}, NO, "有时间表"),
    ({"实施年度": "2025"}, NO, "有时间表"),
    ({"决策人": ""}, NO, "决策清晰"),
    ({"决策影响人": "  "}, NO, "决策清晰"),
    ({"决策人": "待定"}, OK, ""),
    (
        {"潜在需求": "否", "预算状态": "无", "实施年度": "2027", "决策人": ""},
        NO,
        "有需求、有预算、有时间表、决策清晰",
    ),
    # elements: a false half decides 有预算, a true half leaves it to the other
    ({"预算状态": "无", "预算金额": ""}, NO, "有预算"),
    ({"预算状态": "无", "预算金额": "待定"}, NO, "有预算"),
    ({"预算状态": "", "预算金额": "5万"}, NO, "有预算"),
    ({"预算状态": "已申请", "预算金额": "5万"}, NO, "有预算"),
    ({"预算状态": ""}, GAP, "预算状态"),
    ({"预算金额": ""}, GAP, "预算金额"),
    ({"预算金额": "待定"}, BAD, "预算金额"),
    ({"预算状态": "", "预算金额": ""}, GAP, "预算状态、预算金额"),
    ({"预算状态": "", "预算金额": "待定"}, BAD, "预算状态、预算金额"),
    # elements: one failure decides, and only failures are named
    ({"潜在需求": "", "预算状态": "无"}, NO, "有预算"),
    ({"潜在需求": "也许", "决策人": ""}, NO, "决策清晰"),
    ({"潜在需求": "待确认", "实施年度": "2027", "预算金额": ""}, NO, "有时间表"),
    ({"潜在需求": ""}, GAP, "潜在需求"),
    ({"潜在需求": "也许"}, BAD, "潜在需求"),
    ({"潜在需求": "", "实施年度": ""}, GAP, "潜在需求、实施年度"),
    ({"实施年度": "明年", "潜在需求": ""}, BAD, "潜在需求、实施年度"),
    # elements undecided hide the score's faults, elements failed too
    ({"预算状态": "", "年度潜在销售额": "很多"}, GAP, "预算状态"),
    ({"预算状态": "无", "预计毛利率": "1e1%"}, NO, "有预算"),
    # score
    ({"年度潜在销售额": ""}, GAP, "年度潜在销售额"),
    ({"年度潜在销售额": "很多"}, BAD, "年度潜在销售额"),
    ({"预计毛利率": "35"}, BAD, "预计毛利率"),
    ({"预计毛利率": ""}, GAP, "预计毛利率"),
    ({"近两年销售额": ""}, OK, ""),
    ({"近两年销售额": "不详"}, BAD, "近两年销售额"),
    ({"年度潜在销售额": "", "预计毛利率": ""}, GAP, "年度潜在销售额、预计毛利率"),
    ({"年度潜在销售额": "", "预计毛利率": "35"}, BAD, "年度潜在销售额、预计毛利率"),
    ({"近两年销售额": "不详", "年度潜在销售额": ""}, BAD, "年度潜在销售额、近两年销售额"),
    # an unknown margin leaves the score open even where every grade it could give is the same
    ({"年度潜在销售额": "800万", "近两年销售额": "400万", "预计毛利率": ""}, GAP, "预计毛利率"),
    # the key and the name decide nothing
    ({"客户编号": "", "客户名称": ""}, OK, ""),
)


def assess(changes, parameters=g.Parameters()):
    record = {**GOOD, **changes}
    cells = {name: g.read_cell(field, record[name]) for name, field in FIELDS.items()}
    return g.assess(cells, parameters)


def check_readings():
    for field, table in READINGS.items():
        for raw, wanted in table.items():
            got = reading(field, raw)
            expect(f"{field} “{raw}”", (type(got), got), (type(wanted), wanted))


def check_scores():
    for sales, margin, history, score, grade in WORKED:
        got = assess({"年度潜在销售额": sales, "预计毛利率": margin, "近两年销售额": history})
        expect(f"{sales}, {margin}, {history}", (g.decimal_text(got.score), got.grade), (score, grade))
    # At 35% the margin gives 90 points; at 400万 the sales do.
    for sales, points in SALES_POINTS.items():
        expect(f"sales {sales}", assess({"年度潜在销售额": sales}).score, Fraction(points + 90, 2))
    for margin, points in MARGIN_POINTS.items():
        expect(f"margin {margin}", assess({"预计毛利率": margin}).score, Fraction(points + 90, 2))
    for history, factor in BONUS.items():
        expect(f"history {history}", assess({"近两年销售额": history}).score, 90 * Fraction(factor))
    for score, grade in GRADES.items():
        expect(f"grade of {score}", g.grade_of(Fraction(score)), grade)
    for value, text in (("0", "0"), ("100", "100"), ("68.25", "68.25"), ("71.5", "71.5"), ("-0.05", "-0.05")):
        expect(f"text of {value}", g.decimal_text(Fraction(value)), text)


def check_layers():
    for changes, status, names in LAYERS:
        got = assess(changes)
        expect(f"{changes}", (got.status, "、".join(got.names)), (status, names))
        expect(f"{changes} has a score", got.score is not None, status == OK)


def check_parameters():
    other = g.parameters_from(["要求毛利率=30%", "价格下限=200000", "评级年度=2026"])
    expect("margin 40% of 30%", assess({"预计毛利率": "40%"}, other).score, Fraction(95))
    expect("budget under the raised floor", assess({"预算金额": "199999.99"}, other).names, ("有预算",))
    expect("budget at the raised floor", assess({"预算金额": "20万"}, other).status, OK)
    next_year = g.parameters_from(["评级年度=2027"])
    expect("2026 in a list of 2027", assess({}, next_year).status, NA)
    moved = {"预计成交日期": "2027-03-01"}
    expect("implementation before the year", assess(moved, next_year).names, ("有时间表",))
    expect("all in 2027", assess({**moved, "实施年度": "2027"}, next_year).status, OK)
    for wrong in ("要求毛利率=35", "客户级别=A", "评级年度"):
        try:
            g.parameters_from([wrong])
            expect(f"--param {wrong}", "accepted", REFUSED)
        except g.BadList:
            expect(f"--param {wrong}", REFUSED, REFUSED)


def graded(text):
    return [g.result_row(cells, g.Parameters(), False) for cells in g.records_of(io.StringIO(text, newline=""))]


def check_lists():
    header = ",".join(GOOD)
    row = ",".join(GOOD.values())
    good = [["K1", "90", "A", OK, ""]]
    expect("plain", graded(f"{header}\r\n{row}\r\n"), good)
    expect("no last line end, LF, blank line", graded(f"{header}\n\n{row}"), good)
    expect("header only", graded(header), [])
    backwards = ",".join(reversed(GOOD)), ",".join(reversed(GOOD.values()))
    expect("columns in another order", graded("\n".join(backwards)), good)
    expect("unused column", graded(f"备注,{header}\n\"a\nb,c\"\"d\",{row}"), good)
    expect("quoted thousands", graded(f"{header}\n" + row.replace("400万", '"4,000,000"')), good)
    short = ",".join(list(GOOD.values())[:-1])
    expect("short row", graded(f"{header}\n{short}"), good)
    shorter = ",".join(list(GOOD.values())[:-2])
    expect("shorter row", graded(f"{header}\n{shorter}"), [["K1", "", "", GAP, "预计毛利率"]])
    without_people = {name: text for name, text in GOOD.items() if name not in ("决策人", "客户名称")}
    expect(
        "optional columns absent",
        graded(",".join(without_people) + "\n" + ",".join(without_people.values())),
        [["K1", "", "", NO, "决策清晰"]],
    )
    for what, text in (
        ("required column absent", header.replace("预算金额", "金额") + "\n" + row),
        ("column twice", header + ",产品线\n" + row + ",MMS类"),
        ("empty list", ""),
    ):
        try:
            graded(text)
            expect(what, "accepted", REFUSED)
        except g.BadList:
            expect(what, REFUSED, REFUSED)


def run(script, *arguments):
    return subprocess.run([sys.executable, HERE / script, *arguments], capture_output=True, check=True).stdout


def check_files():
    expect(
        "sample list",
        run("government.py", SAMPLE / "mms.customers.csv", "--plan"),
        (SAMPLE / "mms.expected.csv").read_bytes(),
    )
    for mess in ((), ("--messy",)):
        first = run("government_lists.py", "300", "7", *mess)
        expect(f"same list for a seed {mess}", run("government_lists.py", "300", "7", *mess), first)
        rows = graded(first.decode("utf-8-sig"))
        expect(f"keys {mess}", sorted(row[0] for row in rows), [f"K{n:06}" for n in range(300)])
        expect(f"statuses {mess}", {row[3] for row in rows}, {NA, NO, BAD, GAP, OK})
        expect(f"grades {mess}", {row[2] for row in rows}, {"", "A", "B", "C", "D"})


def main():
    for check in (check_readings, check_scores, check_layers, check_parameters, check_lists, check_files):
        check()
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{checks} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
