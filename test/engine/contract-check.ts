import {fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {EngineName} from "../../src/engine/engine.ts";
import type {Report} from "./contract-worker.ts";

interface Broken {
  readonly title: string;
  readonly because: string;
}

/** Holds an engine to the contract in two processes, at most so many steps of each training, and prints what came of it; 1 where it is broken. */
export async function checkContract(engine: EngineName, steps: number, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  const parts = 2;
  const reports = await Promise.all(Array.from({length: parts}, (_, part) => reportOf(engine, part, parts, steps, environment)));
  const broken: readonly Broken[] = [...reports.flatMap(({fulfilments}) => fulfilments).filter((each) => each.status === "broken"), ...unrepeated(reports)];
  console.log(Object.entries(reports[0]!.facts).map(([name, text]) => `${name}: ${text}`).join("\n"));
  for (const {title, because} of broken) console.log(`broken: ${title}: ${because}`);
  console.log(summary(reports, broken.length));
  return broken.length === 0 ? 0 : 1;
}

/** What came out differently in the two processes. */
function unrepeated([first, ...others]: readonly Report[]): readonly Broken[] {
  return Object.entries(first!.digests).flatMap(([title, digest]) => others
    .filter(({digests}) => digests[title] !== digest)
    .map(({digests}) => ({title, because: `its bytes are ${digest.slice(0, 16)} in one process, ${digests[title]?.slice(0, 16)} in another`})));
}

function summary(reports: readonly Report[], broken: number): string {
  const all = reports.flatMap(({fulfilments}) => fulfilments);
  const largest = Math.max(...all.map((each) => (each.status === "kept" ? each.deviation : 0)));
  const refused = all.filter(({status}) => status === "refused").length;
  return `${all.length} trainings, ${refused} refused in words, largest deviation from wasm ${largest.toExponential(1)}; ${Object.keys(reports[0]!.digests).length} repeated in ${reports.length} processes; ${broken} broken`;
}

function reportOf(engine: EngineName, part: number, parts: number, steps: number, env: NodeJS.ProcessEnv): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(new URL("contract-worker.ts", import.meta.url)), [engine, String(part), String(parts), String(steps)], {env, execArgv: ["--no-warnings"]});
    worker.once("message", (report) => { resolve(report as Report); });
    worker.once("exit", (code, signal) => { reject(new Error(`the process of part ${part} ended without a report (${signal ?? `exit code ${code}`})`)); });
  });
}
