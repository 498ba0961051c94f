#!/usr/bin/env python3
"""Grades a list of government customers straight from the written policy.

    python3 government.py LIST.csv [--param NAME=VALUE ...] [--plan] > RESULT.csv

This is a second opinion: it shares nothing with the product but the policy, is written for one policy
only, and prefers the obvious to the fast. Where the product and this file disagree, one of them has
misread the policy. Amounts, margins and scores are exact fractions.
"""

import argparse
import csv
import datetime
import re
import sys
from fractions import Fraction
from typing import Callable, NamedTuple, Optional

KNOWN, MISSING, INVALID = "known", "missing", "invalid"

NOT_APPLICABLE = "不适用"
INELIGIBLE = "不予评级"
INVALID_DATA = "数据有误"
INCOMPLETE = "资料不全"
RATED = "已评级"

PRODUCT_LINES = ("MMS类", "城管类", "公安类", "数字城市类", "交通类", "应急类", "旅游类")
CUSTOMER_TYPES = ("最终用户", "代理商", "政府关系人")
BUDGET_STATES = ("无", "有计划", "已落实")

ROLES = ("高管层", "营销中心各部门", "区域总经理")
VISITS = {
    "A": ("1次/半年 上门", "1-3次/季度 上门", "1-2次/月 上门"),
    "B": ("1次/年 上门", "1-2次/季度 上门", "1次/月 上门"),
    "C": ("无", "2次/季度 上门或电话", "1-3次/季度 上门或电话"),
    "D": ("无", "无", "1-3次/季度 上门或电话"),
}


BLANKS = " \t\r\n\u00a0\u3000"

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# Thousands commas are either absent or all in their places; a point needs digits on both sides.
NUMBER = r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?"
MONEY = re.compile(NUMBER + r"(?P<scale>[万亿]?)元?")
PERCENT = re.compile(NUMBER + r"%")
WHOLE = re.compile(NUMBER)
DATES = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
)

MONEY_DECIMALS = 6
MONEY_LIMIT = 10**12
PERCENT_DECIMALS = 8

YES = ("是", "y", "yes", "true", "1", "√")
NO = ("否", "n", "no", "false", "0", "×")


class Unreadable(ValueError):
    pass


def matched(pattern: re.Pattern, text: str) -> re.Match:
    match = pattern.fullmatch(text.translate(FULL_WIDTH))
    if match is None:
        raise Unreadable(text)
    return match


def number_of(match: re.Match) -> Fraction:
    decimals = match["decimals"] or ""
    digits = match["whole"].replace(",", "") + decimals
    value = Fraction(int(digits), 10 ** len(decimals))
    return -value if match["sign"] == "-" else value


def within_decimals(value: Fraction, places: int) -> bool:
    return (value * 10**places).denominator == 1


def read_money(text: str) -> Fraction:
    match = matched(MONEY, text)
    value = number_of(match) * {"": 1, "万": 10**4, "亿": 10**8}[match["scale"]]
    # The limits hold for the amount in 元, not for the digits as typed.
    if abs(value) >= MONEY_LIMIT or not within_decimals(value, MONEY_DECIMALS):
        raise Unreadable(text)
    return value


def read_percent(text: str) -> Fraction:
    value = number_of(matched(PERCENT, text)) / 100
    if not within_decimals(value, PERCENT_DECIMALS):
        raise Unreadable(text)
    return value


def read_whole(text: str) -> int:
    match = matched(WHOLE, text)
    if match["decimals"] is not None:
        raise Unreadable(text)
    return int(number_of(match))


def read_yes_no(text: str) -> bool:
    word = text.translate(FULL_WIDTH).lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable(text)


def read_date(text: str) -> datetime.date:
    for pattern in DATES:
        match = pattern.fullmatch(text.translate(FULL_WIDTH))
        if match is not None:
            try:
                return datetime.date(*(int(part) for part in match.groups()))
            except ValueError:
                break
    raise Unreadable(text)


def read_text(text: str) -> str:
    return text


