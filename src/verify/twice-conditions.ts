import type {PlayedHost} from "../run/workers/host-preload.ts";

/** Something about a machine that no result may depend on. */
export type Condition =
  | "clock" | "time zone" | "locale" | "folder" | "file order" | "processors" | "arithmetic" | "randomness" | "hash order"
  | "umask" | "home" | "user" | "host name" | "environment" | "memory" | "earlier run" | "compiler";

/** Which of two machines. */
export type Side = "one" | "other";

/** A part of what runs are told of a machine. */
export interface Told {
  readonly played?: PlayedHost;
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly wrap?: readonly string[];
  readonly umask?: number;
  readonly company?: boolean;
}

/** What can be varied, besides what Node itself can be told. */
export interface Means {
  /** Programs of this machine: `faketime`, `taskset`. */
  readonly programs: ReadonlySet<string>;
  /** A locale of this machine other than C. */
  readonly locale: string | undefined;
  /** A time zone as TZ takes it. */
  readonly zone: string;
  /** Two folders that are the home of the same files. */
  readonly homes: Readonly<Record<Side, string>>;
  /** Processors that this process may use, and the number of one of them. */
  readonly processors: number;
  readonly processor: number;
  readonly platform: string;
}

/** How a condition is told to people, on which runs it bears, and what each of the two machines tells. */
export interface Variation {
  readonly condition: Condition;
  readonly says: Readonly<Record<Side, string>>;
  readonly mend: string;
  readonly on: "every run" | "train.ts" | "programs";
  readonly told: Readonly<Record<Side, Told>>;
}

const dates = {one: {start: 1_551_675_967_000, step: 1}, other: {start: 1_949_487_233_000, step: 7}} as const;
const moments = {one: "2019-03-04 05:06:07 UTC", other: "2031-10-11 12:13:53 UTC"} as const;

