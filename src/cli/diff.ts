import {stat} from "node:fs/promises";
import {absent, UserError} from "../errors.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Diff} from "../records/diff.ts";
import {nearest} from "../results/nearest.ts";
import type {Declared, ResultTree} from "../verify/compare-trees.ts";
import {diffMarkdown} from "../verify/diff-markdown.ts";
import {diffRuns, diffTrees} from "../verify/diff.ts";
import {commitOf} from "../verify/git-tree.ts";
import {readBundleTree, readCommit, readFolder, readTree} from "../verify/read-tree.ts";
import {reportSide} from "../verify/report-sides.ts";
import {diffText} from "./diff-text.ts";
import {freshTree} from "./fresh-tree.ts";
import type {Options} from "./options.ts";
import {findReports} from "./report-step.ts";
import type {Session} from "./session.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

/** What a word at the command line means. */
type Operand =
  | {readonly kind: "run"; readonly task: RunTask}
  | {readonly kind: "tree"; readonly tree: ResultTree; /** Whether it is older than the working tree's results, and stands first. */ readonly earlier: boolean};

/** Names where two runs or result trees part, and why. Exit 0 where nothing differs, 1 where something does. */
export async function perform(world: World, options: Options, words: readonly string[]): Promise<number> {
  if (words.length > 2) throw new UserError(`diff compares two things, got ${words.length}`, "npx reprise diff A B");
  const quiet = options.markdown === true ? {...world, json: true} : world;
  const session = await open(quiet);
  const operands = await Promise.all(words.map((word) => operandOf(word, session)));
  const diff = await diffOf(operands, session, quiet);
  if (options.markdown === true) process.stdout.write(diffMarkdown(diff));
  else if (world.json) printJson(diff);
  else world.say(`\n${diffText(diff)}\n`);
  return (["runs", "values", "tables", "figures", "claims"] as const).some((kind) => diff[kind].length > 0) ? 1 : 0;
}

async function operandOf(word: string, session: Session): Promise<Operand> {
  const {root} = session.project;
  const task = session.tasks.find((each) => pathOf(each) === word);
  if (task !== undefined) return {kind: "run", task};
  const facts = await stat(word).catch(absent(undefined, "ENOTDIR", "ENAMETOOLONG"));
  if (facts?.isFile() === true) return {kind: "tree", tree: await readBundleTree(word), earlier: false};
  if (facts?.isDirectory() === true) return {kind: "tree", tree: await readFolder(word), earlier: false};
  const commit = await commitOf(root, word);
  if (commit !== undefined) return {kind: "tree", tree: await readCommit(root, commit, word), earlier: true};
  throw new UserError(`${word} is no run of this project, no folder, no bundle and no commit`, `did you mean ${nearest(word, session.tasks.map(pathOf)).join(" or ")}?`);
}

async function diffOf([first, second]: readonly Operand[], session: Session, world: World): Promise<Diff> {
  const declaredOf = (experiment: string): Declared => session.project.experiments.find(({id}) => id === experiment) ?? {metrics: {}};
  const here = await readTree(session.project.root, "results/");
  if (first?.kind === "run") {
    const run = pathOf(first.task);
    if (second === undefined) return diffRuns(here, run, await freshTree(session, [first.task], await progressOf(world)), run, declaredOf);
    if (second.kind === "run") return diffRuns(here, run, here, pathOf(second.task), declaredOf);
    return diffRuns(here, run, second.tree, run, declaredOf);
  }
  if (first === undefined) throw new UserError("diff: nothing to compare", "npx reprise diff A B");
  if (second?.kind === "run") return diffRuns(first.tree, pathOf(second.task), here, pathOf(second.task), declaredOf);
  const reports = await findReports(session);
  const build = (tree: ResultTree) => reportSide(session.plan, reports, [...tree.results.values()]);
  if (second !== undefined) return diffTrees(first.tree, second.tree, declaredOf, build);
  return first.earlier ? diffTrees(first.tree, here, declaredOf, build) : diffTrees(here, first.tree, declaredOf, build);
}
