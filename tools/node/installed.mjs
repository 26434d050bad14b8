// Says whether node_modules holds what package-lock.json names, for this platform: node installed.mjs FOLDER
// Plain JavaScript for any Node, since it runs before the pinned one is there. Exits 1 and names what is wrong.
import {readFileSync} from "node:fs";
import {join} from "node:path";

const folder = process.argv[2] ?? ".";
const problems = check(packagesOf("package-lock.json"), packagesOf(join("node_modules", ".package-lock.json")));
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation has none. */
function packagesOf(file) {
  try {
    const {"": _self, ...packages} = JSON.parse(readFileSync(join(folder, file), "utf8")).packages;
    return packages;
  } catch {
    return {};
  }
}

function check(wanted, found) {
  return Object.entries(wanted).flatMap(([path, locked]) => {
    const there = found[path];
    if (there === undefined) return locked.optional && !fits(locked) ? [] : [`missing: ${path} ${locked.version}`];
    if (there.version !== locked.version) return [`${path}: locked ${locked.version}, found ${there.version}`];
    return there.integrity === locked.integrity ? [] : [`${path}: not the locked integrity`];
  });
}

/** Whether an optional package is made for this machine; one without a platform is only a companion of another. */
function fits({os, cpu, libc}) {
  const meets = (list, own) => list === undefined || [list].flat().includes(own);
  return os !== undefined && meets(os, process.platform) && meets(cpu, process.arch) && (libc === undefined || meets(libc, ownLibc()));
}

function ownLibc() {
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
