import {join, relative, resolve} from "node:path";
import pc from "picocolors";
import {UserError} from "../errors.ts";
import {findProject} from "../project/find-project.ts";
import {oneLine} from "../records/one-line.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import type {CheckedCertificate} from "../review/check.ts";
import type {Options} from "./options.ts";
import type {World} from "./perform.ts";

/** Reviews the project around here, checks a certificate of a review, or prints a container's recipe for one. */
export async function perform(world: World, options: Options): Promise<number> {
  if (options.check !== undefined) return checkReview(world, options.check, options.key);
  if (options.key !== undefined) throw new UserError("--key goes with --check: it verifies a certificate", "to sign one: --sign KEYFILE");
  if (options.container === true) return printContainer(world, options);
  const {review} = await import("./review-step.ts");
  return review(world, {
    budget: options.budget ?? "5m", out: resolve(world.cwd, options.out ?? join(findProject(world.cwd), "build", "review")),
    selection: {...(options.all === undefined ? {} : {all: options.all}), ...(options.experiment === undefined ? {} : {experiments: options.experiment})},
    nonce: options.nonce, sign: options.sign === undefined ? undefined : resolve(world.cwd, options.sign), reviewer: options.reviewer,
    jobs: options.jobs,
  });
}

/** Exit code 0: accepted, an unsigned one too; 1: not. */
async function checkReview(world: World, file: string, key: string | undefined): Promise<number> {
  const {checkCertificate} = await import("../review/check.ts");
  const {readSource} = await import("../review/source.ts");
  const {usedValues} = await import("../review/headline.ts");
  const {projectToolkit} = await import("../review/toolkit.ts");
  const root = findProject(world.cwd);
  const checkout = {source: await readSource(root), values: (folders: readonly string[]) => usedValues(root, folders), toolkit: (form: "package" | "source") => projectToolkit(root, form)};
  const checked = await checkCertificate(resolve(world.cwd, file), checkout, key === undefined ? undefined : resolve(world.cwd, key));
  if (world.json) process.stdout.write(`${canonicalJson({accepted: checked.faults.length === 0, authenticity: checked.authenticity, faults: checked.faults, notes: checked.notes})}\n`);
  else world.say(await checkText(checked));
  return checked.faults.length === 0 ? 0 : 1;
}

async function checkText({review, authenticity, faults, notes}: CheckedCertificate): Promise<string> {
  const {sentencesOf} = await import("../review/sentences.ts");
  const {verdictWord} = await import("../review/page.ts");
  const said = sentencesOf(review).map((sentence) => `  ${faults.length === 0 ? pc.green("·") : pc.dim("·")} ${oneLine(sentence)}`);
  const who = authenticity.status === "authenticated" ? pc.green(`  ✓ authenticated: signed by ${oneLine(authenticity.by)}`) : `${pc.yellow(`  ○ unauthenticated: ${oneLine(authenticity.because)}`)}`;
  const wrong = faults.map(({kind, what, mend}) => `${pc.red(`  ✗ ${kind}: ${oneLine(what)}`)}\n    ${pc.bold("mend:")} ${oneLine(mend)}`);
  const end = faults.length === 0 ? pc.green(`  Accepted: it is about this checkout, and one whole with itself.${authenticity.status === "authenticated" ? "" : " Who wrote it is not shown."}`) : pc.red("  Not accepted.");
  return ["", `  ${pc.bold("It says:")} ${verdictWord(review)}`, ...said, "", who, ...notes.map((note) => pc.yellow(`  ○ ${oneLine(note)}`)), ...wrong, "", end, ""].join("\n");
}

async function printContainer(world: World, {budget = "5m", nonce}: Options): Promise<number> {
  const {containerRecipe} = await import("../review/container.ts");
  const {parseBudget} = await import("../review/budget.ts");
  const root = findProject(world.cwd);
  const {projectToolkit} = await import("../review/toolkit.ts");
  const own = await projectToolkit(root, "source");
  const isOwn = own !== undefined && relative(root, own.folder) === "";
  world.say(containerRecipe({node: process.versions.node.split(".")[0] ?? "26", command: isOwn ? ["node", "bin/reprise.js"] : ["node_modules/.bin/reprise"], budget: parseBudget(budget).asked, nonce}));
  return 0;
}
