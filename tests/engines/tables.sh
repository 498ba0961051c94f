#!/usr/bin/env bash
# tests/engines/tables.sh: builds the Python wheel in an environment of its own and holds it against `fenji run`, on tables of every
# kind and on a Spark cluster of two workers. Needs build/release, PyPI and Java; a loud line says what was skipped without them.
#   FILES=… ROWS=…    random rule files and records, 50 and 200 unless told
set -euo pipefail
cd "$(dirname "$0")/../.."
out=build/engines python=build/engines/python/bin/python
skipped() { echo "==== SKIPPED: $1 ====" >&2; }

mkdir -p "$out"
[ -x "$python" ] || python3 -m venv "$out/python"
if ! "$python" -m pip install --quiet pyarrow polars pandas duckdb pyspark > "$out/pip.log" 2>&1 ||
  ! "$python" -m pip install --quiet --force-reinstall --no-deps ./tools/python >> "$out/pip.log" 2>&1; then
  skipped "the Python package and Spark: PyPI cannot be reached, or the wheel does not build ($out/pip.log)"
  exit 0
fi
kinds=(pyarrow reader polars pandas duckdb)
if command -v java > /dev/null; then kinds+=(spark); else skipped "Spark: there is no Java"; fi

failed=0
"$python" tests/engines/package_test.py || failed=1
for kind in "${kinds[@]}"; do
  "$python" tests/engines/tables.py --fenji build/release/bin/fenji --cases build/release/bin/fenji_engine_cases --kind "$kind" \
    --files "${FILES:-50}" --rows "${ROWS:-200}" --packs rules || failed=1
done
exit $failed
