import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {expect, test} from "vitest";
import {readResultChanges} from "../../src/project/result-changes.ts";
import {reportedProject} from "./reported-project.ts";

test("accept shows what changes, writes it, and notes who, when, why, and what was published before and after", {timeout: 180_000}, async () => {
  const project = await reportedProject();
  await promisify(execFile)("git", ["-C", project.root, "init", "-q"]);
  for (const [name, text] of [["user.name", "Ada"], ["user.email", "ada@example.org"]] as const) await promisify(execFile)("git", ["-C", project.root, "config", name, text]);

  expect(await project.reprise(["accept", "--because", "first results"])).toMatchObject({code: 0, error: ""});
  await project.reprise(["accept"]);
  const first = await readResultChanges(project.root);
  expect(first).toMatchObject([{who: {name: "Ada", email: "ada@example.org"}, because: "first results", counts: {line: {identical: 0, changed: 0, new: 4, removed: 0}}, runs: [], causes: []}]);

  await project.replace("experiments/line/experiment.ts", "learningRate: 0.1,", "learningRate: 0.001,");
  const {out} = await project.reprise(["accept", "--because", "a slower rate"]);
  expect(out).toMatch(/✗ line · fast · seed 1 {3}error {2}[\d.e-]+ → [\d.e-]+/);
  expect(out).toMatch(/✗ value +line\/fast-error/);
  expect(out.indexOf("✗ claim")).toBeLessThan(out.indexOf("accepted line: 2 runs as before, 2 changed, 0 new"));

  const [, second] = await readResultChanges(project.root);
  expect(second).toMatchObject({
    because: "a slower rate", counts: {line: {identical: 2, changed: 2, new: 0, removed: 0}},
    runs: [{run: "line/fast/seed-1", metrics: {error: {before: expect.any(Number) as number, after: expect.any(Number) as number}}}, {run: "line/fast/seed-2"}],
    claims: [{id: "line/fast-fits", before: "holds", after: "does not hold"}],
    tables: ["line/errors"], figures: ["line/errors-by-variant"], causes: ["parameter learningRate: 0.1 → 0.001"],
  });
  expect(Date.parse(second!.at)).not.toBeNaN();
  expect(await project.reprise(["verify"])).toMatchObject({code: 0});
});