def one_of(*labels: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in labels:
            raise Unreadable(text)
        return text

    return read


class Field(NamedTuple):
    name: str
    read: Callable
    column_optional: bool = False
    when_blank: Optional[str] = None


# The order of this list is the order in which notes name fields.
FIELDS = (
    Field("客户编号", read_text),
    Field("客户名称", read_text, column_optional=True),
    Field("产品线", one_of(*PRODUCT_LINES)),
    Field("客户类型", one_of(*CUSTOMER_TYPES)),
    Field("预计成交日期", read_date),
    Field("潜在需求", read_yes_no),
    Field("预算状态", one_of(*BUDGET_STATES)),
    Field("预算金额", read_money),
    Field("实施年度", read_whole),
    Field("决策人", read_text, column_optional=True),
    Field("决策影响人", read_text, column_optional=True),
    Field("年度潜在销售额", read_money),
    Field("预计毛利率", read_percent),
    Field("近两年销售额", read_money, when_blank="0"),
)

FIELD_ORDER = {field.name: position for position, field in enumerate(FIELDS)}


class Cell(NamedTuple):
    field: str
    state: str
    value: object = None


def read_cell(field: Field, raw: str) -> Cell:
    text = raw.strip(BLANKS)
    if not text:
        if field.when_blank is None:
            return Cell(field.name, MISSING)
        text = field.when_blank
    try:
        return Cell(field.name, KNOWN, field.read(text))
    except Unreadable:
        return Cell(field.name, INVALID)


class Truth(NamedTuple):
    """True, False, or undecided (None); `hangs_on` are the cells that keep it undecided."""

    decided: Optional[bool]
    hangs_on: tuple = ()


def holds(cell: Cell, predicate: Callable[[object], bool]) -> Truth:
    if cell.state == KNOWN:
        return Truth(bool(predicate(cell.value)))
    return Truth(None, (cell,))


def given(cell: Cell) -> Truth:
    if cell.state == INVALID:
        return Truth(None, (cell,))
    return Truth(cell.state == KNOWN)


def all_of(*parts: Truth) -> Truth:
    # One false part decides, whatever else is unknown: then nothing hangs on the unknown ones.
    if any(part.decided is False for part in parts):
        return Truth(False)
    undecided = [part for part in parts if part.decided is None]
    if undecided:
        return Truth(None, tuple(cell for part in undecided for cell in part.hangs_on))
    return Truth(True)


class Parameters(NamedTuple):
    required_margin: Fraction = Fraction(35, 100)
    rating_year: int = 2026
    price_floor: Fraction = Fraction(100_000)


PARAMETERS = {
    "要求毛利率": ("required_margin", read_percent),
    "评级年度": ("rating_year", read_whole),
    "价格下限": ("price_floor", read_money),
}


class Outcome(NamedTuple):
    status: str
    names: tuple = ()
    score: Optional[Fraction] = None
    grade: str = ""


def sales_points(sales: Fraction) -> int:
    if sales >= 8_000_000:
        return 100
    if sales >= 4_000_000:
        return 90
    if sales >= 2_000_000:
        return 80
    if sales >= 1_000_000:
        return 70
    return 60


def margin_points(margin: Fraction, required: Fraction) -> int:
    difference = (margin - required) * 100
    if difference >= 10:
        return 100
    if difference >= -3:
        return 90
    if difference > -10:
        return 80
    if difference > -20:
        return 70
    return 60


def bonus(history: Fraction) -> Fraction:
    if history >= 4_000_000:
        return Fraction(20, 100)
    if history >= 2_000_000:
        return Fraction(10, 100)
    if history > 0:
        return Fraction(5, 100)
    return Fraction(0)


def score_of(sales: Fraction, margin: Fraction, history: Fraction, required: Fraction) -> Fraction:
    base = Fraction(sales_points(sales) + margin_points(margin, required), 2)
    return base * (1 + bonus(history))


def grade_of(score: Fraction) -> str:
    if score >= 90:
        return "A"
    if score >= 80:
        return "B"
    if score >= 70:
        return "C"
    return "D"


def undecided(cells) -> Outcome:
    # An unreadable cell outweighs a missing one in the status; the note names both kinds.
    status = INVALID_DATA if any(cell.state == INVALID for cell in cells) else INCOMPLETE
    names = sorted({cell.field for cell in cells}, key=FIELD_ORDER.__getitem__)
    return Outcome(status, tuple(names))


def assess(cells: dict, parameters: Parameters) -> Outcome:
    """`cells` holds a Cell for every field, by name."""
    applies = all_of(
        holds(cells["产品线"], lambda line: line == "MMS类"),
        holds(cells["客户类型"], lambda kind: kind == "最终用户"),
        holds(cells["预计成交日期"], lambda close: close.year == parameters.rating_year),
    )
    if applies.decided is False:
        return Outcome(NOT_APPLICABLE)
    if applies.decided is None:
        return undecided(applies.hangs_on)

    elements = {
        "有需求": holds(cells["潜在需求"], lambda need: need),
        "有预算": all_of(
            holds(cells["预算状态"], lambda state: state in ("有计划", "已落实")),
            holds(cells["预算金额"], lambda amount: amount >= parameters.price_floor),
        ),
        "有时间表": holds(cells["实施年度"], lambda year: year == parameters.rating_year),
        "决策清晰": all_of(given(cells["决策人"]), given(cells["决策影响人"])),
    }
    failed = tuple(name for name, truth in elements.items() if truth.decided is False)
    if failed:
        return Outcome(INELIGIBLE, failed)
    eligible = all_of(*elements.values())
    if eligible.decided is None:
        return undecided(eligible.hangs_on)

    scored = [cells[name] for name in ("年度潜在销售额", "预计毛利率", "近两年销售额")]
    unknown = [cell for cell in scored if cell.state != KNOWN]
    if unknown:
        return undecided(unknown)
    sales, margin, history = (cell.value for cell in scored)
    score = score_of(sales, margin, history, parameters.required_margin)
    return Outcome(RATED, (), score, grade_of(score))


class BadList(Exception):
    pass


def decimal_text(value: Fraction) -> str:
    """The exact decimal without trailing zeros; every score of this policy has one."""
    places = 0
    while not within_decimals(value, places):
        places += 1
        if places > 30:
            raise AssertionError(f"{value} has no short decimal form")
    digits = str(abs(value) * 10**places).rjust(places + 1, "0")
    text = digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return "-" + text if value < 0 else text


def columns_of(header: list) -> dict:
    names = [name.strip(BLANKS) for name in header]
    columns = {}
    for field in FIELDS:
        places = [index for index, name in enumerate(names) if name == field.name]
        if len(places) > 1:
            raise BadList(f"column {field.name} appears {len(places)} times")
        if places:
            columns[field.name] = places[0]
        elif not field.column_optional:
            raise BadList(f"column {field.name} is absent")
    return columns


def records_of(lines):
    """Yields one dict of cells a record, in the order of the list."""
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(lines, strict=True)
    try:
        header = next(rows, None)
        if header is None:
            raise BadList("the list is empty")
        columns = columns_of(header)
        for row in rows:
            # The reader gives an empty row for a blank line, which is no record.
            if not row:
                continue
            cells = {}
            for field in FIELDS:
                place = columns.get(field.name)
                raw = row[place] if place is not None and place < len(row) else ""
                cells[field.name] = read_cell(field, raw)
            yield cells
    except csv.Error as error:
        raise BadList(f"line {rows.line_num}: {error}") from error


def header_row(plan: bool) -> list:
    visits = [f"最低拜访/{role}" for role in ROLES] if plan else []
    return ["客户编号", "得分", "客户级别", *visits, "状态", "说明"]


def result_row(cells: dict, parameters: Parameters, plan: bool) -> list:
    outcome = assess(cells, parameters)
    score = "" if outcome.score is None else decimal_text(outcome.score)
    visits = VISITS.get(outcome.grade, ("",) * len(ROLES)) if plan else ()
    key = cells["客户编号"].value or ""
    return [key, score, outcome.grade, *visits, outcome.status, "、".join(outcome.names)]


def parameters_from(settings: list) -> Parameters:
    values = {}
    for setting in settings:
        name, separator, text = setting.partition("=")
        name = name.strip(BLANKS)
        if not separator or name not in PARAMETERS:
            raise BadList(f"--param {setting}: expected one of {'、'.join(PARAMETERS)} = value")
        attribute, read = PARAMETERS[name]
        try:
            values[attribute] = read(text.strip(BLANKS))
        except Unreadable:
            raise BadList(f"--param {setting}: the value cannot be read") from None
    return Parameters(**values)


def main() -> int:
    parser = argparse.ArgumentParser(description="Grades a list of government customers.")
    parser.add_argument("list", metavar="LIST.csv")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--plan", action="store_true", help="add the minimum visits of each grade")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        parameters = parameters_from(arguments.param)
        with open(arguments.list, encoding="utf-8-sig", newline="") as lines:
            writer = csv.writer(sys.stdout, lineterminator="\r\n")
            writer.writerow(header_row(arguments.plan))
            for cells in records_of(lines):
                writer.writerow(result_row(cells, parameters, arguments.plan))
    except (BadList, OSError, UnicodeDecodeError) as error:
        print(f"government.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
