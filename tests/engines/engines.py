"""The engines of the conformance suite: each takes a typed list and a query, and gives the names and rows of its result."""

import datetime
import decimal
import os
import pathlib
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# How a program ends whose engine does not start; 1 says that a result is not the right one.
NO_ENGINE = 3


def python_value(kind, value):
    if value is None:
        return None
    if kind == "number":
        return decimal.Decimal(value)
    if kind == "float":
        return float(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    return value


def csv_text(rows):
    """Every value in quotes, NULL as nothing."""
    def cell(value):
        if value is None:
            return ""
        return quoted(str(value).lower() if isinstance(value, bool) else str(value))
    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


class Engine:
    too_large = ()  # what errors say of a query that is beyond the engine's limits

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def declared(self, columns, types, quote):
        return ", ".join(quote(c["name"]) + " " + types[c["kind"]].format(scale=c["scale"]) for c in columns)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


class Sqlite(Engine):
    dialect, title = "sqlite", "SQLite"
    too_large = ("Expression tree is too large", "too many columns")

    columns = None

    def load(self, columns, rows):
        if columns == self.columns:  # the query is not prepared once more
            self.connection.execute("DELETE FROM fenji_list")
        else:
            self.columns = columns
            self.connection = sqlite3.connect(":memory:")
            # Without a declared type a column keeps each value as it is given.
            self.connection.execute(f"CREATE TABLE fenji_list ({', '.join(quoted(c['name']) for c in columns)})")
        marks = ", ".join("?" for _ in columns)
        kinds = [c["kind"] for c in columns]
        self.connection.executemany(f"INSERT INTO fenji_list VALUES ({marks})",
                                    [[float(cell) if kind == "float" and cell is not None else cell for kind, cell in zip(kinds, row)] for row in rows])

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [d[0] for d in cursor.description], cursor.fetchall()


class DuckDb(Engine):
    dialect, title = "duckdb", "DuckDB"
    types = {"yes_no": "BOOLEAN", "number": "DECIMAL(28, {scale})", "date": "DATE", "label": "VARCHAR", "text": "VARCHAR",
             "float": "DOUBLE"}

    def __enter__(self):
        import duckdb
        self.connection = duckdb.connect()
        return self

    def load(self, columns, rows):
        import pyarrow
        fenji_cells = pyarrow.table({c["name"]: pyarrow.array([row[i] for row in rows], pyarrow.bool_() if c["kind"] == "yes_no" else
                                                        pyarrow.string()) for i, c in enumerate(columns)})  # noqa: F841
        typed = ", ".join(f"CAST({quoted(c['name'])} AS {self.types[c['kind']].format(scale=c['scale'])}) AS {quoted(c['name'])}"
                          for c in columns)
        self.connection.execute(f"CREATE OR REPLACE TABLE fenji_list AS SELECT {typed} FROM fenji_cells")

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [d[0] for d in cursor.description], cursor.fetchall()


class Spark(Engine):
    dialect, title = "spark", "Spark"

    def __enter__(self):
        from pyspark.sql import SparkSession
        self.session = (SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g")
                        .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
                        .config("spark.sql.analyzer.maxIterations", "1000")
                        .config("spark.sql.shuffle.partitions", "2").getOrCreate())
        self.session.sparkContext.setLogLevel("ERROR")
        return self

    def __exit__(self, *_):
        self.session.stop()

    def load(self, columns, rows):
        from pyspark.sql import types
        kinds = {"yes_no": lambda c: types.BooleanType(), "number": lambda c: types.DecimalType(28, c["scale"]),
                 "date": lambda c: types.DateType(), "label": lambda c: types.StringType(), "text": lambda c: types.StringType(),
                 "float": lambda c: types.DoubleType()}
        schema = types.StructType([types.StructField(c["name"], kinds[c["kind"]](c)) for c in columns])
        values = [tuple(python_value(c["kind"], cell) for c, cell in zip(columns, row)) for row in rows]
        self.session.createDataFrame(values, schema).createOrReplaceTempView("fenji_list")

    def query(self, sql):
        frame = self.session.sql(sql)
        return frame.columns, [tuple(row) for row in frame.collect()]


class ClickHouse(Engine):
    dialect, title = "clickhouse", "ClickHouse"
    types = {"yes_no": "Nullable(Bool)", "number": "Nullable(Decimal(28, {scale}))", "date": "Nullable(Date32)",
             "label": "Nullable(String)", "text": "Nullable(String)", "float": "Nullable(Float64)"}

    def __enter__(self):
        from chdb import session
        self.session = session.Session()
        # A longer text is no query to it, whatever the query says.
        self.session.query("SET max_query_size = 16777216, max_ast_elements = 10000000, max_expanded_ast_elements = 100000000")
        return self

    def load(self, columns, rows):
        import json
        def name(text):
            return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`"
        self.session.query("DROP TABLE IF EXISTS fenji_list")
        self.session.query(f"CREATE TABLE fenji_list ({self.declared(columns, self.types, name)}) ENGINE = Memory")
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            self.session.query(f"INSERT INTO fenji_list FROM INFILE '{file.name}' FORMAT JSONCompactEachRow")

    def query(self, sql):
        import json
        result = self.session.query(sql + "\nFORMAT JSONCompact" if "SETTINGS" not in sql else sql, "JSONCompactStrings")
        found = json.loads(str(result))
        booleans = [c["type"].endswith(("Bool", "Bool)")) for c in found["meta"]]
        cells = [[(cell == "true") if flag and cell in ("true", "false") else (None if cell == "ᴺᵁᴸᴸ" else cell)
                  for cell, flag in zip(row, booleans)] for row in found["data"]]
        return [c["name"] for c in found["meta"]], cells


class Postgres(Engine):
    """A server of its own, in a folder of its own, on a socket: no port, no other database is touched."""

    dialect, title = "postgres", "PostgreSQL"
    types = {"yes_no": "BOOLEAN", "number": "NUMERIC", "date": "DATE", "label": "TEXT", "text": "TEXT", "float": "DOUBLE PRECISION"}
    programs = pathlib.Path("/usr/lib/postgresql/15/bin")

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fenji-postgres-", dir="/tmp"))
        self.user = None
        if os.getuid() == 0:  # the server refuses root
            self.user = pwd.getpwnam("postgres")
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = self.folder / "data"
        self.call("initdb", "-D", data, "-U", "fenji", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.call("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
                  f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c jit=off", "start")
        return self

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, program, *words):
        command = [str(self.programs / program), *map(str, words)]
        as_user = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self.folder, **as_user) \
            if program != "pg_ctl" else subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                                       text=True, cwd=self.folder, **as_user)
        if done.returncode != 0:
            print(f"{program}: {done.stdout}", file=sys.stderr)
            raise SystemExit(NO_ENGINE)

    def psql(self, script):
        command = ["psql", "-h", str(self.folder), "-U", "fenji", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        # As bytes: Python would make line feeds of carriage returns.
        done = subprocess.run(command, input=script.encode(), capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def load(self, columns, rows):
        table = f"DROP TABLE IF EXISTS fenji_list; CREATE TABLE fenji_list ({self.declared(columns, self.types, quoted)});\n"
        copy = "COPY fenji_list FROM STDIN WITH (FORMAT csv);\n" + csv_text(rows) + "\\.\n"
        self.psql("SET client_min_messages = error;\n" + table + copy + "ANALYZE fenji_list;\n")

    def query(self, sql):
        import csv
        import io
        result = self.psql(f"SET client_min_messages = error;\nCOPY (\n{sql}) TO STDOUT WITH (FORMAT csv, HEADER);\n")
        lines = list(csv.reader(io.StringIO(result, newline="")))
        types = self.psql(f"SET client_min_messages = error; CREATE TEMP VIEW v AS\n{sql};\n\\t on\n"
                          "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'v'::regclass ORDER BY attnum;\n")
        kinds = types.split("\n")
        cells = [[(cell == "t") if kind.strip() == "boolean" and cell else cell for kind, cell in zip(kinds, line)] for line in lines[1:]]
        return lines[0], cells


ENGINES = {"sqlite": Sqlite, "duckdb": DuckDb, "spark": Spark, "clickhouse": ClickHouse, "postgres": Postgres}
