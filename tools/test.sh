#!/usr/bin/env bash
# tools/test.sh [--quick|--engines]: installs what is missing, builds and runs all tests: the release build with every test, then
# the sanitized build with those that run our own code. --quick leaves the second out. --engines runs the suites of tests/engines
# alone, which hold other engines against `fenji run`: its SQL on DuckDB, PostgreSQL, SQLite, Spark and ClickHouse, and the Python
# package; they take packages from PyPI, and say what they skip without them. FILES, ROWS and SEED say how many cases.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=false
engines=false
case "${1-}" in
  '') ;;
  --quick) quick=true ;;
  --engines) engines=true ;;
  *)
    echo "usage: tools/test.sh [--quick|--engines]" >&2
    exit 2
    ;;
esac

run_tests() {
  ctest --parallel 2 --no-tests=error --no-label-summary --preset "$@"
}

# In an environment of its own, with packages that Debian does not have.
run_engines() {
  bash tools/packages.sh engines
  bash tools/build.sh release
  local environment=build/engines
  python3 -m venv "$environment"
  if ! "$environment/bin/pip" install --quiet --requirement tests/engines/requirements.txt; then
    echo "SKIPPED: the conformance suite of the engines was NOT run: its packages cannot be had from PyPI." >&2
    return 0
  fi
  local failed=0
  for engine in sqlite duckdb postgres clickhouse spark; do
    "$environment/bin/python" tests/engines/conformance.py --fenji build/release/bin/fenji \
      --cases build/release/bin/fenji_engine_cases --engine "$engine" --packs rules \
      --files "${FILES:-100}" --rows "${ROWS:-200}" --seed "${SEED:-1}" || failed=1
  done
  bash tests/engines/tables.sh || failed=1
  return "$failed"
}

if $engines; then
  run_engines
  exit
fi

bash tools/packages.sh test
bash tools/build.sh release
run_tests release
if ! $quick; then
  bash tools/build.sh asan-ubsan
  run_tests asan-ubsan --label-regex '^(stage|golden)$'
fi
