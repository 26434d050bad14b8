import {fileURLToPath} from "node:url";
import {x} from "tinyexec";
import {expect, test} from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const bits = (...options: readonly string[]) => x(process.execPath, ["--conditions=reprise-source", main, ...options]);

test("a defect of one ulp planted in one kernel is caught, and the kernel named", async () => {
  const {exitCode, stdout, stderr} = await bits("--platforms", "node-26", "--plant", "MaxPool@node-26");
  expect(stderr).toContain("node-26");
  expect(stdout).toContain("kernel MaxPool:");
  expect(stdout).toContain("The defect planted in MaxPool on node-26 was caught and named");
  expect(exitCode).toBe(1);
}, 120_000);

test.each([
  [["--platforms", "netscape"], "expected some of arm64"], [["--plant", "MaxPool"], "such as MaxPool@chromium"], [["--plant", "MaxPool@arm64", "--platforms", "node-26"], "not among those that run"],
  [["--update", "--plant", "MaxPool@node-26"], "exclude each other"],
])("%j cannot be run, and says why", async (options, because) => {
  const {exitCode, stderr} = await bits(...options);
  expect(stderr).toContain(because);
  expect(exitCode).toBe(2);
});
