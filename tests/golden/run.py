#!/usr/bin/env python3
"""Golden cases: the program as a user calls it, its output to the letter.

A case is a folder tests/golden/cases/AREA/NAME with

    cmd         lines for `sh`, run in a fresh copy of the folder; `fenji` is on the PATH, $FIXTURES is tests/fixtures
    stdout      what they print; absent: nothing
    stderr      likewise
    exit        the exit code of the last line; absent: 0
    expected/   the files that they leave behind, new or changed, byte for byte: each must be here, and no other
    and any other file or folder as input

Times, rates and paths are compared through placeholders (tests/support/volatile.py). Write `cmd`, run with --update, and read
what came out with git diff: the expectation is yours, not the program's.
"""

import argparse
import difflib
import fnmatch
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import BROKEN, PROGRAM, Sandbox  # noqa: E402
from volatile import normalised  # noqa: E402

CASES = Path(__file__).resolve().parent / "cases"
EXPECTATIONS = {"stdout", "stderr", "exit", "expected"}


def selected(cases, filters):
    """Case folders in order. A filter is an area, AREA/NAME, or a pattern such as '*gap*'."""
    names = sorted(str(path.parent.relative_to(cases)) for path in cases.glob("*/*/cmd"))
    if filters:
        names = [n for n in names if any(n == f or n.startswith(f.rstrip("/") + "/") or fnmatch.fnmatch(n, f) for f in filters)]
    return [cases / name for name in names]


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def expectation(case):
    """What the case's folder demands: the expecting files by name."""
    found = {name: (case / name).read_bytes() for name in ("stdout", "stderr", "exit") if (case / name).exists()}
    found.update({f"expected/{name}": content for name, content in files_below(case / "expected").items()})
    return found


def outcome(case, program, timeout):
    """What running it gave, in the form of `expectation`, and why it must not become one, if so."""
    with Sandbox(program) as sandbox:
        for item in case.iterdir():
            if item.is_dir() and item.name not in EXPECTATIONS:
                shutil.copytree(item, sandbox.directory / item.name)
            elif item.is_file() and item.name not in EXPECTATIONS | {"cmd"}:
                shutil.copy(item, sandbox.directory)
        before = files_below(sandbox.directory)
        try:
            code, output, errors = sandbox.run((case / "cmd").read_text("utf-8"), timeout)
        except subprocess.TimeoutExpired:
            return {}, f"no end after {timeout} s"
        found = {}
        for name, content in (("stdout", output), ("stderr", errors)):
            if content:
                found[name] = sandbox.normalised(content).encode("utf-8", "surrogateescape")
        if code != 0:
            found["exit"] = f"{code}\n".encode()
        for name, content in files_below(sandbox.directory).items():
            if before.get(name) != content:
                found[f"expected/{name}"] = content
        return found, f"exit code {code}: broken off or not found" if code >= BROKEN else None


def same(name, expected, actual):
    if expected is None or actual is None or name.startswith("expected/"):
        return expected == actual
    if name == "exit":
        return expected.strip() == actual.strip()
    return normalised(expected.decode("utf-8", "surrogateescape"), {}) == actual.decode("utf-8", "surrogateescape")


def visible(content):
    """Lines in which what the eye misses can be seen."""
    text = (content or b"").decode("utf-8", "backslashreplace")
    for character, shown in (("\r", "<CR>"), ("\ufeff", "<BOM>"), ("\0", "<NUL>")):
        text = text.replace(character, shown)
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return lines + ["\\ no line break at the end"]


def difference(name, expected, actual):
    titles = f"{name} (expected)", f"{name} (actual)"
    return "\n".join(difflib.unified_diff(visible(expected), visible(actual), *titles, lineterm=""))


def write(case, name, content):
    """Makes `content` the expectation; None removes it. Returns what was done."""
    path = case / name
    if content is None:
        path.unlink()
        return "removed"
    action = "changed" if path.exists() else "created"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return action


def main():
    parser = argparse.ArgumentParser(description="Runs the golden cases.")
    parser.add_argument("filters", nargs="*", metavar="FILTER", help="AREA, AREA/NAME or a pattern; all cases without one")
    parser.add_argument("--fenji", type=Path, default=PROGRAM, metavar="PATH", help="the program (build/release/bin/fenji)")
    parser.add_argument("--update", action="store_true", help="make what came out the expectation")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="cases at a time")
    parser.add_argument("--timeout", type=float, default=60, help="seconds a case may take")
    parser.add_argument("--cases", type=Path, default=CASES, metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args()

    if not os.access(options.fenji, os.X_OK):
        parser.error(f"{options.fenji} is no program; build it or name it with --fenji")
    cases = selected(options.cases, options.filters)
    if not cases:
        parser.error("no case fits")

    failed, written = 0, 0
    with ThreadPoolExecutor(max(1, options.jobs)) as pool:
        outcomes = pool.map(lambda case: outcome(case, options.fenji, options.timeout), cases)
        for case, (actual, broken) in zip(cases, outcomes):
            title = case.relative_to(options.cases)
            expected = expectation(case)
            differing = sorted(n for n in expected.keys() | actual.keys() if not same(n, expected.get(n), actual.get(n)))
            if options.update and not broken:
                for name in differing:
                    print(f"{write(case, name, actual.get(name))} {title}/{name}")
                written += len(differing)
            elif differing or broken:
                failed += 1
                print(f"FAILED {title}" + (f": {broken}" if broken else ""))
                print("".join(f"  $ {line}\n" for line in (case / "cmd").read_text("utf-8").splitlines()), end="")
                for name in differing:
                    print(difference(name, expected.get(name), actual.get(name)))
    if written:
        print(f"{written} files written; read them with: git diff -- tests/golden/cases, and git status for new ones")
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
