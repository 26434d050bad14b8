import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {buildSite, comparePages, pagesIn} from "../../src/site/build-site.ts";
import {copyDownloads} from "../../src/site/downloads.ts";
import {readSite} from "../../src/site/site-model.ts";
import {sitePlan} from "../../src/site/site-plan.ts";
import {brokenLinks, elementsOf, executable, filesIn} from "./built-page.ts";
import {testBenchmarks} from "./benchmarks.ts";
import {hostile, testProject, writeProject} from "./project.ts";

const folder = mkdtempSync(join(tmpdir(), "site-"));
const first = join(folder, "one");
const second = join(folder, "another place", "two");
const dist = join(first, "dist");

beforeAll(async () => {
  for (const root of [first, second]) {
    mkdirSync(root, {recursive: true});
    writeProject(root, testProject());
    await buildSite({root});
  }
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

const page = (file: string): string => readFileSync(join(dist, file), "utf8");
const pages = (): string[] => pagesIn(dist);

test("the site has exactly the pages of its plan", async () => {
  const planned = sitePlan(await readSite(first));
  expect(pages()).toEqual(planned);
  expect(planned).toHaveLength(3 + 5 + 2 + 85 + 1 + 6 + 3 + 2);
});

test("a page that did not come out is an error that names it", () => {
  expect(() => comparePages(["404.html", "index.html", "values/a/b/index.html"], ["404.html", "index.html"])).toThrow("1 of 3 planned pages are missing, the first is values/a/b/index.html");
  expect(comparePages(["404.html"], ["404.html", "own/index.html"])).toBe(2);
});

test("two builds in folders of different depth give the same bytes", () => {
  expect(filesIn(join(second, "dist"))).toEqual(filesIn(dist));
});

test("no page and no file knows where it was built", () => {
  for (const [file, text] of filesIn(dist)) expect(text.includes(folder), file).toBe(false);
});

test("every link of every page leads to a file or an anchor under the base path", () => {
  expect(pages().flatMap((file) => brokenLinks(dist, "/toolkit/", file, page(file)))).toEqual([]);
});

test("whatever the records hold, no page runs any of it", () => {
  expect(pages().flatMap((file) => executable(page(file), "/toolkit/").map((fault) => `${file}: ${fault}`))).toEqual([]);
  expect(executable(`<p onclick="x()">${hostile}</p><script src="/elsewhere.js"></script>`, "/toolkit/")).toEqual(["p onClick", "script", "img onError", "a href", "script"]);
});

test("the page of verification counts every kind of thing, lists what is off with both sides, and filters without a script", () => {
  const html = page("verification/index.html");
  for (const text of ["trained again from scratch", "98.4 % ± 0.3 → 98.2 % ± 0.3", "first parts between steps 36 and 40", "holds → does not hold", 'href="/toolkit/values/penguins/mlp-f1/"', 'value="off"', 'data-filter="lacking"']) expect(html).toContain(text);
  expect(html.indexOf("macro F1 of the MLP</a>")).toBeLessThan(html.indexOf("step of 99 %</a>"));
});

test("the changelog of results tells when, who, why and both sides, and no address of a person", () => {
  const html = page("changes/index.html");
  for (const text of ["2026-02-03, 04:05 UTC", "The MLP was initialised otherwise", "98.1 % → 98.4 %", "25 runs changed", "macroF1 0.97 → 0.98"]) expect(html).toContain(text);
  expect(html).not.toContain("ada@example.org");
});

test("hostile text is shown as the text that it is", () => {
  expect(page("values/penguins/hostile/index.html")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("every page forbids inline scripts and code from elsewhere, and has one main heading", () => {
  for (const file of pages()) {
    const elements = elementsOf(page(file));
    const policy = elements.find(({properties}) => properties["httpEquiv"]?.toString() === "Content-Security-Policy");
    expect(policy?.properties["content"], file).toContain("script-src 'self'");
    expect(elements.filter(({tagName}) => tagName === "h1"), file).toHaveLength(1);
    expect(elements.filter(({tagName}) => tagName === "main"), file).toHaveLength(1);
  }
});

test("a number of the paper leads to its value's page, once", () => {
  const links = elementsOf(page("paper/index.html")).filter(({properties}) => properties["className"]?.toString() === "number").map(({properties}) => properties["href"]);
  expect(links).toEqual(["mlp-f1", "gain", "logistic-f1"].map((name) => `/toolkit/values/penguins/${name}/`).concat("/toolkit/values/grokking/crossing/", "/toolkit/values/penguins/mlp-f1/", "/toolkit/values/penguins/logistic-f1/"));
});

test("a value's page says how it was computed, where the paper uses it, and lists its runs", () => {
  const html = page("values/penguins/mlp-f1/index.html");
  expect(html).toContain("mean of 25 test folds, 95 % corrected resampled t interval");
  expect(html).toContain(`href="/toolkit/paper/#sec-results"`);
  expect(html).toContain("\\result{penguins/mlp-f1}");
  expect(elementsOf(html).filter(({properties}) => /^\/toolkit\/experiments\/penguins\/mlp\//.test(String(properties["href"])))).toHaveLength(25);
});

test("a run that differs shows both numbers", () => {
  const html = page("experiments/penguins/mlp/repeat-2.fold-4/index.html");
  for (const text of ["differs", "macroF1", "0.9731", "0.9688", "first parts between steps 36 and 40, tensor 000.dense/kernel", "function mlp changed"]) expect(html).toContain(text);
});

test("results, figures, tables and reports lie beside the pages as files", () => {
  const files = filesIn(dist);
  for (const file of ["results/penguins/mlp/repeat-1.fold-1.json", "figures/grokking-curves.csv", "figures/grokking-curves.pdf", "tables/penguins-scores.tex", "checklist/report.pdf", "paper/paper.pdf", "records/plan.json", "CITATION.cff"]) {
    expect(files.has(file), file).toBe(true);
  }
});

test("before anybody touches anything a page loads less than two kilobytes of script", async () => {
  const {gzipSync} = await import("node:zlib");
  const scripts = elementsOf(page("experiments/grokking/index.html")).filter(({tagName, properties}) => tagName === "script" && properties["src"]).map(({properties}) => String(properties["src"]));
  const bytes = scripts.map((address) => gzipSync(readFileSync(join(dist, address.replace("/toolkit/", "")))).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(2000);
});

test("changing one value changes its page, the pages that list it and the record, and nothing else", async () => {
  const root = join(folder, "changed");
  const project = testProject();
  const value = project.report.values.find(({id}) => id === "penguins/mlp-f1");
  if (value !== undefined) value.text = {plain: "12.3 %", latex: "12.3", html: "12.3 %"};
  mkdirSync(root);
  writeProject(root, project);
  await buildSite({root});
  const [before, after] = [filesIn(dist), filesIn(join(root, "dist"))];
  const changed = [...before.keys()].filter((file) => before.get(file) !== after.get(file));
  expect(changed).toEqual(["experiments/penguins/index.html", "records/report.json", "values/index.html", "values/penguins/mlp-f1/index.html"]);
});

test("without a paper the site has no paper page and nothing leads to one", async () => {
  const root = join(folder, "paperless");
  mkdirSync(root);
  writeProject(root, {...testProject(), papers: []});
  const {pages: count} = await buildSite({root, base: "/"});
  expect(count).toBe(106);
  const html = readFileSync(join(root, "dist/index.html"), "utf8");
  expect(html).not.toContain(`href="/paper/`);
  expect(brokenLinks(join(root, "dist"), "/", "index.html", html)).toEqual([]);
});

test("a project that keeps measurements of the engine has a page of them, and every page a link to it", async () => {
  const root = join(folder, "measured");
  mkdirSync(join(root, "bench"), {recursive: true});
  writeProject(root, testProject());
  writeFileSync(join(root, "bench/measured.json"), JSON.stringify(testBenchmarks()));
  const {pages: count} = await buildSite({root, base: "/"});
  expect(count).toBe(108);
  const html = readFileSync(join(root, "dist/engine/index.html"), "utf8");
  for (const text of ["MLP, training step", "7.50×", "asked 7.00×: reached", "2026-11-23", "PyTorch: not here: no torch"]) expect(html).toContain(text);
  expect(brokenLinks(join(root, "dist"), "/", "engine/index.html", html)).toEqual([]);
  expect(readFileSync(join(root, "dist/values/index.html"), "utf8")).toContain(`href="/engine/"`);
  expect(page("values/index.html")).not.toContain("engine/");
});

test("a missing record is named together with the command that writes it", async () => {
  const root = join(folder, "empty");
  mkdirSync(root);
  await expect(buildSite({root})).rejects.toThrow("build/plan.json is not there yet");
});

test("a figure without its drawing is an error", async () => {
  const root = join(folder, "undrawn");
  mkdirSync(root);
  writeProject(root, testProject());
  rmSync(join(root, "build/figures/grokking-curves.svg"));
  await expect(buildSite({root})).rejects.toThrow("build/figures/grokking-curves.svg is not there yet");
});

test("an error inside Astro comes back as one sentence with its cause", async () => {
  const root = join(folder, "broken");
  mkdirSync(root);
  writeProject(root, testProject());
  writeFileSync(join(root, "astro.config.mjs"), `throw new Error("the config is broken");\n`);
  const error = await buildSite({root}).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toContain("the config is broken");
});

test("a site without experiments, runs or values is refused", async () => {
  const site = await readSite(first);
  expect(() => sitePlan({...site, plan: {...site.plan, experiments: []}})).toThrow("expected experiments, got none");
  expect(() => sitePlan({...site, plan: {...site.plan, experiments: site.plan.experiments.map((each) => ({...each, runs: []}))}})).toThrow("expected runs, got none");
  expect(() => sitePlan({...site, report: {...site.report, values: []}})).toThrow("expected values, got none");
});

test("a paper whose PDF lies outside of the project is refused", async () => {
  const root = join(folder, "outside");
  const project = testProject();
  writeFileSync(join(folder, "secret.pdf"), "secret");
  for (const paper of project.papers) paper.pdf = {file: "../secret.pdf", pages: 1};
  mkdirSync(root);
  writeProject(root, project);
  const site = await readSite(root);
  expect(() => copyDownloads(site, root, join(root, "dist"))).toThrow("../secret.pdf lies outside of the project");
});
