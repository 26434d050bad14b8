import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "LICENSE": "MIT License\n",
  "experiments/line/report.ts": `import {atMost, claim, comparison, defineReport, figure, mean, table, text, value} from "reprise/report";
export default defineReport("line", ({results}) => {
  const fast = results.where({name: "fast"}).metric("error");
  return [
    value("error", mean(fast), {as: "number", digits: 4}),
    claim("fits", "The fast variant fits the line.", atMost(fast, 1)),
    table("scores", {of: results, rows: "name", columns: ["error"], caption: "Squared error by variant."}),
    figure("errors", comparison(results, {metric: "error", by: "name"}), {caption: text\`Squared error of each seed.\`}),
  ];
});
`,
  "paper/main.tex": `\\documentclass{article}
\\usepackage{generated/reprise}
\\title{A line}
\\author{A}
\\begin{document}
\\maketitle
\\begin{abstract}The error is \\result{line/error}.\\end{abstract}
\\section{Results}
\\claim{line/fits}{It fits}; see Table~\\ref{tab:line-scores}.
\\resulttable{line/scores}
\\resultfigure{line/errors}
\\end{document}
`,
};

/** Where one result shows: the number, the table, the figure twice, the sentence, its page, the claim. */
const places = {
  value: "paper/generated/values.tex",
  table: "build/tables/line-scores.tex",
  "committed table": "paper/generated/tables/line-scores.tex",
  "figure as SVG": "build/figures/line-errors.svg",
  "figure as PDF": "paper/generated/figures/line-errors.pdf",
  sentence: "build/paper/paper.json",
  "page of the value": "dist/values/line/error/index.html",
  "page of the experiment": "dist/experiments/line/index.html",
  "page of the claim": "dist/claims/line/fits/index.html",
  claim: "build/report.json",
};

const readAll = async (root: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(await Promise.all(Object.entries(places).map(async ([name, file]) => [name, await readFile(join(root, file), "latin1")] as const)));

test("one changed result changes figure, table, sentence, page and claim, and stops the build with exit 1 where a claim falls", {timeout: 240_000}, async () => {
  const project = await makeProject(files);
  expect(await project.reprise(["accept"])).toMatchObject({code: 0, error: ""});
  const built = await project.reprise(["build", "--no-paper"]);
  expect(built).toMatchObject({code: 0, error: ""});
  const before = await readAll(project.root);

  const file = "results/line/fast/seed-1.json";
  const {metrics: {error}} = JSON.parse(await project.read(file)) as {readonly metrics: {readonly error: number}};
  await project.replace(file, `"error": ${error}`, '"error": 7.25');
  const rebuilt = await project.reprise(["build", "--no-paper"]);
  expect(rebuilt.code).toBe(1);
  expect(rebuilt.out).toContain("claim line/fits does not hold");
  const after = await readAll(project.root);
  expect(Object.keys(places).filter((place) => before[place] === after[place]), "places that did not change").toEqual([]);
  expect((JSON.parse(after["claim"] ?? "") as {readonly claims: readonly {readonly holds: boolean}[]}).claims[0]?.holds).toBe(false);

  await project.replace(file, '"error": 7.25', `"error": ${error}`);
  expect((await project.reprise(["build", "--no-paper"])).code).toBe(0);
  expect(await readAll(project.root), "set back").toEqual(before);
});

test("an unknown id in the paper stops the build with exit 2 and names file, line and the nearest id", {timeout: 120_000}, async () => {
  const project = await makeProject({...files, "paper/main.tex": (files["paper/main.tex"] ?? "").replace("\\result{line/error}", "\\result{line/eror}")});
  await project.reprise(["accept"]);
  const {code, error} = await project.reprise(["build", "--no-paper"]);
  expect(code).toBe(2);
  expect(error).toContain("paper/main.tex:7");
  expect(error).toContain("line/error");
});

test("a paper that reads outside its folder is refused", {timeout: 120_000}, async () => {
  const project = await makeProject({...files, "paper/main.tex": (files["paper/main.tex"] ?? "").replace("\\maketitle", "\\input{/etc/passwd}\\maketitle")});
  await project.reprise(["accept"]);
  const {code, error} = await project.reprise(["build", "--no-paper"]);
  expect(code).toBe(2);
  expect(error).toContain("paper/main.tex:6");
});
