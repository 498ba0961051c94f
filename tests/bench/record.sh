#!/bin/bash
# One record at a time through the library: nanoseconds for the records of every rule pack's list, and for seeded records of
# every rule file.
#   bash tests/bench/record.sh [FILE…]      other rule files than those of the packs; PRESET=… for another build than release
set -euo pipefail
cd "$(dirname "$0")/../.."
preset=${PRESET:-release}
cmake --build --preset "$preset" --target bench_record > /dev/null
if [ $# -eq 0 ]; then
  for rules in rules/*/*.fenji tests/fixtures/northstar/*.fenji; do
    list=${rules%.fenji}.customers.csv
    [ -e "$list" ] && set -- "$@" "$rules=$list"
    set -- "$@" "$rules"
  done
fi
"build/$preset/bin/bench_record" "$@"
