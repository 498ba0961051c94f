#!/usr/bin/env bash
# tools/packages.sh build|test|engines|fuzz: installs the Debian packages that are missing for it; silent when there are none. The one
# list of what this project needs.
set -euo pipefail

# Configuring looks for doctest too, unless told -D FENJI_BUILD_TESTS=OFF.
build=(g++ cmake ninja-build libfmt-dev tao-pegtl-dev libtomlplusplus-dev nlohmann-json3-dev libutf8proc-dev
  libicu-dev libssl-dev libzip-dev libexpat1-dev libxlsxwriter-dev doctest-dev)
# LibreOffice reads what is written, and writes what is read.
tests=(python3 libreoffice-calc-nogui)
engines=(python3-venv python3-dev postgresql-15 openjdk-17-jre-headless)
fuzzers=(clang-14 libclang-rt-14-dev)

case "${1-}" in
  build) needed=("${build[@]}") ;;
  test) needed=("${build[@]}" "${tests[@]}") ;;
  engines) needed=("${build[@]}" "${tests[@]}" "${engines[@]}") ;;
  fuzz) needed=("${build[@]}" "${tests[@]}" "${fuzzers[@]}") ;;
  *)
    echo "usage: tools/packages.sh build|test|engines|fuzz" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  cat >&2 <<EOF
Not a Debian system, so nothing is installed here. What is needed, by its Debian 12 names:
  ${needed[*]}
Going on with what there is; CMake names what it does not find.
EOF
  exit 0
fi

# dpkg-query fails for names it has never heard of and still lists the others.
installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${needed[@]}" 2>/dev/null |
  sed -n 's/^installed //p' || true)
missing=()
for package in "${needed[@]}"; do
  grep --quiet --line-regexp --fixed-strings -- "$package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    cat >&2 <<EOF
Packages are missing, and installing them takes root. As root, run
  apt-get update && apt-get install --no-install-recommends ${missing[*]}
EOF
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing: ${missing[*]}" >&2
apt=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 -o DPkg::Lock::Timeout=300)
# An outdated list of packages may do, no list does not: what counts is whether the installation succeeds.
"${as_root[@]}" "${apt[@]}" update >&2 || true
if ! "${as_root[@]}" "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >&2; then
  cat >&2 <<EOF
The packages could not be installed. Without network: on a machine with Debian 12 and network, run
  apt-get install --download-only --no-install-recommends ${missing[*]}
bring /var/cache/apt/archives/*.deb here and install them with: dpkg --install *.deb
EOF
  exit 1
fi
