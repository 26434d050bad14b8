import {position, type Allowed, type Finding, type Found} from "./finding.ts";
import {isRule, rules, type Rule} from "./rules.ts";

/** A comment `reprise-lint-allow <rule>: reason`, and the line of code that it excuses. */
interface Allowance {
  readonly rule: Rule;
  readonly reason: string;
  readonly at: number;
  /** The comment's own line, and that of the code. */
  readonly line: number;
  readonly covers: readonly number[];
}

export interface Comment {
  readonly value: string;
  readonly start: number;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly allowed: readonly Allowed[];
}

const mark = "reprise-lint-allow";
const mend = `write: ${mark} <rule>: <reason>, on the line above`;

const isAllowance = (written: Allowance | Found): written is Allowance => "covers" in written;

/** Turns what was found in a file into findings, less what comments excuse; a comment that excuses nothing is a finding itself. */
export function judge(file: string, text: string, found: readonly Found[], comments: readonly Comment[], heuristic: boolean): Judged {
  const written = comments.filter(({value}) => value.trim().startsWith(mark)).map((comment) => parse(text, comment));
  const allowances = written.filter(isAllowance);
  const findings = found.map((each) => findingOf(file, text, each, heuristic));
  const excuse = (finding: Finding): Allowance | undefined => allowances.find(({rule, covers}) => rule === finding.rule && covers.includes(finding.line));
  const needed = new Set(findings.map(excuse));
  const idle = allowances.filter((each) => !needed.has(each)).map((each): Found => ({rule: "allowances-are-justified", at: each.at, what: `nothing here breaks ${each.rule}`, mend: "delete the comment"}));
  const malformed = written.filter((each): each is Found => !isAllowance(each));
  return {
    findings: [...findings.filter((each) => excuse(each) === undefined), ...[...idle, ...malformed].map((each) => findingOf(file, text, each, false))],
    allowed: findings.flatMap((each) => {
      const reason = excuse(each)?.reason;
      return reason === undefined ? [] : [{rule: each.rule, file, line: each.line, reason}];
    }),
  };
}

/** Without control characters, which a terminal would obey. */
const plain = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");

function findingOf(file: string, text: string, {rule, at, what, mend: how, because = rules[rule].because}: Found, heuristic: boolean): Finding {
  return {rule, file, ...position(text, at), what: plain(what), because, mend: how, heuristic};
}

function parse(text: string, {value, start}: Comment): Allowance | Found {
  const [, rule = "", reason = ""] = /^\s*reprise-lint-allow\s+([\w-]*)\s*:?\s*([^]*)$/.exec(value) ?? [];
  if (!isRule(rule)) return {rule: "allowances-are-justified", at: start, what: `there is no rule ${rule === "" ? "named" : rule}`, mend};
  if (reason.trim() === "") return {rule: "allowances-are-justified", at: start, what: `${rule} is allowed without a reason`, mend};
  const {line} = position(text, start);
  return {rule, reason: plain(reason.trim()), at: start, line, covers: [line, nextLineOfCode(text, line)]};
}

/** The first line below that is more than a comment. */
function nextLineOfCode(text: string, line: number): number {
  const below = text.split("\n").slice(line).findIndex((each) => !/^\s*(\/\/|#|$)/.test(each));
  return line + 1 + Math.max(0, below);
}
