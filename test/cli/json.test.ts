import {expect, test} from "vitest";
import {makeProject} from "../run/sample-project.ts";

test("what a project's modules print does not reach the JSON for programs", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/experiment.ts", "export default", 'console.log("hello from experiment.ts");\nexport default');
  const {code, out, error} = await project.reprise(["plan", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{experiment: "line", runs: 4}]);
  expect(error).toContain("hello from experiment.ts");
});
