#!/usr/bin/env python3
"""Key accounts by policy P15: the screening funnel with its risk table.

usage: funnel.py LIST.csv > RESULT.csv
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
    banded_up,
    first_match,
    given,
    holds,
    lookup,
    main,
    money,
    negation,
    number,
    options,
    otherwise,
    text,
    when,
    whole,
    yes_no,
)

# Parameters.
SIZE_THRESHOLD = 20_000_000
ACCEPTED_SCORE = 70
NEAR, FAR = 50, 200
WEIGHTS = {"竞争优势分": Fraction(40, 100), "客户需求分": Fraction(35, 100), "竞争对手分": Fraction(25, 100)}
COMPARISON_WEIGHT, DISTANCE_WEIGHT = Fraction(60, 100), Fraction(40, 100)

COMPARISON_POINTS = {"领先": 100, "相当": 70, "落后": 30}

PASSED, REACHED_ALL = "已通过", "已确认"

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("客户状态", options("候选", "已签约", "已放弃"), None, ("候选", "候选")),
    Field("主管销售", text()),
    Field("行业", text()),
    Field("联系人", text()),
    Field("地址", text()),
    Field("年销售额", money(at_least=0), None, ("2000万", "19,999,999.99", "1.2亿", "3000万", "5000万元", "0", "-1")),
    Field("需求明确", yes_no()),
    Field("资源匹配", yes_no()),
    Field("已评估对手", yes_no()),
    Field("产品对比", options("领先", "相当", "落后")),
    Field("服务距离", number("公里", at_least=0), None, ("50", "50.1", "200公里", "200.01", "0", "-1", "49")),
    Field("需求迫切度", options("今年必须", "一两年内", "暂不急")),
    Field("预算到位", yes_no()),
    Field("对手家数", whole(at_least=0), None, ("0", "1", "2", "3", "-1")),
    Field("对手已供货", yes_no()),
    Field("主管确认", yes_no(), "否"),
    Field("经理确认", yes_no(), "否"),
)


def advantage(record: dict) -> Value:
    """P15: points of the competitive advantage, our product and our distance."""
    product = lookup(record["产品对比"], COMPARISON_POINTS)
    distance = banded_up(record["服务距离"], (NEAR, 100), (FAR, 70), 30)
    return apply(lambda first, second: COMPARISON_WEIGHT * first + DISTANCE_WEIGHT * second, product, distance)


def need(record: dict) -> Value:
    """P15: points of the customer's need, its urgency and its budget."""
    urgency, budget = record["需求迫切度"], record["预算到位"]
    this_year, soon = among(urgency, "今年必须"), among(urgency, "一两年内")
    return first_match(
        (all_of(this_year, budget), 100),
        (all_of(this_year, negation(budget)), 80),
        (all_of(soon, budget), 70),
        (all_of(soon, negation(budget)), 50),
        (among(urgency, "暂不急"), 20),
    )


def competitors(record: dict) -> Value:
    """P15: points of the competitors, how many and whether one supplies already."""
    count, supplies = record["对手家数"], record["对手已供货"]
    few = holds(count, lambda rivals: 1 <= rivals <= 2)
    many = at_least(count, 3)
    return first_match(
        (among(count, 0), 100),
        (all_of(few, negation(supplies)), 80),
        (all_of(few, supplies), 60),
        (all_of(many, negation(supplies)), 40),
        (all_of(many, supplies), 20),
    )


def risk_score(scores: dict) -> Value:
    """P15: the risk table, each part by its weight."""

    def weighted(*points: int) -> Fraction:
        return sum(weight * point for weight, point in zip(WEIGHTS.values(), points))

    return apply(weighted, *scores.values())


def first_stages(record: dict) -> tuple:
    """P15: the stages before the risk table: what stops a customer, how far it came, the test."""
    complete = all_of(*(given(record[name]) for name in ("行业", "联系人", "地址", "年销售额")))
    return (
        ("信息不全", "未入漏斗", complete),
        ("规模不足", "信息已全", at_least(record["年销售额"], SIZE_THRESHOLD)),
        ("需求未明", "规模达标", record["需求明确"]),
        ("资源不匹配", "需求已明", record["资源匹配"]),
        ("对手未评估", "资源已匹配", record["已评估对手"]),
    )


def last_stages(record: dict, risk: Value) -> tuple:
    """P15: the risk table accepted, and the confirmation by both."""
    return (
        ("风险未接受", "对手已评估", at_least(risk, ACCEPTED_SCORE)),
        ("待确认", "风险已接受", all_of(record["主管确认"], record["经理确认"])),
    )


def first_stop(stages: tuple) -> tuple:
    """What stops the customer, and the stage reached: the first test that is not passed."""
    stop = first_match(*((negation(test), stop) for stop, _, test in stages), otherwise(PASSED))
    reached = first_match(*((negation(test), reached) for _, reached, test in stages), otherwise(REACHED_ALL))
    return stop, reached


def results(record: dict) -> dict:
    """P15: the stage reached, what stopped it, and the risk table where it is due."""
    stages = first_stages(record)
    due = all_of(*(test for _, _, test in stages))
    parts = {"竞争优势分": advantage(record), "客户需求分": need(record), "竞争对手分": competitors(record)}
    scores = {name: when(due, points) for name, points in parts.items()}
    risk = risk_score(scores)
    stop, reached = first_stop(stages + last_stages(record, risk))
    return {"走到": reached, "卡在": stop, **scores, "风险得分": risk}


def applies(record: dict) -> Value:
    """P15: candidates only."""
    return among(record["客户状态"], "候选")


def elements(record: dict) -> dict:
    """P15: a candidate has a name and somebody who is in charge of it."""
    return {"有名称": given(record["客户名称"]), "有主管销售": given(record["主管销售"])}


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "主管销售"),
    derived=("走到", "卡在", "竞争优势分", "客户需求分", "竞争对手分", "风险得分"),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
