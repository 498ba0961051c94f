"""What differs from run to run in the program's output, and the placeholder that stands for it.

Applied to what the program printed and to what was expected, so an expectation may show a real figure or its placeholder.
Result files are never touched: they are compared byte for byte.

    {RATE}       1,234,567 records/s   88.1 MB/s   3 rows per second   120 万条/秒   每秒 120 万条
    {TIME}       0.42 s   17ms   1.5 秒   12毫秒
    {TIMESTAMP}  2026-03-01T08:30:00Z   2026-03-01 08:30:00.125+08:00   (a date alone is data and stays)
    {DIR}        the directory that the commands ran in
    {TMP}        its temporary directory
    $FIXTURES    tests/fixtures of the repository
"""

import re

NUMBER = r"(?<![A-Za-z0-9_.,])\d[\d,]*(?:\.\d+)?"
COUNTED = r"(?:records?|rows?|customers?|[kKMG]i?B|B|条|行|户)"

PATTERNS = [
    (re.compile(r'(?<="records_per_second": )\d+'), "{RATE}"),
    (re.compile(r'(?<="microseconds": )\d+'), "{TIME}"),
    (re.compile(NUMBER + r" ?(?:[kMG](?= )|million|万|亿)? ?" + COUNTED + r"(?: ?/ ?(?:s\b|秒)| per second| a second)"), "{RATE}"),
    (re.compile(r"每秒 ?\d[\d,]*(?:\.\d+)? ?(?:万|亿)? ?" + COUNTED), "{RATE}"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"), "{TIMESTAMP}"),
    (re.compile(NUMBER + r" ?(?:(?:ns|µs|us|ms|s|seconds?)(?![A-Za-z0-9_/])|[毫微]?秒)"), "{TIME}"),
]


def normalised(text, places):
    """`text` with volatile parts replaced. `places` maps a path to the name that stands for it."""
    for path in sorted(places, key=len, reverse=True):
        text = text.replace(path, places[path])
    for pattern, placeholder in PATTERNS:
        text = pattern.sub(placeholder, text)
    return text