/** Everything that can be varied here, in the order in which it is told. */
export const variations = (means: Means): readonly Variation[] => [
  {
    condition: "clock", on: "every run", says: {one: `${moments.one}, 1 ms a look`, other: `${moments.other}, 7 ms a look`},
    mend: "count steps, not seconds, and take dates from parameters",
    told: bothSides((side) => ({
      played: {clock: dates[side]},
      // at every look the clock goes on, so that two runs that look alike read the same times
      ...(means.programs.has("faketime") ? {wrap: ["faketime", "-f", `${Math.floor(dates[side].start / 1000)} i${dates[side].step / 1000}`], environment: {FAKETIME_FMT: "%s", FAKETIME_DONT_FAKE_MONOTONIC: "1"}} : {}),
    })),
  },
  {
    condition: "time zone", on: "every run", says: {one: "UTC", other: means.zone}, mend: "compute with UTC: datetime.now(timezone.utc), getUTCHours(), date -u",
    told: {one: {environment: {TZ: "UTC"}}, other: {environment: {TZ: means.zone}}},
  },
  {
    condition: "locale", on: "every run", says: {one: "C", other: means.locale ?? "tr_TR.UTF-8"}, mend: "sort and format independently of language: sorted(), f\"{x:.3f}\", LC_ALL=C sort, a < b ? -1 : 1",
    told: {one: {environment: {LANG: "C", LC_ALL: "C"}}, other: {environment: {LANG: means.locale ?? "tr_TR.UTF-8", LC_ALL: means.locale ?? "tr_TR.UTF-8"}}},
  },
  {condition: "folder", on: "every run", says: {one: "the project in one folder", other: "in another, under a longer name"}, mend: "use paths relative to the experiment's folder, and keep them out of results", told: {one: {}, other: {}}},
  {
    condition: "file order", on: "every run", says: {one: "ascending", other: "descending"}, mend: "sort what a folder lists: sorted(os.listdir(…)), readdirSync(…).sort()",
    told: {one: {played: {order: "ascending"}}, other: {played: {order: "descending"}}},
  },
  {
    condition: "processors", on: "every run", says: {one: "1 processor", other: `${means.processors > 1 ? "more" : "7 as Node tells"}`}, mend: "write the number of threads and of parts down, as a parameter",
    told: {
      one: {played: {processors: 1}, ...(means.programs.has("taskset") && means.processors > 1 ? {wrap: ["taskset", "-c", String(means.processor)]} : {}), environment: threads(1)},
      other: {played: {processors: 7}, environment: threads(2)},
    },
  },
  {
    condition: "arithmetic", on: "every run", says: {one: "this machine's Math.exp and its kin", other: means.platform === "linux-x64" ? "one unit in the last place more; no AVX2 and FMA in the C library" : "one unit in the last place more"},
    mend: "use functions that are the same everywhere (in experiments of TypeScript they are), or declare a tolerance",
    told: {one: {}, other: {played: {ulp: true}, ...(means.platform === "linux-x64" ? {environment: {GLIBC_TUNABLES: "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4,-FMA4_Usable"}} : {})}},
  },
  {condition: "randomness", on: "every run", says: {one: "one seed of Math.random and the system's randomness", other: "another"}, mend: "seed every generator from the replicate's seed", told: {one: {played: {random: 1}}, other: {played: {random: 2}}}},
  {
    condition: "hash order", on: "every run", says: {one: "one seed of hash tables", other: "another"}, mend: "sort before a set or a dictionary decides an order",
    told: bothSides((side) => ({environment: {PYTHONHASHSEED: side === "one" ? "0" : "4242", PERL_HASH_SEED: side === "one" ? "0" : "4242", PERL_PERTURB_KEYS: "0"}, flags: [`--hash-seed=${side === "one" ? 1 : 4242}`, `--random-seed=${side === "one" ? 1 : 4242}`]})),
  },
  {condition: "umask", on: "every run", says: {one: "022", other: "077"}, mend: "set the mode of files where it matters", told: {one: {umask: 0o022}, other: {umask: 0o077}}},
  {condition: "home", on: "programs", says: {one: means.homes.one, other: means.homes.other}, mend: "keep what a run reads inside the experiment's folder", told: bothSides((side) => ({environment: {HOME: means.homes[side]}}))},
  {
    condition: "user", on: "every run", says: {one: "ada", other: "grace"}, mend: "keep names of users out of results",
    told: bothSides((side) => { const user = side === "one" ? "ada" : "grace"; return {played: {user}, environment: {USER: user, LOGNAME: user, USERNAME: user}}; }),
  },
  {
    condition: "host name", on: "every run", says: {one: "north", other: "southern-host"}, mend: "keep names of machines out of results",
    told: bothSides((side) => { const hostName = side === "one" ? "north" : "southern-host"; return {played: {hostName}, environment: {HOSTNAME: hostName, COMPUTERNAME: hostName}}; }),
  },
  {
    condition: "environment", on: "every run", says: {one: "without other variables", other: "with COLUMNS, EDITOR, DEBUG, SEED and others"}, mend: "declare a parameter in experiment.ts instead of a variable",
    told: {one: {}, other: {environment: {COLUMNS: "200", LINES: "77", EDITOR: "ed", PAGER: "cat", DEBUG: "1", SEED: "99", CI: "1", TERM: "dumb", REPRISE_OTHER: "1"}}},
  },
  {condition: "memory", on: "every run", says: {one: "1 GB, as Node tells", other: "3 GB, and another process number"}, mend: "write sizes down, as parameters", told: {one: {played: {machine: 1e9}}, other: {played: {machine: 3e9 + 7}}}},
  {condition: "earlier run", on: "train.ts", says: {one: "none in its process", other: "one in the same process"}, mend: "keep no state between runs; tell us, if it is ours", told: {one: {}, other: {company: true}}},
  {condition: "compiler", on: "train.ts", says: {one: "V8 optimises", other: "V8 does not optimise"}, mend: "tell us: an engine must give the same bits either way", told: {one: {}, other: {flags: ["--no-opt", "--no-wasm-tier-up"]}}},
];

const bothSides = (tell: (side: Side) => Told): Readonly<Record<Side, Told>> => ({one: tell("one"), other: tell("other")});

/** What the usual libraries ask for the number of their threads. */
const threads = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "RAYON_NUM_THREADS", "JULIA_NUM_THREADS"].map((name) => [name, String(count)]));
