#!/usr/bin/env python3
"""P6: an agricultural operator's customers, value classes crossed with region.

usage: agriculture.py LIST.csv > RESULT.csv
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
    first_match,
    holds,
    lookup,
    main,
    money,
    number,
    options,
    otherwise,
    text,
    whole,
)

CORE = ("河南", "山东", "河北", "安徽", "江苏")
GROWING = ("湖北", "湖南", "江西", "四川", "黑龙江", "吉林", "辽宁", "内蒙古", "新疆")

AMOUNTS = ("50万", "499,999.99", "500000.01", "10万元", "99999.99", "0", "0.01", "120万")
TONS = ("100吨", "99.99", "100", "20", "19.99吨", "１２０吨", "0")

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("品类", options("农资", "农机", "种苗")),
    Field("客户类型", options("种植大户", "合作社", "农资店", "农场")),
    Field("省份", text(), tries=(*CORE, *GROWING, "江西省", "云南", "河南 省")),
    Field("采购额", money(at_least=0), tries=AMOUNTS),
    Field("采购次数", whole(at_least=0), tries=("8", "7", "3", "2", "0", "１０")),
    Field("采购数量", number("吨", at_least=0), tries=TONS),
)

# P6: the classes crossed with region.
LEVELS = {
    "高": {"核心区": "重点", "拓展区": "重点", "外围区": "常规"},
    "中": {"核心区": "重点", "拓展区": "常规", "外围区": "维持"},
    "低": {"核心区": "常规", "拓展区": "维持", "外围区": "维持"},
}
REGIONAL_MANAGER_VISITS = {"重点": "1次/季度 上门", "常规": "1次/半年 电话", "维持": "无"}
AGRONOMIST_VISITS = {"重点": "2次/月 上门", "常规": "1次/月 上门或电话", "维持": "1次/季度 电话"}


def applies(record: dict) -> Value:
    return among(record["品类"], "农资")


def elements(record: dict) -> dict:
    """Either is enough: an amount or a number of purchases."""
    return {
        "有金额": holds(record["采购额"], lambda amount: amount > 0),
        "有次数": holds(record["采购次数"], lambda purchases: purchases > 0),
    }


def region(record: dict) -> Value:
    return first_match(
        (among(record["省份"], *CORE), "核心区"),
        (among(record["省份"], *GROWING), "拓展区"),
        otherwise("外围区"),
    )


def value_score(record: dict) -> Value:
    """P6: the agricultural operator's value from amount, frequency and volume."""
    return apply(
        lambda amount, frequency, volume: Fraction(40 * amount + 30 * frequency + 30 * volume, 100),
        banded(record["采购额"], (500_000, 100), (100_000, 70), 30),
        banded(record["采购次数"], (8, 100), (3, 70), 30),
        banded(record["采购数量"], (100, 100), (20, 70), 30),
    )


def results(record: dict) -> dict:
    score = value_score(record)
    value = banded(score, (80, "高"), (55, "中"), "低")
    where = region(record)
    level = apply(lambda row, column: LEVELS[row][column], value, where)
    return {
        "区域": where,
        "价值得分": score,
        "价值": value,
        "管理级别": level,
        "走访/区域经理": lookup(level, REGIONAL_MANAGER_VISITS),
        "走访/农技员": lookup(level, AGRONOMIST_VISITS),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "客户类型"),
    derived=("区域", "价值得分", "价值", "管理级别", "走访/区域经理", "走访/农技员"),
    applies=applies,
    elements=elements,
    results=results,
    one_element_is_enough=True,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
