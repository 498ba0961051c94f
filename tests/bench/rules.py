"""Long rule files and lists for them; the bytes depend on the arguments alone.

    python3 rules.py tree ROWS COLUMNS [--first] [--clean] [--examples COUNT]
                                                                 a decision tree as a table; one row in ten moved at one limit
    python3 rules.py any ROWS COLUMNS [--first] [--examples COUNT]
                                                                 rows of random ranges, half of their cells `any`
    python3 rules.py bands ROWS                                  ranges of one value, without a fault
    python3 rules.py lookup ENTRIES                              city => tier
    python3 rules.py blocks COUNT                                bands, derived values and grades that build on one another
    python3 rules.py scorecards COUNT                            four criteria with 97 ranges each, and the sum of all scores
    python3 rules.py elements COUNT                              one eligibility block of so many conditions
    python3 rules.py chain COUNT                                 bands, each on those before
    python3 rules.py links COUNT                                 the same, each on a field of its own besides
    python3 rules.py examples ROWS                               a small table and many examples of it
    python3 rules.py wide COLUMNS                                rules that use ten columns of so many

With --seed N another file of the kind; with --list RECORDS a list for it instead.
"""
import argparse
import random
import sys

TOP = 100_000  # numbers of `tree` and `any` are from 0 to this
OPTIONS = ["north", "east", "south", "west", "centre", "coast", "hills", "islands"]
LETTERS = "ABCDE"


def is_option(column):
    return column % 3 == 2


def whole(column):
    return list(range(len(OPTIONS))) if is_option(column) else (0, TOP)


