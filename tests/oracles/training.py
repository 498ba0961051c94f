#!/usr/bin/env python3
"""P4: companies that buy training, 甲 / 乙 / 丙.

usage: training.py LIST.csv > RESULT.csv
"""

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
    first_match,
    given,
    main,
    money,
    options,
    otherwise,
    text,
    yes_no,
)

TOTAL_BUDGET = 500_000
MATCHING_SHARE = Fraction(20, 100)
COURSES_WE_SELL = ("营销", "通用管理", "人力资源")

TOTALS = ("50万", "499,999.99", "500,000.01", "80万", "20万", "0", "300万元")
MATCHING = ("10万", "99,999.99", "100,000.01", "16万", "159,999.99", "4万", "0", "60万元")

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("业务员", text()),
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


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "业务员"),
    derived=("客户类别",),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
