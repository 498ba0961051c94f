#!/usr/bin/env python3
"""What the program says of its own command line, held against what its parser takes: help pages in both languages, manual pages,
completions; the exit codes; colours on a real terminal."""

import argparse
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from sandbox import FIXTURES, PROGRAM  # noqa: E402

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
RULES = FIXTURES / "northstar" / "government.zh.fenji"
LIST = FIXTURES / "northstar" / "government.customers.csv"
GAP = FIXTURES / "readme" / "gap.fenji"
ESCAPE = "\x1b["
HAN = re.compile(r"[\u4e00-\u9fff]")


class Case(unittest.TestCase):
    program = PROGRAM

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "HOME": folder.name}

    def run_fenji(self, *words, **variables):
        return subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, cwd=self.folder, timeout=60,
                              stdin=subprocess.DEVNULL, env={**self.environment, **variables})

    def page(self, *words):
        result = self.run_fenji(*words)
        self.assertEqual((result.returncode, result.stderr), (0, ""), words)
        return result.stdout

    def commands(self):
        text = self.page("--help")
        return re.findall(r"^  (\w+) ", text[text.index("Commands:"):text.index("Options of all")], re.M)


def options_in(text):
    """Of a help page or a completion: all names of options, those in examples apart."""
    return set(OPTION.findall(text))


