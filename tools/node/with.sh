#!/bin/sh
# Runs a command under the pinned Node with the locked packages, fetching first what is missing:
#   sh tools/node/with.sh vitest run
# Needs any Node and npm to begin with; says what to do where there is none. Exits 2 where it cannot run.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
log=$root/.reprise/install.log
lock=$root/.reprise/installing

stop() {
  printf '%s\n' "$@" >&2
  exit 2
}

# step TITLE COMMAND…: one line with the time it took; what the command printed is shown only when it fails.
step() {
  printf '  %-44s' "$1" >&2
  shift
  begun=$(date +%s)
  if "$@" >"$log" 2>&1; then
    took=$(($(date +%s) - begun))
    printf '%4d:%02d\n' $((took / 60)) $((took % 60)) >&2
  else
    printf ' failed\n\n' >&2
    tail -n 30 "$log" >&2
    stop "" "The command was: $*" "Mend: see that the npm registry can be reached (npm ping), then run this again."
  fi
}

# One installation at a time: a link is made in one step, and names who made it.
take_turn() {
  mkdir -p "$root/.reprise"
  told=
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null && [ "$(readlink "$lock" || true)" = "$owner" ]; then
      rm -f "$lock"
      continue
    fi
    [ -n "$told" ] || printf '  waiting for another installation here (process %s)\n' "$owner" >&2
    told=yes
    sleep 1
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

end_turn() {
  rm -f "$lock"
  trap - EXIT INT TERM HUP
}

installed() {
  node "$here/installed.mjs" "$@" >/dev/null 2>&1
}

# The pinned Node is packaged for Linux; elsewhere the machine's own Node runs the pinned npm.
fetch_runtime() {
  npm ci --prefix "$here" --ignore-scripts --no-audit --no-fund --loglevel=error
}

# Some old npm leave the link to the Node of an optional package out.
link_node() {
  for node in "$here"/node_modules/node-*/bin/node; do
    [ ! -x "$node" ] || ln -sfn "..${node#"$here/node_modules"}" "$here/node_modules/.bin/node"
  done
}

# npm refuses a lock without the packages of other platforms, which some registries do not carry.
# The same lock then goes through `npm install`, which keeps to it; installed.mjs checks that it did.
fetch_packages() {
  kept=$root/.reprise/package-lock.json
  cp "$root/package-lock.json" "$kept"
  npm ci --prefix "$root" --ignore-scripts --no-audit --no-fund --loglevel=error ||
    npm install --prefix "$root" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error || return 1
  cmp "$root/package-lock.json" "$kept" || { cp "$kept" "$root/package-lock.json"; return 1; }
  rm "$kept"
  node "$here/installed.mjs" "$root"
}

require_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || stop \
    "Reprise needs a Node and an npm to begin with, of any age; it then fetches its own." \
    "Debian and Ubuntu: apt-get install -y npm      macOS: brew install node      Windows: winget install OpenJS.NodeJS.LTS"
}

require_version() {
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 18) ? 0 : 1)' 2>/dev/null || stop \
    "Reprise needs Node 22.18 or newer here, this is $(node -v 2>/dev/null || echo none that runs)." \
    "The pinned Node is packaged for Linux on x64 and arm64 with glibc only. Mend: install a newer Node (nodejs.org), then run this again."
}

require_node
PATH=$here/node_modules/.bin:$root/node_modules/.bin:$PATH
export PATH
if ! installed "$here" || ! installed "$root"; then
  take_turn
  installed "$here" || step "Node and npm, pinned" fetch_runtime
  link_node
  hash -r # forget where the old Node was
  require_version
  installed "$root" || step "packages, by package-lock.json" fetch_packages
  end_turn
fi
require_version
ln -sfn ../../bin/reprise.js "$root/node_modules/.bin/reprise" # so that npx reprise works here too
exec "$@"
