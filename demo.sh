#!/usr/bin/env bash
# A week in an office, command by command in a temporary folder. Needs ttdn on the PATH.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset TTDN_WORKSPACE
export TTDN_ACTOR=btg-duk

show() {
  printf '\n$ ttdn %s\n' "$*"
  ttdn "$@"
}

show init office
cd office
show done III.2.a --group truc-thuoc --except ubnd --on 28/3/2024 --yes | sed -n '1,5p'
echo '…'
show receive III.2.c --unit so-tu-phap --on 8/4/2024 --evidence 07-BC/ĐU
show done III.2.c --unit so-du-lich --on 9/4/2024 --evidence 12-BC/ĐU
show extend III.2.c --unit so-noi-vu --to 30/4/2024 --on 8/4/2024 --basis 12-CV/ĐUK
show status --as-of 12/4/2024
show report --unit so-tu-phap --as-of 12/4/2024
