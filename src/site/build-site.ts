import {fork} from "node:child_process";
import {mkdirSync, readdirSync, statSync} from "node:fs";
import {rename, rm} from "node:fs/promises";
import {dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {temporaryPath} from "../store/temporary.ts";
import {changeTogether} from "../store/transaction.ts";
import {webAddress} from "./web-address.ts";
import {readSite} from "./site-model.ts";
import {sitePlan} from "./site-plan.ts";

export interface SiteRequest {
  readonly root: string;
  /** `dist/` of the project where nothing else is said. */
  readonly outDir?: string;
  /** The path under which the site will be served; without it, that of the plan's site address, else "/". */
  readonly base?: string;
}

/**
 * Builds the site of the project in `root` into `outDir` and compares what came out with the plan. It is built beside and takes the place of the former one as
 * a whole, once it is complete.
 * @throws UserError where a record is missing, a page cannot be drawn, or a page of the plan is not there.
 */
export async function buildSite({root, outDir = join(root, "dist"), base}: SiteRequest): Promise<{pages: number}> {
  const site = await readSite(root);
  const planned = sitePlan(site);
  const address = webAddress(site.plan.project.site);
  const made = temporaryPath(besides(root, outDir));
  const pages = await orRemoved(made, async () => {
    await runAstro({
      root: resolve(root), outDir: resolve(made), base: base ?? (address === undefined ? "/" : new URL(address).pathname),
      ...(address === undefined ? {} : {site: address}),
    }, site.plan.project.sourceDateEpoch);
    return comparePages(planned, pagesIn(made));
  });
  await replaceSite(root, made, outDir);
  return {pages};
}

/** What comes of some work; where it fails, a folder goes. */
async function orRemoved<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await rm(folder, {recursive: true, force: true});
    throw error;
  }
}

/** A folder on the disk of `outDir`: where git does not look, if that will do. */
function besides(root: string, outDir: string): string {
  const places = [join(root, "build"), dirname(resolve(outDir))];
  for (const place of places) mkdirSync(place, {recursive: true});
  const [build, parent] = places.map((place) => statSync(place).dev);
  return places[build === parent ? 0 : 1]!;
}

async function replaceSite(root: string, made: string, outDir: string): Promise<void> {
  const path = relative(resolve(root), resolve(outDir)).replaceAll("\\", "/");
  if (!path.startsWith("..")) return void await changeTogether(resolve(root), "site", [{path, folder: resolve(made)}]);
  await orRemoved(made, async () => {
    await rm(outDir, {recursive: true, force: true});
    await rename(made, outDir);
  });
}

/** All HTML pages below a folder, as sorted paths with "/". */
export const pagesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: "utf8"}).map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /(?:^|\/)(?:index|404)\.html$/.test(file)).sort(byCodeUnit);

/** The number of pages; a project may add its own, but none of the plan may be missing. */
export function comparePages(planned: readonly string[], built: readonly string[]): number {
  const there = new Set(built);
  const missing = planned.filter((page) => !there.has(page));
  if (missing.length === 0) return built.length;
  throw new UserError(
    `the site: ${missing.length} of ${planned.length} planned pages are missing, the first is ${missing[0]}`,
    "does a page of the project's own take its address, or does astro.config.mjs leave out reprise()?",
  );
}

interface Reply {readonly ok?: true; readonly message?: string; readonly mend?: string; readonly detail?: string}

/** Astro runs in a process of its own: it changes globals and the working folder's caches, and must not outlive the build. */
async function runAstro(request: object, epoch: number): Promise<void> {
  const {reply, output} = await ask(request, {...process.env, ASTRO_TELEMETRY_DISABLED: "1", SOURCE_DATE_EPOCH: String(epoch), NODE_ENV: "production", FORCE_COLOR: "0"});
  if (reply?.ok) return;
  const cause = reply?.message ?? (output.trim() === "" ? "Astro ended without a word" : output.trim());
  throw new UserError(`the site could not be built: ${cause}`, reply?.mend ?? firstPlace(reply?.detail));
}

const firstPlace = (stack: string | undefined): string => stack?.split("\n").slice(1, 3).map((line) => line.trim()).join("; ") ?? "";

function ask(request: object, env: NodeJS.ProcessEnv): Promise<{reply: Reply | undefined; output: string}> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const execArgv = ending === ".ts" ? ["--conditions=reprise-source"] : [];
  const child = fork(fileURLToPath(new URL(`./build-process${ending}`, import.meta.url)), [JSON.stringify(request)], {env, execArgv, silent: true});
  let reply: Reply | undefined;
  let output = "";
  child.on("message", (message) => { reply = message as Reply; });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => { output += text.toString("utf8"); });
  return new Promise((done, fail) => child.on("error", fail).on("close", () => done({reply, output})));
}
