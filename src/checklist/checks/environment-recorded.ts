import {z} from "zod";
import {runPath} from "../../results/names.ts";
import {count, failed, listed, verified, type Check, type EvidenceItem} from "../check.ts";
import {readText} from "../evidence.ts";

export const environmentRecorded: Check = {
  id: "environment-recorded",
  group: "experiments",
  title: "Where and how long each run was computed is on record",
  description: "provenance.jsonl has, for every computed result of the baseline, when and how long it was computed and with which Node, operating system, architecture, processor and engine.",
  severity: "required",
  sources: ["NeurIPS 8", "AAAI 4.8", "REFORMS 2c", "ACL C1"],
  ask: async (evidence) => {
    const computed = evidence.results.filter((result) => result.origin !== "imported").map(runPath);
    const text = await readText(evidence, "provenance.jsonl");
    if (text === null) return failed("The project has no provenance.jsonl.", [], "`reprise accept` writes it: accept the baseline again and commit the file");
    const records = parseLines(text);
    const recorded = new Set(records.flatMap((record) => (record.fault === undefined ? [record.run] : [])));
    const faults: readonly EvidenceItem[] = [
      ...computed.filter((run) => !recorded.has(run)).map((run) => ({text: `no whole record of ${run}`})),
      ...records.flatMap(({line, fault}) => (fault === undefined ? [] : [{text: `line ${line}: ${fault}`, link: "provenance.jsonl"}])),
    ];
    if (computed.some((run) => !recorded.has(run))) return failed(`${count(computed.filter((run) => !recorded.has(run)).length, "result")} of ${computed.length} without a whole record.`, faults, "compute these runs again and `reprise accept` them; provenance.jsonl is written by `accept` only");
    return verified(`${count(computed.length, "result")} with Node, system, processor, engine and duration.`, machinesOf(records.flatMap((record) => (computed.includes(record.run) && record.fault === undefined ? [record.words] : []))));
  },
};

const filled = z.string().min(1);
const recordSchema = z.looseObject({run: filled, at: filled, seconds: z.number().min(0), node: filled, platform: filled, arch: filled, cpu: filled, engine: filled});

interface Line {
  readonly line: number;
  readonly run: string;
  readonly words: string;
  readonly fault: string | undefined;
}

function parseLines(text: string): readonly Line[] {
  return text.split("\n").map((line, index) => ({line, index})).filter(({line}) => line.trim() !== "").map(({line, index}) => parseLine(line, index + 1));
}

function parseLine(text: string, line: number): Line {
  const parsed = recordSchema.safeParse(jsonOf(text));
  if (parsed.success) return {line, run: parsed.data.run, fault: undefined, words: machineInWords(parsed.data)};
  const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? "the whole line"));
  return {line, run: "", words: "", fault: `${listed([...new Set(fields)])} missing or of the wrong kind`};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const machineInWords = ({node, platform, arch, cpu, engine}: z.infer<typeof recordSchema>): string => `Node ${node.replace(/^v/, "")}, ${platform} ${arch}, ${cpu}, engine ${engine}`;

/** Each kind of machine once, with how many records it made. */
function machinesOf(machines: readonly string[]): readonly EvidenceItem[] {
  return [...new Set(machines)].map((machine) => ({text: `${machine}: ${count(machines.filter((each) => each === machine).length, "record")}`, link: "provenance.jsonl"}));
}
