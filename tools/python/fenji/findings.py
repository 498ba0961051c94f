"""What lint says of a rule file, as objects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """A range in a rule file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Finding:
    """One finding. `witness` is a record that shows it, by field, where there is one."""

    name: str
    severity: str  # error, warning, note
    message: str
    place: Place
    advice: str | None
    witness: dict[str, str] | None
    data: dict[str, Any]  # all that `fenji lint --format json` has of it

    def __str__(self) -> str:
        place = self.place
        advice = f" → {self.advice}" if self.advice else ""
        return f"{place.file}:{place.line}:{place.column}: {self.severity}: {self.message} [{self.name}]{advice}"


def findings_in(document: str) -> list[Finding]:
    """The findings of a JSON array as fenji_lint() gives it."""
    return [
        Finding(
            name=each["name"],
            severity=each["severity"],
            message=each["message"],
            place=Place(
                each["file"],
                each["start"]["line"],
                each["start"]["column"],
                each["end"]["line"],
                each["end"]["column"],
            ),
            advice=each["advice"],
            witness=each["witness"],
            data=each,
        )
        for each in json.loads(document)
    ]
