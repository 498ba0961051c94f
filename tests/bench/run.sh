#!/bin/bash
# The whole benchmark: tests/bench/grading.fenji over a seeded list, by fenji, by a program written by hand for this policy, by
# DuckDB and by Polars; then tests/bench/shares.fenji, functions over the whole list, by fenji and by DuckDB's window functions,
# with one group, thirty and 100,000; all results the same before any time counts.
#   bash tests/bench/run.sh [ROWS [RUNS]]      1,000,000 records, 5 runs; FENJI=… for another program than build/release's
# Leaves the list, results.json and results.md in build/bench, those of the shares in build/bench/shares-GROUPS.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${1:-1000000} runs=${2:-5} fenji=${FENJI:-build/release/bin/fenji} out=build/bench here=tests/bench
[ -x "$fenji" ] || { echo "no $fenji: build it first, cmake --preset release && cmake --build --preset release" >&2; exit 1; }
mkdir -p "$out"
for program in generate generate_sales reference; do
  "${CXX:-c++}" -O3 -std=c++20 -o "$out/$program" "$here/$program.cpp"
done
"$out/generate" "$rows" 20260301 > "$out/list.csv"

programs=(
  "fenji, 1 thread=$fenji run $here/grading.fenji {list} -o {result} --quiet --threads 1"
  "fenji, 2 threads=$fenji run $here/grading.fenji {list} -o {result} --quiet --threads 2"
  "by hand, 1 thread=$out/reference {list} {result}"
)
window_functions=()
python=$out/python/bin/python3
if [ ! -x "$python" ]; then python3 -m venv "$out/python" || python=python3; fi
for peer in duckdb polars; do
  if ! "$python" -c "import $peer" 2> /dev/null && ! "$python" -m pip install --quiet "$peer" > "$out/pip.log" 2>&1; then
    echo "==== LEFT OUT: $peer cannot be had from PyPI ($out/pip.log says why) ====" >&2
    continue
  fi
  if [ $peer = duckdb ]; then
    programs+=("DuckDB, 1 thread=$python $here/peer_duckdb.py {list} {result} 1"
               "DuckDB, 2 threads=$python $here/peer_duckdb.py {list} {result} 2")
    window_functions=("DuckDB, 1 thread=$python $here/shares_duckdb.py {list} {result} 1"
                      "DuckDB, 2 threads=$python $here/shares_duckdb.py {list} {result} 2")
  else
    programs+=("Polars, 1 thread=env POLARS_MAX_THREADS=1 $python $here/peer_polars.py {list} {result}"
               "Polars, 2 threads=env POLARS_MAX_THREADS=2 $python $here/peer_polars.py {list} {result}")
  fi
done
python3 "$here/compare.py" --list "$out/list.csv" --rows "$rows" --runs "$runs" --out "$out" "${programs[@]}"

for groups in 1 30 100000; do
  folder=$out/shares-$groups
  mkdir -p "$folder"
  "$out/generate_sales" "$rows" "$groups" 20260301 > "$folder/list.csv"
  printf '\nShares by group, %s groups: ' "$groups"
  python3 "$here/compare.py" --list "$folder/list.csv" --rows "$rows" --runs "$runs" --out "$folder" \
    "fenji, 1 thread=$fenji run $here/shares.fenji {list} -o {result} --quiet --threads 1" \
    "fenji, 2 threads=$fenji run $here/shares.fenji {list} -o {result} --quiet --threads 2" \
    "${window_functions[@]}"
done
