#!/usr/bin/env python3
"""The program with the rule packs against their oracles: the sample lists, then random lists made from them.

usage: packs_agreement.py --fenji PATH [--lists N] [--seed N] [--show N] [NAME ...]

Compared are all output columns and the status of every record, which elements and fields its notes name, and the
cells that the notes quote. No results are stored: the oracles work them out.
"""

import argparse
import collections
import concurrent.futures
import csv
import io
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Optional

from cells import NOT_READ, Field, Outcome, Pack, decoded, outcomes, reports, rows_of
from government import BLANKS, FULL_WIDTH
from packs import PACKS

RULES = Path(__file__).resolve().parent.parent.parent / "rules"
STATUS, NOTES = "状态", "说明"
CELL = re.compile(r"“[^”]*”", re.S)
TO_FULL_WIDTH = {twin: full_width for full_width, twin in FULL_WIDTH.items()}

# How often a cell of a random list is changed, and how often an empty one is filled.
CHANGES = (0.02, 0.06, 0.15, 0.4)
FILLS = (0.0, 0.5, 0.95)


# Random lists ---------------------------------------------------------------------------------------------


def pool_of(field: Field, rows: list) -> list:
    """Cells that the sample list or the policy has for this column."""
    return [row[field.name] for row in rows if row[field.name].strip()] + [*field.kind.options, *field.tries]


def decorated(field: Field, cell: str, random_: random.Random) -> str:
    """The same cell in another spelling: blanks around it, full-width letters, digits and signs."""
    wide = cell.translate(TO_FULL_WIDTH) if field.kind.unreadable else cell
    return random_.choice((f" {cell}\u3000", wide, f"\u3000{wide}\u00a0"))


def changed(field: Field, cell: str, rows: list, pool: list, random_: random.Random) -> str:
    """Blank, unreadable, an option or a limit, the cell of another record, or another spelling."""
    kind = random_.randrange(6)
    if kind == 0:
        return random_.choice(("", "", "\u3000"))
    if kind == 1 and field.kind.unreadable:
        return random_.choice(field.kind.unreadable)
    if kind == 2 and field.tries:
        return random_.choice(field.tries)
    if kind == 3:
        return random_.choice(rows)[field.name]
    if kind == 4:
        return decorated(field, cell, random_)
    return random_.choice(pool) if pool else cell


def random_list(pack: Pack, header: list, rows: list, random_: random.Random) -> bytes:
    """The records of the sample list, shuffled, with changed and filled cells; the key stays."""
    fields = {field.name: (field, pool_of(field, rows)) for field in pack.fields[1:] if field.name in header}
    change, fill = random_.choice(CHANGES), random_.choice(FILLS)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for row in random_.sample(rows, len(rows)):
        cells = dict(row)
        for name, (field, pool) in fields.items():
            if not cells[name].strip() and pool and random_.random() < fill:
                cells[name] = random_.choice(pool)
            if random_.random() < change:
                cells[name] = changed(field, cells[name], rows, pool, random_)
        writer.writerow([cells[name] for name in header])
    return out.getvalue().encode("utf-8-sig")


# Comparison -----------------------------------------------------------------------------------------------


def parts_of(notes: str) -> frozenset:
    """The pairs of a sentence and a name in it, with the cell that it quotes."""
    pairs, cells = set(), iter(CELL.findall(notes))
    for sentence in CELL.sub("“”", notes).split("；"):
        label, _, names = sentence.partition("：")
        for name in filter(None, names.split("、")):
            pairs.add((label, name.replace("“”", next(cells)) if "“”" in name else name))
    return frozenset(pairs)


def expected_parts(outcome: Outcome, row: dict) -> frozenset:
    """A cell that cannot be read is quoted as written, without the blanks around it."""

    def part(sentence: str, name: str) -> tuple:
        return sentence, f"{name}“{row[name].strip(BLANKS)}”" if sentence == NOT_READ else name

    return frozenset(part(*note) for note in outcome.notes)


def graded(fenji: str, rules: Path, list_path: Path, out: Path, as_of: str) -> tuple:
    words = [fenji, "run", str(rules), str(list_path), "-o", str(out), "--reports", str(out.parent), "--quiet"]
    subprocess.run([*words, "--as-of", as_of] if as_of else words, check=True)
    rows = list(csv.reader(io.StringIO(decoded(out.read_bytes()), newline="")))
    return tuple(rows[0]), rows[1:]


class Difference(NamedTuple):
    """`where` are the columns that differ; `text` is the record with both answers."""

    where: tuple
    text: str


