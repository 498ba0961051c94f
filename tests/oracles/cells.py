"""What the oracles of the rule packs share: cells, three-valued logic, layers, statuses and notes.

A module describes its list as a `Pack`; `outcomes` then gives what every record of a list must get. The
reading of numbers, money, dates and yes/no is that of the government oracle. All numbers are exact fractions.
"""

import csv
import io
import itertools
import re
import sys
from fractions import Fraction
from typing import Callable, NamedTuple, Optional

from government import (
    BLANKS,
    FULL_WIDTH,
    INCOMPLETE,
    INELIGIBLE,
    INVALID,
    INVALID_DATA,
    KNOWN,
    MISSING,
    NOT_APPLICABLE,
    NUMBER,
    RATED,
    Unreadable,
    decimal_text,
    matched,
    number_of,
    read_date,
    read_money,
    read_percent,
    read_text,
    read_whole,
    read_yes_no,
)

UNKNOWN = "unknown"

NOT_MET = "未满足"
TO_FILL = "待补"
NOT_READ = "无法识别"
SENTENCE_OF = {MISSING: TO_FILL, INVALID: NOT_READ}


# Kinds of cells -------------------------------------------------------------------------------------------


class Kind(NamedTuple):
    """`unreadable` are cells that this kind must refuse; random lists are made with them."""

    read: Callable
    options: tuple = ()
    unreadable: tuple = ()


def bounded(read: Callable, at_least=None, over=None, at_most=None) -> Callable:
    """A value outside the bounds is as unreadable as a word."""

    def read_within(text: str):
        value = read(text)
        too_low = at_least is not None and value < at_least or over is not None and value <= over
        if too_low or at_most is not None and value > at_most:
            raise Unreadable(text)
        return value

    return read_within


def text() -> Kind:
    return Kind(read_text)


def options(*labels: str) -> Kind:
    """Full-width letters, digits and signs read as their twins; large and small letters stay apart."""

    def read(word: str) -> str:
        plain = word.translate(FULL_WIDTH)
        if plain not in labels:
            raise Unreadable(word)
        return plain

    return Kind(read, labels, ("不清楚", labels[0] + "?"))


def yes_no() -> Kind:
    return Kind(read_yes_no, ("是", "否", "Y", "no", "TRUE", "0", "√", "×"), ("部分", "?", "2"))


def money(**bounds) -> Kind:
    return Kind(bounded(read_money, **bounds), (), ("约80万", "不详", "8e5", "1,00", "80万左右"))


def percent(**bounds) -> Kind:
    return Kind(bounded(read_percent, **bounds), (), ("35", "0.35", "约30%", "三成"))


def number(unit: str = "", **bounds) -> Kind:
    pattern = re.compile(NUMBER + f"(?:{re.escape(unit)})?")

    def read(word: str) -> Fraction:
        return number_of(matched(pattern, word))

    return Kind(bounded(read, **bounds), (), ("约3", "长期", "1,00", "3e2", "3箱"))


def whole(**bounds) -> Kind:
    return Kind(bounded(read_whole, **bounds), (), ("3.5", "两三个", "1,00"))


def date() -> Kind:
    return Kind(read_date, (), ("2026-02-30", "2026/13/1", "去年", "20260301"))


class Field(NamedTuple):
    """A column; `tries` are readable cells at and around the limits of the policy."""

    name: str
    kind: Kind
    blank: Optional[str] = None
    tries: tuple = ()


# Three-valued logic ---------------------------------------------------------------------------------------


class Fault(NamedTuple):
    field: str
    state: str


class Value(NamedTuple):
    """Known, unknown (`faults` are the cells that it hangs on), or not applicable. A condition is a Value too."""

    state: str
    value: object = None
    faults: frozenset = frozenset()


NO_VALUE = Value(NOT_APPLICABLE)


def known(value) -> Value:
    return Value(KNOWN, value)


def value_of(result) -> Value:
    return result if isinstance(result, Value) else known(result)


def unknown(*values: Value) -> Value:
    return Value(UNKNOWN, None, frozenset().union(*(value.faults for value in values)))


def is_known(value: Value, wanted) -> bool:
    return value.state == KNOWN and value.value == wanted


def apply(function: Callable, *values: Value) -> Value:
    """The function of the values, as soon as all are known."""
    if any(value.state == UNKNOWN for value in values):
        return unknown(*values)
    if any(value.state == NOT_APPLICABLE for value in values):
        return NO_VALUE
    return known(function(*(value.value for value in values)))


def holds(value: Value, predicate: Callable) -> Value:
    return apply(lambda content: bool(predicate(content)), value)


