#!/bin/sh
# Installs the TeX that the paper needs where it is missing: `tex.sh` as root on Debian, `tex.sh sudo` elsewhere.
# Says the one command where it may not; then exits 3.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
log=$root/.reprise/tex.log

packages="texlive-latex-base texlive-latex-recommended texlive-latex-extra texlive-science texlive-fonts-recommended lmodern cm-super-minimal poppler-utils"
files="article.cls booktabs.sty microtype.sty siunitx.sty cleveref.sty lmodern.sty"

present() {
  command -v pdflatex >/dev/null 2>&1 && command -v bibtex >/dev/null 2>&1 && command -v kpsewhich >/dev/null 2>&1 || return 1
  for file in $files; do
    kpsewhich "$file" >/dev/null || return 1
  done
}

install() {
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get -q -o DPkg::Lock::Timeout=120 update &&
    $sudo apt-get -q -y -o DPkg::Lock::Timeout=120 -o DPkg::Options::=--force-unsafe-io --no-install-recommends install $packages
}

present && exit 0
mkdir -p "$root/.reprise"
sudo=
[ "$(id -u)" = 0 ] || sudo=${1:-none}
if [ "$sudo" = none ] || ! command -v apt-get >/dev/null 2>&1; then
  cat <<TEXT

  No LaTeX that can set the paper is here: its PDF is left out, all else is built.
  To have it:  sudo apt-get install -y --no-install-recommends $packages
  (or ./reproduce.sh --install-tex; elsewhere: TeX Live from tug.org)

TEXT
  exit 3
fi
begun=$(date +%s)
if install >"$log" 2>&1 && present; then
  took=$(($(date +%s) - begun))
  printf '  %-44s%4d:%02d\n' "TeX from Debian, at the same time" $((took / 60)) $((took % 60))
else
  tail -n 15 "$log"
  printf '\n  TeX could not be installed: the PDF of the paper is left out. Mend: see .reprise/tex.log, then run this again.\n\n'
  exit 3
fi
