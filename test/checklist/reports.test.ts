import {execFile} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {inflateSync} from "node:zlib";
import {promisify} from "node:util";
import {fromHtml} from "hast-util-from-html";
import {visit} from "unist-util-visit";
import {describe, expect, test} from "vitest";
import {create} from "xmlbuilder2";
import {strictFailures} from "../../src/checklist/checklist.ts";
import {renderHtml} from "../../src/checklist/html.ts";
import {renderJUnit} from "../../src/checklist/junit.ts";
import {renderPdf} from "../../src/checklist/pdf.ts";
import {publicLink, relativeLink} from "../../src/checklist/project-link.ts";
import {runChecklist} from "../../src/checklist/run-checklist.ts";
import {checklistReports} from "../../src/checklist/write-checklist.ts";
import {checksSchema, type CheckRecord, type Checks} from "../../src/records/checks.ts";
import {commitAll, projectFolder} from "./project-folder.ts";
import {attestation, paper, plan, wholeProject} from "./whole-project.ts";

const hostile = "</style></script><script>alert(1)</script>\" onload=\"x ]]> \u0000\u0007\uD800 学習 🙂 `code`";
const failing = await runChecklist(wholeProject({
  plan: {...plan, project: {...plan.project, title: hostile}},
  with: {"paper/attestations.yaml": attestation, "paper/main.tex": "changed", "README.md": null},
  papers: [{...paper, numerals: [{text: hostile, file: `../${hostile}`, line: 1, bound: "typed"}]}],
}));
const project = {...plan.project, title: hostile, authors: [{name: hostile}]};

describe("--strict", () => {
  test("fails on required checks that failed and on signatures that went stale, and on nothing else", () => {
    const record = (status: CheckRecord["status"], severity: CheckRecord["severity"]): CheckRecord => ({id: `${status}-${severity}`, group: "code", title: "", description: "", severity, sources: [], status, summary: "", evidence: [], mend: ""});
    const statuses = ["verified", "attested", "stale", "failed", "not-applicable", "not-run"] as const;
    const checks: Checks = {format: "reprise.checks/1", project: "", counts: failing.counts, checks: statuses.flatMap((status) => [record(status, "required"), record(status, "recommended")])};
    expect(strictFailures(checks).map((check) => check.id)).toEqual(["stale-required", "stale-recommended", "failed-required"]);
  });

  test("passes a project in which every promise holds", async () => {
    expect(strictFailures(await runChecklist(wholeProject()))).toEqual([]);
  });
});

