#!/usr/bin/env python3
"""Times programs that grade one list, in turn, and writes what it found as JSON and as a Markdown table.

    compare.py --list LIST --rows N --runs R --out DIR  NAME=COMMAND …

In a COMMAND `{list}` and `{result}` stand for the files. Before any time counts, each program's result is held against the
first one's to the byte; only the byte order mark and CR LF against LF may differ, which not all programs can write. Whoever
differs is named and the exit status is 1. A round runs every program once, so that a machine that slows down slows all of them.
"""

import argparse
import itertools
import json
import os
import platform
import shlex
import statistics
import sys
import time
from pathlib import Path


def measured(command):
    with open(os.devnull, "wb") as nothing:
        started = time.monotonic()
        child = os.posix_spawnp(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)]
        )
        _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"failed: {shlex.join(command)}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024}


def lines(path):
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            yield (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).rstrip(b"\r\n")


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--list", required=True)
    options.add_argument("--rows", required=True, type=int)
    options.add_argument("--runs", required=True, type=int)
    options.add_argument("--out", required=True, type=Path)
    options.add_argument("programs", nargs="+", metavar="NAME=COMMAND")
    given = options.parse_args()

    result = str(given.out / "result.csv")
    programs = {}
    for program in given.programs:
        name, command = program.split("=", 1)
        programs[name] = [word.format(list=given.list, result=result) for word in shlex.split(command)]

    # Line by line: a child's peak memory begins with what this process holds.
    expected = str(given.out / "expected.csv")
    for name, command in programs.items():
        Path(result).unlink(missing_ok=True)
        measured(command)
        if not Path(expected).exists() or name == next(iter(programs)):
            Path(result).replace(expected)
            continue
        for number, pair in enumerate(itertools.zip_longest(lines(expected), lines(result)), 1):
            if pair[0] != pair[1]:
                print(f"{name} differs in line {number}:\n  {pair[0]}\n  {pair[1]}", file=sys.stderr)
                return 1

    runs = {name: [] for name in programs}
    for _ in range(given.runs):
        for name, command in programs.items():
            runs[name].append(measured(command))

    rows = []
    for name, figures in runs.items():
        median = {key: statistics.median(run[key] for run in figures) for key in ("wall", "cpu", "mib")}
        best = min(run["wall"] for run in figures)
        rows.append({"program": name, **median, "best_wall": best, "records_per_cpu_second": given.rows / median["cpu"]})
    machine = f"{os.cpu_count()} × {processor()}, {platform.system()} {platform.machine()}"
    report = {"machine": machine, "rows": given.rows, "runs": given.runs, "programs": rows}
    (given.out / "results.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")

    first = rows[0]
    table = [
        f"{given.rows:,} records, {given.runs} runs in turn, medians; {machine}",
        "",
        "| program | wall s | processor s | million records per processor second | peak MiB | processor time against fenji |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        table.append(
            f"| {row['program']} | {row['wall']:.2f} | {row['cpu']:.2f} | {row['records_per_cpu_second'] / 1e6:.2f} |"
            f" {row['mib']:.0f} | {row['cpu'] / first['cpu']:.2f} × |"
        )
    text = "\n".join(table) + "\n"
    (given.out / "results.md").write_text(text)
    print(text, end="")
    return 0


sys.exit(main())
