#!/usr/bin/env bash
# tools/demo.sh: from a clone to a graded list. Installs what is missing, builds the program, and shows a summary, one
# explanation and where the result lies.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rules=rules/government/mms.fenji
list=rules/government/mms.customers.csv
result=build/demo/mms.result.csv
fenji=build/release/bin/fenji

bash tools/packages.sh build
bash tools/build.sh release fenji
mkdir -p "$(dirname "$result")"

show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

show "$fenji" run "$rules" "$list" -o "$result"

# The first customer who has a grade; the key is the first column.
key=$(grep --max-count=1 已评级 "$result" | sed 's/^\xEF\xBB\xBF//; s/,.*//; s/^"\(.*\)"$/\1/')
show "$fenji" explain "$rules" "$list" --key "$key"

printf '\nThe graded list: %s/%s\n' "$PWD" "$result"
