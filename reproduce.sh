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

paper=yes
sudo=
expecting=
for argument in "$@"; do
  if [ -n "$expecting" ]; then
    expecting=
    continue
  fi
  case $argument in
    -h | --help) usage; exit 0 ;;
    --no-paper) paper= ;;
    --install-tex) sudo=sudo ;;
    --experiment | --seeds | --engine | --jobs) expecting=$argument ;;
    --all | --fresh | --no-site | --experiment=* | --seeds=* | --engine=* | --jobs=*) ;;
    *) refuse "Unknown option: $argument" ;;
  esac
done
[ -z "$expecting" ] || refuse "$expecting needs a value."

# TeX comes from Debian while Node and the packages come from npm.
tex=
if [ -n "$paper" ]; then
  mkdir -p .reprise
  [ -z "$sudo" ] || [ "$(id -u)" = 0 ] || sudo -v
  sh tools/tex.sh $sudo >.reprise/tex-said.log 2>&1 &
  tex=$!
fi
failed=
sh tools/node/with.sh true || failed=$?
if [ -n "$tex" ]; then
  wait "$tex" || true
  cat .reprise/tex-said.log >&2
fi
[ -z "$failed" ] || exit "$failed"
exec sh tools/node/with.sh node --conditions=reprise-source bin/reprise.js reproduce "$@"
