import pc from "picocolors";
import {findProject} from "../project/find-project.ts";
import type {Finding} from "../lint/finding.ts";
import type {LintReport} from "../lint/lint.ts";
import type {Options} from "./options.ts";
import type {World} from "./perform.ts";

/** Finds what could make a run differ before it is run: 1 where something was found. */
export async function perform(world: World, options: Options, operands: readonly string[]): Promise<number> {
  if (options.rules === true) return tellRules(world);
  const {lint} = await import("../lint/lint.ts");
  const report = await lint(findProject(world.cwd), operands, world.cwd);
  world.say(world.json ? JSON.stringify(report, undefined, 2) : lintText(report));
  return report.findings.length > 0 ? 1 : 0;
}

/** Every rule with what it promises where nothing is found. */
async function tellRules(world: World): Promise<number> {
  const {rules} = await import("../lint/rules.ts");
  const listed = Object.entries(rules).map(([id, {promise, because}]) => ({id, promise, because}));
  world.say(world.json ? JSON.stringify(listed, undefined, 2) : listed.map(({id, promise}) => `  ${id.padEnd(32)} ${promise}`).join("\n"));
  return 0;
}

/** What was found, file by file; then what is allowed and why; then the count. */
export function lintText(report: LintReport): string {
  const files = [...new Set(report.findings.map(({file}) => file))];
  const paragraphs = files.map((file) => [pc.bold(`  ${file}`), ...report.findings.filter((each) => each.file === file).map(findingText)].join("\n"));
  return ["", ...paragraphs.map((text) => `${text}\n`), ...allowedText(report), countText(report), ""].join("\n");
}

function findingText({line, column, rule, what, because, mend, heuristic}: Finding): string {
  const place = `${line}:${column}`.padStart(9);
  return [
    `${pc.red(place)}   ${what}   ${pc.dim(rule)}${heuristic ? pc.dim(" (by its text alone)") : ""}`,
    `            ${because}`,
    `            ${pc.bold("mend:")} ${mend}`,
  ].join("\n");
}

function allowedText({allowed}: LintReport): readonly string[] {
  const lines = new Set(allowed.map(({file, line, rule, reason}) => `    ${file}:${line}   ${pc.dim(rule)}   ${reason}`));
  return lines.size === 0 ? [] : [pc.bold("  allowed"), ...lines, ""];
}

function countText({files, findings, allowed, rules}: LintReport): string {
  const read = `${files.length} ${files.length === 1 ? "file" : "files"}, ${rules.length} rules`;
  const excused = allowed.length === 0 ? "" : `, ${allowed.length} allowed`;
  return findings.length === 0 ? pc.green(`  ✓ nothing found${excused}`) + pc.dim(`   ${read}`)
    : pc.red(`  ✗ ${findings.length} found${excused}`) + pc.dim(`   ${read}; what is meant so: // reprise-lint-allow <rule>: <reason>`);
}
