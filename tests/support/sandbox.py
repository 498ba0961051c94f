"""A throw-away directory in which shell commands run with `fenji` on the PATH and little else of the user's environment."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from volatile import normalised

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
PROGRAM = ROOT / "build" / "release" / "bin" / "fenji"

# A shell's codes for "not executable", "not found" and, from 128, "ended by a signal": never a result of the program.
BROKEN = 126


class Sandbox:
    """`directory` is where commands run; all of it is gone afterwards."""

    def __init__(self, program):
        self.program = Path(program).resolve()

    def __enter__(self):
        self._top = tempfile.TemporaryDirectory(prefix="fenji-test-")
        top = Path(self._top.name).resolve()
        self.directory, self._temporary, programs = top / "work", top / "tmp", top / "bin"
        for folder in (self.directory, self._temporary, programs):
            folder.mkdir()
        (programs / "fenji").symlink_to(self.program)
        kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self._environment = {
            **kept,
            "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self._temporary),
            "TMPDIR": str(self._temporary),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "FIXTURES": str(FIXTURES),
        }
        return self

    def __exit__(self, *_):
        self._top.cleanup()

    def run(self, command, timeout, merge=False):
        """Exit code, standard output and standard error (both as bytes; with `merge` all is output). Raises
        subprocess.TimeoutExpired when it takes longer, with everything it started ended."""
        process = subprocess.Popen(
            ["sh", "-c", command], cwd=self.directory, env=self._environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT if merge else subprocess.PIPE, start_new_session=True)
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        # sh may hand over to its last command; a signal is then reported as a negative code.
        code = process.returncode if process.returncode >= 0 else 128 - process.returncode
        return code, output, errors or b""

    def normalised(self, output):
        """Bytes that are not UTF-8 survive as surrogate escapes."""
        places = {str(self.directory): "{DIR}", str(self._temporary): "{TMP}", str(FIXTURES): "$FIXTURES"}
        return normalised(output.decode("utf-8", "surrogateescape"), places)
