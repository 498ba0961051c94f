#!/usr/bin/env python3
"""Writes a random list of government customers to standard output.

    python3 government_lists.py COUNT SEED [--messy]

The same arguments give the same bytes. Figures cluster on the policy's limits and one step either side.
With --messy the list has the mess of real ones. Only spellings whose reading is settled are written,
so that two readers of the same rules cannot differ over a list. Keys never repeat.
"""

import argparse
import random
import sys
from decimal import Decimal

COLUMNS = (
    "客户编号", "客户名称", "产品线", "客户类型", "预计成交日期", "潜在需求", "预算状态", "预算金额",
    "实施年度", "决策人", "决策影响人", "年度潜在销售额", "预计毛利率", "近两年销售额",
)

MONEY_COLUMNS = ("预算金额", "年度潜在销售额", "近两年销售额")

OTHER_LINES = ("城管类", "公安类", "数字城市类", "交通类", "应急类", "旅游类")

CENT = Decimal("0.01")
FINEST_MONEY = Decimal("0.000001")
FINEST_PERCENT = Decimal("0.000001")

# The margins lie at the band limits for a required margin of 35%, and of 30% for runs that change it.
MARGIN_LIMITS = [Decimal(n) for n in (45, 32, 25, 15, 40, 27, 20, 10)]
SALES_LIMITS = [Decimal(n) for n in (1_000_000, 2_000_000, 4_000_000, 8_000_000)]
HISTORY_LIMITS = [Decimal(n) for n in (0, 2_000_000, 4_000_000)]
FLOOR_LIMITS = [Decimal(n) for n in (100_000, 200_000)]

# The halves that fall between the whole numbers the printed table counts in.
BETWEEN_ROWS = [Decimal(n) for n in (1_995_000, 3_995_000, 7_995_000)]

DATES_IN_YEAR = ((2026, 1, 1), (2026, 12, 31), (2026, 2, 28), (2026, 6, 15), (2026, 9, 30), (2026, 3, 1))
DATES_OUTSIDE = ((2025, 12, 31), (2027, 1, 1), (2024, 2, 29), (2027, 6, 30))

UNREADABLE_CLEAN = {
    "产品线": ("消防类",),
    "客户类型": ("经销商",),
    "预计成交日期": ("明年", "2026-02-30"),
    "潜在需求": ("也许",),
    "预算状态": ("已申请",),
    "预算金额": ("待定", "-"),
    "实施年度": ("明年",),
    "年度潜在销售额": ("很多", "abc"),
    "预计毛利率": ("35", "0.35", "abc", "1e1%", "inf%", "—"),
    "近两年销售额": ("不详", "nan"),
}

UNREADABLE_MONEY = (
    "很多", "待定", "面议", "约100万", "100万左右", "50-80万", "1e6", "1.2E6", "inf", "nan", "abc", "—", "-",
    "N/A", "#N/A", "#REF!", "1,20,000", "12,00,000", "1,0000", "1000,000", "1,000,00", ",100", "100,",
    "1.2.3", "1.000.000", "一百万", "一百二十万", "$100000", "35%", "万", "元", "万元", "8百万", "800万/年",
    "1.2亿5千万", "500万美元", "++5", "--5", "5-", "(50000)", "0x10", "1_000", "100k", "1'000",
    "１，２０，０００", "1000000000000", "-1000000000000", "1,000,000,000,000", "10000亿", "0.0000001",
    "999999.9999999", "2026-03-01", "是",
)

