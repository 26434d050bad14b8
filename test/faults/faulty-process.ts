import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Fault} from "./fault.ts";

/** What became of a process that was to suffer a fault. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  /** The call that went wrong, as `rename results/a.json`; undefined where there were fewer. */
  readonly call: string | undefined;
  /** How many calls there were, where none was to go wrong. */
  readonly calls: number;
}

/** Runs Node with `words` in `root`, and lets one of its file calls go wrong. */
export async function runFaulty(words: readonly string[], fault: Omit<Fault, "notes">, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-fault-"));
  const notes = join(folder, "notes");
  const child = spawn(process.execPath, ["--no-warnings", "--import", join(import.meta.dirname, "inject.ts"), ...words], {
    cwd: fault.root, stdio: ["ignore", "pipe", "pipe"],
    env: {...process.env, NO_COLOR: "1", NODE_OPTIONS: "", ...environment, REPRISE_FAULT: JSON.stringify({...fault, notes} satisfies Fault)},
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => { out += text; });
  const [code, signal] = await once(child, "close") as [number | null, string | null];
  const call = await readFile(`${notes}.call`, "utf8").then((text) => text.trim(), () => undefined);
  const calls = Number(await readFile(notes, "utf8").catch(() => "0"));
  await rm(folder, {recursive: true, force: true});
  return {code, signal, out, call, calls};
}
