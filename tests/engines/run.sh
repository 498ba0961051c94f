#!/usr/bin/env bash
# tests/engines/run.sh [--quick]: holds other engines against `fenji run`: the SQL of `fenji sql` on each of them, and the Python
# package on tables of every kind, on a Spark cluster of two workers too. Needs build/release. What it has to leave out, because
# packages of Debian or PyPI cannot be had, it says in a loud line; that is no failure.
#   FILES=… ROWS=… SEED=…   random rule files, records of each, and the first file (100, 200, 1; with --quick 8, 50)
#   ENGINES=… KINDS=…       only these: "duckdb postgres", "pyarrow spark"; "" is none
#   INSTALL_SECONDS=…       for all packages together; what is not there by then is left out (300)
#   SUITE_SECONDS=…         a suite that takes longer hangs (3600)
#   TROUBLE=skip            an engine that does not start, dies or hangs is left out, in a loud line, and is no failure; a result
#                           that differs always is
# Spark, which takes seconds a query, gets a fifth of the files, ClickHouse half of them. --quick takes the Python module of
# build/release instead of a wheel, which compiles everything once more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

quick=false
if [ "${1-}" = --quick ]; then quick=true; fi
if $quick; then files=${FILES:-8} rows=${ROWS:-50}; else files=${FILES:-100} rows=${ROWS:-200}; fi
read -ra engines <<<"${ENGINES-sqlite duckdb postgres clickhouse spark}"
read -ra kinds <<<"${KINDS-pyarrow reader polars pandas duckdb spark}"
out=build/engines
python=$out/python/bin/python
common=(--fenji build/release/bin/fenji --cases build/release/bin/fenji_engine_cases --packs rules --rows "$rows" --seed "${SEED:-1}")
# A registry that hangs must not hold up the tests.
export PIP_DEFAULT_TIMEOUT=15 PIP_RETRIES=2 PIP_DISABLE_PIP_VERSION_CHECK=1
install_seconds=${INSTALL_SECONDS:-300}

held=() failed=() skipped=()
skip() {
  skipped+=("$1")
  echo "==== SKIPPED: $1: $2 ====" >&2
}

# suite NAME COMMAND…, which ends with 1 where a result is not the right one, with anything else where it could not be had.
suite() {
  local name=$1 code=0
  shift
  timeout --kill-after=20 "${SUITE_SECONDS:-3600}" "$@" || code=$?
  if [ "$code" -eq 0 ]; then
    held+=("$name")
  elif [ "$code" -ne 1 ] && [ "${TROUBLE-}" = skip ]; then
    skip "$name" "it could not be run to its end (exit code $code)"
  else
    failed+=("$name")
    echo "==== FAILED: $name ====" >&2
  fi
}

# Packages from PyPI; false where they cannot be had, or not in the time that all of them have.
packages() {
  local left=$((install_seconds - SECONDS))
  [ "$left" -gt 0 ] &&
    timeout "$left" "$python" -m pip install --quiet --prefer-binary --constraint tests/engines/requirements.txt "$@" >>"$out/pip.log" 2>&1
}

# share NAME: so many random files.
share() {
  case $1 in
    spark) echo $(((files + 4) / 5)) ;;
    clickhouse) echo $(((files + 1) / 2)) ;;
    *) echo "$files" ;;
  esac
}

# Why an engine cannot be run, by its name.
declare -A lacking=()

# find_engine NAME PACKAGE…
find_engine() {
  local engine=$1
  shift
  packages "$@" || lacking[$engine]="$* cannot be had from PyPI, see $out/pip.log"
}

find_engines() {
  local engine
  for engine in "${engines[@]}" "${kinds[@]}"; do
    case $engine in
      sqlite) ;;
      postgres) [ -x /usr/lib/postgresql/15/bin/initdb ] || lacking[$engine]="there is no PostgreSQL 15" ;;
      clickhouse) find_engine clickhouse chdb pyarrow ;;
      duckdb) find_engine duckdb duckdb pyarrow ;;
      spark) if command -v java >/dev/null; then find_engine spark pyspark pyarrow pandas; else lacking[spark]="there is no Java"; fi ;;
      reader) find_engine reader pyarrow ;;
      polars | pandas) find_engine "$engine" "$engine" pyarrow ;;
      *) find_engine "$engine" "$engine" ;;
    esac
  done
}

# The package from build/release, found by a line in the environment.
module_of_release() {
  cmake --preset release -D FENJI_BUILD_PYTHON=ON -D Python_EXECUTABLE="$PWD/$python" >"$out/configure.log" 2>&1 &&
    cmake --build --preset release --target fenji_python >"$out/module.log" 2>&1 &&
    cmake --install build/release --component python --prefix "$out/package" >>"$out/module.log" 2>&1 &&
    cp tools/python/fenji/* "$out/package/fenji/" && echo "$PWD/$out/package" >"$site/fenji.pth"
}

wheel_of_all() {
  rm -f "$site/fenji.pth"
  "$python" -m pip wheel --quiet --no-build-isolation --no-deps --config-settings=build-dir="$PWD/$out/wheel" --wheel-dir "$out" \
    ./tools/python >"$out/wheel.log" 2>&1 &&
    "$python" -m pip install --quiet --force-reinstall --no-deps "$out"/fenji-*.whl >>"$out/wheel.log" 2>&1
}

package() { if $quick; then module_of_release; else wheel_of_all; fi; }

mkdir -p "$out"
: >"$out/pip.log"
if ! "$python" -m pip --version >/dev/null 2>&1 && ! python3 -m venv --clear "$out/python" >"$out/venv.log" 2>&1; then
  skip "all engines" "no environment of Python can be made (python3-venv), see $out/venv.log"
  exit 0
fi
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
site=${site#"$PWD/"}

SECONDS=0
find_engines
[ ${#kinds[@]} -eq 0 ] || find_engine package pyarrow polars pandas duckdb pybind11 scikit-build-core mypy

for engine in "${engines[@]}"; do
  if [ -n "${lacking[$engine]-}" ]; then
    skip "SQL on $engine" "${lacking[$engine]}"
  else
    suite "SQL on $engine" "$python" tests/engines/conformance.py "${common[@]}" --packs tests/engines --engine "$engine" --files "$(share "$engine")"
  fi
done

if [ ${#kinds[@]} -eq 0 ]; then
  :
elif [ ! -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]; then
  skip "the Python package" "there are no headers of Python (python3-dev)"
elif [ -n "${lacking[package]-}" ]; then
  skip "the Python package" "${lacking[package]}"
elif ! package; then
  failed+=("the Python package")
  tail -n 30 "$out"/*.log >&2
else
  suite "the Python package" "$python" tests/engines/package_test.py
  for kind in "${kinds[@]}"; do
    if [ -n "${lacking[$kind]-}" ]; then
      skip "tables of $kind" "${lacking[$kind]}"
    else
      suite "tables of $kind" "$python" tests/engines/tables.py "${common[@]}" --kind "$kind" --files "$(share "$kind")"
    fi
  done
fi

echo "Engines: ${#held[@]} suites agree with fenji run, ${#failed[@]} failed, ${#skipped[@]} skipped."
for each in "${failed[@]}"; do echo "  failed: $each" >&2; done
for each in "${skipped[@]}"; do echo "  skipped: $each" >&2; done
[ ${#failed[@]} -eq 0 ]
