#!/bin/sh
# From a fresh clone to results, figures, paper, site and checklist.
set -eu
cd -- "$(dirname -- "$0")"

usage() {
  cat <<'TEXT'
Usage: ./reproduce.sh [options]

Computes every experiment again, compares it with the committed results, and builds the
figures, the tables, the paper, the site and the checklist. Fetches its own Node first.

  --all              also the experiments that need downloads or long runs
  --experiment NAME  this experiment alone; may be given more than once
  --seeds N          the first N replicates of each variant alone
  --engine NAME      where tensors are computed: wasm (default) or cpu
  --jobs N           how many runs at a time (default: one per core)
  --fresh            compute again what the cache already holds
  --no-paper         without the paper's PDF, and without installing TeX
  --no-site          without the site
  --install-tex      install TeX with sudo (as root on Debian it is installed unasked)
  --help             print this

REPRISE_MIRROR=FOLDER is searched for data files before their own sources.

Exit codes: 0 reproduced; 1 something differs or a check failed; 2 could not run;
3 incomplete: nothing differs, but something asked for was not run.
TEXT
}

refuse() {
  printf '%s\n' "$1" "Options: ./reproduce.sh --help" >&2
  exit 2
}

# A mistyped option is told before anything is fetched.
expecting=
for argument in "$@"; do
  case $argument in
    -h | --help) usage; exit 0 ;;
    --experiment | --seeds | --engine | --jobs) expecting=$argument; continue ;;
    --all | --fresh | --no-paper | --no-site | --install-tex | --experiment=* | --seeds=* | --engine=* | --jobs=*) ;;
    -*) refuse "Unknown option: $argument" ;;
  esac
  expecting=
done
[ -z "$expecting" ] || refuse "$expecting needs a value."

exec sh tools/node/with.sh node --conditions=reprise-source bin/reprise.js reproduce "$@"
