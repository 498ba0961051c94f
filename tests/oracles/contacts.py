#!/usr/bin/env python3
"""People at the customers of branded building materials by policy P12: classes, content, greetings.

usage: contacts.py LIST.csv > RESULT.csv
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
    lookup,
    main,
    options,
    otherwise,
    text,
    yes_no,
)

TOP = ("董事长", "总经理")
PRINCIPALS = (*TOP, "副总经理")
MIDDLE = ("经理", "中层", "主要员工")
THIRD = ("执行层", "主要员工")
OTHERS = ("执行层", "一般员工")

FIRST, SECOND, THIRD_CLASS, UNLISTED = "一类", "二类", "三类", "未列"

# P12: which classes get which content.
CONTENT = {
    "品牌宣传": (FIRST, SECOND, THIRD_CLASS),
    "杂志": (FIRST, SECOND, THIRD_CLASS),
    "市场分析": (FIRST, SECOND),
    "库存统计": (SECOND, THIRD_CLASS),
    "业务事务": (SECOND,),
    "高峰论坛": (FIRST, SECOND),
    "市场研讨": (FIRST, SECOND),
    "联谊活动": (FIRST, SECOND),
    "巡展": (FIRST, SECOND, THIRD_CLASS),
}

FIELDS = (
    Field("联系人编号", text()),
    Field("姓名", text()),
    Field("客户名称", text()),
    Field("客户类别", options("A", "B", "C")),
    Field("职务层级", options(*PRINCIPALS, *MIDDLE, *OTHERS)),
    Field("在职", yes_no()),
    Field("手机", text()),
)


def contact_class(grade: Value, position: Value) -> Value:
    """P12: I and II are people of an A or B, III those of a C; the rest is in no class."""
    of_a_or_b = among(grade, "A", "B")
    return first_match(
        (all_of(of_a_or_b, among(position, *PRINCIPALS)), FIRST),
        (all_of(of_a_or_b, among(position, *MIDDLE)), SECOND),
        (all_of(among(grade, "C"), among(position, *THIRD)), THIRD_CLASS),
        otherwise(UNLISTED),
    )


def content(group: Value, wanted: tuple) -> Value:
    """P12: content by class; who is in no class gets none."""
    return lookup(group, {name: name in wanted for name in (FIRST, SECOND, THIRD_CLASS, UNLISTED)})


def holiday(grade: Value, position: Value) -> Value:
    """P12: gifts to A and B principals, greetings by message to A and B staff and to C."""
    principal = all_of(among(grade, "A", "B"), among(position, *PRINCIPALS))
    return first_match((principal, "礼品"), otherwise("短信"))


def birthday(grade: Value, position: Value) -> Value:
    """P12: who greets on birthdays and memorial days."""
    return first_match(
        (all_of(among(grade, "A"), among(position, *TOP)), "公司经理、营销部经理、驻点营销员"),
        (all_of(among(grade, "A", "B"), among(position, *PRINCIPALS, *MIDDLE)), "驻点营销员"),
        otherwise("不安排"),
    )


def results(record: dict) -> dict:
    """P12: all that one person gets."""
    grade, position = record["客户类别"], record["职务层级"]
    group = contact_class(grade, position)
    return {
        "联系人类别": group,
        **{name: content(group, wanted) for name, wanted in CONTENT.items()},
        "节日": holiday(grade, position),
        "生日与纪念日": birthday(grade, position),
    }


def applies(record: dict) -> Value:
    """P12: people who still work there."""
    return record["在职"]


def elements(record: dict) -> dict:
    """P12: whom nobody can name or reach is not greeted."""
    return {"有姓名": given(record["姓名"]), "有手机": given(record["手机"])}


PACK = Pack(
    fields=FIELDS,
    copied=("联系人编号", "姓名", "客户名称"),
    derived=("联系人类别", *CONTENT, "节日", "生日与纪念日"),
    applies=applies,
    elements=elements,
    results=results,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
