import {execFileSync} from "node:child_process";
import {generateKeyPairSync} from "node:crypto";
import {readdir, readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout as after} from "node:timers/promises";
import {readBaseline, type Baseline} from "../../src/project/baseline.ts";
import {canonicalJson} from "../../src/results/canonical-json.ts";
import {usedValues} from "../../src/review/headline.ts";
import {readSource, type Source} from "../../src/review/source.ts";
import {projectToolkit, type ToolkitCopy} from "../../src/review/toolkit.ts";
import {openCheckpoints} from "../../src/run/checkpoints.ts";
import {openStore, type Store} from "../../src/store/store.ts";
import {sealedBundle} from "../../src/verify/bundle-file.ts";
import {makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";

/** A project with everything that can be tampered with, and what an untouched computation gives. */
export interface Laboratory {
  readonly project: SampleProject;
  readonly root: string;
  /** The results as another copy of the project computes them. */
  readonly fresh: Baseline;
  readonly store: Store;
  readonly source: Source;
  readonly values: (folders: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly toolkit: () => Promise<ToolkitCopy | undefined>;
  /** Paths, relative to the project. */
  readonly files: {
    readonly result: string; readonly otherResult: string; readonly keys: string; readonly provenance: string;
    readonly run: string; readonly trained: string; readonly object: string; readonly checkpoint: string;
    readonly bundle: string; readonly certificate: string; readonly signed: string; readonly otherCertificate: string; readonly key: string; readonly otherKey: string; readonly otherSigned: string;
    readonly paper: string;
  };
  close(): Promise<void>;
}

/** A confusion matrix with a composed letter in it, so that decomposing it changes a result. */
const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "paper/main.tex": "The error is \\result{line/error}.\n",
  ".gitignore": "node_modules\n.reprise\nbuild\n",
  "experiments/line/report.ts": 'import {defineReport} from "reprise/report";\nexport default defineReport("line", () => []);\n',
  "experiments/line/evaluate.ts": (sampleFiles["experiments/line/evaluate.ts"] ?? "").replace("return {metrics: {", 'return {matrices: {letters: {rows: ["caf\u00e9"], columns: ["a"], values: [[1]]}}, metrics: {'),
};

export async function openLaboratory(): Promise<Laboratory> {
  const [project, elsewhere] = [await makeProject(files), await makeProject(files)];
  for (const each of [project, elsewhere]) await succeed(each, ["accept"]);
  const {root} = project;
  git(root, "init", "-q");
  commit(root, "one");
  const [key, otherKey] = [await writeKey(root, "own"), await writeKey(root, "other")];
  await certify(project, "replayed", []);
  await project.write("NOTES.md", "another commit\n");
  commit(root, "two");
  await certify(project, "plain", []);
  await certify(project, "signed", ["--sign", "build/own.pem"]);
  await certify(project, "forged", ["--sign", "build/other.pem"]);
  const store = await openStore(root, () => undefined);
  const toolkit = await projectToolkit(root, "source");
  await writeBundle(root);
  return {
    project, root, store,
    fresh: await readBaseline(elsewhere.root),
    source: await readSource(root),
    values: (folders) => usedValues(root, folders),
    toolkit: async () => toolkit,
    files: {
      result: "results/line/fast/seed-1.json", otherResult: "results/line/slow/seed-1.json", keys: "results/line/keys.json", provenance: "provenance.jsonl",
      run: await firstBelow(root, ".reprise/store/runs"), trained: await firstBelow(root, ".reprise/store/trained"), object: await firstBelow(root, ".reprise/store/objects"),
      checkpoint: await writeCheckpoint(store),
      bundle: "build/bundle.json", certificate: "build/plain/certificate.json", signed: "build/signed/certificate.json", otherSigned: "build/forged/certificate.json", otherCertificate: "build/replayed/certificate.json",
      key, otherKey, paper: "paper/main.tex",
    },
    close: async () => { for (const each of [project, elsewhere]) await rm(each.root, {recursive: true, force: true}); },
  };
}

async function succeed(project: SampleProject, words: readonly string[]): Promise<void> {
  const {code, out, error} = await project.reprise(words);
  if (code !== 0) throw new Error(`reprise ${words.join(" ")} ended with ${code}:\n${out}${error}`);
}

const git = (root: string, ...words: readonly string[]): string => execFileSync("git", ["-C", root, ...words], {encoding: "utf8"});

function commit(root: string, message: string): void {
  git(root, "add", "-A");
  git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message);
}

const certify = (project: SampleProject, name: string, words: readonly string[]): Promise<void> =>
  succeed(project, ["review", "--budget", "5m", "--nonce", "tamper", "--out", `build/${name}`, ...words]);

async function writeKey(root: string, name: string): Promise<string> {
  const {privateKey, publicKey} = generateKeyPairSync("ed25519");
  execFileSync("mkdir", ["-p", join(root, "build")]);
  await writeFile(join(root, "build", `${name}.pem`), privateKey.export({type: "pkcs8", format: "pem"}));
  await writeFile(join(root, "build", `${name}.pub`), publicKey.export({type: "spki", format: "pem"}));
  return `build/${name}.pub`;
}

async function firstBelow(root: string, folder: string): Promise<string> {
  const entries = await readdir(join(root, folder), {recursive: true, withFileTypes: true});
  const [first] = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
  if (first === undefined) throw new Error(`${folder} is empty`);
  return first;
}

/** The results as a bundle from another machine. */
async function writeBundle(root: string): Promise<void> {
  const paths = (await readdir(join(root, "results"), {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const content = await Promise.all(paths.sort().map(async (path) => [path.slice(root.length + 1), JSON.parse(await readFile(path, "utf8")) as unknown] as const));
  await writeFile(join(root, "build/bundle.json"), sealedBundle({toolkit: "0.1.0", files: Object.fromEntries(content), provenance: []}));
}

export const checkpointKey = "c".repeat(64);

async function writeCheckpoint(store: Store): Promise<string> {
  const checkpoints = await openCheckpoints(store, (message) => { throw new Error(message); });
  checkpoints.write({key: checkpointKey, run: "line/slow/seed-1 on wasm"}, Buffer.from(canonicalJson({step: 12, weights: Array.from({length: 40}, (_, index) => index / 7)})));
  const path = join(store.folder, "checkpoints", checkpointKey);
  while (await readFile(path).catch(() => undefined) === undefined) await after(20);
  return path.slice(join(store.folder, "..", "..").length + 1);
}