UNREADABLE = {
    "产品线": ("消防类", "MMS", "城管公安", "待定", "#N/A", "MMS类、公安类", "1"),
    "客户类型": ("终端用户", "经销商", "用户", "待定", "最终用户?", "?", "0"),
    "预计成交日期": (
        "明年", "下半年", "年底前", "2026-02-30", "2026/2/29", "2026年4月31日", "2026-13-01", "2026-00-10",
        "2026-01-00", "2026-06", "2026年3月", "三月", "2026Q3", "26-03-01", "03/15/2026", "15-03-2026",
        "20260301", "46082", "2026.3.1", "2026-3/1", "—", "#VALUE!", "２０２６年２月３０日", "二〇二六年三月一日",
    ),
    "潜在需求": ("也许", "待确认", "可能", "有", "maybe", "?", "？", "2", "-1", "是的", "是/否", "是是", "yess", "#N/A"),
    "预算状态": ("未落实", "已申请", "申请中", "有", "有计划?", "—", "#N/A", "是"),
    "预算金额": UNREADABLE_MONEY,
    "实施年度": (
        "明年", "2026年", "二〇二六", "2026.5", "2026-2027", "2026/2027", "FY26", "2026Q1", "2e3", "2026%", "abc",
        "2026-03-01", "２０２６年", "—", "20,26", "#N/A",
    ),
    "年度潜在销售额": UNREADABLE_MONEY,
    "预计毛利率": (
        "35", "0.35", "３５", "０．３５", "abc", "1e1%", "inf%", "nan%", "—", "-", "%", "35%%", "约30%", "30%左右",
        "30-35%", "三成", "百分之三十", "35‰", "3,5%", "35.1.2%", "35%以上", "#DIV/0!", "12.3456789%",
        "35.0000001%", "35元", "--5%", "%35", "高",
    ),
    "近两年销售额": UNREADABLE_MONEY,
}

NAMES = (
    "公安局", "公安分局", "城市管理局", "综合行政执法局", "交通运输局", "应急管理局", "文化和旅游局",
    "数据资源管理局", "大数据局", "城市运行管理中心", "政务服务局",
)
PLACES = ("云州市", "江宁区", "东岭市", "南屏县", "白石县", "青山区", "海陵市", "临湖县", "滨江新区")
LEADERS = ("王局长", "张局", "陈政委", "赵副局长", "刘主任", "欧阳局长")
INFLUENCERS = ("李处长", "李处", "周科长", "吴主任", "林队长", "司徒科长")

MESSY_NAMES = (
    '"示范"单位', "城管局,二大队", "公安局\n（科信处）", '交通局 "一把手"工程', "应急办\r\n备用联系人见备注", "12\"大屏项目组",
    "文旅局|规划处", "数据局;信息科", "  城管局  ",
)
MESSY_PEOPLE = (
    "王局长,分管", "李处长\n（科信）", '张"老"局', "待定", "-", "无", "  赵局  ", "　钱处　", "Mr. Wang", "王局长、李处长", "?",
)
EXTRA_COLUMNS = {
    "备注": ("", "", "重点跟进", "电话:0571-8888,转8001", "第一行\n第二行", '说"再等等"', "=1+1", "35%", "800万"),
    "负责人": ("", "小张", "小李", "王,李"),
    "所属区域": ("华东", "华南", "", "西北"),
    "联系电话": ("", "0571-88880000", "13800000000"),
    "更新时间": ("", "2026-02-30", "2026/3/1", "昨天"),
}


