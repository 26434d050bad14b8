import {execFile} from "node:child_process";
import {join} from "node:path";
import {expect, test} from "vitest";
import {commands} from "../../src/cli/commands.ts";
import {mirrorsOf} from "../../src/cli/session.ts";
import {makeProject} from "../run/sample-project.ts";

const root = join(import.meta.dirname, "..", "..");

const reprise = (...words: readonly string[]) => new Promise<{readonly code: number; readonly out: string; readonly error: string}>((done) => {
  execFile(process.execPath, ["--conditions=reprise-source", join(root, "src", "cli.ts"), ...words], {cwd: root, env: {...process.env, NO_COLOR: "1"}}, (failure, out, error) =>
    done({code: typeof failure?.code === "number" ? failure.code : 0, out, error}));
});

test("help names every command with what it does", async () => {
  const {code, out} = await reprise("--help");
  expect(code).toBe(0);
  for (const {name, summary} of commands) expect(out.replaceAll(/\s+/g, " ")).toMatch(new RegExp(`${name}\\b.*${summary.split(" ").slice(0, 3).join(" ")}`));
});

test.each([
  ["an unknown command", ["reproduse"], "reproduse"],
  ["an unknown option", ["run", "--sedes", "2"], "--sedes"],
  ["a number that is none", ["run", "--jobs", "many"], "--jobs many"],
  ["an engine that is not here", ["run", "--engine", "tpu"], "--engine tpu"],
])("%s ends with exit code 2 and names it", async (_, words, named) => {
  const {code, error} = await reprise(...words);
  expect(code).toBe(2);
  expect(error).toContain(named);
  expect(error).not.toMatch(/\n\s+at /);
});

test("an unknown experiment is told with the nearest names", {timeout: 60_000}, async () => {
  const {code, error} = await (await makeProject()).reprise(["run", "--experiment", "lines"]);
  expect(code).toBe(2);
  expect(error).toContain("did you mean line?");
});

test("outside a project, what to write is said", {timeout: 60_000}, async () => {
  const project = await makeProject({});
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toContain("reprise.config.ts");
});

test("mirrors are read from REPRISE_MIRROR, folders and addresses apart, before those of the settings", () => {
  const project = {settings: {mirrors: ["own"]}} as never;
  expect(mirrorsOf(project, {REPRISE_MIRROR: "/a:https://example.org/data:b"})).toEqual(["/a", "https://example.org/data", "b", "own"]);
  expect(mirrorsOf(project, {})).toEqual(["own"]);
});
