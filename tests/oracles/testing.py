#!/usr/bin/env python3
"""The testing laboratory's customers by policies P7, P8, P9, and P10's lifetime value, 80/20 grade and return visits.

usage: testing.py LIST.csv > RESULT.csv
"""

import sys
from fractions import Fraction

from cells import (
    MISSING,
    Fault,
    Field,
    Pack,
    Value,
    UNKNOWN,
    all_of,
    among,
    apply,
    at_least,
    first_match,
    given,
    is_known,
    known,
    lookup,
    main,
    money,
    negation,
    number,
    options,
    otherwise,
    percent,
    text,
    total_of,
    when,
    whole,
    worst_of,
    yes_no,
)

CLASSES = "ABCD"
POTENTIAL, TARGET, PARTNER = "潜在", "目标", "合作"

# Parameters.
HIGH_PRICE = Fraction(90, 100)
GOOD_CREDIT = Fraction(90, 100)
HIGH_SHARE = Fraction(50, 100)
LARGE_VOLUME = 500_000

# P10: those who together make the first 80% are A, the next 15% B.
FIRST, SECOND = Fraction(80, 100), Fraction(95, 100)

POTENTIAL_FOLLOW_UP = {
    "A": "每周电话一次，争取约访",
    "B": "每周电话一次，争取电话成交",
    "C": "半月电话一次，保持联系",
    "D": "放弃",
}
TARGET_FOLLOW_UP = {
    "A": "增加接触密度，重点攻关",
    "B": "识别关键障碍，集中内部资源消除",
    "C": "适度投入，快速成交",
    "D": "暂时放弃",
}
PRICE_CREDIT_ACTION = {"A": "保持", "B": "以价格换份额，做大", "C": "催款", "D": "逐步淘汰"}
SHARE_VOLUME_ACTION = {
    "A": "保持，常走访",
    "B": "集中营销资源，提高我司份额",
    "C": "培养，定期电话",
    "D": "逐步淘汰",
}
RETURN_VISIT = {"A": "1次/月 上门", "B": "1次/2个月 上门", "C": "1次/季度 上门或电话", "D": "无"}

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("业务线", options("RoHS检测", "计量校准", "食品检测")),
    Field("客户身份", options("委托方", "同行机构")),
    Field("主营产品", text()),
    Field("联系方式", text()),
    Field("已接触", yes_no()),
    Field("需求明确", yes_no()),
    Field("累计订单数", whole(at_least=0), "0", ("0", "1", "2", "1,200")),
    Field("在法规产业链", yes_no()),
    Field("销往法规地区", yes_no()),
    Field("新品或种类多", yes_no()),
    Field("商业诚信", options("高", "低")),
    Field("检测需求", options("高", "低")),
    Field("障碍难度", options("高", "低")),
    Field("价格敏感度", options("高", "低")),
    Field("成交价比标准价", percent(at_least=0), None, ("90%", "89.99%", "90.0%", "0%", "120%", "-1%")),
    Field("按期付款率", percent(at_least=0, at_most=1), None, ("90%", "89.99%", "100%", "100.01%", "0%", "-1%")),
    Field("年委外检测额", money(over=0), None, ("50万", "499999.99", "500,000", "1", "0", "-5万", "100万元")),
    Field("年与我司成交额", money(at_least=0), None, ("0", "25万", "249,999.99", "6万", "-1", "50万")),
    Field("平均每单金额", money(at_least=0), None, ("0", "1000", "1,234.56", "-3")),
    Field("每年单数", number(at_least=0), None, ("0", "12", "0.5", "-1")),
    Field("预计合作年数", number("年", at_least=0), None, ("0", "10", "10年", "2.5", "-1年")),
    Field("邻近A类客户", yes_no(), "否"),
)


def stage(record: dict) -> Value:
    """P7: which stage a customer is in; one order makes a partner, whatever the other cells say."""
    return first_match(
        (at_least(record["累计订单数"], 1), PARTNER),
        (all_of(record["已接触"], record["需求明确"]), TARGET),
        otherwise(POTENTIAL),
    )


def potential_class(record: dict) -> Value:
    """P7: the RoHS matrix."""
    chain, region, many = (record[name] for name in ("在法规产业链", "销往法规地区", "新品或种类多"))
    return first_match(
        (all_of(chain, region, many), "A"),
        (all_of(chain, region, negation(many)), "B"),
        (all_of(chain, negation(region), many), "C"),
        (all_of(chain, negation(region), negation(many)), "D"),
        (negation(chain), "D"),
    )


def square(first: Value, second: Value, classes: str) -> Value:
    """A two-by-two matrix; `classes` are those of yes/yes, yes/no, no/yes, no/no."""
    return first_match(
        (all_of(first, second), classes[0]),
        (all_of(first, negation(second)), classes[1]),
        (all_of(negation(first), second), classes[2]),
        (all_of(negation(first), negation(second)), classes[3]),
    )


def integrity_demand_class(record: dict) -> Value:
    """P8: commercial integrity × present testing demand."""
    return square(among(record["商业诚信"], "高"), among(record["检测需求"], "高"), "ABCD")


def obstacle_price_class(record: dict) -> Value:
    """P8: difficulty of the obstacle × price sensitivity; low is good."""
    return square(among(record["障碍难度"], "低"), among(record["价格敏感度"], "低"), "ACBD")


