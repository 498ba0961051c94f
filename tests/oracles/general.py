#!/usr/bin/env python3
"""P6: customers in general by value, behaviour, need and potential, with satisfaction as the fourth dimension.

usage: general.py LIST.csv > RESULT.csv
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
    banded,
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
    percent,
    text,
    whole,
)

GROWTH = Fraction(120, 100)

AMOUNTS = ("100万", "999,999.99", "20万元", "199999.99", "0", "1,000,000.01", "24万", "239999.99", "120万")
LAST_YEARS = ("0", "100万", "20万", "200,000.01", "199999.99", "100000000")
SCORES = ("85", "84.99", "60", "59.99", "0", "100", "72.5", "９０")

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("客户状态", options("正常", "暂停", "已注销")),
    Field("行业", text()),
    Field("地区", text()),
    Field("规模", options("大", "中", "小")),
    Field("近一年采购额", money(at_least=0), tries=AMOUNTS),
    Field("上一年采购额", money(at_least=0), blank="0", tries=LAST_YEARS),
    Field("近一年采购次数", whole(at_least=0), tries=("12", "11", "4", "3", "0", "1,200")),
    Field("有采购的月数", whole(at_least=0, at_most=12), tries=("9", "8", "4", "3", "0", "12")),
    Field("首购至今月数", whole(at_least=0), tries=("6", "7", "0", "5", "40")),
    Field("末购至今月数", whole(at_least=0), tries=("6", "7", "0", "5", "40")),
    Field("复购率", percent(at_least=0, at_most=1), tries=("60%", "59.99%", "60.01%", "0%", "100%")),
    Field("最看重", options("价格", "质量", "服务")),
    Field("满意度调查分", number(at_least=0, at_most=100), tries=SCORES),
)

MANAGEMENT = {
    "高": "深入了解、定制方案、定期走访、投诉即办、新品先告知",
    "中": "满足需求、定期回访",
    "低": "交叉销售、促销、以服务提升价值",
}
NEEDS = {"价格": "价格导向", "质量": "质量导向", "服务": "服务导向"}
ANSWERS = {"价格": "量大从优、组合报价", "质量": "提供检验报告、样品与质保", "服务": "专人服务、缩短响应时间"}
ACCOUNT_MANAGER_VISITS = {"高": "1次/月 上门", "中": "1次/季度 上门或电话", "低": "无"}
SERVICE_VISITS = {"高": "1次/月 电话", "中": "1次/季度 电话", "低": "1次/半年 电话"}


def applies(record: dict) -> Value:
    return negation(among(record["客户状态"], "已注销"))


def elements(record: dict) -> dict:
    """Who never bought has no value and no behaviour to class."""
    first, last = record["首购至今月数"], record["末购至今月数"]
    return {
        "有首购": given(first),
        "有末购": given(last),
        "先后相符": apply(lambda since_first, since_last: since_last <= since_first, first, last),
    }


def value_score(record: dict) -> Value:
    """P6: value from amount, frequency and steadiness of buying."""
    return apply(
        lambda amount, frequency, steadiness: Fraction(50 * amount + 30 * frequency + 20 * steadiness, 100),
        banded(record["近一年采购额"], (1_000_000, 100), (200_000, 70), 30),
        banded(record["近一年采购次数"], (12, 100), (4, 70), 30),
        banded(record["有采购的月数"], (9, 100), (4, 70), 30),
    )


def behaviour(record: dict) -> Value:
    """P6: silent, new, loyal or established, from first purchase, last purchase and repeat rate."""
    return first_match(
        (holds(record["末购至今月数"], lambda months: months > 6), "沉默"),
        (holds(record["首购至今月数"], lambda months: months <= 6), "新客户"),
        (at_least(record["复购率"], Fraction(60, 100)), "忠诚"),
        otherwise("老客户"),
    )


def potential(record: dict) -> Value:
    """P6: high or low from growth."""
    this_year, last_year = record["近一年采购额"], record["上一年采购额"]
    return first_match(
        (among(this_year, 0), "低"),
        (apply(lambda now, before: now >= before * GROWTH, this_year, last_year), "高"),
        otherwise("低"),
    )


def satisfaction(record: dict) -> Value:
    """P6: surveyed regularly, a dimension of its own."""
    score = record["满意度调查分"]
    return first_match(
        (negation(given(score)), "未调查"),
        (at_least(score, 85), "满意"),
        (holds(score, lambda points: points < 60), "不满意"),
        otherwise("一般"),
    )


def priority(value: Value, behaves: Value, growth: Value, content: Value) -> Value:
    """What to do first where the dimensions meet."""
    return first_match(
        (all_of(among(value, "高"), among(content, "不满意")), "立即走访，化解不满"),
        (all_of(among(value, "高", "中"), among(behaves, "沉默")), "专人唤醒"),
        (all_of(among(value, "高"), among(growth, "高")), "定制方案，扩大份额"),
        (all_of(among(value, "中"), among(growth, "高")), "重点培育，升为高价值"),
        (all_of(among(value, "低"), among(growth, "高")), "交叉销售"),
        otherwise("常规维护"),
    )


def results(record: dict) -> dict:
    score = value_score(record)
    value = banded(score, (80, "高"), (55, "中"), "低")
    behaves, growth, content = behaviour(record), potential(record), satisfaction(record)
    return {
        "价值得分": score,
        "价值": value,
        "行为": behaves,
        "需求": lookup(record["最看重"], NEEDS),
        "潜力": growth,
        "满意度": content,
        "管理线": lookup(value, MANAGEMENT),
        "需求对策": lookup(record["最看重"], ANSWERS),
        "走访/客户经理": lookup(value, ACCOUNT_MANAGER_VISITS),
        "走访/客服专员": lookup(value, SERVICE_VISITS),
        "优先事项": priority(value, behaves, growth, content),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "行业", "地区", "规模"),
    derived=(
        "价值得分",
        "价值",
        "行为",
        "需求",
        "潜力",
        "满意度",
        "管理线",
        "需求对策",
        "走访/客户经理",
        "走访/客服专员",
        "优先事项",
    ),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
