import {execFile} from "node:child_process";
import {mkdir, mkdtemp, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {Unable} from "../contender.ts";
import {makeCachedProject, reprise} from "./project.ts";

/** A program that has nothing to do: how it is called, and where. */
export interface Idler {
  readonly title: string;
  readonly version?: string;
  readonly words: readonly string[];
  readonly folder: string;
}

/** This repository's `reprise run` where every run is cached. */
export const idleReprise = async (runs: number): Promise<Idler> =>
  ({title: "reprise run", words: [...reprise, "run"], folder: await makeCachedProject(runs)});

/** `make` with as many targets, each newer than the one file that it is made from. @throws Unable where it is not here. */
export async function idleMake(targets: number): Promise<Idler> {
  const version = await versionOf("make");
  const folder = await mkdtemp(join(tmpdir(), "reprise-noop-make-"));
  const names = Array.from({length: targets}, (_, index) => `${index + 1}.txt`);
  const [before, after] = [new Date(1_700_000_000_000), new Date(1_700_000_060_000)];
  for (const [part, moment] of [["in", before], ["out", after]] as const) {
    await mkdir(join(folder, part));
    for (const name of names) {
      await writeFile(join(folder, part, name), `${name}\n`);
      await utimes(join(folder, part, name), moment, moment);
    }
  }
  await writeFile(join(folder, "Makefile"), `targets := ${names.map((name) => `out/${name}`).join(" ")}\nall: $(targets)\nout/%.txt: in/%.txt\n\tcp $< $@\n`);
  return {title: "make", version, words: ["make"], folder};
}

/** `dvc repro` with as many stages, each of one file, made once before. @throws Unable where it is not here, or making them takes longer than measuring is worth. */
export async function idleDvc(stages: number): Promise<Idler> {
  const version = await versionOf("dvc");
  if (stages > 1000) throw new Unable(`not measured: DVC's first \`repro\` of ${stages} stages takes hours`);
  const folder = await mkdtemp(join(tmpdir(), "reprise-noop-dvc-"));
  const names = Array.from({length: stages}, (_, index) => `${index + 1}`);
  await mkdir(join(folder, "in"));
  await mkdir(join(folder, "out"));
  for (const name of names) await writeFile(join(folder, "in", `${name}.txt`), `${name}\n`);
  await writeFile(join(folder, "dvc.yaml"), `stages:
  copy:
    foreach: [${names.join(", ")}]
    do:
      cmd: cp in/\${item}.txt out/\${item}.txt
      deps: ["in/\${item}.txt"]
      outs: ["out/\${item}.txt"]
`);
  await run(["dvc", "init", "--no-scm", "-q"], folder);
  await run(["dvc", "repro", "-q"], folder);
  return {title: "dvc repro", version, words: ["dvc", "repro"], folder};
}

const run = async ([program = "", ...words]: readonly string[], cwd: string): Promise<string> => (await promisify(execFile)(program, words, {cwd, maxBuffer: 2 ** 26})).stdout;

async function versionOf(program: string): Promise<string> {
  const said = await run([program, "--version"], tmpdir()).catch(() => {
    throw new Unable(`${program} is not installed`);
  });
  return /\d+(?:\.\d+)+/.exec(said)?.[0] ?? "";
}
