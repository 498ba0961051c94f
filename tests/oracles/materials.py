#!/usr/bin/env python3
"""Customers of branded building materials by policy P11, and the contact plan and gifts of P12.

usage: materials.py LIST.csv > RESULT.csv
"""

import sys
from fractions import Fraction

from cells import (
    Field,
    Pack,
    Value,
    all_of,
    among,
    any_of,
    at_least,
    date,
    first_match,
    given,
    grouped,
    holds,
    is_known,
    lookup,
    main,
    met,
    negation,
    number,
    options,
    otherwise,
    percent,
    text,
    total_of,
    whole,
    yes_no,
)

RATING_YEAR = 2026
CONTRACT_VOLUME = 5000
YEARS_OF_COOPERATION = 3
FEEDBACK_FORMS, FEEDBACK_BY_CLASS = 5, {"A": 2, "B": 2, "C": 1}
OUR_SHARE = Fraction(50, 100)

COMPANY_MANAGER = {"A": "1次/年 上门、1次/月 电话", "B": "无", "C": "无"}
REGIONAL_MANAGER = {"A": "2次/年 上门、1次/周 电话", "B": "1次/年 上门", "C": "无"}
REPRESENTATIVE = {"A": "1次/周 上门", "B": "1次/月 上门、1次/月 电话", "C": "1次/月 电话"}
PRINCIPALS = {"A": "礼品", "B": "礼品", "C": "短信"}
STAFF = {"A": "短信", "B": "短信", "C": "短信"}

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("办事处", text()),
    Field("收集日期", date(), None, ("2026-01-01", "2026/12/31", "2025-12-31", "2027年1月1日", "2024-02-29")),
    Field("客户状态", options("在册", "已注销")),
    Field(
        "客户性质",
        options(
            "合资公司",
            "全资子公司",
            "战略合作伙伴",
            "代理商",
            "经销商",
            "零售商",
            "终端客户",
            "设计推荐人",
            "工程业主",
            "其他",
        ),
        None,
        ("代理商", "代理商", "代理商", "终端客户"),
    ),
    Field("代理级别", options("无", "一级", "二级", "中小"), "无"),
    Field("月合同量", number("吨/月", at_least=0), None, ("5000", "5,000吨/月", "4999.99", "0", "-1", "5000吨/月")),
    Field("合作年限", number("年", at_least=0), None, ("3", "3年", "2.99", "0", "-1年")),
    Field("不良信用", yes_no()),
    Field("我司采购占比", percent(at_least=0, at_most=1), None, ("50%", "49.99%", "50.00%", "100%", "101%", "-5%")),
    Field("采购我司", yes_no()),
    Field("终端重点", options("否", "区域", "公司"), "否"),
    Field("推荐我司", yes_no(), "否"),
    Field("本月反馈表", whole(at_least=0), "0", ("0", "1", "2", "5", "-1")),
)


def is_a(record: dict) -> Value:
    """P11, A: any of its six kinds."""
    kind, level = record["客户性质"], record["代理级别"]
    agent = among(kind, "代理商")
    clean = negation(record["不良信用"])
    return any_of(
        among(kind, "合资公司", "全资子公司"),
        all_of(agent, among(level, "一级"), at_least(record["月合同量"], CONTRACT_VOLUME), clean),
        all_of(agent, among(level, "中小"), at_least(record["合作年限"], YEARS_OF_COOPERATION), clean),
        all_of(agent, among(level, "二级"), at_least(record["我司采购占比"], OUR_SHARE)),
        all_of(among(kind, "终端客户"), among(record["终端重点"], "公司")),
        among(kind, "战略合作伙伴"),
    )


def is_b(record: dict) -> Value:
    """P11, B: any of its four kinds."""
    kind = record["客户性质"]
    return any_of(
        all_of(among(kind, "代理商", "经销商", "零售商"), record["采购我司"]),
        all_of(among(kind, "终端客户"), among(record["终端重点"], "区域")),
        all_of(among(kind, "设计推荐人"), record["推荐我司"]),
    )


def results(record: dict) -> dict:
    """P11: tested in the order A, B, C. P12: contacts at least, and what is sent at the six holidays."""
    grade = first_match((is_a(record), "A"), (is_b(record), "B"), otherwise("C"))
    return {
        "客户类别": grade,
        "最低联络/公司经理": lookup(grade, COMPANY_MANAGER),
        "最低联络/营销部经理": lookup(grade, REGIONAL_MANAGER),
        "最低联络/驻点营销员": lookup(grade, REPRESENTATIVE),
        "负责人": lookup(grade, PRINCIPALS),
        "员工": lookup(grade, STAFF),
    }


def applies(record: dict) -> Value:
    """P11: rated yearly, from the lists collected in the year."""
    collected = holds(record["收集日期"], lambda day: day.year == RATING_YEAR)
    return all_of(collected, among(record["客户状态"], "在册"))


def elements(record: dict) -> dict:
    """P11: a record that can be told and has an office."""
    return {"有名称": given(record["客户名称"]), "有归属": given(record["办事处"])}


def reports(records: list) -> dict:
    """P12: each office files at least 5 feedback forms a month, of which A ≥ 2, B ≥ 2, C ≥ 1."""
    values = {id(record): result for record, result in records}
    checks = {}
    for (office,), own in grouped([record for record, _ in records], "办事处").items():
        checks["办事处", office, "反馈表", "总数"] = met(total_of(record["本月反馈表"] for record in own) >= FEEDBACK_FORMS)
        for label, least in FEEDBACK_BY_CLASS.items():
            forms = (record["本月反馈表"] for record in own if is_known(values[id(record)]["客户类别"], label))
            checks["办事处", office, "反馈表", f"{label}类"] = met(total_of(forms) >= least)
    return {"portfolio": checks}


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "办事处"),
    derived=("客户类别", "最低联络/公司经理", "最低联络/营销部经理", "最低联络/驻点营销员", "负责人", "员工"),
    applies=applies,
    elements=elements,
    results=results,
    reports=reports,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
