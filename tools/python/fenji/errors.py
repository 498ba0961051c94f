"""What can go wrong, as exceptions whose text says what is wrong, where, and what to do next."""

from __future__ import annotations

from fenji.findings import Finding, findings_in


class FenjiError(Exception):
    """Any error of fenji."""


class RuleErrors(FenjiError, ValueError):
    """The rule file has errors. `findings` are the same as data."""

    findings: list[Finding]

    def __init__(self, message: str, findings: list[Finding]) -> None:
        super().__init__(message)
        self.findings = findings


class FileUnreadable(FenjiError, OSError):
    """The rule file cannot be read."""


class TableUnsuitable(FenjiError, ValueError):
    """A column is missing, or has a type that its field cannot be read from."""


class Unsupported(FenjiError, NotImplementedError):
    """What these rules ask is not to be had this way."""


class InvalidArgument(FenjiError, ValueError):
    """No such day, no such parameter."""


class InputFailed(FenjiError, RuntimeError):
    """The table could not be read to its end."""


# By fenji_code.
_CLASSES: dict[int, type[FenjiError]] = {
    1: InvalidArgument,
    3: FileUnreadable,
    4: TableUnsuitable,
    5: Unsupported,
    6: InputFailed,
}
_RULES_HAVE_ERRORS = 2
_OUT_OF_MEMORY = 7


def failure(code: int, message: str, findings: str) -> Exception:
    """The exception for an error of the C functions; `findings` is JSON."""
    if code == _RULES_HAVE_ERRORS:
        return RuleErrors(message.rstrip("\n"), findings_in(findings))
    if code == _OUT_OF_MEMORY:
        return MemoryError(message)
    return _CLASSES.get(code, FenjiError)(message)
