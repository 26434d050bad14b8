import {expect, test} from "vitest";
import {openSchedule, type Cost, type Limits} from "../../src/run/schedule.ts";

/** Starts works that end when told; `running` names those at work, in the order of their beginning. */
function played(limits: Limits, costs: Readonly<Record<string, Cost>>) {
  const schedule = openSchedule(limits);
  const ends = new Map<string, (bytes?: number) => void>();
  const running: string[] = [];
  for (const [name, cost] of Object.entries(costs)) {
    void schedule.run<string>(cost, () => new Promise((resolve) => {
      running.push(name);
      ends.set(name, (bytes) => { running.splice(running.indexOf(name), 1); resolve({value: name, ...(bytes === undefined ? {} : {bytes})}); });
    }));
  }
  const settled = () => new Promise((done) => { setTimeout(done, 0); });
  return {running, settled, end: async (name: string, bytes?: number) => { ends.get(name)!(bytes); await settled(); }};
}

const plenty = 1e12;

test("the longest work begins first", async () => {
  const {running, settled, end} = played({jobs: 1, memory: plenty}, {short: {group: "a", seconds: 1}, long: {group: "a", seconds: 9}, middle: {group: "a", seconds: 4}});
  await settled();
  expect(running).toEqual(["long"]);
  await end("long");
  expect(running).toEqual(["middle"]);
});

test("no more work begins than there are jobs", async () => {
  const works = Object.fromEntries(Array.from({length: 9}, (_, i) => [`w${i}`, {group: "a", seconds: 9 - i, bytes: 10}]));
  const {running, settled, end} = played({jobs: 3, memory: plenty}, works);
  await settled();
  expect(running).toEqual(["w0", "w1", "w2"]);
  await end("w1");
  expect(running).toEqual(["w0", "w2", "w3"]);
});

test("while a group's memory is unknown, each of it counts as an eighth; what the first took decides how many follow", async () => {
  const large = Object.fromEntries(Array.from({length: 12}, (_, i) => [`w${i}`, {group: "large", seconds: 12 - i}]));
  const {running, settled, end} = played({jobs: 20, memory: 800}, large);
  await settled();
  expect(running).toEqual(["w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7"]);
  await end("w0", 300);
  expect(running).toHaveLength(7);
  for (const name of ["w1", "w2", "w3", "w4", "w5"]) await end(name, 300);
  expect(running).toEqual(["w6", "w7"]);
  await end("w6", 300);
  expect(running).toEqual(["w7", "w8"]);
});

test("an estimate of before is believed until a work tells its own", async () => {
  const {running, settled, end} = played({jobs: 8, memory: 100}, {a: {group: "g", seconds: 4, bytes: 30}, b: {group: "g", seconds: 3, bytes: 30}, c: {group: "g", seconds: 2, bytes: 30}, d: {group: "g", seconds: 1, bytes: 30}});
  await settled();
  expect(running).toEqual(["a", "b", "c"]);
  await end("a", 60);
  expect(running).toEqual(["b", "c"]);
  await end("b", 60);
  expect(running).toEqual(["c"]);
});

test("what fits nowhere runs alone, and a small one goes ahead of what does not fit", async () => {
  const {running, settled, end} = played({jobs: 4, memory: 100}, {huge: {group: "huge", seconds: 9, bytes: 500}, small: {group: "small", seconds: 1, bytes: 10}});
  await settled();
  expect(running).toEqual(["huge"]);
  await end("huge", 500);
  expect(running).toEqual(["small"]);
});

test("a work that fails frees its place, and its error reaches who asked", async () => {
  const schedule = openSchedule({jobs: 1, memory: plenty});
  const failing = schedule.run({group: "a", seconds: 2}, async () => { throw new Error("it broke"); });
  const next = schedule.run({group: "a", seconds: 1}, async () => ({value: "next"}));
  await expect(failing).rejects.toThrow("it broke");
  expect(await next).toBe("next");
});
