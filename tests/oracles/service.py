#!/usr/bin/env python3
"""P2: who serves which government customer, over a list of graded customers and the people assigned to them.

usage: service.py LIST.csv > RESULT.csv
"""

import sys

from cells import (
    Field,
    Pack,
    Value,
    all_of,
    among,
    first_match,
    given,
    known,
    lookup,
    main,
    negation,
    options,
    otherwise,
    text,
    when,
)

SENIOR, ACCOUNT, SALES = "高级销售经理", "客户经理", "销售经理"

FIELDS = (
    Field("客户编号", text()),
    Field("客户名称", text()),
    Field("大区", text()),
    Field("评级状态", options("已评级", "不予评级", "不适用")),
    Field("客户级别", options("A", "B", "C", "D")),
    Field("负责人", text()),
    Field("负责人职务", options(SENIOR, ACCOUNT, SALES)),
    Field("指导人职务", options(SENIOR, ACCOUNT, "没有"), blank="没有"),
    Field("销售管理联系人", text()),
    Field("技术服务联系人", text()),
    Field("市场联系人", text()),
)

# P2, grade by grade.
IN_CHARGE = {"A": SENIOR, "B": "客户经理以上", "C": "客户经理以上", "D": "销售经理以上"}
DIRECTED_BY = {"A": "不需要", "B": SENIOR, "C": "不需要", "D": "客户经理以上"}
ANSWERABLE = {"A": "部门与大区共同负责", "B": "部门与大区共同负责", "C": "大区负责", "D": "大区负责"}
COURTESY = {"A": "高规格接待或登门拜访", "B": "高规格接待或登门拜访", "C": "不安排", "D": "不安排"}
DAILY_WORK = {
    "销售管理职责": "周报、月报、电话，跟到底",
    "技术服务职责": "上门，直到客户认可方案",
    "市场职责": "到现场了解新需求，写报告",
}


def applies(record: dict) -> Value:
    return among(record["评级状态"], "已评级")


def elements(record: dict) -> dict:
    return {"有名称": given(record["客户名称"]), "有大区": given(record["大区"])}


def empty(cell: Value) -> Value:
    return negation(given(cell))


def charge(record: dict) -> Value:
    """P2: a senior sales manager for A, at least an account manager for B and C, anyone of the sales force for D."""
    grade, post = record["客户级别"], record["负责人职务"]
    return first_match(
        (empty(record["负责人"]), "未派"),
        (among(post, SENIOR), "合格"),
        (all_of(among(grade, "B", "C"), among(post, ACCOUNT)), "合格"),
        (among(grade, "D"), "合格"),
        otherwise("级别不够"),
    )


def direction(record: dict) -> Value:
    """P2: B is directed by the senior sales manager, D guided by an account manager; who is one needs none."""
    grade, post, guide = record["客户级别"], record["负责人职务"], record["指导人职务"]
    assigned = given(record["负责人"])
    return first_match(
        (among(grade, "A", "C"), "不需要"),
        (all_of(assigned, among(post, SENIOR)), "不需要"),
        (all_of(among(grade, "D"), assigned, among(post, ACCOUNT)), "不需要"),
        (among(guide, SENIOR), "合格"),
        (all_of(among(grade, "D"), among(guide, ACCOUNT)), "合格"),
        otherwise("缺指导人"),
    )


def departments(record: dict) -> Value:
    """P2: for A the three departments each name a person."""
    return first_match(
        (negation(among(record["客户级别"], "A")), "不需要"),
        (empty(record["销售管理联系人"]), "缺销售管理"),
        (empty(record["技术服务联系人"]), "缺技术服务"),
        (empty(record["市场联系人"]), "缺市场"),
        otherwise("合格"),
    )


def overall(in_charge: Value, guided: Value, named: Value) -> Value:
    complete = all_of(among(in_charge, "合格"), among(guided, "合格", "不需要"), among(named, "合格", "不需要"))
    return first_match((complete, "配齐"), otherwise("待补"))


def results(record: dict) -> dict:
    grade = record["客户级别"]
    in_charge, guided, named = charge(record), direction(record), departments(record)
    return {
        "应由谁负责": lookup(grade, IN_CHARGE),
        "由谁指导": lookup(grade, DIRECTED_BY),
        "结果责任": lookup(grade, ANSWERABLE),
        "高管礼遇": lookup(grade, COURTESY),
        **{duty: when(among(grade, "A"), known(work)) for duty, work in DAILY_WORK.items()},
        "负责人配备": in_charge,
        "指导配备": guided,
        "部门配备": named,
        "总评": overall(in_charge, guided, named),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "大区", "客户级别"),
    derived=(
        "应由谁负责",
        "由谁指导",
        "结果责任",
        "高管礼遇",
        "销售管理职责",
        "技术服务职责",
        "市场职责",
        "负责人配备",
        "指导配备",
        "部门配备",
        "总评",
    ),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