def price_credit_class(record: dict) -> Value:
    """P9, ABC1: transaction price × payment credit."""
    high_price = at_least(record["成交价比标准价"], HIGH_PRICE)
    good_credit = at_least(record["按期付款率"], GOOD_CREDIT)
    return square(high_price, good_credit, "ACBD")


def share_volume_class(record: dict) -> Value:
    """P9, ABC2: our share of its outsourced testing × its total testing volume."""
    volume = record["年委外检测额"]
    share = apply(lambda ours, total: ours / total, record["年与我司成交额"], volume)
    return square(at_least(share, HIGH_SHARE), at_least(volume, LARGE_VOLUME), "ACBD")


def lifetime_value(record: dict) -> Value:
    """P10: average amount per order × orders per year × expected years."""
    factors = (record[name] for name in ("平均每单金额", "每年单数", "预计合作年数"))
    return apply(lambda amount, orders, years: amount * orders * years, *factors)


def visit_arrangement(combined: Value, near_an_a: Value) -> Value:
    """P10: A in the first week of the month; B and C near an A on the same trip."""
    middle = among(combined, "B", "C")
    return first_match(
        (among(combined, "A"), "每月第一周"),
        (all_of(middle, near_an_a), "与邻近A类同程"),
        (all_of(middle, negation(near_an_a)), "自行安排"),
        (among(combined, "D"), "不安排"),
    )


def whole_list(records: list) -> None:
    """P10: rank the list by amount. A customer's grade goes by the share that those with more hold before it."""
    partners = [record for record in records if is_known(stage(record), PARTNER)]
    amounts = [record["年与我司成交额"] for record in partners]
    total = total_of(amounts)

    def grade(amount: Fraction) -> str:
        before = total_of(other for other in amounts if other.state == amounts_known and other.value > amount) / total
        return "A" if before < FIRST else "B" if before < SECOND else "C"

    amounts_known = known(0).state
    for record in records:
        record["without total"] = known(total == 0)
        if total == 0:
            open_ = Value(UNKNOWN, None, frozenset([Fault("total", MISSING)]))
            record["二八级"] = open_ if record["年与我司成交额"].state != UNKNOWN else record["年与我司成交额"]
        else:
            record["二八级"] = apply(grade, record["年与我司成交额"])


def results(record: dict) -> dict:
    """P7 for potential, P8 for target, P9 and P10 for partner customers; not applicable elsewhere."""
    now = stage(record)
    is_potential, is_target, is_partner = (among(now, name) for name in (POTENTIAL, TARGET, PARTNER))
    potential = when(is_potential, potential_class(record))
    demand = when(is_target, integrity_demand_class(record))
    obstacle = when(is_target, obstacle_price_class(record))
    credit = when(is_partner, price_credit_class(record))
    share = when(is_partner, share_volume_class(record))
    partner = when(is_partner, worst_of(CLASSES, credit, share))
    combined = first_match(
        (is_potential, potential),
        (is_target, worst_of(CLASSES, demand, obstacle)),
        (is_partner, partner),
    )
    return {
        "阶段": now,
        "客户级别": combined,
        "潜在跟进": lookup(potential, POTENTIAL_FOLLOW_UP),
        "诚信需求级": demand,
        "难度敏感级": obstacle,
        "目标跟进": lookup(obstacle, TARGET_FOLLOW_UP),
        "价格信用级": credit,
        "价格信用对策": lookup(credit, PRICE_CREDIT_ACTION),
        "份额规模级": share,
        "份额规模对策": lookup(share, SHARE_VOLUME_ACTION),
        "终身价值": when(is_partner, lifetime_value(record)),
        "二八级": when(is_partner, record["二八级"]),
        "回访/客户经理": lookup(partner, RETURN_VISIT),
        "回访安排": when(is_partner, visit_arrangement(partner, record["邻近A类客户"])),
    }


def applies(record: dict) -> Value:
    """P7–P9: the RoHS line's customers, not fellow laboratories."""
    return all_of(among(record["业务线"], "RoHS检测"), among(record["客户身份"], "委托方"))


def elements(record: dict) -> dict:
    """P7: basic facts known."""
    return {
        "有名称": given(record["客户名称"]),
        "有产品": given(record["主营产品"]),
        "有联系方式": given(record["联系方式"]),
    }


def intricate(record: dict) -> bool:
    """Whose notes hang on more than the cells that decide: what the 80/20 grade is asked from names all its unknown cells."""
    if stage(record).state == UNKNOWN or is_known(record.get("without total", known(False)), True):
        return True
    return record["年与我司成交额"].state == UNKNOWN and any(record[name].state == UNKNOWN for name in ("已接触", "需求明确"))


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称"),
    derived=(
        "阶段",
        "客户级别",
        "潜在跟进",
        "诚信需求级",
        "难度敏感级",
        "目标跟进",
        "价格信用级",
        "价格信用对策",
        "份额规模级",
        "份额规模对策",
        "终身价值",
        "二八级",
        "回访/客户经理",
        "回访安排",
    ),
    applies=applies,
    elements=elements,
    results=results,
    intricate=intricate,
    whole_list=whole_list,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
