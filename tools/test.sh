#!/usr/bin/env bash
# tools/test.sh [--quick]: installs what is missing, builds and runs all tests: the release build with every test, then the
# sanitized build with those that run our own code. --quick leaves the second out.
# tools/test.sh --engines: the suites of tests/engines instead, which hold other engines against `fenji run`; they take packages
# from PyPI, and say what they skip without them.
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

bash tools/packages.sh test
bash tools/build.sh release
if $engines; then
  failed=0
  for suite in tests/engines/*.sh; do bash "$suite" || failed=1; done
  exit $failed
fi
run_tests release
if ! $quick; then
  bash tools/build.sh asan-ubsan
  run_tests asan-ubsan --label-regex '^(stage|golden)$'
fi
