#!/usr/bin/env python3
"""P5: customers of the engineering-project centre: four kinds of business, three grades, fines for five forms.

usage: projects.py LIST.csv > RESULT.csv
"""

import sys
from fractions import Fraction

from cells import (
    KNOWN,
    Field,
    Pack,
    Value,
    all_of,
    among,
    apply,
    banded,
    decimal_text,
    first_match,
    given,
    grouped,
    known,
    lookup,
    main,
    money,
    options,
    otherwise,
    text,
    total_of,
    yes_no,
)

FORMS = ("客户信息表", "价格系数表", "信用评定表", "发货回款表", "订单跟踪表")
FINES = {"已更新": 0, "未更新": 20, "有误": 10}

BUSINESS = ("300万", "2,999,999.99", "80万元", "799999.99", "0", "100万", "１２０万")
RECEIVABLES = ("30万", "300,000.01", "299999.99", "90万", "900,000.01", "24万", "8万", "80,000.01", "0", "10万")

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("业务员", text()),
    Field("客户状态", options("在做", "停止合作")),
    Field("主营业务", options("建筑施工", "装修施工", "运营中心", "贸易", "其他")),
    Field("签约方式", options("框架协议", "长期合同", "单项合同", "无合同"), blank="无合同"),
    Field("生产加工", yes_no()),
    Field("近一年成交额", money(at_least=0), tries=BUSINESS),
    Field("应收款", money(at_least=0), blank="0", tries=RECEIVABLES),
    Field("信用等级", options("好", "一般", "差")),
    Field("关系密切", yes_no(), blank="否"),
    *(Field(form, options(*FINES)) for form in FORMS),
)


def applies(record: dict) -> Value:
    return among(record["客户状态"], "在做")


def elements(record: dict) -> dict:
    return {"有名称": given(record["客户名称"]), "有业务员": given(record["业务员"])}


def kind_of_business(record: dict) -> Value:
    """P5: the four kinds; a trading company produces nothing."""
    trade, contract = record["主营业务"], record["签约方式"]
    return first_match(
        (all_of(among(trade, "建筑施工", "装修施工"), among(contract, "框架协议")), "建筑项目公司"),
        (all_of(among(trade, "运营中心"), among(contract, "长期合同")), "运营中心"),
        (all_of(among(trade, "贸易"), among(record["生产加工"], False)), "贸易公司"),
        otherwise("项目零售"),
    )


def prices(kind: Value, close: Value) -> Value:
    """P5: special prices, for trading companies by closeness."""
    return first_match(
        (among(kind, "建筑项目公司"), "框架协议价"),
        (among(kind, "运营中心"), "特供价"),
        (all_of(among(kind, "贸易公司"), among(close, True)), "部分特价"),
        otherwise("标准价"),
    )


def receivables(record: dict) -> Value:
    def at_most(share: Fraction) -> Value:
        return apply(lambda owed, business: owed <= business * share, record["应收款"], record["近一年成交额"])

    return first_match((at_most(Fraction(10, 100)), "轻"), (at_most(Fraction(30, 100)), "中"), otherwise("重"))


def score(record: dict, burden: Value) -> Value:
    """P5: volume of business, receivables and credit together."""
    return apply(
        lambda volume, owed, credit: Fraction(60 * volume + 20 * owed + 20 * credit, 100),
        banded(record["近一年成交额"], (3_000_000, 100), (800_000, 70), 40),
        lookup(burden, {"轻": 100, "中": 70, "重": 40}),
        lookup(record["信用等级"], {"好": 100, "一般": 70, "差": 40}),
    )


def fine(record: dict) -> Value:
    """P5: 20元 for a form not updated in time, 10元 for a wrong one."""
    return apply(lambda *states: sum(FINES[state] for state in states), *(record[form] for form in FORMS))


def results(record: dict) -> dict:
    kind = kind_of_business(record)
    burden = receivables(record)
    points = score(record, burden)
    return {
        "业务种类": kind,
        "价格政策": prices(kind, record["关系密切"]),
        "应收状况": burden,
        "综合得分": points,
        "客户级别": banded(points, (85, "A"), (65, "B"), "C"),
        "罚款": fine(record),
        "业务员罚款": record["业务员罚款"],
    }


def whole_list(records: list) -> None:
    """P5: the fines are summed per salesperson."""
    for own in grouped(records, "业务员").values():
        total = known(total_of(fine(record) for record in own))
        for record in own:
            record["业务员罚款"] = total


def reports(records: list) -> dict:
    values = {id(record): result for record, result in records}
    people = grouped([record for record, _ in records], "业务员")
    return {
        "totals": {
            ("业务员", person, "罚款", str(sum(values[id(record)]["罚款"].state == KNOWN for record in own))): decimal_text(
                total_of(values[id(record)]["罚款"] for record in own)
            )
            for (person,), own in people.items()
        }
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "业务员"),
    derived=("业务种类", "价格政策", "应收状况", "综合得分", "客户级别", "罚款", "业务员罚款"),
    applies=applies,
    elements=elements,
    results=results,
    intricate=lambda record: record["主营业务"].state != KNOWN,
    whole_list=whole_list,
    reports=reports,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
