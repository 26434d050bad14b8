import pc from "picocolors";
import {UserError} from "../errors.ts";
import {changeText, changeTexts, keyChanges, type KeyChange} from "../plan/changes.ts";
import {openDescriber} from "../plan/describe-key.ts";
import {bundlersOwn} from "../plan/fingerprint-names.ts";
import type {KeyRecord} from "../plan/key-record.ts";
import {readBaselineKeys} from "../plan/keys-file.ts";
import {recallMade} from "../plan/made.ts";
import type {ReachedPackage} from "../plan/packages.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import {runTitle} from "../results/names.ts";
import {nearest} from "../results/nearest.ts";
import type {Options} from "./options.ts";
import type {Session} from "./session.ts";
import {open, printJson, type World} from "./world.ts";

/** What decides a run's bytes, and how that compares with the baseline and with what was last made here. */
interface Explanation {
  readonly record: KeyRecord;
  /** Whether the store has the result of this key. */
  readonly cached: boolean;
  /** Whether nothing here makes it. */
  readonly imported: boolean;
  /** Undefined where there is nothing to compare with. */
  readonly baseline: readonly KeyChange[] | undefined;
  readonly made: readonly KeyChange[] | undefined;
}

/** Tells what a run's key is made of, and which part of it changed. */
export async function perform(world: World, _options: Options, operands: readonly string[]): Promise<number> {
  const session = await open(world);
  const explanation = await explain(findRun(session.tasks, operands[0] ?? ""), session);
  if (world.json) printJson(recordOf(explanation));
  else world.say(`\n${explanationText(explanation)}\n`);
  return 0;
}

function findRun(tasks: readonly RunTask[], run: string): RunTask {
  const found = tasks.find((task) => pathOf(task) === run);
  if (found !== undefined) return found;
  const within = tasks.map(pathOf).filter((path) => path.startsWith(`${run}/`));
  const near = within.length > 0 ? within.slice(0, 3) : nearest(run, tasks.map(pathOf));
  throw new UserError(`no run is called ${run}`, `${within.length > 0 ? "name one of its runs:" : "did you mean"} ${near.join(" or ")}${within.length > 0 ? "" : "?"}; npx reprise plan --json lists all`);
}

async function explain(task: RunTask, {project, store, baseline}: Session): Promise<Explanation> {
  const record = await openDescriber()(task);
  const accepted = (await readBaselineKeys(project.root, baseline)).get(pathOf(task));
  const made = await recallMade(pathOf(task), store);
  return {
    record,
    imported: task.experiment.origin === "imported",
    cached: await store.recall("runs", task.key) !== undefined,
    baseline: accepted && keyChanges(accepted, record),
    made: made && keyChanges(made, record),
  };
}

const withTexts = (changes: readonly KeyChange[] | undefined): unknown =>
  (changes === undefined ? null : changes.map((change) => ({...change, text: changeText(change)})));

const recordOf = ({record, cached, baseline, made}: Explanation): unknown =>
  ({format: "reprise.explanation/1", run: pathName(record), cached, parts: record, changed: {"since baseline": withTexts(baseline), "since last made": withTexts(made)}});

const pathName = ({experiment, variant, replicate}: KeyRecord): string => `${experiment}/${variant}/${replicate}`;

/** The parts of the key as a table, then what changed. */
function explanationText(explanation: Explanation): string {
  const {record, cached, imported} = explanation;
  return [
    `  ${pc.bold(runTitle(record))}`,
    `  key ${short(record.key)}   ${imported ? pc.cyan("imported: computed elsewhere") : cached ? pc.green("cached") : pc.yellow("not cached: it would be made")}`,
    "",
    partsTable(record),
    "",
    ...changesText("baseline", explanation.baseline, "has no such run", "accepted with this very key"),
    ...imported ? [] : changesText("last made", explanation.made, "not made here before", cached ? "made with this very key" : "made with this very key, but its result is no longer in the store"),
  ].join("\n");
}

function changesText(title: string, changes: readonly KeyChange[] | undefined, absent: string, same: string): readonly string[] {
  const head = `  ${title.padEnd(11)}`;
  if (changes === undefined) return [`${head} ${pc.dim(`○ ${absent}`)}`];
  if (changes.length === 0) return [`${head} ${pc.green("✓")} nothing changed: ${same}`];
  const lines = changeTexts(changes);
  return [`${head} ${pc.yellow("≠")} since then changed:`, ...lines.map((line) => `${" ".repeat(16)}${line}`)];
}

type Row = readonly [part: string, name: string, value: string, more?: string];

function partsTable(record: KeyRecord): string {
  const rows = [...codeRows(record), ...packageRows("packages", record.packages), ...dataRows(record), ...plainRows("parameters", record.parameters), ...plainRows("replicate", record.factors), ...inputRows(record), ...engineRows(record), ["recipe", "", String(record.recipe)] as const];
  const width = (column: 1 | 2): number => Math.max(...rows.map((row) => Math.min(row[column].length, 28)));
  return rows.map(([part, name, value, more = ""], index) => {
    const told = rows[index - 1]?.[0] === part ? "" : part;
    return `  ${pc.dim(told.padEnd(12))}${name.padEnd(width(1))}  ${value.padEnd(width(2))}  ${pc.dim(more)}`.trimEnd();
  }).join("\n");
}

const short = (digest: string): string => (/^[0-9a-f]{64}$/.test(digest) ? digest.slice(0, 8) : digest);

/** Files of the experiment's own folder are told by their names. */
const codeRows = ({entries, experiment}: KeyRecord): readonly Row[] => Object.entries(entries).map(([entry, {digest, code}]) => {
  if (code === undefined) return [entry === "command" || entry === "version" ? "command" : "files", entry.replace(/^file /, ""), short(digest)];
  return ["code", `${entry}.ts`, short(digest), filesOf(code).map((file) => file.replace(`experiments/${experiment}/`, "")).join(", ")];
});

const filesOf = (code: object): readonly string[] => Object.keys(code).filter((file) => file !== bundlersOwn);

const packageRows = (part: string, packages: readonly ReachedPackage[]): readonly Row[] =>
  [...new Map(packages.map((each) => [`${each.name} ${each.version}`, each])).values()].map(({name, version, integrity}) => [part, name, version, integrity.slice(0, 15)]);

const dataRows = ({data}: KeyRecord): readonly Row[] => Object.entries(data).flatMap(([set, files]) => Object.entries(files).map(([file, {sha256, format}]): Row =>
  ["data", file === "file" ? set : `${set}, ${file}`, short(sha256), (format as {readonly kind?: string} | undefined)?.kind ?? ""]));

const plainRows = (part: string, values: Readonly<Record<string, unknown>>): readonly Row[] =>
  Object.entries(values).map(([name, value]) => [part, name, typeof value === "string" ? value : JSON.stringify(value)]);

const inputRows = ({inputs}: KeyRecord): readonly Row[] => Object.entries(inputs ?? {}).map(([name, {run, training}]) => ["inputs", name, short(training), run]);

function engineRows({engine: {name, numerics, installed}}: KeyRecord): readonly Row[] {
  if (numerics === null) return [["engine", name, ""]];
  return [
    ["engine", name, short(numerics.code), `reprise ${numerics.version ?? ""}: ${filesOf(numerics.files ?? {}).length} files`],
    ...(installed === undefined ? [] : [["engine", "installation", short(installed)] as const]),
    ...Object.entries(numerics.kernels).map(([kernel, digest]): Row => ["engine", kernel, short(digest)]),
    ...packageRows("engine", numerics.packages),
  ];
}
