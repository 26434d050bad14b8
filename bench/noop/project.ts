import {execFile} from "node:child_process";
import {mkdir, mkdtemp, readFile, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {readTasks, type RunTask} from "../../src/plan/tasks.ts";
import {readDeclared} from "../../src/project/project.ts";
import {canonicalJson} from "../../src/results/canonical-json.ts";
import {seal, storeFolder} from "../../src/store/store.ts";
import {noMemory} from "../../src/plan/memory.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The command line of this repository, from its source. */
export const reprise = [process.execPath, join(repository, "bin", "reprise.js")] as const;

/** Two variants of an experiment that costs next to nothing. */
const files = (runs: number): Readonly<Record<string, string>> => ({
  "package.json": '{"name": "nothing-to-do", "type": "module"}',
  "CITATION.cff": "cff-version: 1.2.0\ntitle: Nothing to do\nauthors:\n  - name: A\nversion: 1.0.0\ndate-released: 2026-01-31\n",
  "reprise.config.ts": `import {defineProject} from "reprise";
export default defineProject({title: "Nothing to do", authors: [{name: "A"}], abstract: "", licence: "MIT", groups: {main: ["draw"]}});
`,
  "experiments/draw/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "draw", title: "A draw", question: "Is there anything to do?", parameters: grid({scale: [1, 2]}), replicates: {seed: ${runs / 2}},
  metrics: {number: {label: "number", better: "neither"}},
});
`,
  "experiments/draw/train.ts": "export const train = ({tf, parameters, random}) => ({predictions: tf.tensor1d([parameters.scale * random.stream(\"number\").uniform()])});\n",
  "experiments/draw/evaluate.ts": "export const evaluate = ({output}) => ({metrics: {number: output.values[0]}});\n",
});

/**
 * Makes a project of which every run is cached. The first seed's runs are really made; the entries of the others are copies of theirs under the other
 * keys and names, sealed as the store seals them: to find that there is nothing to do, it makes no difference what their numbers are.
 */
export async function makeCachedProject(runs: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "reprise-noop-"));
  for (const [file, text] of Object.entries(files(runs))) {
    await mkdir(dirname(join(root, file)), {recursive: true});
    await writeFile(join(root, file), text);
  }
  await mkdir(join(root, "node_modules"));
  await symlink(repository, join(root, "node_modules", "reprise"));
  await runReprise(root, "run", "--seeds", "1");
  const tasks = await readTasks(await readDeclared(root), {memory: noMemory, readOnly: true});
  const made = tasks.filter(({replicate}) => replicate.factors["seed"] === 1);
  for (const task of tasks) await copyEntry(root, made.find(({variant}) => variant === task.variant)!, task);
  const told = JSON.parse(await runReprise(root, "run", "--json")) as {readonly computed: readonly string[]; readonly cached: number};
  if (told.computed.length > 0 || told.cached !== runs) throw new Error(`bench: of ${runs} runs, ${told.cached} are cached`);
  return root;
}

const entryFile = (root: string, key: string): string => join(storeFolder(root), "runs", key.slice(0, 2), `${key.slice(2)}.json`);

async function copyEntry(root: string, from: RunTask, to: RunTask): Promise<void> {
  if (from === to) return;
  const {result, provenance} = JSON.parse((await readFile(entryFile(root, from.key), "utf8")).slice(65)) as {readonly result: object; readonly provenance: object};
  const text = canonicalJson({result: {...result, replicate: to.replicate.name, factors: to.replicate.factors}, provenance: {...provenance, key: to.key}});
  await mkdir(dirname(entryFile(root, to.key)), {recursive: true});
  await writeFile(entryFile(root, to.key), `${seal("runs", to.key, text)}\n${text}`);
}

async function runReprise(root: string, ...words: readonly string[]): Promise<string> {
  const [program, script] = reprise;
  return (await promisify(execFile)(program, [script, ...words], {cwd: root, maxBuffer: 2 ** 26})).stdout;
}
