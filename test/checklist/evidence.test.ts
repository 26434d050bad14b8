import {mkdirSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readEvidence} from "../../src/checklist/read-evidence.ts";
import {runChecklist} from "../../src/checklist/run-checklist.ts";
import {UserError} from "../../src/errors.ts";
import {commitAll, projectFolder} from "./project-folder.ts";
import {paper, plan, report, results, verdicts} from "./whole-project.ts";

describe("evidence is read from the project's folder", () => {
  test("with the records that the steps before left", async () => {
    const evidence = await readEvidence({root: projectFolder()});
    expect(evidence).toMatchObject({plan, verdicts, report, papers: [paper], git: null});
    expect(evidence.results).toEqual(results);
  });

  test("with git's view where there is git", async () => {
    const root = projectFolder();
    commitAll(root);
    writeFileSync(join(root, "LICENSE"), "none");
    const {git} = await readEvidence({root});
    expect(await git?.status()).toEqual([" M LICENSE"]);
    expect(await git?.tracked()).toContain("paper/main.tex");
  });

  test("and the folder of another repository is not the project's", async () => {
    const root = projectFolder();
    commitAll(root);
    mkdirSync(join(root, "build", "inner"));
    writeFileSync(join(root, "build", "inner", "x"), "");
    expect((await readEvidence({root: join(root, "build", "inner"), plan})).git).toBeNull();
  });

  test("and what is redrawn is drawn once, however many checks ask", async () => {
    let drawn = 0;
    const {redraw} = await readEvidence({root: projectFolder(), redraw: async () => new Map([[String(drawn += 1), new Uint8Array()]])});
    expect([await redraw?.(), await redraw?.()].map((files) => [...files ?? []][0]?.[0])).toEqual(["1", "1"]);
  });

  test("and missing records are for the checks to say, but without a plan nothing can be asked", async () => {
    const root = projectFolder();
    for (const file of ["verdicts.json", "report.json", "paper/paper.json"]) rmSync(join(root, "build", file));
    rmSync(join(root, "results"), {recursive: true});
    expect(await readEvidence({root})).toMatchObject({verdicts: null, report: null, papers: [], results: []});
    rmSync(join(root, "build", "plan.json"));
    await expect(readEvidence({root})).rejects.toThrow(UserError);
  });

  test("and a result that is none is named by the check, not thrown", async () => {
    const root = projectFolder({"results/toy/mlp/seed-3.json": "no JSON"});
    const {checks} = await runChecklist(await readEvidence({root}));
    expect(checks.find((check) => check.id === "results-canonical")).toMatchObject({status: "failed", evidence: [{link: "results/toy/mlp/seed-3.json"}]});
  });
});

describe("the door leads nowhere else", () => {
  test("a path out of the project, a link out of it and a folder read as missing", async () => {
    const root = projectFolder();
    writeFileSync(join(root, "..", "outside.txt"), "secret");
    symlinkSync(join(tmpdir(), "outside.txt"), join(root, "link.txt"));
    const {readFile, listFiles} = await readEvidence({root});
    for (const path of ["../outside.txt", join(tmpdir(), "outside.txt"), "data/../../outside.txt", "link.txt", "data", "LICENSE\0", ""]) expect(await readFile(path), path).toBeNull();
    for (const folder of ["..", "/", "../..", "nothing"]) expect(await listFiles(folder), folder).toEqual([]);
    rmSync(join(root, "..", "outside.txt"));
  });

  test("files are listed in the order of their code units, without what is generated or installed", async () => {
    const root = projectFolder({"node_modules/a/index.js": "", "data/Z.csv": "", "data/ä.csv": "", "dist/index.html": ""});
    const {listFiles} = await readEvidence({root});
    expect(await listFiles("data")).toEqual(["data/Z.csv", "data/points.csv", "data/ä.csv"]);
    const all = await listFiles("");
    expect(all.filter((path) => /^(?:node_modules|dist|build)\//.test(path))).toEqual([]);
    expect(await listFiles("build/figures")).toEqual(["build/figures/toy-accuracy.svg"]);
  });
});
