#!/bin/bash
# What proving long rule files costs: seeded tables, milliseconds of processor time by stage and check.
#   bash tests/bench/lint.sh      leaves the rule files in build/bench; PRESET=… for another build than release
set -euo pipefail
cd "$(dirname "$0")/../.."
preset=${PRESET:-release} out=build/bench
mkdir -p "$out"
cmake --build --preset "$preset" --target bench_checks > "$out/checks.log" || { cat "$out/checks.log" >&2; exit 1; }
make() { python3 tests/bench/rules.py "${@:2}" > "$out/$1.fenji"; }
for columns in 3 7 15; do make "tree-1500x$columns" tree 1500 "$columns"; done
make tree-1500x7-first tree 1500 7 --first
make tree-1500x7-clean tree 1500 7 --clean
make tree-1000x10 tree 1000 10
make tree-10000x6 tree 10000 6
make tree-10000x6-clean tree 10000 6 --clean
make any-1000x10 any 1000 10
make any-1000x10-first any 1000 10 --first
make any-10000x6-first any 10000 6 --first
make bands-10000 bands 10000
make examples-10000 examples 10000
make lookup-100000 lookup 100000
make blocks-500 blocks 500
make scorecards-100 scorecards 100
make elements-10000 elements 10000
make chain-3000 chain 3000
make links-500 links 500
make classes-10000 classes 10000
make formulas-10000 formulas 10000
make options-10000 options 10000
for file in "$out"/{tree,any,bands,examples,lookup,blocks,scorecards,elements,chain,links,classes,formulas,options}-*.fenji; do "build/$preset/bin/bench_checks" "$file"; done