def among(value: Value, *labels) -> Value:
    return holds(value, lambda content: content in labels)


def at_least(value: Value, limit) -> Value:
    return holds(value, lambda content: content >= limit)


def negation(condition: Value) -> Value:
    return apply(lambda content: not content, condition)


def given(cell: Value) -> Value:
    """Whether the cell holds something; open for an unreadable one."""
    if any(fault.state == INVALID for fault in cell.faults):
        return cell
    return known(cell.state == KNOWN)


def combined(deciding: bool, conditions: tuple) -> Value:
    if any(is_known(condition, deciding) for condition in conditions):
        return known(deciding)
    undecided = [condition for condition in conditions if condition.state != KNOWN]
    return unknown(*undecided) if undecided else known(not deciding)


def all_of(*conditions: Value) -> Value:
    """One that is false decides, whatever else is unknown."""
    return combined(False, conditions)


def any_of(*conditions: Value) -> Value:
    """One that is true decides, whatever else is unknown."""
    return combined(True, conditions)


def first_match(*rows) -> Value:
    """Rows are (condition, result); `otherwise(result)` ends them.

    The result stands when every row that could still be the first to hold gives the same.
    """
    undecided, possible = [], []
    for condition, result in rows:
        if is_known(condition, False):
            continue
        possible.append(value_of(result))
        if is_known(condition, True):
            break
        undecided.append(condition)
    if not possible:
        raise AssertionError("no row fits")
    same = possible[0].state == KNOWN and len(set(possible)) == 1
    return possible[0] if same or not undecided else unknown(*undecided, *possible)


def otherwise(result) -> tuple:
    return known(True), result


def lookup(label: Value, results: dict) -> Value:
    """A table by one label. An unknown label may be any of them, unless all give the same."""
    if label.state == KNOWN:
        return value_of(results[label.value])
    if label.state == UNKNOWN and len(set(results.values())) == 1:
        return value_of(next(iter(results.values())))
    return label


def when(condition: Value, result) -> Value:
    """`result` where the condition holds, else not applicable."""
    if condition.state != KNOWN:
        return unknown(condition)
    return value_of(result) if condition.value else NO_VALUE


def worst_of(scale: str, *classes: Value) -> Value:
    """The last of the scale among the classes; the very last one decides, whatever else is unknown."""
    if any(is_known(label, scale[-1]) for label in classes):
        return known(scale[-1])
    return apply(lambda *labels: max(labels, key=scale.index), *classes)


def banded(value: Value, *bands) -> Value:
    """Points by falling limits: (at least, points) …, then the points below them all."""
    *limits, lowest = bands
    return apply(lambda content: next((points for limit, points in limits if content >= limit), lowest), value)


def banded_up(value: Value, *bands) -> Value:
    """Points by rising limits: (at most, points) …, then the points above them all."""
    *limits, last = bands
    return apply(lambda content: next((points for limit, points in limits if content <= limit), last), value)


# Records, layers, statuses --------------------------------------------------------------------------------


class Pack(NamedTuple):
    """One list and its policy. `applies`, `elements` and `results` take a record, a dict of Values by field.

    `whole_list` is shown the records that passed the elements, before any of them has results: it puts down in them what they
    have from each other. `reports` takes them with their results, and tells what reports say of groups of them: by the name of
    the report the last column by the others. `intricate` tells the records whose notes are left open.
    """

    fields: tuple
    copied: tuple
    derived: tuple
    applies: Callable
    elements: Callable
    results: Callable
    one_element_is_enough: bool = False
    intricate: Callable = lambda record: False
    whole_list: Callable = lambda records: None
    reports: Callable = lambda records: {}
    as_of: str = ""

    @property
    def columns(self) -> tuple:
        return self.copied + self.derived


class Outcome(NamedTuple):
    """`notes` are pairs of a sentence (未满足, 待补, 无法识别) and a name in it; None where they are left open."""

    columns: tuple
    status: str
    notes: Optional[frozenset] = frozenset()


def read_cell(field: Field, raw: str) -> Value:
    content = raw.strip(BLANKS)
    if not content:
        if field.blank is None:
            return Value(UNKNOWN, None, frozenset([Fault(field.name, MISSING)]))
        content = field.blank
    try:
        return known(field.kind.read(content))
    except Unreadable:
        return Value(UNKNOWN, None, frozenset([Fault(field.name, INVALID)]))


def record_of(pack: Pack, row: dict) -> dict:
    return {field.name: read_cell(field, row.get(field.name, "")) for field in pack.fields}


