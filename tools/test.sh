#!/usr/bin/env bash
# tools/test.sh [--engines] [--quick]: installs what is missing, builds and runs all tests: the release build with every test, then
# the sanitized build with those that run our own code. --quick leaves the second out. --engines runs tests/engines/run.sh instead,
# which holds other engines against `fenji run`: its SQL on DuckDB, PostgreSQL, SQLite, Spark and ClickHouse, and the Python package;
# it takes packages from PyPI, and says what it skips without them. With --quick few cases; that file says how to have more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=false
engines=false
for word; do
  case $word in
    --quick) quick=true ;;
    --engines) engines=true ;;
    *)
      echo "usage: tools/test.sh [--engines] [--quick]" >&2
      exit 2
      ;;
  esac
done

run_tests() {
  ctest --parallel 2 --no-tests=error --no-label-summary --preset "$@"
}

if $engines; then
  bash tools/packages.sh test
  # Without them there are fewer engines, which is said there.
  bash tools/packages.sh engines || true
  bash tools/build.sh release fenji fenji_engine_cases
  if $quick; then exec bash tests/engines/run.sh --quick; fi
  exec bash tests/engines/run.sh
fi

bash tools/packages.sh test
bash tools/build.sh release
run_tests release
if ! $quick; then
  bash tools/build.sh asan-ubsan
  run_tests asan-ubsan --label-regex '^(stage|golden)$'
fi
