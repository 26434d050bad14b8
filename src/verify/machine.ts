import {z} from "zod";
import type {Cause} from "../records/verdicts.ts";

/** Where a run was computed, as far as its provenance says. */
export const machineSchema = z.object({
  run: z.string(),
  node: z.string().optional(),
  platform: z.string().optional(),
  arch: z.string().optional(),
  cpu: z.string().optional(),
  facts: z.record(z.string(), z.string()).optional(),
});

export type Machine = z.infer<typeof machineSchema>;

/** In what two machines differ that could show in numbers: instruction set, processor, driver, operating system, Node. */
export function machineDifferences(before: Machine | undefined, after: Machine | undefined): readonly Cause[] {
  if (before === undefined || after === undefined) return [];
  const told = (part: string, name: string, a: string | undefined, b: string | undefined): readonly Cause[] =>
    (a === b || a === undefined || b === undefined ? [] : [{part, text: `${name}: ${a} → ${b}`}]);
  const facts = [...new Set([...Object.keys(before.facts ?? {}), ...Object.keys(after.facts ?? {})])];
  return [
    ...told("hardware", "instruction set", before.arch, after.arch),
    ...told("hardware", "processor", before.cpu, after.cpu),
    ...facts.flatMap((fact) => told("hardware", fact, before.facts?.[fact] ?? "none", after.facts?.[fact] ?? "none")),
    ...told("system", "operating system", before.platform, after.platform),
    ...told("system", "Node", before.node, after.node),
  ];
}
