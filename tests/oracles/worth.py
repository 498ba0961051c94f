#!/usr/bin/env python3
"""Key accounts by policy P16: is a customer worth developing.

usage: worth.py LIST.csv > RESULT.csv
"""

import sys
from fractions import Fraction

from cells import (
    Field,
    Pack,
    Value,
    among,
    apply,
    banded,
    banded_up,
    first_match,
    holds,
    main,
    money,
    number,
    options,
    otherwise,
    text,
    when,
)

# Parameters.
YEARLY_INTEREST = Fraction(5, 100)
LEAST_RETURN = Fraction(20, 100)
INDICATOR_WEIGHT = Fraction(20, 100)

WORTH, TOO_LITTLE, NOT_WORTH = "值得开发", "回报不足", "不值得开发"

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("客户状态", options("候选", "已签约", "已放弃"), None, ("候选", "候选")),
    Field("流动资产", money(at_least=0), None, ("600万", "450万", "4,499,999.99", "300万", "299.99万", "0", "-1")),
    Field("总资产", money(at_least=0), None, ("1000万", "1000万", "0", "-1", "10,000,000元")),
    Field("净利润", money(), None, ("80万", "799,999.99", "40万", "0", "-1", "-120万", "39.99万", "（120万）", "(5万)")),
    Field("营业收入", money(at_least=0), None, ("800万", "1600万", "1000万", "0", "-1")),
    Field("回款天数", number("天", at_least=0), None, ("30", "30.5", "60天", "60.01", "90", "90.5", "0", "-1")),
    Field("存货天数", number("天", at_least=0), None, ("30", "30.5", "60天", "60.01", "90", "90.5", "0", "-1")),
    Field("预期年利润", money(), None, ("72万", "719,999.99", "60万", "-15万", "0", "150万")),
    Field("备货占用资金", money(at_least=0), "0", ("0", "200万", "0.01亿", "-1")),
    Field("人员费用", money(at_least=0), None, ("30万", "0", "-1", "45万")),
    Field("差旅费用", money(at_least=0), None, ("5万", "0", "-1", "3.5万")),
    Field("开发管理费用", money(at_least=0), None, ("15万", "0", "-1", "6万元")),
    Field("采购成本影响", options("大", "小")),
    Field("技术含量影响", options("大", "小")),
    Field("政策社会影响", options("大", "小")),
)


def percentage(record: dict, part: str, whole: str) -> Value:
    return apply(lambda first, second: 100 * first / second, record[part], record[whole])


def indicator_points(record: dict) -> tuple:
    """P16: the five financial indicators, each in bands."""
    return (
        banded(percentage(record, "流动资产", "总资产"), (60, 100), (45, 80), (30, 60), 30),
        banded(percentage(record, "净利润", "营业收入"), (10, 100), (5, 80), (0, 60), 30),
        banded(percentage(record, "净利润", "总资产"), (8, 100), (4, 80), (0, 60), 30),
        banded_up(record["回款天数"], (30, 100), (60, 80), (90, 60), 30),
        banded_up(record["存货天数"], (30, 100), (60, 80), (90, 60), 30),
    )


def financial_score(record: dict) -> Value:
    """P16: the five indicators weigh the same."""
    return apply(lambda *points: INDICATOR_WEIGHT * sum(points), *indicator_points(record))


def risk_coefficient(score: Value) -> Value:
    """P16: what the worth is scaled by."""
    return banded(score, (85, Fraction(1)), (70, Fraction(9, 10)), (60, Fraction(3, 4)), Fraction(1, 2))


def outlay(record: dict) -> Value:
    """P16: inventory interest + staff cost + travel cost + development and management cost."""
    costs = (record[name] for name in ("备货占用资金", "人员费用", "差旅费用", "开发管理费用"))
    return apply(lambda stock, *others: stock * YEARLY_INTEREST + sum(others), *costs)


def worth(record: dict, spent: Value, coefficient: Value) -> Value:
    """P16: expected profit less the outlay, scaled by the risk coefficient."""
    return apply(lambda profit, costs, factor: (profit - costs) * factor, record["预期年利润"], spent, coefficient)


def verdict(value: Value, spent: Value) -> Value:
    """P16: develop if positive and at or above a minimum return."""

    def decide(amount: Fraction, costs: Fraction) -> str:
        if amount <= 0:
            return NOT_WORTH
        return TOO_LITTLE if amount < costs * LEAST_RETURN else WORTH

    return apply(decide, value, spent)


def emphasis(record: dict) -> Value:
    """P16: which influence on the purchase comes first."""
    return first_match(
        (among(record["政策社会影响"], "大"), "先争取政策支持"),
        (among(record["技术含量影响"], "大"), "先做技术交流"),
        (among(record["采购成本影响"], "大"), "先做成本方案"),
        otherwise("常规推进"),
    )


def results(record: dict) -> dict:
    """P16: the score, the worth and the verdict."""
    score = financial_score(record)
    coefficient = risk_coefficient(score)
    spent = outlay(record)
    value = worth(record, spent, coefficient)
    decision = verdict(value, spent)
    return {
        "财务得分": score,
        "风险系数": coefficient,
        "投入合计": spent,
        "开发价值": value,
        "结论": decision,
        "开发重点": when(among(decision, WORTH), emphasis(record)),
    }


def applies(record: dict) -> Value:
    """P16: candidates only."""
    return among(record["客户状态"], "候选")


def elements(record: dict) -> dict:
    """P16: accounts that the indicators can be computed from."""
    return {
        "有资产": holds(record["总资产"], lambda amount: amount > 0),
        "有收入": holds(record["营业收入"], lambda amount: amount > 0),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称"),
    derived=("财务得分", "风险系数", "投入合计", "开发价值", "结论", "开发重点"),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