def shown(value: Value) -> str:
    if value.state != KNOWN:
        return ""
    if isinstance(value.value, bool):
        return "是" if value.value else "否"
    return value.value if isinstance(value.value, str) else decimal_text(Fraction(value.value))


def status_of_faults(faults) -> str:
    return INVALID_DATA if any(fault.state == INVALID for fault in faults) else INCOMPLETE


def notes_of_faults(faults) -> frozenset:
    return frozenset((SENTENCE_OF[fault.state], fault.field) for fault in faults)


def gate(pack: Pack, record: dict):
    """The status and notes of a record that the first two layers settle, else None."""
    applies = pack.applies(record)
    if is_known(applies, False):
        return NOT_APPLICABLE, frozenset()
    if applies.state == UNKNOWN:
        return status_of_faults(applies.faults), notes_of_faults(applies.faults)
    elements = pack.elements(record)
    passed = (any_of if pack.one_element_is_enough else all_of)(*elements.values())
    if is_known(passed, False):
        return INELIGIBLE, frozenset((NOT_MET, name) for name, met in elements.items() if is_known(met, False))
    if passed.state == UNKNOWN:
        return status_of_faults(passed.faults), notes_of_faults(passed.faults)
    return None


class Assessment(NamedTuple):
    """One record on its way: `settled` where the first two layers settle it."""

    row: dict
    record: dict
    settled: Optional[tuple]


def outcome_of(pack: Pack, assessment: Assessment) -> Outcome:
    """Copied columns show what was read, and the cell without the blanks around it where it cannot be read."""
    row, record, settled = assessment
    copied = tuple(shown(record[name]) or row.get(name, "").strip(BLANKS) for name in pack.copied)
    if settled is not None:
        status, notes = settled
        results = ("",) * len(pack.derived)
    else:
        values = pack.results(record)
        results = tuple(shown(values[name]) for name in pack.derived)
        faults = unknown(*(values[name] for name in pack.derived)).faults
        notes = notes_of_faults(faults)
        if faults:
            status = status_of_faults(faults)
        else:
            status = RATED if any(values[name].state == KNOWN for name in pack.derived) else NOT_APPLICABLE
    return Outcome(copied + results, status, None if pack.intricate(record) else notes)


def assessments(pack: Pack, content: bytes) -> list:
    """The records of a list, those that the first two layers pass with what they have from each other."""
    rows = rows_of(content)[1]
    records = [record_of(pack, row) for row in rows]
    found = [Assessment(row, record, gate(pack, record)) for row, record in zip(rows, records)]
    pack.whole_list([each.record for each in found if each.settled is None])
    return found


def decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def rows_of(content: bytes) -> tuple:
    """The names of the columns, and the records as dicts of cells as written."""
    rows = [row for row in csv.reader(io.StringIO(decoded(content), newline=""), strict=True) if row]
    header = [name.strip(BLANKS) for name in rows[0]]
    return header, [dict(itertools.zip_longest(header, row, fillvalue="")) for row in rows[1:]]


def outcomes(pack: Pack, path) -> list:
    """The outcome of every record of the list, in its order."""
    with open(path, "rb") as file:
        return [outcome_of(pack, each) for each in assessments(pack, file.read())]


def reports(pack: Pack, content: bytes) -> dict:
    """What the reports say of groups, as Pack.reports tells it."""
    passed = [each.record for each in assessments(pack, content) if each.settled is None]
    return pack.reports([(record, pack.results(record)) for record in passed])


# Whole lists ----------------------------------------------------------------------------------------------


def grouped(records: list, *fields: str) -> dict:
    """The records by the values of the fields; those where one is unknown are in no group."""
    groups = {}
    for record in records:
        values = [record[field] for field in fields]
        if all(value.state == KNOWN for value in values):
            groups.setdefault(tuple(value.value for value in values), []).append(record)
    return groups


def total_of(values) -> Fraction:
    """Of those that are known."""
    return sum((Fraction(value.value) for value in values if value.state == KNOWN), Fraction(0))


def count_of(conditions) -> int:
    """How many are known to hold."""
    return sum(1 for condition in conditions if is_known(condition, True))


def met(condition: bool) -> str:
    return "是" if condition else "否"


def main(pack: Pack) -> int:
    """NAME.py LIST.csv > RESULT.csv"""
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.writer(sys.stdout)
    writer.writerow([*pack.columns, "状态", "说明"])
    for outcome in outcomes(pack, sys.argv[1]):
        names = "" if outcome.notes is None else "；".join("：".join(note) for note in sorted(outcome.notes))
        writer.writerow([*outcome.columns, outcome.status, names])
    return 0
