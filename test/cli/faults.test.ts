import {request} from "node:http";
import {mkdtemp, rm} from "node:fs/promises";
import {spawn} from "node:child_process";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {expect, test} from "vitest";
import {mirrorsOf} from "../../src/cli/session.ts";
import {serveSite} from "../../src/cli/serve.ts";
import type {Project} from "../../src/project/project.ts";
import {writeDurably} from "../../src/store/durable-write.ts";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

const settings = sampleFiles["reprise.config.ts"] ?? "";

test("files that are torn, misplaced or contradict themselves are told in words, without a stack", {timeout: 60_000}, async () => {
  const project = await makeProject();
  const refused = async (words: readonly string[], message: string) => {
    const {code, error} = await project.reprise(words);
    expect({code, error}).toEqual({code: 2, error: expect.stringContaining(message) as string});
    expect(error).toContain("mend:");
    expect(error).not.toMatch(/\n\s+at |defect of Reprise/);
  };
  await project.write("reprise.config.ts", settings.replace('{main: ["line"]}', '{main: ["line"], extended: ["line"]}'));
  await refused(["run"], "reprise.config.ts lists line twice");
  await project.write("reprise.config.ts", settings.replace('{main: ["line"]}', "{main: []}"));
  await refused(["verify"], "the group main lists no experiment");
  await project.write("reprise.config.ts", settings);
  await project.write("CITATION.cff", "a: [\nb: }");
  await refused(["plan"], "CITATION.cff is no YAML");
  await project.write("CITATION.cff", sampleFiles["CITATION.cff"] ?? "");
  await project.write("provenance.jsonl", '{"run": \n');
  await refused(["accept"], "provenance.jsonl, line 1, is no JSON");
  await project.write("build/report.json", "{");
  await refused(["checklist"], "build/report.json is no JSON");
  await project.write("package-lock.json", "{");
  await refused(["plan"], "package-lock.json is no JSON");
  await rm(join(project.root, "package-lock.json"));
  await project.write("results", "a file");
  await refused(["plan"], "this machine refused (ENOTDIR");
  await rm(join(project.root, "results"));
  await project.replace("experiments/line/truth.ts", "2 * x", "import.meta.url.length * x");
  await refused(["run"], "experiments/line/truth.ts:2: import.meta differs from machine to machine");
});

test("REPRISE_MIRROR takes folders and addresses, with and without a port", () => {
  const project = {settings: {mirrors: ["here"]}} as unknown as Project;
  const mirrors = (text: string) => mirrorsOf(project, {REPRISE_MIRROR: text});
  expect(mirrors("http://localhost:8000/data:/data:https://example.org/a:../b:http://localhost:80")).toEqual(["http://localhost:8000/data", "/data", "https://example.org/a", "../b", "http://localhost:80", "here"]);
  expect(mirrors("")).toEqual(["here"]);
});

test("a malformed address gets an answer, and the server stays", async () => {
  const root = await mkdtemp(join(tmpdir(), "reprise-serve-"));
  await writeDurably(join(root, "build", "plan.json"), JSON.stringify({format: "reprise.plan/1", project: {title: "T", authors: [], abstract: "", licence: "MIT", version: "1", sourceDateEpoch: 0}, experiments: [], data: []}));
  await writeDurably(join(root, "dist", "index.html"), "home");
  const address = await new Promise<string>((told) => { void serveSite(root, 48_231, (line) => told(line.trim().split(" ")[0] ?? "")); });
  const status = (path: string) => new Promise<number>((done, fail) => { request(address, {path}, (response) => { response.resume(); done(response.statusCode ?? 0); }).on("error", fail).end(); });
  for (const [path, expected] of [["/%E0%A4%A", 404], ["//", 404], ["/..%2f..%2fetc/passwd", 404], ["/%00", 404], ["/", 200]] as const) expect([path, await status(path)]).toEqual([path, expected]);
});

test("a reader that closes the pipe ends the command quietly", {timeout: 60_000}, async () => {
  const project = await makeProject();
  const command = spawn(process.execPath, ["--conditions=reprise-source", resolve(import.meta.dirname, "..", "..", "src", "cli.ts"), "run"], {cwd: project.root, stdio: ["ignore", "pipe", "pipe"]});
  command.stdout.destroy();
  let error = "";
  command.stderr.setEncoding("utf8").on("data", (text: string) => { error += text; });
  await new Promise((ended) => command.once("close", ended));
  expect(error).toBe("");
});
