/**
 * Pictures of every kind of page, at 390 and 1440 px, light and dark, and what axe-core finds on each; then of the paper's pages, where pdftoppm is.
 *
 *   node scripts/screenshots.ts [--dist dist] [--base PATH] [--out build/screenshots] [--only home,value] [--like grokking]
 *
 * The base path is that of the plan's site address; of each kind the first page is taken, one whose address holds `--like` before others.
 * Builds nothing. Needs Chromium (`CHROMIUM`, else /usr/bin/chromium). Exits 1 where a page has an accessibility fault,
 * scrolls sideways, or logs an error.
 */
import {spawnSync} from "node:child_process";
import {createServer} from "node:http";
import type {Server} from "node:http";
import {existsSync, mkdirSync, readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AddressInfo} from "node:net";
import {extname, join, resolve} from "node:path";
import {parseArgs} from "node:util";
import {chromium} from "playwright-core";
import type {Browser, Locator, Page} from "playwright-core";

const {values: options} = parseArgs({options: {
  dist: {type: "string", default: "dist"}, base: {type: "string"}, out: {type: "string", default: "build/screenshots"}, only: {type: "string", default: ""}, like: {type: "string", default: ""},
}});

/** A kind of page: the first address of the site that is one. */
const kinds: Readonly<Record<string, RegExp>> = {
  home: /^$/, experiments: /^experiments\/$/, experiment: /^experiments\/[^/]+\/$/, run: /^experiments\/[^/]+\/[^/]+\/[^/]+\/$/, values: /^values\/$/,
  value: /^values\/[^/]+\/[^/]+\/$/, claims: /^claims\/$/, claim: /^claims\/[^/]+\/[^/]+\/$/, data: /^data\/[^/]+\/$/, paper: /^paper\/$/,
  checklist: /^checklist\/$/, reproduce: /^reproduce\/$/, engine: /^engine\/$/, verification: /^verification\/$/, changes: /^changes\/$/, "not-found": /^404\.html$/,
  chart: /^experiments\/[^/]+\/$/, sheet: /^values\/$/,
};

/** What a reader does on a page before its picture is taken; returns what went wrong. */
const acts: Readonly<Record<string, (page: Page) => Promise<string[]>>> = {
  /** Touches the first chart, which must live in the very box of the drawn one. */
  chart: async (page) => {
    const drawing = page.locator("reprise-chart svg").first();
    const before = await boxOf(drawing);
    await page.locator("reprise-chart .canvas").first().focus();
    await page.locator("reprise-chart[data-live]").first().waitFor();
    const after = await boxOf(drawing);
    return before === after ? [] : [`the chart jumps from ${before} to ${after}`];
  },
  /** Opens the first number as a sheet. */
  sheet: async (page) => {
    await page.locator("a.number").first().click();
    await page.locator("dialog[open] h2").waitFor();
    return [];
  },
};

const boxOf = (drawing: Locator): Promise<string> => drawing.evaluate((element) => {
  const {left, width, height} = element.getBoundingClientRect();
  return [left, element.getBoundingClientRect().top + scrollY, width, height].map((number) => number.toFixed(1)).join(" ");
});

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".pdf": "application/pdf",
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serves a folder below `base`, and nothing outside of either. */
export function serve(folder: string, base: string): Promise<Server> {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = path.startsWith(base) ? resolve(root, `.${`/${path.slice(base.length)}`.replace(/\/$/, "/index.html")}`) : "";
    if (!file.startsWith(root) || !existsSync(file) || extname(file) === "") return void response.writeHead(404).end("not found");
    response.writeHead(200, {"content-type": types[extname(file)] ?? "application/octet-stream"}).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function addresses(folder: string): Map<string, string> {
  const pages = readdirSync(folder, {recursive: true, encoding: "utf8"}).map((file) => file.replaceAll("\\", "/")).filter((file) => file.endsWith(".html"))
    .map((file) => file.replace(/(^|\/)index\.html$/, "$1")).sort();
  const chosen = options.only === "" ? Object.keys(kinds) : options.only.split(",");
  return new Map(chosen.flatMap((kind) => {
    const alike = pages.filter((page) => kinds[kind]?.test(page));
    const address = alike.find((page) => page.includes(options.like)) ?? alike[0];
    return address === undefined ? [] : [[kind, address] as const];
  }));
}

/** Pictures of longer pages show their beginning: few programs open an image of 20,000 rows. */
const tallest = 6000;

/** Loads a page, takes its picture and returns what is wrong with it. */
async function portray(browser: Browser, kind: string, address: string, look: {readonly width: number; readonly scheme: "light" | "dark"}, file: string): Promise<string[]> {
  const context = await browser.newContext({viewport: {width: look.width, height: 900}, colorScheme: look.scheme, reducedMotion: "reduce", deviceScaleFactor: 1});
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(address, {waitUntil: "networkidle"});
  const act = acts[kind];
  if (act !== undefined) faults.push(...await act(page));
  const {scrollWidth: width, scrollHeight} = await page.evaluate(() => ({scrollWidth: document.documentElement.scrollWidth, scrollHeight: document.documentElement.scrollHeight}));
  const whole = {fullPage: true, clip: {x: 0, y: 0, width: look.width, height: Math.min(scrollHeight, tallest)}};
  await page.screenshot({path: file, ...(act === undefined ? whole : {})});
  if (width > look.width) faults.push(`scrolls sideways: ${width} px`);
  faults.push(...await axeFaults(page));
  await context.close();
  return faults;
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return await page.evaluate(async () => {
    const {axe} = globalThis as unknown as {axe: {run: (what: Document, how: object) => Promise<{violations: {id: string; impact: string; nodes: {html: string}[]}[]}>}};
    const {violations} = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]});
    return violations.map(({id, impact, nodes}) => `${id} (${impact}) ×${nodes.length}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** The path that the site was built for. */
function plannedBase(): string {
  const plan = existsSync("build/plan.json") ? JSON.parse(readFileSync("build/plan.json", "utf8")) as {readonly project: {readonly site?: string}} : undefined;
  return plan?.project.site === undefined ? "/" : new URL(plan.project.site).pathname;
}

/** Pictures of the paper's pages, 100 dots per inch. */
function portrayPaper(pdf: string): void {
  if (!existsSync(pdf)) return;
  const {error} = spawnSync("pdftoppm", ["-png", "-r", "100", pdf, join(options.out, "paper-page")]);
  console.log(error === undefined ? "paper: pictures of its pages" : "paper: no pictures, since pdftoppm is not on this machine (apt-get install poppler-utils)");
}

if (import.meta.main) {
  const base = (options.base ?? plannedBase()).replace(/\/?$/, "/");
  const server = await serve(options.dist, base);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  const browser = await chromium.launch({executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"]});
  mkdirSync(options.out, {recursive: true});
  let faulty = 0;
  for (const [kind, address] of addresses(options.dist)) {
    for (const width of [390, 1440]) {
      for (const scheme of ["light", "dark"] as const) {
        const faults = await portray(browser, kind, origin + address, {width, scheme}, join(options.out, `${kind}-${width}-${scheme}.png`));
        faulty += faults.length;
        console.log(`${kind} ${width} ${scheme}: ${faults.length === 0 ? "no fault" : faults.join("\n  ")}`);
      }
    }
  }
  await browser.close();
  server.close();
  if (options.only === "") portrayPaper("build/paper.pdf");
  process.exitCode = faulty === 0 ? 0 : 1;
}