class Help(Case):
    def test_every_page_is_complete_in_both_languages(self):
        for command in self.commands():
            english = self.page(command, "--help", "--lang", "en")
            chinese = self.page("--lang", "zh", command, "-h")
            with self.subTest(command):
                self.assertEqual(english, self.page("help", command))
                self.assertEqual(chinese, self.page("help", "--lang=zh", command))
                self.assertEqual(options_in(english), options_in(chinese))
                self.assertRegex(english.splitlines()[2], "^Examples:$")
                self.assertRegex(chinese.splitlines()[2], "^例子：$")
                for heading in ("Usage:", "Options:", "Exit codes:"):
                    self.assertIn(f"\n{heading}\n", english)
                for heading in ("用法：", "选项：", "退出码："):
                    self.assertIn(f"\n{heading}\n", chinese)
                self.assertNotRegex(english, HAN)
                self.assertEqual(len(english.splitlines()), len(chinese.splitlines()))
                # Each line that explains something does so in Chinese.
                for line in chinese[chinese.index("选项："):].splitlines():
                    if line.startswith("  ") and not line.strip().startswith("fenji "):
                        self.assertRegex(line, HAN)

    def test_the_environment_chooses_the_language_and_lang_prevails(self):
        for variables, word in (({}, "Examples"), ({"LANG": "zh_CN.UTF-8"}, "例子"), ({"LC_ALL": "C", "LANG": "zh_CN"}, "Examples"),
                                ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8"}, "例子")):
            with self.subTest(variables):
                self.assertIn(word, self.run_fenji("--help", **variables).stdout)
                self.assertIn("Examples", self.run_fenji("--lang", "en", "--help", **variables).stdout)
                self.assertIn("例子", self.run_fenji("run", "--help", "--lang=zh", **variables).stdout)

    def test_alone_it_is_friendly(self):
        self.assertEqual(self.page(), self.page("--help"))
        self.assertEqual(self.page(), self.page("help"))

    def test_exit_codes(self):
        (self.folder / "broken.fenji").write_text("rules x\nfields\n  a: nonsense\n")
        list_and_out = (LIST, "-o", "out.csv", "--quiet")
        for code, words in ((0, ("run", RULES, *list_and_out)), (1, ("run", "broken.fenji", *list_and_out)), (1, ("lint", GAP)),
                            (0, ("lint", GAP, "--fail-level", "never")), (2, ("run", RULES)), (2, ("runn",)),
                            (3, ("run", "nowhere.fenji", *list_and_out)), (3, ("lint", "nowhere.fenji")),
                            (3, ("graph", self.folder)), (4, ("run", RULES, *list_and_out, "--strict"))):
            with self.subTest(words):
                self.assertEqual(self.run_fenji(*words).returncode, code)


class OneTruth(Case):
    """Help, manual, completions and parser name the same commands and options."""

    def setUp(self):
        super().setUp()
        self.help = {command: options_in(self.own_part(command)) for command in self.commands()}
        self.common = set.intersection(*self.help.values())
        self.assertLessEqual({"--help", "--lang", "--color"}, self.common)

    def own_part(self, command):
        return self.page("help", command).split("\nUsage:")[1].split("\nExit codes:")[0]

    def test_the_parser_takes_what_the_help_names(self):
        for command, options in self.help.items():
            for option in options:
                with self.subTest(f"{command} {option}"):
                    said = self.run_fenji(command, option, "--no-such-option").stderr
                    self.assertNotIn(f"no option {option}", said)

    def test_the_parser_takes_nothing_else(self):
        everything = set.union(*self.help.values()) | {"--version", "--verbose", "--all", "--what", "--output"}
        for command, options in self.help.items():
            for option in everything - options:
                with self.subTest(f"{command} {option}"):
                    said = self.run_fenji(command, option)
                    self.assertEqual(said.returncode, 2)
                    self.assertIn(f"no option {option}", said.stderr)

    def test_manual_pages(self):
        for language, heading in (("en", "OPTIONS OF ALL COMMANDS"), ("zh", "所有命令都有的选项")):
            page = self.page("generate", "--what", "manual", "--lang", language).replace("\\-", "-")
            sections = re.split(r"^\.SS fenji (\w+).*$", page, flags=re.M)
            own = dict(zip(sections[1::2], sections[2::2]))
            self.assertEqual(list(own), list(self.help))
            last = list(own)[-1]
            own[last], common = own[last].split(f".SH {heading}\n")
            entries = lambda text: options_in("\n".join(re.findall(r"^\.TP\n\\fB(.*)\\fR$", text, re.M)))  # noqa: E731
            for command, text in own.items():
                self.assertEqual(entries(text), self.help[command] - self.common, command)
            self.assertEqual(entries(common), self.common | {"--version"})
            for code in range(5):
                self.assertIn(f".TP\n\\fB{code}\\fR\n", page)
            rendered = subprocess.run(["groff", "-man", "-Tutf8", "-K", "utf8", "-ww"], input=page, capture_output=True, text=True) \
                if subprocess.run(["sh", "-c", "command -v groff"], capture_output=True).returncode == 0 else None
            if rendered:
                warnings = [line for line in rendered.stderr.splitlines() if "break" not in line and "spread" not in line]
                self.assertEqual(warnings, [])

    def test_powershell_completion(self):
        script = self.page("generate", "--what", "powershell-completion")
        lines = dict(re.findall(r"^    '(\w+)' = @\{(.*)\}$", script, re.M))
        self.assertEqual(list(lines), list(self.help))
        common = options_in(re.search(r"^  \$common = (.*)$", script, re.M)[1])
        self.assertEqual(common, self.common)
        for command, line in lines.items():
            self.assertEqual(options_in(line) | common, self.help[command], command)
        self.assertEqual(script.count("{"), script.count("}"))

    def completed(self, *words):
        """What bash offers for the last of `words`."""
        script = self.folder / "completion"
        if not script.exists():
            script.write_text(self.page("generate", "--what", "bash-completion"))
        split = []
        for word in words:  # as bash does with `=` in COMP_WORDBREAKS
            split += [part for part in re.split("(=)", word) if part] if word.startswith("--") and "=" in word else [word]
        quoted = " ".join("'" + word + "'" for word in split)
        run = subprocess.run(
            ["bash", "--norc", "-c", f". ./completion; COMP_WORDS=(fenji {quoted}); COMP_CWORD={len(split)}; _fenji; "
             'for word in "${COMPREPLY[@]}"; do printf "%s\\n" "$word"; done'],
            cwd=self.folder, capture_output=True, text=True, env=self.environment, timeout=60)
        self.assertEqual(run.stderr, "")
        return set(run.stdout.splitlines())

    def test_bash_completes_options(self):
        self.assertEqual(self.completed(""), set(self.help))
        self.assertEqual(self.completed("help", ""), set(self.help))
        self.assertEqual(self.completed("ru"), {"run"})
        self.assertEqual(self.completed("--"), self.common | {"--version"})
        for command, options in self.help.items():
            self.assertEqual(self.completed(command, "--"), options, command)
            self.assertEqual(self.completed("--lang", "zh", command, "--"), options, command)

    def test_bash_completes_values(self):
        for words in (("run", "--format", ""), ("run", "--format=",), ("run", "a.fenji", "--quiet", "--format", "")):
            self.assertEqual(self.completed(*words), {"text", "json"}, words)
        self.assertEqual(self.completed("run", "--format=j"), {"json"})
        self.assertEqual(self.completed("--lang", ""), {"zh", "en"})
        self.assertEqual(self.completed("lint", "--fail-level", "n"), {"note", "never"})
        self.assertEqual(self.completed("explain", "--key", ""), set())

    def test_bash_completes_files(self):
        for name in ("a.fenji", "b.csv", "c.txt", "d 1.fenji"):
            (self.folder / name).touch()
        (self.folder / "rules").mkdir()
        (self.folder / "rules" / "e.fenji").touch()
        self.assertEqual(self.completed("run", ""), {"a.fenji", "d 1.fenji", "rules"})
        self.assertEqual(self.completed("run", "rules/"), {"rules/e.fenji"})
        self.assertEqual(self.completed("run", "a.fenji", ""), {"b.csv", "rules"})
        self.assertEqual(self.completed("run", "-q", "--lang", "en", "a.fenji", ""), {"b.csv", "rules"})
        self.assertEqual(self.completed("run", "a.fenji", "b.csv", "-o", ""), {"b.csv", "rules"})
        self.assertEqual(self.completed("run", "a.fenji", "b.csv", "--out=b"), {"b.csv"})
        self.assertEqual(self.completed("run", "a.fenji", "b.csv", ""), set())
        self.assertEqual(self.completed("lint", "a.fenji", "d 1.fenji", "a"), {"a.fenji"})

    def test_the_words_of_values_are_those_of_the_help(self):
        script = self.page("generate", "--what", "bash-completion")
        for command, option, words in re.findall(r"^ *([\w*]+):(--[\w-]+)[^)]*\) value=1 words='([^']+)'", script, re.M):
            for word in words.split():
                said = self.run_fenji("lint" if command == "*" else command, option, word).stderr
                self.assertNotIn(f"`{word}` is none of", said)


class LongTables(Case):
    def remark(self, rows):
        """What a run says of bands with a hole behind the first row and behind the last."""
        bands = "".join(f"  | {row} to under {row + 1} | {row} |\n" for row in range(1, rows))
        (self.folder / "long.fenji").write_text("rules Long\nfields\n  id: text, key\n  sales: number, 0 to 20000\n"
                                                f"bands rate on sales\n  | under 0.5 | 0 |\n{bands}output\n  id, rate\n")
        (self.folder / "list.csv").write_text("id,sales\nK1,0\n")
        result = self.run_fenji("run", "long.fenji", "list.csv", "-o", "out.csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        return re.search(r"^the .*rules.*$", result.stderr, re.M)[0]

    def test_the_run_says_whether_they_were_proved(self):
        self.assertEqual(self.remark(10), "the rules have 2 findings (gap), see fenji lint long.fenji")
        self.assertEqual(self.remark(10_001), "the tables of the rules have 10001 rows, too many to prove while grading: "
                                              "run fenji lint long.fenji")


class Colour(Case):
    def on_terminal(self, *words, both=True, **variables):
        """What arrives on a terminal to which standard error, and with `both` standard output, are connected."""
        master, slave = pty.openpty()
        process = subprocess.Popen([self.program, *map(str, words)], stdin=subprocess.DEVNULL, stderr=slave,
                                   stdout=slave if both else subprocess.DEVNULL, cwd=self.folder,
                                   env={**self.environment, **variables})
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(master)
        process.wait(60)
        return shown.decode()

    def test_only_on_a_terminal(self):
        self.assertNotIn(ESCAPE, self.run_fenji("lint", GAP).stdout)
        self.assertIn(ESCAPE, self.on_terminal("lint", GAP))
        self.assertIn(ESCAPE, self.on_terminal("run", RULES, LIST, "-o", "out.csv"))
        self.assertNotIn(ESCAPE, self.on_terminal("lint", GAP, both=False))  # findings do not go to standard error
        self.assertIn(ESCAPE, self.on_terminal("run", RULES, LIST, "-o", "-", both=False))
        self.assertNotIn(ESCAPE.encode(), (self.folder / "out.csv").read_bytes())

    def test_the_user_decides(self):
        self.assertNotIn(ESCAPE, self.on_terminal("lint", GAP, NO_COLOR="1"))
        self.assertIn(ESCAPE, self.on_terminal("lint", GAP, NO_COLOR=""))
        self.assertNotIn(ESCAPE, self.on_terminal("lint", GAP, TERM="dumb"))
        self.assertNotIn(ESCAPE, self.on_terminal("lint", GAP, "--color", "never"))
        self.assertNotIn(ESCAPE, self.on_terminal("--color=never", "run", RULES, LIST, "-o", "out.csv"))
        self.assertIn(ESCAPE, self.run_fenji("lint", GAP, "--color", "always", NO_COLOR="1").stdout)
        self.assertIn(ESCAPE, self.run_fenji("run", RULES, LIST, "-o", "out.csv", "--color=always").stderr)

    def test_colours_change_nothing_else(self):
        for words in (("lint", GAP), ("lint", GAP, "--lang", "en")):
            coloured = self.run_fenji(*words, "--color", "always").stdout
            self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", coloured), self.run_fenji(*words).stdout)
            self.assertEqual(coloured.count("\x1b[0m") * 2, coloured.count(ESCAPE))

    def test_never_in_json(self):
        for words in (("lint", GAP), ("run", RULES, LIST, "-o", "out.csv"), ("explain", RULES, LIST, "--key", "K000002")):
            result = self.run_fenji(*words, "--format", "json", "--color", "always")
            json.loads(result.stdout or result.stderr)
            self.assertNotIn(ESCAPE, result.stdout + result.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenji", type=Path, default=PROGRAM, metavar="PATH", help="the program (build/release/bin/fenji)")
    options, rest = parser.parse_known_args()
    Case.program = options.fenji.resolve()
    unittest.main(argv=[sys.argv[0], *rest])
