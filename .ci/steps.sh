# What .ci/run and .ci/full have in common; both read it after setting $repository and $work.
passed=0
failed=0

# step TITLE COMMAND…: a line with the verdict and the time; what the command printed only when it fails.
step() {
  title=$1
  shift
  begun=$(date +%s)
  log=$work/$(printf '%s' "$title" | tr -c 'a-z0-9\n' '-').log
  set +e
  (set -e; "$@") >"$log" 2>&1 # not as a condition: there a shell goes on after an error
  code=$?
  set -e
  if [ "$code" -eq 0 ]; then mark=ok passed=$((passed + 1)); else mark=FAILED failed=$((failed + 1)); fi
  took=$(($(date +%s) - begun))
  printf '%-52s %3d:%02d  %s\n' "$title" $((took / 60)) $((took % 60)) "$mark"
  [ "$mark" = ok ] || tail -n 60 "$log"
}

# The last line counts; with nothing passed, nothing was shown.
finish() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

with() {
  sh tools/node/with.sh "$@"
}

# debian_packages PACKAGE…: installs what is missing, as root or with sudo.
debian_packages() {
  dpkg --status "$@" >/dev/null 2>&1 && return
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get -q update
  $as_root apt-get -q -y --no-install-recommends install "$@"
}

# Data files that no npm package has: those of REPRISE_MIRROR, or of a folder called data beside this repository.
mirror() {
  [ -z "${REPRISE_MIRROR:-}" ] || { printf '%s' "$REPRISE_MIRROR"; return; }
  for folder in ../data ../*/data; do
    [ ! -d "$folder" ] || { (cd "$folder" && pwd); return; }
  done
}

clone() {
  git clone -q "$repository" "$work/$1"
}

# A clone with the packages of this repository, to save installing them again.
furnished_clone() {
  clone "$1"
  cp -RP "$repository/tools/node/node_modules/" "$work/$1/tools/node/"
  cp -RP "$repository/node_modules/" "$work/$1/"
}

clean() {
  [ -z "$(git -C "$work/$1" status --porcelain | tee /dev/stderr)" ]
}

# Nothing of the one who calls reaches it: other home, clock zone and language, another folder, one run at a time.
reproduce_elsewhere() {
  furnished_clone "else where"
  cd "$work/else where"
  rm -r results/grokking results/penguins # those that need npm alone
  mkdir -p "$work/home"
  env HOME="$work/home" TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 ./reproduce.sh --jobs 1
}

# equal A B: the same results, figures, tables, paper and site in two clones.
equal() {
  for part in results build/figures build/tables build/paper.pdf dist; do
    diff -r "$work/$1/$part" "$work/$2/$part"
  done
}

# Two processes share an empty store: between them they make every run, and none twice.
two_shells() {
  furnished_clone "two shells"
  cd "$work/two shells"
  sh tools/node/with.sh reprise run --seeds 1 --json >"$work/one.json" &
  sh tools/node/with.sh reprise run --seeds 1 --json >"$work/two.json"
  wait $!
  sh tools/node/with.sh node --eval '
    const [one, two] = process.argv.slice(1).map((file) => JSON.parse(fs.readFileSync(file, "utf8")));
    const made = [...one.computed, ...two.computed];
    console.log(`${one.computed.length} runs by one, ${two.computed.length} by the other`);
    const whole = [one, two].every(({computed, cached, notRun}) => notRun === 0 && computed.length + cached === made.length);
    process.exit(whole && made.length > 0 && new Set(made).size === made.length ? 0 : 1)' "$work/one.json" "$work/two.json"
}

# A reviewer with little time: a certificate that is accepted, within the budget.
review() {
  cd "$work/$1"
  begun_review=$(date +%s)
  sh tools/node/with.sh reprise review --budget "$2" --out "$work/review"
  took_review=$(($(date +%s) - begun_review))
  echo "the review took $took_review s of $3 s"
  [ "$took_review" -le "$3" ]
  sh tools/node/with.sh reprise review --check "$work/review/certificate.json"
}
