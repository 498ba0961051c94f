"""peer_polars.py LIST RESULT: tests/bench/grading.fenji for Polars, streaming; numbers as integers of cents, since that is what
it is quickest with. Needs the package polars; POLARS_MAX_THREADS says how many threads."""

import sys

import polars as pl

TEXTS = ["customer", "title", "region", "demand", "funding", "funds", "year", "sponsor", "contact", "volume", "margin", "past"]


def scaled(name, places, blank):
    """The decimal text as an integer: the generator always writes as many places."""
    return pl.col(name).str.replace(".", "", literal=True).cast(pl.Int64).fill_null(blank * 10**places)


def steps(value, *rows, otherwise):
    chain = pl.when(value >= rows[0][0]).then(rows[0][1])
    for limit, result in rows[1:]:
        chain = chain.when(value >= limit).then(result)
    return chain.otherwise(otherwise)


def decimal(value, places):
    text = (value // 10**places).cast(pl.String) + "." + (value % 10**places).cast(pl.String).str.zfill(places)
    return text.str.strip_chars_end("0").str.strip_chars_end(".")


def named(pairs):
    return pl.concat_str([pl.when(holds).then(pl.lit(name)) for holds, name in pairs], separator=", ", ignore_nulls=True)


list_path, result_path = sys.argv[1:]
customers = pl.scan_csv(list_path, schema={name: pl.String for name in TEXTS}).with_columns(
    funds=scaled("funds", 2, 0), volume=scaled("volume", 2, 0), margin=scaled("margin", 1, -100), past=scaled("past", 2, 0)
)
judged = customers.with_columns(
    wants=pl.col("demand") == "yes",
    funded=(pl.col("funding") != "none") & (pl.col("funds") >= 5_000_000),
    timely=(pl.col("year") == "2026").fill_null(False),
    known=pl.col("sponsor").is_not_null() & pl.col("contact").is_not_null(),
    size=steps(pl.col("volume"), (600_000_000, 100), (300_000_000, 85), (150_000_000, 75), (50_000_000, 65), otherwise=50),
    share=steps(pl.col("margin"), (400, 100), (250, 80), (100, 70), otherwise=50),
    factor=steps(pl.col("past"), (300_000_000, 120), (100_000_000, 110), (1, 105), otherwise=100),
)
failed = ~pl.col("wants") | ~pl.col("funded") | ~pl.col("timely") | ~pl.col("known")
unknown = pl.col("wants").is_null() | pl.col("funded").is_null()
settled = judged.with_columns(
    score=(6 * pl.col("size") + 4 * pl.col("share")) * pl.col("factor"),
    status=pl.when(failed).then(pl.lit("ineligible")).when(unknown).then(pl.lit("incomplete")).otherwise(pl.lit("rated")),
)
rated = pl.col("status") == "rated"
result = settled.select(
    "customer",
    pl.when(rated).then(pl.col("size")).alias("size points"),
    pl.when(rated).then(pl.col("share")).alias("margin points"),
    pl.when(rated).then(decimal(pl.col("factor"), 2)).alias("factor"),
    pl.when(rated).then(decimal(pl.col("score"), 3)).alias("score"),
    pl.when(rated)
    .then(steps(pl.col("score"), (95_000, pl.lit("A")), (80_000, pl.lit("B")), (65_000, pl.lit("C")), otherwise=pl.lit("D")))
    .alias("tier"),
    "status",
    pl.when(pl.col("status") == "ineligible")
    .then(pl.lit("Not met: ") + named([(~pl.col(name), name) for name in ("wants", "funded", "timely", "known")]))
    .when(pl.col("status") == "incomplete")
    .then(pl.lit("Missing: ") + named([(pl.col(name).is_null(), name) for name in ("demand", "funding")]))
    .alias("notes"),
)
result.sink_csv(result_path)
