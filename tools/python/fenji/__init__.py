"""Customer policies as rule files: compiled, proved, run on tables in memory, explained.

    graded = fenji.Rules.load("policy.fenji").evaluate(frame)

`frame` is a pyarrow table or reader, a polars or pandas frame, a DuckDB relation, or anything else with
`__arrow_c_stream__`; what comes back is of the same kind.
"""

from fenji._fenji import version as __version__
from fenji.errors import FenjiError, FileUnreadable, RuleErrors, TableUnsuitable, Unsupported
from fenji.findings import Finding, Place
from fenji.rules import Rules

__all__ = [
    "FenjiError",
    "FileUnreadable",
    "Finding",
    "Place",
    "RuleErrors",
    "Rules",
    "TableUnsuitable",
    "Unsupported",
    "__version__",
]
