/** Makes real runs on a second instruction set and compares them with the baseline: npm run test:arm64 [-- options of `reprise verify`] */
import {execFile} from "node:child_process";
import {chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {x} from "tinyexec";
import type {NodeCommand} from "../bits/node-platform.ts";
import {armPackages, emulatedNode} from "../bits/platforms.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const selection = process.argv.length > 2 ? process.argv.slice(2) : ["--seeds", "1"];
const work = await mkdtemp(join(tmpdir(), "reprise-arm64-"));
try {
  process.exitCode = await compare(await armNode());
} finally {
  await rm(work, {recursive: true, force: true});
}

/** Runs a selection in a clone of its own, whose workers are emulated. Returns the exit code of `reprise verify`, or 2 where nothing was emulated. */
async function compare(node: NodeCommand): Promise<number> {
  const clone = join(work, "clone");
  const [starter, starts] = [join(work, "node"), join(work, "starts")];
  await writeClone(clone);
  await writeStarter(starter, starts, node);
  const {stdout: version} = await x(starter, ["--print", "`Node ${process.versions.node}, ${process.arch}`"], {throwOnError: true});
  console.log(`  every run in a process of its own: ${version.trim()}, emulated (some minutes)`);
  await writeFile(starts, "");
  const code = await verify(clone, starter);
  const count = (await readFile(starts, "utf8")).length;
  console.log(`  ${count} emulated processes made these runs`);
  return count > 0 ? code : 2;
}

async function verify(clone: string, starter: string): Promise<number> {
  const words = ["--conditions=reprise-source", "--import", join(root, "test/arm64/emulated.ts"), join(clone, "src/cli.ts"), "verify", "--fresh", ...selection];
  const {exitCode} = await x(process.execPath, words, {nodeOptions: {cwd: clone, stdio: "inherit", env: {...process.env, REPRISE_EMULATED_NODE: starter}}});
  return exitCode ?? 2;
}

/** What git knows, and the installed packages: what is compared is the committed baseline, and nothing of it is changed. */
async function writeClone(clone: string): Promise<void> {
  const {stdout} = await promisify(execFile)("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {cwd: root, maxBuffer: 64 << 20});
  for (const file of stdout.split("\0").filter((each) => each !== "")) {
    await mkdir(dirname(join(clone, file)), {recursive: true});
    await cp(join(root, file), join(clone, file), {verbatimSymlinks: true});
  }
  await x("cp", ["-a", "--link", await realpath(join(root, "node_modules")), join(clone, "node_modules")], {throwOnError: true});
}

/** A program that is Node for arm64 to whoever starts it, and leaves a dot for each start. */
async function writeStarter(starter: string, starts: string, {program, before, environment}: NodeCommand): Promise<void> {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const variables = Object.entries(environment ?? {}).map(([name, value]) => `export ${name}=${quoted(value)}\n`).join("");
  await writeFile(starter, `#!/bin/sh\nprintf . >>${quoted(starts)}\n${variables}exec ${[program, ...before].map(quoted).join(" ")} "$@"\n`);
  await chmod(starter, 0o755);
}

/** Node for arm64, with QEMU and its libraries; as root on Debian they are installed where they lack. */
async function armNode(): Promise<NodeCommand> {
  const found = await emulatedNode();
  if (typeof found !== "string") return found;
  if (process.getuid?.() !== 0) throw new Error(found);
  const ended = await x("apt-get", ["-q", "-y", "--no-install-recommends", "install", ...armPackages], {nodeOptions: {env: {...process.env, DEBIAN_FRONTEND: "noninteractive"}}});
  const installed = await emulatedNode();
  if (typeof installed === "string") throw new Error(`${installed}\n${ended.stderr}`);
  return installed;
}
