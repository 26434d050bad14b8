import type {Options} from "./options.ts";
import type {World} from "./world.ts";

/** The commands that `reprise` offers, with their options: what the program parses and what documentation is checked against. */
export interface OfferedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly (readonly [flags: string, meaning: string])[];
  readonly argument?: readonly [name: string, meaning: string];
  /** The module that does it, for commands with one of their own. */
  readonly load?: () => Promise<{perform(world: World, options: Options, operands: readonly string[]): Promise<number>}>;
}

const selection = [
  ["--all", "every group of experiments, not only `main`"],
  ["--experiment <name...>", "these experiments alone"],
  ["--seeds <n>", "only the first n seeds (or splits, or repeats)"],
] as const;

const running = [
  ["--jobs <n>", "worker processes; default: the number of processors"],
  ["--engine <name>", "compute on this engine instead: wasm, cpu, webgpu, cuda, native; or gpu: what this machine has"],
  ["--fresh", "compute again what is cached"],
] as const;

const reasons = ["--reasons", "tell why each run is cached or not: what changed since it was last made"] as const;

const json = ["--json", "print JSON for programs"] as const;

export const commands: readonly OfferedCommand[] = [
  {name: "reproduce", summary: "run, compare, and make paper, site and checklist: what ./reproduce.sh does", options: [...selection, ...running, ["--no-paper", "do not typeset the paper"], ["--no-site", "do not build the site"], ["--install-tex", "install TeX with sudo apt-get where it is missing"]]},
  {name: "plan", summary: "tell what the experiments ask for, and what is cached", options: [...selection, reasons, json], load: () => import("./plan.ts")},
  {name: "run", summary: "make the runs that are not cached", options: [...selection, ...running, reasons, json], load: () => import("./run.ts")},
  {name: "verify", summary: "compare fresh results with the baseline: runs, metrics, values, tables, figures, claims", options: [...selection, ...running, ["--from <depth>", "scratch (train again, the default), weights (predict again), predictions (evaluate again) or results (compute values again)"], ["--junit <file>", "write the verdicts as a JUnit report, too"], ["--bundle <file>", "write the fresh results into a sealed file, for `diff` on another machine"], json], argument: ["[runs...]", "experiments, variants or runs, such as line/fast; default: those of group `main`"], load: () => import("./verify.ts")},
  {name: "accept", summary: "show what fresh results change, and make them the baseline", options: [...selection, ["--jobs <n>", "worker processes"], ["--fresh", "compute again what is cached"], ["--because <why>", "why they change, for the changelog of results"], ["--yes", "do not ask before published values change"], json], argument: ["[experiments...]", "which experiments; default: those of group `main`"], load: () => import("./accept.ts")},
  {name: "explain", summary: "tell what decides a run's bytes, and which part of it changed", options: [json], argument: ["<run>", "experiment, variant and replicate, such as line/fast/seed-1"], load: () => import("./explain.ts")},
  {name: "diff", summary: "name where two runs part, and why: runs, result trees, commits or bundles", options: [json, ["--markdown", "print a comment for a pull request"]], argument: ["<two...>", "runs, folders, commits or bundles; one alone is compared with results/"], load: () => import("./diff.ts")},
  {name: "twice", summary: "make a run twice on seemingly different machines and name what differs", options: [["--engine <name>", "compute on this engine instead: wasm, cpu, webgpu, cuda, native; or gpu: what this machine has"], json], argument: ["[runs...]", "default: the first run of every experiment of group `main`"], load: () => import("./twice.ts")},
  {name: "lint", summary: "find what could make a run differ, before it is run", options: [["--rules", "list the rules and what each promises"], json], argument: ["[files...]", "default: the code of every experiment"], load: () => import("./lint.ts")},
  {name: "review", summary: "verify as a reviewer within a budget of time, and write a certificate", options: [["--budget <time>", "5m (the default), 1h, 90s, full: a run that would overrun it is not begun"], ["--all", "every group of experiments, not only `main`"], ["--experiment <name...>", "these experiments alone"], ["--nonce <text>", "decides which runs are drawn; default: drawn and printed"], ["--sign <keyfile>", "sign with an Ed25519 key in PEM or an SSH key"], ["--reviewer <name>", "put a name into the certificate; default: anonymous"], ["--out <folder>", "default build/review"], ["--jobs <n>", "worker processes"], ["--check <file>", "check a certificate offline instead"], ["--key <public>", "with --check: the reviewer's public key, or a file of allowed signers"], ["--container", "print a container's recipe for strangers' code instead"], json], load: () => import("./review.ts")},
  {name: "import", summary: "take results that were computed elsewhere from a CSV or JSON file, as recorded ones", options: [["--dry-run", "show what would change, and write nothing"], ["--because <text>", "why, for the changelog of results"], json], argument: ["<words...>", "the experiment, then its files: .csv, .jsonl or .json"], load: () => import("./import.ts")},
  {name: "push", summary: "copy weights and predictions of the baseline to a folder, SSH, S3 or HTTPS address", options: [...selection, json], argument: ["[where]", "a folder, ssh://…, s3://… or https://…; default: the project's remote"], load: () => import("./push.ts")},
  {name: "pull", summary: "fetch weights and predictions of the baseline, each verified by its digest", options: [...selection, ["--largest <MB>", "refuse larger objects; default 4096"], json], argument: ["[where]", "a folder, ssh://…, s3://… or https://…; default: the project's remote"], load: () => import("./pull.ts")},
  {name: "store", summary: "tell what is stored; check hashes all of it, clean removes what nothing refers to", options: [json], argument: ["[what]", "check or clean"], load: () => import("./store.ts")},
  {name: "figures", summary: "draw the figures from the baseline", options: []},
  {name: "tables", summary: "set the tables from the baseline", options: []},
  {name: "paper", summary: "fill, check and typeset the paper", options: [["--install-tex", "install TeX with sudo apt-get where it is missing"]]},
  {name: "site", summary: "build the results site into dist/", options: []},
  {name: "checklist", summary: "run the reproducibility checklist", options: [["--strict", "exit 1 when a check fails"], json]},
  {name: "build", summary: "make report, figures, tables, paper, checklist and site from the baseline", options: [["--draft", "from fresh results, with a watermark; accepts nothing"], ["--no-paper", "do not typeset the paper"], ["--no-site", "do not build the site"], ["--install-tex", "install TeX with sudo apt-get where it is missing"], ["--jobs <n>", "worker processes"]]},
  {name: "serve", summary: "show the built site in a browser", options: [["--port <n>", "default 4321"]]},
  {name: "engines", summary: "tell which engines are here, what each promises, and how fast it is", options: [json]},
  {name: "engine", summary: "install or remove an engine that is not installed by default: webgpu, cuda, native", options: [["--from <place>", "libtensorflow from a mirror's address, an archive's address, a folder or a file"], ["--from-wheel [what]", "from TensorFlow's Python wheel: the newest, a version, an index's or a wheel's address, or a file"], json], argument: ["<words...>", "install or remove, then webgpu, cuda or native"]},
  {name: "doctor", summary: "tell what this machine has and what each missing part costs", options: [json]},
];

/** Names and long options, as documentation is checked against. */
export const commandList = (): readonly {readonly name: string; readonly options: readonly string[]}[] =>
  commands.map(({name, options}) => ({name, options: options.map(([flags]) => flags.split(" ")[0] ?? flags)}));
