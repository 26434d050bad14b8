import {UserError} from "../errors.ts";

/** What must not reach a run, with what to write instead. */
const refusals = {
  random: ["Math.random() in a run", "draw from a named stream: random.stream(\"noise\").uniform(); initialisers: initializers.glorotUniform(\"hidden\"); shuffles: fit(…) or random.stream(\"order\").permutation(n)"],
  clock: ["a clock in a run", "time work with measure(\"name\", () => …): durations are kept apart from what is compared"],
  locale: ["a function that depends on the machine's locale or time zone in a run", "write the format out: String(x), x.toFixed(3), a < b ? -1 : 1"],
  cryptography: ["the machine's own randomness in a run", "draw from a named stream: random.stream(\"noise\").integer(0, 256)"],
  network: ["a network request in a run", "declare the file under data in experiment.ts, with its SHA-256"],
} as const;

type Refusal = keyof typeof refusals;

function refuse(kind: Refusal): never {
  const [what, mend] = refusals[kind];
  throw new UserError(`${what}, which must repeat bit for bit${callSite()}`, mend);
}

/** Where the refused call stands: the first frame outside this file. */
function callSite(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1).filter((line) => !line.includes("guard."));
  const name = frames.map((line) => /at (?:async )?([\w.$<>]+) \(/.exec(line)?.[1]).find((text) => text !== undefined && text !== "Object.<anonymous>");
  return name === undefined ? "" : ` (called in ${name})`;
}

type Patch = readonly [target: object, name: string, replacement: unknown];

class GuardedDate extends Date {
  constructor(...fields: readonly unknown[]) {
    if (fields.length === 0) refuse("clock");
    super(...fields as [number]);
  }

  static override now(): number {
    return refuse("clock");
  }
}

/** Functions of the host that could make two runs differ. */
function patches(): readonly Patch[] {
  const locale = (target: object, ...names: readonly string[]): readonly Patch[] => names.map((name) => [target, name, function refused() { refuse("locale"); }]);
  return [
    [Math, "random", () => refuse("random")],
    [globalThis, "Date", GuardedDate],
    [performance, "now", () => refuse("clock")],
    ...(typeof process === "object" ? [[process, "hrtime", () => refuse("clock")] as const] : []),
    [crypto, "getRandomValues", () => refuse("cryptography")],
    [crypto, "randomUUID", () => refuse("cryptography")],
    [globalThis, "fetch", () => refuse("network")],
    ...locale(Number.prototype, "toLocaleString"),
    ...locale(Date.prototype, "toLocaleString", "toLocaleDateString", "toLocaleTimeString", "getTimezoneOffset", "getHours", "getDay", "getDate"),
    ...locale(String.prototype, "localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"),
    ...locale(Array.prototype, "toLocaleString"),
    ...locale(Intl, "DateTimeFormat", "NumberFormat", "Collator"),
  ];
}

/** Runs `work` while everything that could make it differ from another run throws, with the mend in the message. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  const undo = patches().map(([target, name, replacement]) => {
    const original = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {value: replacement, configurable: true, writable: true});
    return () => original === undefined ? Reflect.deleteProperty(target, name) : Object.defineProperty(target, name, original);
  });
  try {
    return await work();
  } finally {
    for (const restore of undo) restore();
  }
}
