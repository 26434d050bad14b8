/**
 * Measures the engine beside others: `npm run bench -- [name…] [--quick] [--json] [--engine wasm] [--peer name…]`. A name is a group (product, layer, step,
 * fit, start-up, size, noop), one thing (step/mlp) or a part of its name (lstm). `--record --date 2026-11-23` writes bench/measured.json, from which the site
 * makes its page of benchmarks; nothing else writes it. Every number is a ratio against a named peer in the same run; see bench/. `noop` is told in seconds: how
 * long `reprise run`, make and DVC take to find that there is nothing to do; above its limit the exit code is 1.
 */
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import pc from "picocolors";
import {machine, versions} from "../bench/machine.ts";
import {measureAll, type Request} from "../bench/measure.ts";
import type {Effort} from "../bench/pairs.ts";
import {measureNoop, noopCases, type NoopMeasurement} from "../bench/noop/measure.ts";
import {noopText} from "../bench/noop/report.ts";
import {reportText, row} from "../bench/report.ts";
import {selected} from "../bench/selection.ts";
import {engineSizes} from "../bench/size.ts";
import {startUp} from "../bench/start-up.ts";
import {peerNames, type PeerName, type Workload} from "../bench/workload.ts";
import {workloads} from "../bench/workloads.ts";
import {UserError} from "../src/errors.ts";
import {writeRecord} from "../src/project/build-folder.ts";
import {benchmarksSchema, type Benchmarks} from "../src/records/benchmarks.ts";

const whole: Effort = {pairs: 7, warmUp: 20, patience: 60, seconds: 0.4};
const quick: Effort = {pairs: 3, warmUp: 4, patience: 2, seconds: 0.05};

const {values: options, positionals: names} = parseArgs({
  allowPositionals: true,
  options: {
    quick: {type: "boolean", default: false}, json: {type: "boolean", default: false}, record: {type: "boolean", default: false},
    date: {type: "string"}, engine: {type: "string", default: "wasm"}, peer: {type: "string", multiple: true},
  },
});

function selectedPeers(): readonly PeerName[] {
  const unknown = options.peer?.find((name) => !peerNames.includes(name as PeerName));
  if (unknown !== undefined) throw new UserError(`bench: no peer is called ${unknown}`, `peers are ${peerNames.join(", ")}`);
  return (options.peer as readonly PeerName[] | undefined) ?? peerNames;
}

const tell: Request["tell"] = (measured) => {
  const line = "because" in measured ? [measured.workload, measured.peerTitle, measured.because] : row(measured).filter((text) => text !== "");
  process.stderr.write(`${pc.dim(line.join("  "))}\n`);
};

async function bench(): Promise<void> {
  if (options.record && (options.quick || options.peer || options.date === undefined)) {
    throw new UserError("bench: --record keeps what was measured with all pairs and peers, with its day", "npm run bench -- --record --date 2026-11-23");
  }
  const size = {id: "size"};
  const asked = selected<{readonly id: string}>([...workloads, startUp, size, ...noopCases], names);
  const effort = options.quick ? quick : whole;
  const provenance = {date: options.date ?? null, engine: options.engine, machine: machine(), versions: versions(), settings: effort};
  const sizes = asked.includes(size) ? await engineSizes() : [];
  const noops: NoopMeasurement[] = [];
  for (const noop of noopCases.filter((each) => asked.includes(each))) noops.push(await measureNoop(noop, effort));
  const measured = await measureAll({engine: options.engine, workloads: asked.filter((one): one is Workload => one !== size && !noopCases.some((noop) => noop === one)), peers: selectedPeers(), effort, tell});
  const record: Benchmarks = {format: "reprise.benchmarks/1", provenance, ...measured, sizes: [...sizes]};
  if (options.record) await writeRecord(fileURLToPath(new URL("..", import.meta.url)), "bench/measured.json", benchmarksSchema, record);
  const text = [reportText(record), ...(noops.length === 0 ? [] : [noopText(noops)])].filter((part) => part !== "").join("\n\n");
  process.stdout.write(`${options.json ? JSON.stringify({...record, noop: noops}, undefined, 1) : text}\n`);
  if (noops.some(({withinLimit}) => !withinLimit)) process.exitCode = 1;
}

await bench().catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\nmend: ${error.mend}\n`);
  process.exitCode = 2;
});
