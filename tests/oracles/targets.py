#!/usr/bin/env python3
"""P14: the yearly target of an IT hardware vendor, spread over named customers.

usage: targets.py LIST.csv > RESULT.csv
"""

import sys
from fractions import Fraction

from cells import (
    KNOWN,
    MISSING,
    UNKNOWN,
    Fault,
    Field,
    Pack,
    Value,
    all_of,
    among,
    apply,
    decimal_text,
    given,
    grouped,
    known,
    main,
    met,
    money,
    options,
    text,
    total_of,
    whole,
)

YEAR = 2026
TARGETS = {"服务器": 36_000_000, "存储": 15_000_000, "网络": 9_000_000, "外设": 4_200_000}
OF_POTENTIAL = Fraction(70, 100)
CUSTOMERS, INDUSTRIES, REGIONS = 10, 2, 1

AMOUNTS = ("0", "0.01", "0.05", "100万", "33.33", "1,000,000.004", "-1", "1元")
UPWARDS = ("销售员", "经理", "行业", "区域")
GROUPINGS = (("销售员",), ("销售员", "行业"), ("销售员", "区域"), ("经理",), ("行业",), ("区域",))

FIELDS = (
    Field("客户编号", text()),
    Field("序号", whole(at_least=1)),
    Field("客户名称", text()),
    Field("年度", whole(), tries=("2026", "2025", "2027")),
    Field("客户状态", options("点名", "备选")),
    Field("经理", text()),
    Field("销售员", text()),
    Field("行业", options("政府", "金融电信", "教育", "石化", "企业", "其他")),
    Field("区域", options("华北", "华东", "华南", "西南")),
    *(
        Field(product + column, money(at_least=0), blank="0", tries=AMOUNTS)
        for product in TARGETS
        for column in ("潜力", "上年")
    ),
)


def applies(record: dict) -> Value:
    """P14: named targets of the year."""
    return all_of(among(record["年度"], YEAR), among(record["客户状态"], "点名"))


def elements(record: dict) -> dict:
    return {f"有{name}": given(record[name]) for name in ("经理", "销售员", "行业", "区域")}


def rounded(amount: Fraction) -> Fraction:
    """To a hundredth, half away from zero; no amount is below zero."""
    return Fraction((amount * 200 + 1) // 2, 100)


def weight(record: dict, product: str) -> Value:
    """P14: in proportion to potential; a parameter gives the weighting, the rest goes by last year's sales."""
    return apply(
        lambda potential, last: rounded(potential * OF_POTENTIAL + last * (1 - OF_POTENTIAL)),
        record[product + "潜力"],
        record[product + "上年"],
    )


def parts_of(target: int, weights: dict) -> dict:
    """The whole in whole yuan by largest remainder, among equal ones by the smaller key."""
    total = sum(weights.values())
    exact = {key: Fraction(target) * each / total for key, each in weights.items()}
    parts = {key: share.numerator // share.denominator for key, share in exact.items()}
    rest = target - sum(parts.values())
    for key in sorted(exact, key=lambda key: (parts[key] - exact[key], key.encode()))[:rest]:
        parts[key] += 1
    return parts


def whole_list(records: list) -> None:
    for product, target in TARGETS.items():
        weights = {record["客户编号"].value: weight(record, product) for record in records}
        certain = {key: each.value for key, each in weights.items() if each.state == KNOWN}
        parts = parts_of(target, certain) if any(certain.values()) else None
        for record in records:
            key = record["客户编号"].value
            if weights[key].state != KNOWN:
                record[product + "指标"] = weights[key]
            elif parts is None:
                record[product + "指标"] = Value(UNKNOWN, None, frozenset([Fault("total", MISSING)]))
            else:
                record[product + "指标"] = known(parts[key])
    for record in records:
        record["客户指标"] = apply(lambda *parts: sum(parts), *(record[product + "指标"] for product in TARGETS))
    for name in UPWARDS:
        for own in grouped(records, name).values():
            total = known(total_of(record["客户指标"] for record in own))
            for record in own:
                record[name + "指标"] = total


def results(record: dict) -> dict:
    return {name: record[name] for name in DERIVED}


def distinct(records: list, field: str) -> int:
    """How often a record is the first of its kind by its number in the list; numbers that tie count as often."""
    numbers = {}
    for record in records:
        if record["序号"].state == KNOWN:
            numbers.setdefault(record[field].value, []).append(record["序号"].value)
    return sum(each.count(min(each)) for each in numbers.values())


def reports(records: list) -> dict:
    """P14: totals per salesperson, industry and region, by product; what breaks the 10/2/1 pattern."""
    own_records = [record for record, _ in records]
    checks = {}
    for (person,), own in grouped(own_records, "销售员").items():
        place = ("销售员", person, "十二一")
        checks[(*place, "十个客户")] = met(len(own) == CUSTOMERS)
        checks[(*place, "两个行业")] = met(distinct(own, "行业") == INDUSTRIES)
        checks[(*place, "一个区域")] = met(distinct(own, "区域") == REGIONS)
    sums = {"targets": {}, "totals": {}}
    for fields in GROUPINGS:
        for values, own in grouped(own_records, *fields).items():
            for result in (*(product + "指标" for product in TARGETS), "客户指标"):
                values_ = [record[result] for record in own]
                count = sum(1 for value in values_ if value.state == KNOWN)
                key = ("、".join(fields), " / ".join(values), result, str(count))
                sums["totals" if result == "客户指标" else "targets"][key] = decimal_text(total_of(values_))
    return {"portfolio": checks, **sums}


DERIVED = (*(product + "指标" for product in TARGETS), "客户指标", *(name + "指标" for name in UPWARDS))

PACK = Pack(
    fields=FIELDS,
    copied=("客户编号", "客户名称", "经理", "销售员", "行业", "区域"),
    derived=DERIVED,
    applies=applies,
    elements=elements,
    results=results,
    whole_list=whole_list,
    reports=reports,
    intricate=lambda record: any(Fault("total", MISSING) in record.get(name, known(0)).faults for name in DERIVED),
)

if __name__ == "__main__":
    sys.exit(main(PACK))