def difference_of(pack: Pack, row: dict, answer: list, outcome: Outcome) -> Optional[Difference]:
    """What differs in one record, if anything does."""
    *columns, status, notes = answer
    pairs = list(zip((*pack.columns, STATUS), (*columns, status), (*outcome.columns, outcome.status)))
    if outcome.notes is not None and parts_of(notes) != expected_parts(outcome, row):
        pairs.append((NOTES, notes, "；".join("：".join(part) for part in sorted(expected_parts(outcome, row)))))
    unequal = [pair for pair in pairs if pair[1] != pair[2]]
    if not unequal:
        return None
    cells = "，".join(f"{name}={cell}" for name, cell in row.items() if cell)
    lines = [f"{name}: program “{actual}”, oracle “{expected}”" for name, actual, expected in unequal]
    text = "\n  ".join((f"record {cells}", *lines, f"notes of the program: {notes}"))
    return Difference(tuple(name for name, _, _ in unequal), text)


def report_rows(path: Path) -> dict:
    """The rows of groups, without the name of the rules: the last cell by the others."""
    rows = list(csv.reader(io.StringIO(decoded(path.read_bytes()), newline="")))[1:]
    return {tuple(row[1:-1]): row[-1] for row in rows if row[1]}


def report_differences(pack: Pack, content: bytes, folder: Path) -> list:
    """Reports also tell of groups of records without results: they amount to nothing."""
    found = []
    for name, expected in reports(pack, content).items():
        actual = report_rows(folder / f"{name}.csv")
        for key in sorted({*expected, *actual}, key=str):
            answer, wanted = actual.get(key), expected.get(key)
            if answer != wanted and not (wanted is None and answer == "0"):
                found.append(Difference((name,), f"{'，'.join(key)}: program “{answer}”, oracle “{wanted}”"))
    return found


def differences(fenji: str, rules: Path, pack: Pack, content: bytes) -> tuple:
    """The differences of one list, and the oracle's statuses of all its records."""
    with tempfile.TemporaryDirectory() as work:
        list_path = Path(work) / "list.csv"
        list_path.write_bytes(content)
        header, answers = graded(fenji, rules, list_path, Path(work) / "result.csv", pack.as_of)
        expected = outcomes(pack, list_path)
        of_reports = report_differences(pack, content, Path(work))
    statuses = [outcome.status for outcome in expected]
    if header != (*pack.columns, STATUS, NOTES):
        return [Difference(("header",), "、".join(header))], statuses
    if len(answers) != len(expected):
        return [Difference(("records",), f"{len(expected)} in, {len(answers)} out")], statuses
    rows = rows_of(content)[1]
    found = (difference_of(pack, *record) for record in zip(rows, answers, expected))
    return [difference for difference in found if difference is not None] + of_reports, statuses


def report(name: str, found: list, show: int) -> None:
    """The differences gathered by the columns that differ, each with some records."""
    gathered = collections.defaultdict(list)
    for difference in found:
        gathered[difference.where].append(difference.text)
    for where, texts in sorted(gathered.items(), key=lambda item: -len(item[1])):
        print(f"{name}: {len(texts)} × {'、'.join(where)}", file=sys.stderr)
        for text in texts[:show]:
            print(f"  {text}", file=sys.stderr)


def compare(fenji: str, name: str, lists: int, seed: int, show: int) -> int:
    """Compares the sample list and random lists made from it; returns the number of differing records."""
    folder, module = PACKS[name]
    rules = RULES / folder / f"{name}.fenji"
    content = (RULES / folder / f"{name}.customers.csv").read_bytes()
    header, rows = rows_of(content)
    random_ = random.Random(f"{name} {seed}")
    contents = [content, *(random_list(module.PACK, header, rows, random_) for _ in range(lists))]
    with concurrent.futures.ThreadPoolExecutor() as threads:
        compared = list(threads.map(lambda content: differences(fenji, rules, module.PACK, content), contents))
    found = [difference for of_list, _ in compared for difference in of_list]
    statuses = collections.Counter(status for _, of_list in compared for status in of_list)
    report(name, found, show)
    counts = "、".join(f"{status} {count}" for status, count in statuses.most_common())
    print(f"{name}: sample {len(rows)} records, {len(compared[0][0])} differences")
    print(f"{name}: with {lists} random lists {statuses.total()} records, {len(found)} differences ({counts})", flush=True)
    return len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares the program with the oracles of the rule packs.")
    parser.add_argument("--fenji", required=True)
    parser.add_argument("--lists", type=int, default=20, help="random lists for each sample list")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=2, help="how many records to print for each kind of difference")
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(PACKS))
    arguments = parser.parse_args()
    failed = 0
    for name in arguments.names:
        failed += compare(arguments.fenji, name, arguments.lists, arguments.seed, arguments.show)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
