#!/usr/bin/env python3
"""What grading a table in memory costs from Python, against the C++ library on the same columns.

tables.py --bench BENCH_TABLES [--rows 10000000] [--runs 3]

The list of the benchmark (tests/bench/generate.cpp) in text columns and in typed ones, by pyarrow and polars. Runs take turns;
processor seconds count, for other work may share the machine. Needs the packages fenji, pyarrow and polars.
"""

import argparse
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import fenji
import polars
import pyarrow
import pyarrow.compute as compute
import pyarrow.csv

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE / "grading.fenji"


def list_of(rows, folder):
    generate, csv = folder / "generate", folder / "list.csv"
    subprocess.run(["c++", "-O3", "-std=c++20", "-o", generate, HERE / "generate.cpp"], check=True)
    with open(csv, "wb") as out:
        subprocess.run([generate, str(min(rows, 1_000_000)), "20260301"], stdout=out, check=True)
    names = csv.open(encoding="utf-8-sig").readline().strip().split(",")
    part = pyarrow.csv.read_csv(csv, convert_options=pyarrow.csv.ConvertOptions(
        column_types={name: pyarrow.string() for name in names}, strings_can_be_null=False))
    return pyarrow.concat_tables([part] * -(-rows // part.num_rows)).slice(0, rows).combine_chunks()


def typed(table):
    """Numbers as decimals, where every cell is one; yes/no as booleans."""
    columns = []
    for name, column in zip(table.column_names, table.columns):
        if name in ("funds", "volume", "past", "margin", "year"):
            plain = compute.replace_substring_regex(column, "[^0-9.-]", "")
            number = compute.match_substring_regex(plain, r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$")
            plain = compute.if_else(number, plain, None)
            columns.append(plain.cast(pyarrow.decimal128(20, 6)).cast(pyarrow.int64(), safe=False) if name == "year"
                           else plain.cast(pyarrow.decimal128(20, 6)))
        elif name == "demand":
            columns.append(compute.is_in(column, pyarrow.array(["是", "Y", "yes", "1", "true", "√"])))
        else:
            columns.append(column)
    return pyarrow.table(columns, table.column_names)


FORMATS = {"string": "u", "int64": "l", "bool": "b", "decimal128(20, 6)": "d:20,6"}


def write(table, folder):
    folder.mkdir()
    lines = []
    for i, (name, column) in enumerate(zip(table.column_names, table.columns)):
        chunk = pyarrow.concat_arrays(column.chunks)
        buffers = chunk.buffers()
        assert chunk.offset == 0
        lines.append(f"{name} {FORMATS[str(column.type)]} {len(column)} {len(buffers)}\n")
        for j, buffer in enumerate(buffers):
            (folder / f"{i}.{j}").write_bytes(b"" if buffer is None else memoryview(buffer))
    (folder / "columns").write_text("".join(lines))


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(rules, table, threads):
    begun, used = time.perf_counter(), processor()
    result = rules.evaluate(table, threads=threads)
    taken = time.perf_counter() - begun, processor() - used
    assert len(result) == len(table)
    return taken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    rules = fenji.Rules.load(RULES)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        texts = list_of(options.rows, scratch)
        for form, table in (("text columns", texts), ("typed columns", typed(texts))):
            write(table, scratch / form)
            frame = polars.from_arrow(table)
            figures = {"C++": [], "pyarrow": [], "polars": []}
            for _ in range(options.runs):
                done = subprocess.run([options.bench, RULES, scratch / form, str(options.threads)], capture_output=True, text=True,
                                      check=True)
                figures["C++"].append(tuple(map(float, done.stdout.split()[1:])))
                figures["pyarrow"].append(timed(rules, table, options.threads))
                figures["polars"].append(timed(rules, frame, options.threads))
            library = statistics.median(each[1] for each in figures["C++"])
            for name, each in figures.items():
                wall, used = (statistics.median(part) for part in zip(*each))
                print(f"{form}, {name}: {wall:.2f} s, {used:.2f} processor s, {1e9 * used / options.rows:.0f} ns a record, "
                      f"{100 * (used / library - 1):+.0f}%", flush=True)


if __name__ == "__main__":
    sys.exit(main())