def chance(rng, percent):
    return rng.randrange(100) < percent


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def plain(value):
    """Decimal text without exponent or trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def with_commas(value):
    sign = "-" if value < 0 else ""
    whole, point, decimals = plain(abs(value)).partition(".")
    return sign + format(int(whole), ",") + point + decimals


def decimals_of(value):
    return len(plain(value).partition(".")[2])


def around(rng, limit, *steps):
    step = rng.choice(steps)
    return limit + rng.choice((-step, Decimal(0), step))


def random_cents(rng, top):
    return Decimal(rng.randrange(top * 100)) / 100


def sales_value(rng):
    draw = rng.randrange(100)
    if draw < 60:
        return around(rng, rng.choice(SALES_LIMITS), CENT, CENT, FINEST_MONEY)
    if draw < 66:
        return rng.choice(BETWEEN_ROWS)
    if draw < 72:
        return rng.choice((Decimal(0), CENT, Decimal(-50_000), Decimal("999999999999.999999")))
    return random_cents(rng, 12_000_000)


def history_value(rng):
    draw = rng.randrange(100)
    if draw < 60:
        return around(rng, rng.choice(HISTORY_LIMITS), CENT, CENT, FINEST_MONEY)
    if draw < 65:
        return Decimal(1_500_000)
    return random_cents(rng, 6_000_000)


def margin_value(rng):
    if chance(rng, 70):
        return around(rng, rng.choice(MARGIN_LIMITS), CENT, CENT, FINEST_PERCENT)
    return Decimal(rng.randrange(-100, 700)) / 10


def budget_value(rng, enough):
    if not enough:
        limit = FLOOR_LIMITS[0]
        return rng.choice((limit - CENT, limit - FINEST_MONEY, Decimal(0), Decimal(-200_000), Decimal(50_000)))
    if chance(rng, 50):
        limit = rng.choice(FLOOR_LIMITS)
        return limit + rng.choice((Decimal(0), CENT, FINEST_MONEY))
    return Decimal(rng.randrange(10, 500)) * 10_000


def money_text(rng, value, messy):
    forms = [plain(value)] * 3 + [plain(value) + "元", with_commas(value)]
    if plain(value) == plain(value.quantize(CENT)):
        forms.append(format(value, ".2f"))
    # A scaled spelling keeps to the six decimals that an amount may have, however they are counted.
    for scale, unit in ((10**4, "万"), (10**8, "亿")):
        scaled = value / scale
        if value and decimals_of(scaled) <= 6:
            forms += [plain(scaled) + unit, plain(scaled) + unit + "元"]
            if messy:
                forms.append(with_commas(scaled) + unit)
    text = rng.choice(forms)
    if messy and value > 0 and chance(rng, 3):
        text = "+" + text
    return full_width(text) if messy and chance(rng, 12) else text


def percent_text(rng, value, messy):
    forms = [plain(value) + "%"] * 3 + [plain(value) + "％"]
    if decimals_of(value) <= 1:
        forms.append(format(value, ".1f") + "%")
    text = rng.choice(forms)
    if messy and value > 0 and chance(rng, 3):
        text = "+" + text
    return full_width(text) if messy and chance(rng, 12) else text


def date_text(rng, day, messy):
    year, month, date = day
    text = rng.choice((f"{year}-{month:02}-{date:02}", f"{year}/{month}/{date}", f"{year}年{month}月{date}日"))
    if messy and chance(rng, 12):
        # Lists typed by hand are full-width in places, not throughout.
        return full_width(text[:4]) + text[4:] if chance(rng, 50) else full_width(text)
    return text


def yes_no_text(rng, value, messy):
    if not messy:
        return rng.choice(("是", "是", "是", "Y", "yes", "1") if value else ("否", "否", "N", "no", "0"))
    yes = ("是", "是", "Y", "y", "yes", "Yes", "YES", "true", "TRUE", "True", "1", "１", "√")
    no = ("否", "否", "N", "n", "no", "No", "NO", "false", "FALSE", "0", "０", "×")
    return rng.choice(yes if value else no)


def whole_text(rng, value, messy):
    return full_width(str(value)) if messy and chance(rng, 10) else str(value)


def good_record(rng, messy):
    """A customer that the policy rates."""
    people = messy and chance(rng, 25)
    return {
        "客户名称": rng.choice(PLACES) + rng.choice(NAMES),
        "产品线": "MMS类",
        "客户类型": "最终用户",
        "预计成交日期": date_text(rng, rng.choice(DATES_IN_YEAR), messy),
        "潜在需求": yes_no_text(rng, True, messy),
        "预算状态": rng.choice(("有计划", "已落实")),
        "预算金额": money_text(rng, budget_value(rng, True), messy),
        "实施年度": whole_text(rng, 2026, messy),
        "决策人": rng.choice(MESSY_PEOPLE if people else LEADERS),
        "决策影响人": rng.choice(MESSY_PEOPLE if people else INFLUENCERS),
        "年度潜在销售额": money_text(rng, sales_value(rng), messy),
        "预计毛利率": percent_text(rng, margin_value(rng), messy),
        "近两年销售额": "" if chance(rng, 10) else money_text(rng, history_value(rng), messy),
    }


APPLIES = ("产品线", "客户类型", "预计成交日期")
GATES = ("潜在需求", "预算状态", "预算金额", "实施年度", "决策人", "决策影响人")
SCORED = ("年度潜在销售额", "预计毛利率")


def shut_out(rng, record, column, messy):
    """Makes the column's condition false: outside the list's scope, or a failed element."""
    record[column] = {
        "产品线": lambda: rng.choice(OTHER_LINES),
        "客户类型": lambda: rng.choice(("代理商", "政府关系人")),
        "预计成交日期": lambda: date_text(rng, rng.choice(DATES_OUTSIDE), messy),
        "潜在需求": lambda: yes_no_text(rng, False, messy),
        "预算状态": lambda: "无",
        "预算金额": lambda: money_text(rng, budget_value(rng, False), messy),
        "实施年度": lambda: whole_text(rng, rng.choice((2025, 2027)), messy),
        "决策人": lambda: "",
        "决策影响人": lambda: "",
    }[column]()


def spoil(rng, record, column, messy):
    record[column] = rng.choice((UNREADABLE if messy else UNREADABLE_CLEAN)[column])


def anything(rng, record, column, messy):
    draw = rng.randrange(100)
    if draw < 40:
        return
    if draw < 60:
        record[column] = ""
    elif draw < 80 and column in APPLIES + GATES:
        shut_out(rng, record, column, messy)
    elif column in UNREADABLE:
        spoil(rng, record, column, messy)


def some_of(rng, columns):
    """One column mostly, sometimes two or three."""
    count = min(len(columns), rng.choice((1, 1, 1, 2, 2, 3)))
    return rng.sample(columns, count)


def record_of(rng, messy):
    record = good_record(rng, messy)
    readable = tuple(column for column in APPLIES + GATES + SCORED if column in UNREADABLE)
    draw = rng.randrange(100)
    if draw < 50:
        pass
    elif draw < 58:
        for column in some_of(rng, APPLIES):
            shut_out(rng, record, column, messy)
    elif draw < 70:
        for column in some_of(rng, GATES):
            shut_out(rng, record, column, messy)
    elif draw < 78:
        for column in some_of(rng, readable):
            record[column] = ""
    elif draw < 86:
        for column in some_of(rng, readable + ("近两年销售额",)):
            spoil(rng, record, column, messy)
    elif draw < 90:
        # Within one layer, so that unreadable and missing meet in one note.
        layer = rng.choice((APPLIES, GATES, SCORED + ("近两年销售额",)))
        for column in layer:
            anything(rng, record, column, messy)
    elif draw < 95:
        # A false condition next to undecided ones: it must still decide.
        layer = rng.choice((APPLIES, GATES))
        for column in layer:
            anything(rng, record, column, messy)
        shut_out(rng, record, rng.choice(layer), messy)
    else:
        for column in APPLIES + GATES + SCORED + ("近两年销售额",):
            anything(rng, record, column, messy)
    return record


def pad(rng, text):
    if not text:
        return rng.choice((" ", "   ", "　"))
    blank = rng.choice((" ", "  ", "　"))
    return rng.choice((blank + text, text + blank, blank + text + blank))


def mess_up(rng, record):
    if chance(rng, 12):
        record["客户名称"] = rng.choice(MESSY_NAMES)
    for column in COLUMNS[1:]:
        if chance(rng, 4):
            record[column] = pad(rng, record[column])


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def cell_text(rng, text, messy):
    if any(c in text for c in ",\r\n") or text.startswith('"'):
        return quoted(text)
    if '"' in text:
        # Excel takes a quote inside an unquoted cell for itself.
        return text if messy and chance(rng, 50) else quoted(text)
    return quoted(text) if messy and chance(rng, 5) else text


def write_row(out, rng, cells, ending, messy):
    out.write((",".join(cell_text(rng, cell, messy) for cell in cells) + ending).encode("utf-8"))


def write_list(out, count, seed, messy):
    rng = random.Random(seed)
    columns = list(COLUMNS)
    ending = "\r\n"
    if messy:
        columns += rng.sample(sorted(EXTRA_COLUMNS), rng.randrange(1, len(EXTRA_COLUMNS) + 1))
        rng.shuffle(columns)
        ending = rng.choice(("\r\n", "\n"))
        if chance(rng, 50):
            out.write(b"\xef\xbb\xbf")
    write_row(out, rng, columns, ending, messy)
    for number in range(count):
        record = record_of(rng, messy)
        record["客户编号"] = f"K{number:06}"
        if messy:
            mess_up(rng, record)
            for name, texts in EXTRA_COLUMNS.items():
                record[name] = rng.choice(texts)
        row = [record[column] for column in columns]
        if messy and chance(rng, 70):
            while not row[-1]:
                row.pop()
        last = number == count - 1
        write_row(out, rng, row, "" if messy and last and seed % 2 else ending, messy)


def main():
    parser = argparse.ArgumentParser(description="Writes a random list of government customers.")
    parser.add_argument("count", metavar="COUNT", type=int)
    parser.add_argument("seed", metavar="SEED", type=int)
    parser.add_argument("--messy", action="store_true", help="the mess of real lists")
    arguments = parser.parse_args()
    write_list(sys.stdout.buffer, arguments.count, arguments.seed, arguments.messy)


if __name__ == "__main__":
    main()
