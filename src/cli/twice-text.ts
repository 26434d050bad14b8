import pc from "picocolors";
import type {Difference} from "../records/verdicts.ts";
import {differenceText} from "../records/difference-text.ts";
import {partingText} from "../records/parting-text.ts";
import type {TwiceVerdict} from "../verify/twice.ts";

/** A run that was made twice. */
export interface TwiceRun {
  readonly run: string;
  readonly engine: string;
  readonly promise: "bitwise" | "statistical";
  /** What was varied. */
  readonly conditions: readonly string[];
  readonly verdict: TwiceVerdict;
}

/** One run for people: what came of it, where it parts first, on what it depends, and the mend. */
export function twiceText({run, verdict, conditions}: TwiceRun): string {
  const title = `${run.padEnd(28)}  `;
  switch (verdict.status) {
    case "same": return `${pc.green("  ✓")} ${title}${pc.dim(`the same bytes on two machines, ${conditions.length} conditions changed`)}`;
    case "within-tolerance": return [`${pc.green("  ✓")} ${title}${pc.dim("within tolerance on two machines")}`, ...differencesText(verdict.differences)].join("\n");
    case "not-run": return `${pc.yellow("  ○")} ${title}could not be made: ${verdict.because}${mend(verdict.mend)}`;
    case "refused": return `${pc.red("  ✗")} ${title}asks for what differs between machines\n      ${verdict.message.replace(`${run}: `, "").replaceAll("\n    ", "\n      ")}${mend(verdict.mend)}`;
    case "unrepeatable": return [
      `${pc.red("  ✗")} ${title}differs`, ...apartText(verdict),
      `      ${pc.bold("cause:")} not even one machine repeats it: threads that race, randomness of the system, or a clock that could not be held`,
      `      ${pc.bold("mend:")} seed every generator, wait for every thread in a fixed order, look at no clock`,
    ].join("\n");
    case "differs": return [
      `${pc.red("  ✗")} ${title}differs`, ...apartText(verdict),
      ...(verdict.together ? [`      ${pc.bold("cause:")} only several of these together make a difference`] : []),
      ...verdict.causes.flatMap(({condition, says, mend: how}) => [`      ${pc.bold("cause:")} the ${condition}   ${pc.dim(`${says.one} → ${says.other}`)}`, `      ${pc.bold("mend:")}  ${how}`]),
    ].join("\n");
  }
}

const mend = (text: string): string => (text === "" ? "" : `\n      ${pc.bold("mend:")} ${text}`);

function apartText({differences, parting}: Extract<TwiceVerdict, {readonly status: "differs" | "unrepeatable"}>): readonly string[] {
  return [...(parting === undefined ? [] : [`      ${partingText(parting)}`]), ...differencesText(differences)];
}

const shown = 3;

/** Digests say no more than what stands above them. */
function differencesText(all: readonly Difference[]): readonly string[] {
  const telling = all.filter(({where}) => !where.startsWith("digests."));
  const differences = telling.length > 0 ? telling : all;
  return listed(differences);
}

const listed = (differences: readonly Difference[]): readonly string[] =>
  [...differences.slice(0, shown).map((each) => `      ${differenceText(each)}`), ...(differences.length > shown ? [pc.dim(`      and ${differences.length - shown} more differences`)] : [])];
