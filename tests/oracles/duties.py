#!/usr/bin/env python3
"""P17: the duties around key accounts, over a list of activities.

usage: duties.py LIST.csv > RESULT.csv
"""

import datetime
import sys

from cells import (
    KNOWN,
    Field,
    Pack,
    Value,
    all_of,
    among,
    any_of,
    apply,
    date,
    first_match,
    given,
    holds,
    lookup,
    main,
    negation,
    number,
    options,
    otherwise,
    text,
    whole,
)

FOLLOW_UP_DAYS = 7
EXPORTED = datetime.date(2026, 10, 15)

CONFIRMATION, VISIT, SUGGESTION, DEVELOPMENT, SERVICE = "大客户确认", "拜访", "建议", "开发记录", "服务申请"
ANSWERS = ("同意", "不同意", "待批")
DATES = ("2026-03-01", "2026/3/1", "2026年3月1日", "２０２６-０３-０１")
BEGUN = ("2026-10-08", "2026/10/7", "2026-10-12", "2026-10-15", "2026年10月16日", "2026-03-01")
DONE = ("2026-10-12", "2026/10/15", "2026-10-06", "2026-10-16", "２０２６-０３-０８", "2026-03-09")
DAYS_PROMISED = ("3", "3天", "7", "6.99", "7.01", "10", "0")

FIELDS = (
    Field("活动编号", text()),
    Field("活动类型", options(CONFIRMATION, VISIT, SUGGESTION, DEVELOPMENT, SERVICE)),
    Field("客户名称", text()),
    Field("经办人", text()),
    Field("记录状态", options("有效", "作废")),
    Field("主管", text()),
    Field("主管确认日期", date(), tries=DATES),
    Field("经理", text()),
    Field("经理确认日期", date(), tries=DATES),
    Field("起始日期", date(), tries=BEGUN),
    Field("办结日期", date(), tries=DONE),
    Field("承诺时限", number("天", at_least=0), tries=DAYS_PROMISED),
    Field("接触次数", whole(at_least=1), tries=("1", "2", "１２")),
    Field("客户态度", options("热情", "一般", "冷淡")),
    Field("开发结果", options("成功", "继续", "失败")),
    Field("失败原因", text()),
    Field("部门审批", options(*ANSWERS), blank="待批"),
    Field("服务审批", options(*ANSWERS), blank="待批"),
)

# What each finding says of the duty. A finding that is not here means that the duty was not done.
DUTY_OF = {
    "没有": "做到",
    "等待跟进": "在办",
    "等待答复": "在办",
    "审批未完": "在办",
}
FINDINGS = (
    "缺主管确认",
    "缺经理确认",
    "日期颠倒",
    "跟进超期",
    "等待跟进",
    "没有承诺时限",
    "答复超期",
    "等待答复",
    "缺接触次数",
    "缺客户态度",
    "缺开发结果",
    "缺失败原因",
    "审批未完",
    "没有",
)


def applies(record: dict) -> Value:
    return among(record["记录状态"], "有效")


def elements(record: dict) -> dict:
    return {"有客户": given(record["客户名称"]), "有经办人": given(record["经办人"])}


def empty(cell: Value) -> Value:
    return negation(given(cell))


def confirmation_lacks(record: dict, person: str) -> Value:
    """P17: both sign, with dates."""
    return any_of(empty(record[person]), empty(record[person + "确认日期"]))


def days_taken(record: dict) -> Value:
    """From the visit or the suggestion to its end; to the day of the list where it has none."""
    ended = first_match((empty(record["办结日期"]), EXPORTED), otherwise(record["办结日期"]))
    return apply(lambda begun, last: (last - begun).days, record["起始日期"], ended)


def backwards(record: dict) -> Value:
    """It ended before it began."""
    return all_of(given(record["办结日期"]), holds(days_taken(record), lambda days: days < 0))


def follow_up_late(record: dict) -> Value:
    """P17: a visit is followed up within a week; the seventh day is in time."""
    return holds(days_taken(record), lambda days: days > FOLLOW_UP_DAYS)


def answer_late(record: dict) -> Value:
    """P17: a suggestion is answered within the promised days."""
    return apply(lambda days, promised: days > promised, days_taken(record), record["承诺时限"])


def failure_unexplained(record: dict) -> Value:
    """P17: a failure has a reason."""
    return all_of(among(record["开发结果"], "失败"), empty(record["失败原因"]))


def approvals_open(record: dict) -> Value:
    """P17: a service request has its approvals; a refusal by the department settles it."""
    department, service = record["部门审批"], record["服务审批"]
    agreed = all_of(among(department, "同意"), among(service, "待批"))
    return any_of(among(department, "待批"), agreed)


def finding(record: dict) -> Value:
    """The first duty that is wanting, of the record's own kind of activity."""
    still_open = empty(record["办结日期"])
    rows = (
        (CONFIRMATION, confirmation_lacks(record, "主管"), "缺主管确认"),
        (CONFIRMATION, confirmation_lacks(record, "经理"), "缺经理确认"),
        (VISIT, backwards(record), "日期颠倒"),
        (VISIT, follow_up_late(record), "跟进超期"),
        (VISIT, still_open, "等待跟进"),
        (SUGGESTION, backwards(record), "日期颠倒"),
        (SUGGESTION, empty(record["承诺时限"]), "没有承诺时限"),
        (SUGGESTION, answer_late(record), "答复超期"),
        (SUGGESTION, still_open, "等待答复"),
        (DEVELOPMENT, empty(record["接触次数"]), "缺接触次数"),
        (DEVELOPMENT, empty(record["客户态度"]), "缺客户态度"),
        (DEVELOPMENT, empty(record["开发结果"]), "缺开发结果"),
        (DEVELOPMENT, failure_unexplained(record), "缺失败原因"),
        (SERVICE, approvals_open(record), "审批未完"),
    )
    kind = record["活动类型"]
    return first_match(
        *((all_of(among(kind, activity), wanting), result) for activity, wanting, result in rows),
        otherwise("没有"),
    )


def results(record: dict) -> dict:
    found = finding(record)
    return {
        "差在哪里": found,
        "履行": lookup(found, {label: DUTY_OF.get(label, "没做到") for label in FINDINGS}),
    }


PACK = Pack(
    fields=FIELDS,
    copied=("活动编号", "活动类型", "客户名称", "经办人"),
    derived=("差在哪里", "履行"),
    applies=applies,
    elements=elements,
    results=results,
    intricate=lambda record: record["活动类型"].state != KNOWN,
)

if __name__ == "__main__":
    sys.exit(main(PACK))
