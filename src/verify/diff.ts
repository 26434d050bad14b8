import type {Diff} from "../records/diff.ts";
import type {ItemVerdict, Verdict, Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {UserError} from "../errors.ts";
import {compareRuns, compareTrees, type DeclaredOf, type ResultTree} from "./compare-trees.ts";
import {itemVerdicts, type ReportSide} from "./item-verdicts.ts";
import {spreadsOf} from "./spread.ts";

const nothing = {values: [], tables: [], figures: [], claims: [], unbuilt: []};

/** In what two result trees differ: run by run, and in what a report makes of each. `build` makes the report of a tree's results. */
export function diffTrees(before: ResultTree, after: ResultTree, declaredOf: DeclaredOf, build: ((tree: ResultTree) => ReportSide) | undefined): Diff {
  const runs = compareTrees(before, after, declaredOf);
  const verdicts = new Map(runs.map((run) => [runPath(run), run.verdict]));
  const sides = build === undefined ? undefined : {baseline: build(completed(before, after)), fresh: build(completed(after, before))};
  const items = sides === undefined ? nothing : itemVerdicts(sides, (paths) => paths.flatMap((path) => verdicts.get(path) ?? []));
  const unbuilt = sides === undefined ? [] : [[before.name, sides.baseline] as const, [after.name, sides.fresh] as const]
    .flatMap(([side, {unbuilt: reasons}]) => [...reasons].map(([experiment, because]) => ({side, experiment, because})));
  return {
    format: "reprise.diff/1", before: before.name, after: after.name,
    compared: {runs: runs.length, values: items.values.length, tables: items.tables.length, figures: items.figures.length, claims: items.claims.length},
    runs: runs.filter(differs),
    ...onlyDifferent(items, new Set(unbuilt.map(({experiment}) => experiment))), unbuilt,
  };
}

/** A tree that holds only some runs, with the other's in their places. */
const completed = (tree: ResultTree, other: ResultTree): ResultTree =>
  (tree.partial === true ? {...tree, results: new Map([...other.results, ...tree.results])} : tree);

/** In what one run differs from another, of the same tree or of two. @throws UserError where a tree does not have its run. */
export function diffRuns(before: ResultTree, one: string, after: ResultTree, other: string, declaredOf: DeclaredOf): Diff {
  const [first, second] = [resultIn(before, one), resultIn(after, other)];
  const {experiment, variant, replicate} = first;
  const run = {experiment, variant, replicate, ...compareRuns(before, first, after, second, declaredOf(experiment), spreadsOf(before.results)(first))};
  const [name, otherName] = one === other ? [`${before.name} ${one}`, after.name] : [one, other];
  return {
    format: "reprise.diff/1", before: name, after: otherName,
    compared: {runs: 1, values: 0, tables: 0, figures: 0, claims: 0},
    runs: [run].filter(differs), ...nothing,
  };
}

function resultIn(tree: ResultTree, run: string) {
  const result = tree.results.get(run);
  if (result === undefined) throw new UserError(`${tree.name} does not have the run ${run}`, "npx reprise run makes it, npx reprise accept keeps it");
  return result;
}

const differs = ({verdict}: {readonly verdict: Verdict}): boolean => verdict.status !== "identical";

/** What could not be built of one side is told once, not for each of its items. */
function onlyDifferent(items: Pick<Verdicts, "values" | "tables" | "figures" | "claims">, unbuilt: ReadonlySet<string>) {
  const shown = (each: readonly ItemVerdict[]) => each.filter((item) => differs(item) && !unbuilt.has(item.experiment));
  return {values: shown(items.values), tables: shown(items.tables), figures: shown(items.figures), claims: shown(items.claims)};
}
