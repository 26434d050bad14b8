import {expect, test} from "vitest";
import {pathOf, type RunTask} from "../../src/plan/tasks.ts";
import {conduct, type ReviewWorld} from "../../src/review/conduct.ts";
import type {RunOutcome} from "../../src/run/outcome.ts";

/** A machine on which time passes by runs alone: each takes `slower` times what earlier runs took, and workers need a second to start. */
function machine(seconds: Readonly<Record<string, number>>, {budget, jobs = 1, slower = 1}: {readonly budget: number; readonly jobs?: number; readonly slower?: number}) {
  const clock = {now: 0};
  const begun: string[] = [];
  const world: ReviewWorld = {
    budget: {asked: "test", seconds: budget}, jobs, elapsed: () => clock.now,
    expected: (task) => seconds[task.replicate.name] ?? 1,
    execute: async (tasks, _title, left) => {
      const end = clock.now + left;
      const ended = new Map<string, RunOutcome>();
      clock.now += 1;
      for (const task of tasks) {
        begun.push(task.replicate.name);
        const took = (seconds[task.replicate.name] ?? 1) * slower;
        clock.now += took / jobs;
        if (clock.now > end) { clock.now = end; break; }
        ended.set(pathOf(task), outcomeOf(task, took));
      }
      return ended;
    },
  };
  return {world, clock, begun};
}

const outcomeOf = (task: RunTask, seconds: number): RunOutcome => task.experiment.title === "impossible"
  ? {status: "not-run", because: "its data is not here", mend: ""}
  : {status: "done", fresh: true, result: {}, provenance: {seconds}} as RunOutcome;

const experiment = {id: "e"};
const taskOf = (name: string, of: object = experiment): RunTask => ({experiment: of, variant: {name: "v"}, replicate: {name}, inputs: {}}) as unknown as RunTask;
const tasks = Array.from({length: 60}, (_, index) => taskOf(`r${index}`));
const tens = Object.fromEntries(tasks.map(({replicate}) => [replicate.name, 10]));

test("everything is made where the budget suffices", async () => {
  const {world} = machine({}, {budget: 300});
  const {tiers, outcomes} = await conduct([{name: "headline", draw: tasks.slice(0, 20), notAsked: []}, {name: "others", draw: tasks.slice(20), notAsked: []}], world);
  expect(outcomes.size).toBe(60);
  expect(tiers.map(({drawn}) => drawn)).toEqual([20, 40]);
});

test("a review ends in time, whether the machine is as fast as earlier ones, faster or slower", async () => {
  for (const slower of [0.1, 1, 3, 10]) {
    const {world, clock, begun} = machine(tens, {budget: 300, slower});
    const {outcomes, tiers} = await conduct([{name: "headline", draw: tasks, notAsked: []}], world);
    expect(clock.now).toBeLessThanOrEqual(297);
    expect(begun.slice(0, -1).every((name) => outcomes.has(`e/v/${name}`))).toBe(true);
    expect(tiers[0]?.drawn).toBe(outcomes.size);
    expect(outcomes.size).toBeGreaterThanOrEqual(Math.min(60, Math.floor(200 / (10 * slower))));
  }
});

test("a run that would overrun is not begun", async () => {
  const {world, begun} = machine(tens, {budget: 100});
  const {outcomes} = await conduct([{name: "headline", draw: tasks, notAsked: []}], world);
  expect(begun).toHaveLength(outcomes.size);
  expect(outcomes.size).toBeGreaterThanOrEqual(6);
});

test("a run that would take over a quarter of the budget is outside the draw, and told", async () => {
  const {world} = machine({...tens, r3: 200}, {budget: 400});
  const {tiers} = await conduct([{name: "headline", draw: tasks, notAsked: []}], world);
  expect(tiers[0]?.tooLong).toEqual(["e/v/r3"]);
  expect(tiers[0]?.draw).not.toContain("e/v/r3");
});

test("the sample ends at the first run that was passed over, whatever was made after it", async () => {
  const mixed = Object.fromEntries(tasks.map(({replicate}, index) => [replicate.name, ((index * 7) % 19) + 3]));
  const samples = await Promise.all([60, 80, 100, 150, 200].map(async (budget) => {
    const {world} = machine(mixed, {budget});
    const {tiers: [tier], outcomes} = await conduct([{name: "headline", draw: tasks, notAsked: []}], world);
    expect(tier?.drawn).toBe(tier?.draw.findIndex((run) => !outcomes.has(run)));
    return outcomes.size - (tier?.drawn ?? 0);
  }));
  expect(Math.max(...samples)).toBeGreaterThan(0);
});

test("an experiment that cannot be run here leaves the draw after its first runs", async () => {
  const impossible = {id: "i", title: "impossible"};
  const mixed = tasks.map((task, index) => (index % 3 === 0 ? taskOf(`i${index}`, impossible) : task));
  const {world, begun} = machine({}, {budget: 300, jobs: 1});
  const {tiers} = await conduct([{name: "headline", draw: mixed, notAsked: []}], world);
  expect(tiers[0]?.draw).toHaveLength(40);
  expect(tiers[0]?.drawn).toBe(40);
  expect(tiers[0]?.impossible).toHaveLength(20);
  expect(begun.filter((name) => name.startsWith("i")).length).toBeLessThan(20);
});
