#!/usr/bin/env python3
"""The IT hardware vendor's customers by policy P13: segmentation, city tiers, coverage.

usage: segmentation.py LIST.csv > RESULT.csv
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
    banded,
    first_match,
    holds,
    lookup,
    main,
    money,
    negation,
    options,
    otherwise,
    text,
    yes_no,
)

HIGH_POTENTIAL, MIDDLE_POTENTIAL = 4_000_000, 1_000_000
HIGH_SHARE, MIDDLE_SHARE = Fraction(40, 100), Fraction(15, 100)

FIRST_TIER = ("北京", "上海", "广州")
PROVINCIAL_CAPITALS = (
    "石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 "
    "南宁 海口 成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐"
).split()
SECOND_TIER = (*PROVINCIAL_CAPITALS, "天津", "重庆", "青岛", "大连", "厦门", "深圳")

# P13: the floors for an A, the customer's yearly purchases and our sales to it.
FLOORS = {"一级": (8_000_000, 3_000_000), "二级": (5_000_000, 2_000_000), "三级": (4_000_000, 1_000_000)}

# P13: rows are our share, columns the purchase potential.
MATRIX = {
    "高": {"低": "C", "中": "B", "高": "A"},
    "中": {"低": "C", "中": "B", "高": "B"},
    "低": {"低": "C", "中": "C", "高": "A"},
}

UNIT = {"A": "单个客户", "B": "整个行业", "C": "整个区域"}

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("行业", options("政府", "教育", "金融", "电信", "企业", "网吧", "家庭")),
    Field("城市", text(), None, ("北京", "广州市", "深圳", "重庆市", "拉萨", "呼和浩特市", "苏州", "宁波市")),
    Field(
        "年市场采购额",
        money(at_least=0),
        None,
        ("0", "100万", "999,999.99", "400万", "3999999.99", "500万", "499.99万", "800万", "7,999,999.99", "-1", "2000万"),
    ),
    Field(
        "我司年销售额",
        money(at_least=0),
        None,
        ("0", "100万", "99.99万", "15万", "60万", "160万", "200万", "199.99万", "300万", "2,999,999", "320万", "-1"),
    ),
    Field("问题管理", yes_no(), "否"),
)


def without_suffix(city: str) -> str:
    """A city written with 市 is the same city."""
    return city.removesuffix("市")


def tier(record: dict) -> Value:
    """P13: the tier of the city."""
    city = apply(without_suffix, record["城市"])
    return first_match(
        (among(city, *FIRST_TIER), "一级"),
        (among(city, *SECOND_TIER), "二级"),
        otherwise("三级"),
    )


def share_of(record: dict) -> Value:
    """P13: our sales as a part of the customer's purchases."""
    return apply(lambda ours, total: ours / total, record["我司年销售额"], record["年市场采购额"])


def matrix_class(share: Value, potential: Value) -> Value:
    """P13: purchase potential × our share."""
    return apply(lambda row, column: MATRIX[row][column], share, potential)


def floors_met(record: dict, city_tier: Value) -> Value:
    """P13: what counts as A differs by tier; the floors of an unknown tier are unknown."""
    floors = lookup(city_tier, FLOORS)
    return apply(
        lambda least, purchases, sales: purchases >= least[0] and sales >= least[1],
        floors,
        record["年市场采购额"],
        record["我司年销售额"],
    )


def customer_class(matrix: Value, floors: Value) -> Value:
    """P13: the matrix gives the class, the figures are the floor for an A."""
    return first_match(
        (all_of(among(matrix, "A"), floors), "A"),
        (all_of(among(matrix, "A"), negation(floors)), "B"),
        (among(matrix, "B"), "B"),
        (among(matrix, "C"), "C"),
    )


def coverage(record: dict, grade: Value) -> Value:
    """P13: who serves the customer; problem management goes before the class."""
    return first_match(
        (record["问题管理"], "问题管理"),
        (among(grade, "A"), "直接覆盖"),
        (among(grade, "B"), "与伙伴共同覆盖"),
        (among(grade, "C"), "伙伴覆盖"),
    )


def results(record: dict) -> dict:
    """P13: segmentation and coverage of one customer."""
    city_tier = tier(record)
    potential = banded(record["年市场采购额"], (HIGH_POTENTIAL, "高"), (MIDDLE_POTENTIAL, "中"), "低")
    share = banded(share_of(record), (HIGH_SHARE, "高"), (MIDDLE_SHARE, "中"), "低")
    matrix = matrix_class(share, potential)
    grade = customer_class(matrix, floors_met(record, city_tier))
    return {
        "城市级别": city_tier,
        "采购潜力": potential,
        "份额档": share,
        "矩阵级别": matrix,
        "客户类别": grade,
        "管理单元": lookup(grade, UNIT),
        "覆盖方式": coverage(record, grade),
    }


def applies(record: dict) -> Value:
    """P13: the vendor's industries; households are not among them."""
    return negation(among(record["行业"], "家庭"))


def elements(record: dict) -> dict:
    """P13: figures that a share can be computed from."""
    purchases, sales = record["年市场采购额"], record["我司年销售额"]
    return {
        "有采购": holds(purchases, lambda amount: amount > 0),
        "两数相符": apply(lambda ours, total: ours <= total, sales, purchases),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "行业"),
    derived=("城市级别", "采购潜力", "份额档", "矩阵级别", "客户类别", "管理单元", "覆盖方式"),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
