import {createLogUpdate} from "log-update";
import pc from "picocolors";
import {promiseOf} from "../engine/descriptions.ts";
import {UserError} from "../errors.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import {nearest} from "../results/nearest.ts";
import {executeTasks} from "../run/execute.ts";
import {readDataset} from "../sources/read-dataset.ts";
import {bearing, makeTwice} from "../verify/twice.ts";
import {variations, type Condition, type Variation} from "../verify/twice-conditions.ts";
import {openPlayground, projectBytes, type Playground} from "../verify/twice-machines.ts";
import {runOptions, type Options} from "./options.ts";
import {onAskedEngine} from "./run-step.ts";
import {mirrorsOf, type Session} from "./session.ts";
import {lookForMeans} from "./twice-means.ts";
import {twiceText, type TwiceRun} from "./twice-text.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

/** Makes runs on two machines that differ in all that can be varied. Exit 0 where the results are the same, 1 where one differs, 2 where one could not be made. */
export async function perform(world: World, options: Options, words: readonly string[]): Promise<number> {
  const session = await open(world);
  const chosen = words.length === 0 ? firstRuns(session) : words.map((word) => findRun(session.tasks, word));
  const tasks = await onAskedEngine([...new Set(chosen)], runOptions(options).engine, session.project.root);
  await makeInputs(tasks, session, world);
  const playground = await openPlayground(tasks.some(({experiment}) => experiment.command !== undefined) ? await projectBytes(session.project.root) : 0);
  try {
    const told = await makeAll(tasks, session, playground, world);
    if (world.json) printJson({format: "reprise.twice/1", runs: told});
    else world.say(`\n${closing(told)}`);
    return exitCode(told);
  } finally {
    await playground.close();
  }
}

/** The first run of every experiment of group `main`. */
const firstRuns = ({project, tasks}: Session): readonly RunTask[] =>
  project.experiments.filter(({group}) => group === "main").flatMap((experiment) => tasks.find((task) => task.experiment === experiment && experiment.origin !== "imported") ?? []);

/** A run by its path, or the first below a part of one: `penguins`, `penguins/mlp`. */
function findRun(tasks: readonly RunTask[], word: string): RunTask {
  const found = tasks.find((task) => pathOf(task) === word) ?? tasks.find((task) => pathOf(task).startsWith(`${word}/`));
  if (found === undefined) throw new UserError(`no run is called ${word}`, `did you mean ${nearest(word, tasks.map(pathOf)).join(" or ")}? npx reprise plan --json lists all`);
  if (found.experiment.origin === "imported") throw new UserError(`${pathOf(found)} was imported: nothing here makes it`, "name a run that is computed");
  return found;
}

/** What the runs read is the same on both machines: data, and runs that they build on. */
async function makeInputs(tasks: readonly RunTask[], {project, store}: Session, world: World): Promise<void> {
  const mirrors = mirrorsOf(project, process.env);
  const progress = await progressOf(world);
  for (const declaration of new Set(tasks.flatMap(({experiment}) => Object.values(experiment.data)))) await readDataset(declaration, {root: project.root, store, mirrors, tell: progress.tell});
  const inputs = [...new Set(tasks.flatMap((task) => Object.values(task.inputs)))];
  if (inputs.length > 0) await executeTasks(inputs, {root: project.root, store, mirrors, progress});
}

async function makeAll(tasks: readonly RunTask[], {project, store}: Session, playground: Playground, world: World): Promise<readonly TwiceRun[]> {
  const all = variations(await lookForMeans(playground.folder));
  const told: TwiceRun[] = [];
  if (!world.json) world.say(pc.dim(`  Each run is made on two machines that differ in\n${wrapped(all.map(({condition}) => condition))}\n`));
  for (const [index, task] of tasks.entries()) {
    const living = livingLine(world, `${pathOf(task)} (${index + 1} of ${tasks.length})`);
    const verdict = await makeTwice(task, {root: project.root, store, mirrors: mirrorsOf(project, process.env), playground, variations: all, making: living.show});
    living.end();
    told.push({run: pathOf(task), engine: task.parts.engine.name, promise: task.experiment.promise ?? promiseOf(task.parts.engine.name), conditions: bearing(task, all).map(({condition}) => condition), verdict});
    if (!world.json) world.say(twiceText(told.at(-1)!));
  }
  const unheld = missing(tasks, all);
  if (unheld !== "" && !world.json) world.say(unheld);
  return told;
}

/** Words in lines of at most 100 characters. */
const wrapped = (words: readonly string[]): string => words.reduce<readonly string[]>((lines, word) => {
  const last = lines.at(-1) ?? "";
  return last !== "" && last.length + word.length < 97 ? [...lines.slice(0, -1), `${last} · ${word}`] : [...lines, `  ${word}`];
}, []).join("\n");

/** What could not be varied for external programs, and how it could. */
function missing(tasks: readonly RunTask[], all: readonly Variation[]): string {
  const clock = all.find(({condition}) => condition === "clock");
  if (clock?.told.one.wrap !== undefined || tasks.every(({experiment}) => experiment.command === undefined)) return "";
  return pc.yellow("  ○ the clock of external programs was varied for Node alone\n") + `    ${pc.bold("mend:")} install faketime: apt-get install faketime`;
}

/** Says on a terminal which making goes on. */
function livingLine({json}: World, run: string): {show(varied: ReadonlySet<Condition>): void; end(): void} {
  const live = !json && process.stdout.isTTY === true ? createLogUpdate(process.stdout) : undefined;
  let makings = 0;
  return {
    show(varied) {
      makings += 1;
      const other = varied.size === 0 ? "on one machine" : varied.size > 3 ? `with ${varied.size} conditions changed` : `with another ${[...varied].join(", ")}`;
      live?.(pc.dim(`  ${run} · making ${makings}, ${other}`));
    },
    end: () => live?.clear(),
  };
}

function closing(told: readonly TwiceRun[]): string {
  const off = told.filter(({verdict}) => ["differs", "unrepeatable", "refused"].includes(verdict.status)).length;
  const unmade = told.filter(({verdict}) => verdict.status === "not-run").length;
  const text = `  ${told.length - off - unmade} of ${told.length} ${told.length === 1 ? "run is" : "runs are"} the same on two machines${off > 0 ? `, ${off} not` : ""}${unmade > 0 ? `, ${unmade} could not be made` : ""}`;
  return off > 0 ? pc.red(text) : unmade > 0 ? pc.yellow(text) : pc.green(text);
}

function exitCode(told: readonly TwiceRun[]): number {
  const statuses = new Set(told.map(({verdict}) => verdict.status));
  if (statuses.has("differs") || statuses.has("unrepeatable") || statuses.has("refused")) return 1;
  return statuses.has("not-run") ? 2 : 0;
}
