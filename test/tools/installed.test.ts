import {spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";

const root = join(import.meta.dirname, "../..");

interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[] | string;
  readonly cpu?: readonly string[];
}

/** What installed.mjs says of a folder with these two locks. */
function said(locked: Readonly<Record<string, Entry>>, found: Readonly<Record<string, Entry>> | undefined): {readonly status: number | null; readonly stderr: string} {
  const folder = mkdtempSync(join(tmpdir(), "reprise-installed-"));
  try {
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({packages: {"": {}, ...locked}}));
    mkdirSync(join(folder, "node_modules"));
    if (found !== undefined) writeFileSync(join(folder, "node_modules/.package-lock.json"), JSON.stringify({packages: found}));
    const {status, stderr} = spawnSync(process.execPath, [join(root, "tools/node/installed.mjs"), folder], {encoding: "utf8"});
    return {status, stderr: stderr.trim()};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const one = {version: "1.0.0", integrity: "sha512-a"};
const elsewhere = {...one, optional: true, os: ["plan9"]};
const here = {...one, optional: true, os: process.platform, cpu: [process.arch]};

test("packages are installed when each has the locked version and hash; other platforms' may be missing", () => {
  expect(said({"node_modules/a": one, "node_modules/b": elsewhere, "node_modules/c": here}, {"node_modules/a": one, "node_modules/c": here})).toEqual({status: 0, stderr: ""});
});

test("an interrupted installation, another version, another hash and a missing package of this platform are told", () => {
  expect(said({"node_modules/a": one}, undefined)).toEqual({status: 1, stderr: "missing: node_modules/a 1.0.0"});
  expect(said({"node_modules/a": one}, {"node_modules/a": {...one, version: "1.0.1"}})).toEqual({status: 1, stderr: "node_modules/a: locked 1.0.0, found 1.0.1"});
  expect(said({"node_modules/a": one}, {"node_modules/a": {...one, integrity: "sha512-b"}})).toEqual({status: 1, stderr: "node_modules/a: not the locked integrity"});
  expect(said({"node_modules/c": here}, {})).toEqual({status: 1, stderr: "missing: node_modules/c 1.0.0"});
});

test("a machine without Node is told the one command to begin with", () => {
  const {status, stderr} = spawnSync("/bin/sh", ["-c", "command() { return 1; }; . ./tools/node/with.sh", "tools/node/with.sh"], {cwd: root, encoding: "utf8"});
  expect(status).toBe(2);
  expect(stderr).toMatch(/apt-get install -y npm/);
});
