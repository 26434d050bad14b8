import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";
import {sourceFiles, type Evidence} from "../evidence.ts";

export const noPrivateFacts: Check = {
  id: "no-private-facts",
  group: "code",
  title: "No file holds a home folder's path or a credential",
  description: "The tracked text files name no folder of somebody's own machine and hold nothing that looks like a key, a token or a password.",
  severity: "required",
  sources: ["NeurIPS 5", "ACM Functional", "OpenSSF: no leaked credentials"],
  ask: async (evidence) => {
    const files = await sourceFiles(evidence);
    const faults = (await Promise.all(files.map((path) => faultsOf(evidence, path)))).flat();
    return faults.length === 0
      ? verified(`${count(files.length, "file")} searched for ${count(patterns.length, "pattern")}, nothing found.`, patterns.map(({what}) => ({text: what})))
      : failed(`${count(faults.length, "place")} with a private fact.`, faults, "use paths relative to the project; revoke a credential that was committed, then remove it");
  },
};

const patterns: readonly {readonly what: string; readonly pattern: RegExp}[] = [
  {what: "a path of a home folder", pattern: /(?<![\w.~$}/:-])(?:\/home\/(?!user\b|runner\b|node\b)[a-z_][\w.-]*\/|\/Users\/(?!Shared\b|runner\b)[\w.-]+\/|[A-Z]:\\Users\\[\w.-]+\\)/},
  {what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[\w+/=-]/},
  {what: "an access key of Amazon", pattern: /\b(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE\b)[0-9A-Z]{16}\b/},
  {what: "a token of GitHub", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})\b/},
  {what: "a token of GitLab", pattern: /\bglpat-[\w-]{20,}\b/},
  {what: "a token of npm", pattern: /\bnpm_[A-Za-z0-9]{36}\b|\/\/[\w.-]+\/:_authToken=(?!\$)/},
  {what: "a token of Hugging Face", pattern: /\bhf_[A-Za-z0-9]{30,}\b/},
  {what: "a token of Slack", pattern: /\bxox[abposr]-[\w-]{10,}\b/},
  {what: "a key of Google", pattern: /\bAIza[\w-]{35}\b/},
  {what: "a secret key of a model's service", pattern: /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b/},
  {what: "a password in an address", pattern: /\bhttps?:\/\/[^\s/:@"'`<>{}$]+:[^\s/:@"'`<>{}$]+@[\w.-]+/},
];

/** Larger files are data or bundles; a NUL byte says that a file is no text. */
const largest = 1 << 21;

async function faultsOf(evidence: Evidence, path: string): Promise<readonly EvidenceItem[]> {
  const bytes = await evidence.readFile(path);
  if (bytes === null || bytes.length > largest || bytes.includes(0)) return [];
  const text = new TextDecoder().decode(bytes);
  return patterns.flatMap(({what, pattern}) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{text: `${path}, line ${text.slice(0, found.index).split("\n").length}: ${what}`, link: path}];
  });
}
