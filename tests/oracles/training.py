#!/usr/bin/env python3
"""P4: companies that buy training, 甲 / 乙 / 丙, and the portfolio that a salesperson should hold.

usage: training.py LIST.csv > RESULT.csv
"""

import datetime
import sys
from fractions import Fraction

from cells import (
    Field,
    Pack,
    Value,
    all_of,
    among,
    apply,
    at_least,
    count_of,
    date,
    first_match,
    given,
    grouped,
    holds,
    main,
    met,
    money,
    options,
    otherwise,
    text,
    yes_no,
)

TOTAL_BUDGET = 500_000
MATCHING_SHARE = Fraction(20, 100)
PORTFOLIO = {"甲": (100, 200), "乙": (200, 300), "丙": (300, 500)}
MONTH = (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
NEW_A_MONTH, NEW_A_DAY, WORKING_DAYS = 100, 5, 22
COURSES_WE_SELL = ("营销", "通用管理", "人力资源")

TOTALS = ("50万", "499,999.99", "500,000.01", "80万", "20万", "0", "300万元")
MATCHING = ("10万", "99,999.99", "100,000.01", "16万", "159,999.99", "4万", "0", "60万元")

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("业务员", text()),
    Field("登记日期", date(), tries=("2026-03-01", "2026-03-31", "2026-02-28", "2026-04-01")),
    Field("登记状态", options("有效", "重复", "已转出")),
    Field("联系人", text()),
    Field("拒绝培训", yes_no(), blank="否"),
    Field("培训意识", options("清楚", "有偏差", "淡薄")),
    Field("可引导", yes_no()),
    Field("主要需求", options("营销", "通用管理", "人力资源", "其他", "无")),
    Field("年培训总预算", money(at_least=0), tries=TOTALS),
    Field("对口预算", money(at_least=0), tries=MATCHING),
)


def applies(record: dict) -> Value:
    """Duplicates and companies handed to others are not in the portfolio."""
    return among(record["登记状态"], "有效")


def elements(record: dict) -> dict:
    """P4: a customer who refuses training altogether is dropped."""
    return {
        "愿意培训": among(record["拒绝培训"], False),
        "有联系人": given(record["联系人"]),
    }


def large_part(record: dict) -> Value:
    """P4: the need is a large part of the plan, about 10万 of 50万, 20%."""
    return apply(lambda matching, total: matching >= total * MATCHING_SHARE, record["对口预算"], record["年培训总预算"])


def customer_class(record: dict) -> Value:
    """P4: 甲 aware, with a need that we serve and the budget; 乙 low awareness that can be led; 丙 the rest."""
    first = all_of(
        among(record["培训意识"], "清楚", "有偏差"),
        among(record["主要需求"], *COURSES_WE_SELL),
        at_least(record["年培训总预算"], TOTAL_BUDGET),
        large_part(record),
    )
    second = all_of(among(record["培训意识"], "淡薄"), among(record["可引导"], True))
    return first_match((first, "甲"), (second, "乙"), otherwise("丙"))


def results(record: dict) -> dict:
    return {"客户类别": customer_class(record)}


def reports(records: list) -> dict:
    """P4: 100–200 甲, 200–300 乙, 300–500 丙, 100 new customers a month and 5 a working day, per salesperson."""
    values = {id(record): result for record, result in records}
    checks = {}
    for (person,), own in grouped([record for record, _ in records], "业务员").items():
        numbers = {label: count_of(among(values[id(record)]["客户类别"], label) for record in own) for label in PORTFOLIO}
        new = count_of(holds(record["登记日期"], lambda day: MONTH[0] <= day <= MONTH[1]) for record in own)
        held = {f"{label}类": low <= numbers[label] <= high for label, (low, high) in PORTFOLIO.items()}
        held["月新客户"] = new >= NEW_A_MONTH
        held["日均新客户"] = new >= NEW_A_DAY * WORKING_DAYS
        checks.update({("业务员", person, "客户结构", name): met(holds_) for name, holds_ in held.items()})
    return {"portfolio": checks}


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "业务员"),
    derived=("客户类别",),
    applies=applies,
    elements=elements,
    results=results,
    reports=reports,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
