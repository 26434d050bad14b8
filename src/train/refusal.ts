import {UserError} from "../errors.ts";

/** What of the host must not reach a run: the mend of each. */
const mends = {
  randomness: "draw from a named stream: random.stream(\"noise\").uniform(), .integer(0, 256), .permutation(n); initialisers: initializers.glorotUniform(\"hidden\"); shuffles: fit(…)",
  clock: "count steps, not seconds; time work with measure(\"name\", () => …): durations are kept apart from what is compared",
  locale: "write the format out: String(x), x.toFixed(3), a < b ? -1 : 1",
  zone: "use UTC: getUTCHours(), Date.UTC(2020, 0, 1), new Date(\"2020-01-01T10:00Z\")",
  network: "declare the file under data in experiment.ts, with its SHA-256",
  files: "declare the file under data in experiment.ts, with its SHA-256; what a run makes is what train and evaluate return",
  programs: "run another program as an experiment of its own: command: [\"python3\", \"fit.py\"] in experiment.ts",
  environment: "declare a parameter in experiment.ts: parameters: grid({…})",
  processors: "write the number down, as a parameter in experiment.ts",
  machine: "leave it out: a run gives the same bytes on every machine",
  modules: "import it by its name at the top of the file: so it becomes part of the run's key",
} as const;

/** A part of the host, such as its clock, on which a result could depend. */
export type HostPart = keyof typeof mends;

/** A run asked for what differs from machine to machine or from time to time. */
export class HostRefusal extends UserError {
  readonly part: HostPart;

  constructor(part: HostPart, message: string) {
    super(message, mends[part]);
    this.part = part;
  }
}

/** Refuses `call`, such as `Date.now()`, and says where it stands. */
export function refuse(part: HostPart, call: string, site = callSite()): never {
  throw new HostRefusal(part, `${call} in a run, which must repeat bit for bit${site}`);
}

/** A call with the first thing that it was given, which names the file or the address: `fetch("https://example.org/")`. */
export const callText = (name: string, [first]: readonly unknown[]): string => `${name}(${argumentText(first)})`;

function argumentText(value: unknown): string {
  if (typeof value === "string" || value instanceof URL) return JSON.stringify(String(value));
  if (value === undefined || typeof value === "number") return value === undefined ? "" : String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "…";
  return JSON.stringify(Object.fromEntries(Object.entries(value).filter(([, each]) => typeof each === "string" || typeof each === "number")));
}

/** Where the refused call stands: the first named frame outside the guard. */
function callSite(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1).filter((line) => !/\b(?:guard|guarded-\w+|refusal|refused-\w+)\.[jt]s\b|node:internal/.test(line));
  const name = frames.map((line) => /at (?:async )?(?:new )?([\w.$<>]+) \(/.exec(line)?.[1]).find((text) => text !== undefined && text !== "Object.<anonymous>");
  return name === undefined ? "" : ` (called in ${name})`;
}
