#!/usr/bin/env python3
"""Runs what Markdown files show, so that they cannot promise what the program does not do.

    ```console      `$ command` lines (a trailing backslash continues), each followed by what it prints, messages included; a
                    line `…` stands for any lines. The blocks of a file run in order in one directory that has rules/,
                    tests/fixtures/ and build/release/bin/fenji, with `fenji` on the PATH. Every command is a shell of its own.
    <!-- lint -->        before a ```fenji block: it must lint clean.
    <!-- file NAME -->   before a block: its text is what the file NAME holds from here on.
    <!-- edit NAME -->   before a ```diff block: in the file NAME its `-` and ` ` lines, which stand there once, become its `+`
                         and ` ` lines; `@@` begins another place.

Other blocks (sh, text, fenji without the mark) are not looked at. Times, rates and paths are compared through placeholders
(tests/support/volatile.py), so the text shows real figures. Byte order marks, which nobody sees, do not count.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import BROKEN, PROGRAM, ROOT, Sandbox  # noqa: E402
from volatile import normalised  # noqa: E402

COPIED = ("rules", "tests/fixtures")
LINT = "<!-- lint -->"
FILE = re.compile(r"^<!-- (?P<what>file|edit) (?P<name>\S+) -->$")
FENCE = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,})\s*(?P<kind>[\w-]*)")


@dataclass
class Block:
    kind: str
    line: int  # of its first line of text, from 1
    lines: list
    marked: bool  # LINT stands before it
    place: tuple  # ("file" or "edit", NAME) where such a mark stands before it


@dataclass
class Step:
    line: int
    command: str
    expected: list


def blocks(text):
    found, block, closing, before = [], None, None, ""
    for number, line in enumerate(text.splitlines(), 1):
        if block is None:
            opening = FENCE.match(line)
            if opening:
                mark = FILE.match(before)
                place = (mark["what"], mark["name"]) if mark else None
                block = Block(opening["kind"].lower(), number + 1, [], before == LINT, place)
                closing = re.compile(rf"^\s*{re.escape(opening['fence'])}{opening['fence'][0]}*\s*$")
                indent = len(opening["indent"])
        elif closing.match(line):
            found.append(block)
            block = None
        else:
            block.lines.append(line[indent:] if not line[:indent].strip() else line)
        before = line.strip() or before
    if block:
        raise ValueError(f"the block that starts in line {block.line - 1} has no end")
    return found


def steps(block):
    found, continued = [], False
    for number, line in enumerate(block.lines, block.line):
        if continued:
            found[-1].command += "\n" + line.removeprefix("> ")
        elif line.startswith("$ "):
            found.append(Step(number, line[2:], []))
        elif found:
            found[-1].expected.append(line.rstrip())
        elif line.strip():
            raise ValueError(f"line {number}: a console block starts with `$ `")
        continued = (continued or line.startswith("$ ")) and line.endswith("\\")
    return found


def without_last_blanks(lines):
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def fits(expected, actual):
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line + "\n") for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def check_step(sandbox, step, timeout):
    """What is wrong, or nothing."""
    code, output, _ = sandbox.run(step.command, timeout, merge=True)
    actual = without_last_blanks([line.rstrip() for line in sandbox.normalised(output).replace("\ufeff", "").split("\n")])
    expected = without_last_blanks([normalised(line, {}) for line in step.expected])
    if code >= BROKEN:
        return f"exit code {code}: broken off or not found\n" + "\n".join(actual)
    if not fits(expected, actual):
        return "\n".join(difflib.unified_diff(expected, actual, "shown", "printed", lineterm=""))
    return None


def check_lint(sandbox, block, timeout):
    (sandbox.directory / "block.fenji").write_text("\n".join(block.lines) + "\n", "utf-8")
    code, output, _ = sandbox.run("fenji lint block.fenji", timeout, merge=True)
    return None if code == 0 else f"exit code {code}\n{sandbox.normalised(output)}"


def write_file(sandbox, block):
    (sandbox.directory / block.place[1]).write_text("\n".join(block.lines) + "\n", "utf-8")


def edit_file(sandbox, block):
    """What is wrong, or nothing."""
    path = sandbox.directory / block.place[1]
    lines = path.read_text("utf-8").splitlines()
    hunks = [[]]
    for line in block.lines:
        if line.startswith("@@"):
            hunks.append([])
        else:
            hunks[-1].append(line)
    for hunk in hunks:
        old = [line[1:] for line in hunk if not line.startswith("+")]
        new = [line[1:] for line in hunk if not line.startswith("-")]
        places = [i for i in range(len(lines)) if lines[i:i + len(old)] == old]
        if len(places) != 1:
            return f"{path.name} holds these lines {len(places)} times:\n" + "\n".join(old)
        lines[places[0]:places[0] + len(old)] = new
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return None


def tasks(block):
    """What there is to check in a block: (line, title, the check)."""
    if block.kind == "console":
        for step in steps(block):
            yield step.line, "$ " + step.command, lambda sandbox, timeout, step=step: check_step(sandbox, step, timeout)
    elif block.place:
        what, name = block.place
        change = write_file if what == "file" else edit_file
        yield block.line, f"{what} {name}", lambda sandbox, timeout: change(sandbox, block)
    elif block.kind == "fenji" and block.marked:
        yield block.line, "fenji lint", lambda sandbox, timeout: check_lint(sandbox, block, timeout)


def check(path, program, timeout):
    """How many things were checked, and the faults as (line, title, what is wrong)."""
    checked, faults = 0, []
    with Sandbox(program) as sandbox:
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, sandbox.directory / name)
        link = sandbox.directory / "build" / "release" / "bin" / "fenji"
        link.parent.mkdir(parents=True)
        link.symlink_to(sandbox.program)
        for block in blocks(path.read_text("utf-8")):
            for line, title, task in tasks(block):
                checked += 1
                try:
                    fault = task(sandbox, timeout)
                except subprocess.TimeoutExpired:
                    fault = f"no end after {timeout} s"
                if fault:
                    faults.append((line, title, fault))
    return checked, faults


def main():
    parser = argparse.ArgumentParser(description="Runs what Markdown files show.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--fenji", type=Path, default=PROGRAM, metavar="PATH", help="the program (build/release/bin/fenji)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds a command may take")
    options = parser.parse_args()
    if not os.access(options.fenji, os.X_OK):
        parser.error(f"{options.fenji} is no program; build it or name it with --fenji")

    checked, failed = 0, 0
    for path in options.files:
        try:
            count, faults = check(path, options.fenji, options.timeout)
        except ValueError as error:
            count, faults = 0, [(1, "reading", str(error))]
        checked += count
        failed += len(faults)
        for line, title, fault in faults:
            print(f"{path}:{line}: {title}\n{fault}")
    if not checked and not failed:
        parser.error("these files show nothing to check")
    print(f"{checked} checked, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