def tree(random_, rows, columns, clean):
    """Leaves of random splits, those with most room first; ends of ranges are [low, high), the last TOP itself too."""
    leaves = [[whole(column) for column in range(columns)]]
    while len(leaves) < rows:
        at = min(random_.randrange(len(leaves)) for _ in range(2))
        leaf = leaves[at]
        column = random_.randrange(columns)
        side = leaf[column]
        if is_option(column):
            if len(side) < 2:
                continue
            cut = random_.randrange(1, len(side))
            parts = side[:cut], side[cut:]
        else:
            if side[1] - side[0] < 20:
                continue
            cut = random_.randrange(side[0] + 5, side[1] - 5)
            parts = (side[0], cut), (cut, side[1])
        del leaves[at]
        for part in parts:
            leaves.append([part if other == column else leaf[other] for other in range(columns)])
    random_.shuffle(leaves)
    for leaf in [] if clean else random_.sample(leaves, rows // 10):
        asked = [column for column in range(columns) if leaf[column] != whole(column)]
        column = random_.choice(asked)
        if is_option(column):
            leaf[column] = sorted(set(leaf[column]) ^ {random_.randrange(len(OPTIONS))}) or leaf[column]
        else:
            low, high = leaf[column]
            move = random_.randrange(1, 2000)
            leaf[column] = (max(0, low - move), high) if random_.random() < 0.5 else (low, max(low + 1, high - move))
    return leaves


def any_rows(random_, rows, columns, _):
    result = []
    for _ in range(rows):
        row = []
        for column in range(columns):
            if random_.random() < 0.5:
                row.append(whole(column))
            elif is_option(column):
                row.append(sorted(random_.sample(range(len(OPTIONS)), random_.randrange(1, 4))))
            else:
                low = random_.randrange(0, TOP)
                row.append((low, min(TOP, low + random_.randrange(1, TOP // 2))))
        result.append(row)
    return result


def cell(column, side):
    if side == whole(column):
        return "any"
    if is_option(column):
        return ", ".join(OPTIONS[code] for code in side)
    low, high = side
    return f"{low} to {high}" if high == TOP else f"{low} to under {high}"


def value_within(column, side, random_):
    if is_option(column):
        return OPTIONS[random_.choice(side)]
    return str(random_.randrange(side[0], max(side[0] + 1, side[1])))


def table(leaves, columns, first, examples_, random_):
    out = ["rules Table", "fields", "  id: text, key"]
    for column in range(columns):
        out.append(f"  c{column}: " + ("one of " + ", ".join(OPTIONS) if is_option(column) else f"number, 0 to {TOP}"))
    out.append("table decision" + (": first match" if first else ""))
    out.append("  | " + " | ".join(f"c{column}" for column in range(columns)) + " | => grade |")
    labels = []
    for leaf in leaves:
        labels.append(random_.choice(LETTERS))
        out.append("  | " + " | ".join(cell(column, leaf[column]) for column in range(columns)) + f" | {labels[-1]} |")
    if examples_ > 0:
        # Each within a row in turn; another row above it may fit, too, unless the table is clean.
        out += ["examples", "  | " + " | ".join(f"c{column}" for column in range(columns)) + " | => grade |"]
        for example in range(examples_):
            leaf = leaves[example % len(leaves)]
            out.append("  | " + " | ".join(value_within(column, leaf[column], random_) for column in range(columns)) +
                       f" | {labels[example % len(leaves)]} |")
    return out + ["output", "  id, grade"]


def values(random_, columns):
    return [random_.choice(OPTIONS) if is_option(column) else str(random_.randrange(TOP + 1)) for column in range(columns)]


def bands(rows):
    out = ["rules Bands", "fields", "  id: text, key", "  sales: money", "bands rate on sales",
           "  | under 100 | 0 |"]
    for row in range(1, rows - 1):
        out.append(f"  | {row * 100} to under {row * 100 + 100} | {row} |")
    return out + [f"  | at least {(rows - 1) * 100} | {rows} |", "output", "  id, rate"]


def lookup(entries):
    out = ["rules Lookup", "fields", "  id: text, key", "  city: text", "table tiers: first match", "  | city | => tier |"]
    out += [f'  | "town {entry}" | {LETTERS[entry % 5]} |' for entry in range(entries)]
    return out + ["  | otherwise | E |", "output", "  id, tier"]


def blocks(count):
    """Every fourth block a field, bands on it, a value that adds the bands to those before, and a grade of it."""
    fields, body = [], []
    for block in range(max(1, count // 3)):
        fields.append(f"  amount {block}: money")
        body += [f"bands points {block} on amount {block}", f"  | at least {block + 2}00 | 2 |",
                 f"  | {block + 1}00 to under {block + 2}00 | 1 |", f"  | under {block + 1}00 | 0 |"]
        before = f"sum {block - 1} + " if block % 5 else ""
        body.append(f"sum {block} = {before}points {block}")
        body += [f"grade mark {block} on sum {block}", "  | at least 2 | A |", "  | 1 to under 2 | B |", "  | under 1 | C |"]
    last = range(max(1, count // 3))
    return ["rules Blocks", "fields", "  id: text, key"] + fields + body + [
        "output", "  id, " + ", ".join(f"mark {block}" for block in last)]


def scorecards(count, random_):
    criteria, rows = 4, 97
    out = ["rules Scorecards", "fields", "  id: text, key"]
    out += [f"  amount {number}: number, 0 to {TOP}" for number in range(count * criteria)]
    for card in range(count):
        out += [f"scorecard score {card}",
                "  | " + " | ".join(f"amount {card * criteria + at} (25%)" for at in range(criteria)) + " | points |"]
        limits = [sorted(random_.sample(range(1, TOP), rows - 1), reverse=True) for _ in range(criteria)]
        for row in range(rows):
            cells = [f"at least {cuts[0]}" if row == 0 else f"under {cuts[-1]}" if row == rows - 1 else
                     f"{cuts[row]} to under {cuts[row - 1]}" for cuts in limits]
            out.append("  | " + " | ".join(cells) + f" | {rows - row} |")
    return out + ["total = " + " + ".join(f"score {card}" for card in range(count)), "output", "  id, total"]


def elements(count):
    return ["rules Elements", "fields", "  id: text, key", "  sales: money, 0 to 100000", "  known: yes/no",
            "eligibility checks: all of"] + [f"  element {each}: sales >= {each} or known" for each in range(count)] + [
                "double = sales * 2", "output", "  id, double"]


def chain(count, title, fields):
    """Bands, each on the one before and, as long as there are some, a field of its own. Without such few values come through, so
    that most rows are never reached."""
    body = []
    for each in range(count):
        limit, before = each % 5 + 1, [f"step {each - 1}"] if each > 0 else []
        subject = " + ".join(before + fields[each:each + 1])
        body += [f"bands step {each} on {subject}", f"  | at least {limit} | {each % 7} |", f"  | under {limit} | {(each + 3) % 7} |"]
    return [f"rules {title}", "fields", "  id: text, key"] + [f"  {field}: number, 0 to 1000" for field in fields] + body + [
        "output", f"  id, step {count - 1}"]


def classes(count, random_):
    lines = [f"  class {each % 50}: sales >= {random_.randrange(TOP)} and cost < {random_.randrange(TOP)}" for each in range(count)]
    return ["rules Classes", "fields", "  id: text, key", f"  sales: number, 0 to {TOP}", f"  cost: number, 0 to {TOP}",
            "classify kind: first match"] + lines + ["  rest: otherwise", "output", "  id, kind"]


def formulas(count):
    return ["rules Formulas", "fields", "  id: text, key"] + [f"  cell {each}: number, 0 to 1000" for each in range(20)] + [
        f"value {each} = cell {each % 20} * {each % 7 + 1} + cell {each * 3 % 20} - {each}" for each in range(count)] + [
            "output", "  id, " + ", ".join(f"value {each}" for each in range(count))]


def options(count):
    return ["rules Options", "fields", "  id: text, key", "  city: one of " + ", ".join(f"city{each}" for each in range(count)),
            "table tiers: first match", "  | city | => tier |"] + [
                f"  | city{each} | {LETTERS[each % 5]} |" for each in range(count)] + ["output", "  id, tier"]


def examples(rows, random_):
    out = ["rules Examples", "fields", "  id: text, key", "  sales: money", "  share: percent", "bands points on sales",
           "  | at least 1000 | 10 |", "  | under 1000 | 5 |", "grade mark on points * share", "  | at least 5 | A |",
           "  | under 5 | B |", "examples", "  | sales | share | => points | => mark |"]
    for _ in range(rows):
        sales, share = random_.randrange(2000), random_.randrange(100)
        points = 10 if sales >= 1000 else 5
        out.append(f"  | {sales} | {share}% | {points} | {'A' if points * share >= 500 else 'B'} |")
    return out + ["output", "  id, mark"]


def wide():
    fields = [f"  used {column}: money" for column in range(10)]
    total = " + ".join(f"used {column}" for column in range(10))
    return ["rules Wide", "fields", "  id: text, key"] + fields + [
        f"total = {total}", "grade mark on total", "  | at least 5,000 | A |", "  | under 5,000 | B |",
        "output", "  id, total, mark"]


def records(kind, size, columns, count, random_):
    if kind in ("tree", "any"):
        yield ["id"] + [f"c{column}" for column in range(columns)]
        for record in range(count):
            yield [f"K{record}"] + values(random_, columns)
    elif kind == "bands":
        yield ["id", "sales"]
        for record in range(count):
            yield [f"K{record}", str(random_.randrange(size * 100))]
    elif kind == "lookup":
        yield ["id", "city"]
        for record in range(count):
            yield [f"K{record}", f"town {random_.randrange(size)}"]
    elif kind == "blocks":
        parts = max(1, size // 3)
        yield ["id"] + [f"amount {block}" for block in range(parts)]
        for record in range(count):
            yield [f"K{record}"] + [str(random_.randrange(100 * parts)) for _ in range(parts)]
    else:
        used = {round(place * (size - 1) / 9): place for place in range(10)}
        yield ["id"] + [f"used {used[column]}" if column in used else f"other {column}" for column in range(size)]
        for record in range(count):
            yield [f"K{record}"] + [str(random_.randrange(1000)) if column in used else f"cell {column}" for column in range(size)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "kind", choices=["tree", "any", "bands", "lookup", "blocks", "scorecards", "elements", "chain", "links", "classes",
                         "formulas", "options", "examples", "wide"])
    parser.add_argument("size", type=int)
    parser.add_argument("columns", type=int, nargs="?", default=3)
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=int, metavar="RECORDS")
    given = parser.parse_args()
    random_ = random.Random(given.seed)
    if given.list is not None:
        lines = (",".join(row) for row in records(given.kind, given.size, given.columns, given.list, random_))
    elif given.kind in ("tree", "any"):
        make = tree if given.kind == "tree" else any_rows
        lines = table(make(random_, given.size, given.columns, given.clean), given.columns, given.first, given.examples, random_)
    elif given.kind in ("examples", "scorecards", "classes"):
        lines = {"examples": examples, "scorecards": scorecards, "classes": classes}[given.kind](given.size, random_)
    else:
        make = {"bands": bands, "lookup": lookup, "blocks": blocks, "elements": elements, "formulas": formulas,
                "chain": lambda count: chain(count, "Chain", ["sales"]),
                "links": lambda count: chain(count, "Links", [f"cell {each}" for each in range(count)]),
                "options": options, "wide": lambda _: wide()}
        lines = make[given.kind](given.size)
    sys.stdout.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main()
