#!/usr/bin/env node
// Starts the command line on any Node: the compiled one of an installed package; in the repository itself, its source.
import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {constants} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "src", "cli.ts");
const pinned = join(root, "tools", "node", "node_modules", ".bin");

if (!existsSync(source)) await runInstalled();
else if (existsSync(join(pinned, "node"))) runSource(join(pinned, "node"), `${pinned}${delimiter}${process.env.PATH}`);
else if (isNewEnough()) runSource(process.execPath, process.env.PATH);
else refuse("run ./reproduce.sh or npm test once: they fetch the Node that this repository pins");

async function runInstalled() {
  if (!isNewEnough()) refuse("install a newer Node: https://nodejs.org");
  await import("../lib/cli.js");
}

function isNewEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function refuse(mend) {
  console.error(`reprise needs Node 22.18 or newer, this is ${process.versions.node}.\nMend: ${mend}.`);
  process.exit(2);
}

/** The child decides how it ends: signals are handed on, and its own end is told as this process's. */
function runSource(node, path) {
  const child = spawn(node, ["--conditions=reprise-source", source, ...process.argv.slice(2)], {stdio: "inherit", env: {...process.env, PATH: path}});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`reprise: ${node} does not start: ${error.message}`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
