#!/usr/bin/env node
// Starts the command line on any Node: the compiled one of an installed package; in the repository itself, its source.
import {spawn} from "node:child_process";
import {existsSync, realpathSync} from "node:fs";
import module from "node:module";
import {constants} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const fromSource = "--conditions=reprise-source";
const bin = fileURLToPath(import.meta.url);
const root = join(dirname(bin), "..");
const pinned = join(root, "tools", "node", "node_modules", ".bin");

if (!existsSync(join(root, "src", "cli.ts"))) await start("../lib/cli.js", "install a newer Node: https://nodejs.org");
else if (process.execArgv.includes(fromSource)) await start("../src/cli.ts", "run ./reproduce.sh or npm test once: they fetch the Node that this repository pins");
else if (isThis(join(pinned, "node"))) {
  module.registerHooks({resolve: fromItsSource});
  await start("../src/cli.ts", "");
} else if (existsSync(join(pinned, "node"))) startAgain(join(pinned, "node"), `${pinned}${delimiter}${process.env.PATH}`);
else startAgain(process.execPath, process.env.PATH);

function isThis(node) {
  return existsSync(node) && realpathSync(node) === realpathSync(process.execPath);
}

/** What `--conditions` says, for this process alone. */
function fromItsSource(specifier, context, next) {
  return next(specifier, specifier.startsWith("reprise") ? {...context, conditions: [...context.conditions, "reprise-source"]} : context);
}

async function start(commandLine, mend) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    console.error(`reprise needs Node 22.18 or newer, this is ${process.versions.node}.\nMend: ${mend}.`);
    process.exit(2);
  }
  keepCompiled();
  const {main} = await import(commandLine);
  await main(process.argv.slice(2));
}

/** Keeps what Node made of modules, their types taken out, in the project's `.reprise`; Node takes it only for the very same text. */
function keepCompiled() {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "reprise.config.ts"))) return void module.enableCompileCache?.(join(folder, ".reprise", "compiled"));
    if (dirname(folder) === folder) return;
  }
}

/** This file again in the Node of the repository. Signals are handed on, and its end is told as this process's. */
function startAgain(node, path) {
  const child = spawn(node, [fromSource, bin, ...process.argv.slice(2)], {stdio: "inherit", env: {...process.env, PATH: path}});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`reprise: ${node} does not start: ${error.message}`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
