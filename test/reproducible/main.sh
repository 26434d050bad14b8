#!/bin/sh
# The whole project is built twice, in surroundings that differ in everything Debian's reprotest varies but the user:
#   npm run test:reproducible [-- FOLDER]
# FOLDER keeps both builds, their logs and diffoscope's report. Needs Debian; installs what is missing, as root or with sudo.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd -- "$here/../.."
work=${1:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(CDPATH='' cd -- "$work" && pwd)
variations="environment build_path kernel aslr num_cpus time fileordering domain_host home locales exec_path timezone umask"
left_out=user_group # it names other users, and there is none to name

debian_packages() {
  packages=$(node --input-type=module --eval 'import {texPackages} from "./src/cli/latex.ts"; console.log(texPackages.join(" "))')
  packages="$packages reprotest disorderfs faketime diffoscope-minimal python3-pdfminer locales-all"
  dpkg --status $packages >/dev/null 2>&1 && return
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  export DEBIAN_FRONTEND=noninteractive
  { $as_root apt-get -q update && $as_root apt-get -q -y --no-install-recommends install $packages; } >"$work/apt.log" 2>&1 || { tail -n 20 "$work/apt.log"; exit 2; }
}

# leave_out VARIATION WHY: a machine that cannot vary something says so, and the rest is still varied.
leave_out() {
  printf '  %s cannot be varied here: %s\n' "$1" "$2"
  left_out=$left_out,$1
  variations=$(printf '%s' "$variations" | sed "s/\b$1\b *//")
}

what_this_machine_cannot() {
  [ -c /dev/fuse ] || leave_out fileordering "there is no /dev/fuse, which disorderfs needs"
  unshare -r --uts true 2>/dev/null || leave_out domain_host "the kernel refuses a name space of one's own (unshare --uts)"
  setarch uname26 true 2>/dev/null || leave_out kernel "the kernel refuses another personality (setarch)"
  [ "$(nproc)" -gt 1 ] || leave_out num_cpus "there is one processor"
}

# twice NAME SOURCE COMMAND: builds a source tree two times in different surroundings.
twice() {
  rm -rf "$work/$1"
  reprotest --verbosity=1 --vary=-"$(printf '%s' "$left_out" | sed 's/,/,-/g')" --store-dir "$work/$1" -c "$3" "$2" artefacts >"$work/$1.log" 2>&1
}

# A variation that took no effect would prove nothing: what each one changes must be seen to differ.
every_variation_differs() {
  mkdir -p "$work/probe-source"
  cp "$here/probe.sh" "$work/probe-source/"
  ! twice probe "$work/probe-source" "sh probe.sh" || { echo "  reprotest calls two builds equal that are not"; return 1; }
  for variation in $variations; do
    [ -f "$work/probe/experiment-1/source-root/artefacts/$variation" ] || { tail -n 20 "$work/probe.log"; return 1; }
    ! cmp -s "$work/probe/control/source-root/artefacts/$variation" "$work/probe/experiment-1/source-root/artefacts/$variation" || { echo "  $variation was not varied"; return 1; }
  done
  echo "  varied, each seen to differ: $variations"
}

# What git knows, and the installed packages; linked, since reprotest copies it anyway.
source_tree() {
  rm -rf "$work/source"
  mkdir -p "$work/source/tools/node"
  git ls-files -z | xargs -0 cp --parents -P -t "$work/source"
  for modules in node_modules tools/node/node_modules; do
    cp -a --link "$(readlink -f "$modules")" "$work/source/$modules" 2>/dev/null || cp -a "$(readlink -f "$modules")" "$work/source/$modules"
  done
}

same_artefacts() {
  echo "  the project is built twice, once so and once so; about two minutes"
  source_tree
  if twice artefacts "$work/source" "sh test/reproducible/build.sh" && grep -q '^Reproduction successful$' "$work/artefacts.log" && [ ! -s "$work/artefacts/experiment-1.diffoscope.out" ]; then
    echo "  Reproduction successful: $(grep -c . "$work/artefacts/SHA256SUMS") files the same, diffoscope's report is empty"
  else
    tail -n 80 "$work/artefacts.log"
    return 1
  fi
}

debian_packages
what_this_machine_cannot
every_variation_differs
same_artefacts