describe("the HTML report", () => {
  const html = renderHtml(failing, project);
  const elements: {readonly name: string; readonly properties: Readonly<Record<string, unknown>>}[] = [];
  visit(fromHtml(html), "element", (node) => void elements.push({name: node.tagName, properties: node.properties}));

  test("runs no script, loads nothing and has no handler, whatever names and numbers say", () => {
    expect(elements.filter(({name}) => ["script", "link", "img", "iframe", "object", "base", "form"].includes(name))).toEqual([]);
    expect(elements.flatMap(({properties}) => Object.keys(properties)).filter((key) => /^on/i.test(key) || key === "src")).toEqual([]);
    expect(elements.filter(({name}) => name === "style")).toHaveLength(1);
    expect(elements.find(({name, properties}) => name === "meta" && properties["httpEquiv"] !== undefined)?.properties["content"]).toContain("default-src 'none'");
  });

  test("leads only to itself and to files of the project", () => {
    const addresses = elements.flatMap(({properties}) => (typeof properties["href"] === "string" ? [properties["href"]] : []));
    expect(addresses.length).toBeGreaterThan(20);
    expect(addresses.filter((address) => !/^(?:#[a-z0-9-]+|\.\.\/\.\.\/(?!\.\.)[^:]*)$/.test(address))).toEqual([]);
  });

  test("shows every check with a heading, and every internal link finds its target", () => {
    const ids = new Set(elements.map(({properties}) => properties["id"]));
    expect(failing.checks.filter((check) => !ids.has(check.id))).toEqual([]);
    const internal = elements.flatMap(({properties}) => (typeof properties["href"] === "string" && properties["href"].startsWith("#") ? [properties["href"].slice(1)] : []));
    expect(internal.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe("the JUnit report", () => {
  const xml = renderJUnit(failing);

  test("is well-formed and counts what failed, went stale and was not run", () => {
    const parsed = create(xml).end({format: "object"}) as unknown as {readonly testsuites: Readonly<Record<string, unknown>>};
    const {counts} = failing;
    expect(parsed.testsuites).toMatchObject({"@tests": String(failing.checks.length), "@failures": String(counts.failed + counts.stale), "@skipped": String(counts["not-run"] + counts["not-applicable"])});
    expect(xml.match(/<testcase /g)).toHaveLength(failing.checks.length);
    expect(xml.match(/<failure /g)).toHaveLength(counts.failed + counts.stale);
  });

  test("holds no character that XML forbids and no element of a hostile name", () => {
    expect(xml).not.toMatch(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/);
    expect(xml).not.toContain("<script>");
  });
});

describe("the PDF report", async () => {
  const bytes = Buffer.from(await renderPdf(failing, project));
  const text = bytes.toString("latin1");
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;

  test("says that it is tagged PDF/UA-1, in which language, and shows its title", () => {
    expect(text).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(text).toContain("/Marked true");
    expect(text).toContain("/Lang (en-GB)");
    expect(text).toContain("/DisplayDocTitle true");
    expect(text).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
  });

  test("has metadata that is well-formed XML, whatever the title says", () => {
    const metadata = bytes.toString("utf8").match(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/u)?.[0] ?? "";
    expect(create(metadata).end()).toContain("pdfuaid:part");
    expect(metadata).not.toContain("<script>");
  });

  test("gives every link an alternative text and a place in the structure", () => {
    const links = count(/\/Subtype \/Link/g);
    expect(links).toBeGreaterThan(failing.checks.length);
    expect(count(/\/StructParent \d/g)).toBe(links);
    expect(count(/\/Type \/OBJR/g)).toBe(links);
    expect([...text.matchAll(/<<[^<>]*\/Subtype \/Link[^<>]*>>/g)].filter(([link]) => !/\/Contents \((?!\))/.test(link)).length).toBe(0);
  });

  test("tells header cells of rows from those of columns", () => {
    expect(count(/\/Scope \/Row/g)).toBeGreaterThanOrEqual(failing.checks.length);
    expect(count(/\/Scope \/Column/g)).toBeGreaterThan(3);
  });

  test("has a bookmark for every check, and every page in it", () => {
    expect(count(/\/Title \(/g) + count(/\/Title </g)).toBeGreaterThanOrEqual(failing.checks.length);
    expect(count(/\/Type \/Page\b(?!s)/g)).toBeGreaterThan(3);
  });

  test("embeds every font, none of them standard", () => {
    const fonts = new Set([...text.matchAll(/\/BaseFont \/(\S+)/g)].map((font) => font[1]));
    expect(fonts.size).toBeGreaterThan(3);
    expect([...fonts].filter((font) => !/^[A-Z]{6}\+/.test(font ?? ""))).toEqual([]);
    expect(count(/\/FontFile2 /g)).toBe(count(/\/Type \/FontDescriptor/g));
  });

  test("marks all that is drawn as content of the structure or as ornament", () => {
    for (const page of contents(bytes)) {
      const open = page.match(/\bBDC\b|\bBMC\b/g)?.length ?? 0;
      expect(page.match(/\bEMC\b/g)?.length).toBe(open);
      expect(outside(page)).not.toMatch(/\bTj\b|\bTJ\b|(?:^|\s)[SfB]\*?\s/);
    }
  });

  test("is dated with the release", () => {
    expect(text).toContain("(D:20260131000000Z)");
  });
});

/** The content streams of the pages. */
function contents(pdf: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf("stream\n"); at !== -1; at = pdf.indexOf("stream\n", at + 1)) {
    if (pdf.subarray(at - 3, at).toString("latin1") === "end") continue;
    const packed = pdf.subarray(at + 7, pdf.indexOf("endstream", at));
    const content = packed[0] === 0x78 ? inflateSync(packed).toString("latin1") : "";
    if (/\bBDC\b/.test(content)) found.push(content);
  }
  expect(found.length).toBeGreaterThan(3);
  return found;
}

/** What a content stream draws outside all marked content. */
function outside(content: string): string {
  let depth = 0;
  return content.split("\n").filter((line) => {
    if (/\b(?:BDC|BMC)\b/.test(line)) depth += 1;
    const here = depth === 0;
    if (/\bEMC\b/.test(line)) depth -= 1;
    return here;
  }).join("\n");
}

describe("links of the report", () => {
  test("stay inside the project", () => {
    expect(relativeLink("results/toy/mlp/seed-1.json")).toBe("../../results/toy/mlp/seed-1.json");
    for (const path of ["../x", "a/../../x", "/etc/passwd", "a//b", ""]) expect(relativeLink(path), path).toBeUndefined();
    expect(relativeLink("javascript:alert(1)")).toBe("../../javascript%3Aalert(1)");
    expect(relativeLink("\uD800")).toBe("../../%EF%BF%BD");
  });

  test("lead to the repository where its addresses are known, never to what is not committed", () => {
    expect(publicLink("paper/a b.tex", "https://github.com/ada/toy.git")).toBe("https://github.com/ada/toy/blob/HEAD/paper/a%20b.tex");
    expect(publicLink("build/figures/a.svg", "https://github.com/ada/toy")).toBeUndefined();
    expect(publicLink("paper/main.tex", "javascript:alert(1)")).toBeUndefined();
    expect(publicLink("paper/main.tex", undefined)).toBeUndefined();
  });
});

test("two folders, two time zones and two languages give the same bytes of all four reports", async () => {
  const write = async (environment: Readonly<Record<string, string>>) => {
    const root = projectFolder();
    commitAll(root);
    await promisify(execFile)(process.execPath, ["--conditions=reprise-source", join(import.meta.dirname, "write-reports.ts"), root], {cwd: root, env: {PATH: process.env["PATH"] ?? "", ...environment}});
    return Object.values(checklistReports).map((path) => readFileSync(join(root, path)).toString("base64"));
  };
  const [one, other] = await Promise.all([write({TZ: "Asia/Tokyo", LC_ALL: "C", HOME: "/nowhere"}), write({TZ: "America/New_York", LC_ALL: "de_DE.UTF-8"})]);
  expect(other).toEqual(one);
  const json: unknown = JSON.parse(Buffer.from(one?.[2] ?? "", "base64").toString());
  expect(checksSchema.parse(json).checks.find((check) => check.id === "tree-clean")).toMatchObject({status: "verified"});
}, 60_000);
