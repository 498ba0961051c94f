#!/usr/bin/env bash
# tools/build.sh PRESET [TARGET…]: configures and builds a preset; quiet unless it fails or has something to build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=$1
shift
mkdir -p "build/$preset"
log=build/$preset/configure.log
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
cmake --build --preset "$preset" --parallel "$(nproc)" ${1+--target "$@"} >&2
