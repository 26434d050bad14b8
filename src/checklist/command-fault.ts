import {nearest} from "../results/nearest.ts";
import {readJson, readText, type Evidence} from "./evidence.ts";
import type {ShellCommand} from "./shell-commands.ts";

/** Whether a command is one of the project, of the system (and so not for us to check), or wrong. */
export type CommandFault =
  | {readonly kind: "exists"}
  | {readonly kind: "foreign"; readonly program: string}
  | {readonly kind: "wrong"; readonly because: string};

const exists: CommandFault = {kind: "exists"};
const wrong = (because: string): CommandFault => ({kind: "wrong", because});

/** Looks one command of README up: scripts and files in the project, npm scripts, commands and options of reprise. */
export async function commandFault(evidence: Evidence, {words}: ShellCommand): Promise<CommandFault> {
  const [program = "", ...rest] = words;
  if (program === "npm") return npmFault(evidence, rest);
  if (program === "npx") return npxFault(evidence, rest.filter((word) => !/^(?:-y|--yes|--no|--no-install)$/.test(word)));
  if (program === "reprise") return repriseFault(evidence, rest);
  if (["sh", "bash", "node"].includes(program)) return interpretedFault(evidence, rest);
  if (program.startsWith("./") || /^[\w.-]+\/[\w./-]+$/.test(program)) return scriptFault(evidence, program, rest);
  return {kind: "foreign", program};
}

interface Manifest {
  readonly name?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = async (evidence: Evidence): Promise<Manifest> => (await readJson(evidence, "package.json") ?? {}) as Manifest;

async function npmFault(evidence: Evidence, [verb = "", ...rest]: readonly string[]): Promise<CommandFault> {
  const script = ["run", "run-script"].includes(verb) ? rest[0] : ["test", "start", "stop", "restart"].includes(verb) ? verb : verb === "t" ? "test" : undefined;
  if (script === undefined) return {kind: "foreign", program: "npm"};
  const scripts = (await manifestOf(evidence)).scripts ?? {};
  return script in scripts ? exists : wrong(`package.json has no script “${script}”${hint(script, Object.keys(scripts))}`);
}

async function npxFault(evidence: Evidence, [program = "", ...rest]: readonly string[]): Promise<CommandFault> {
  if (program === "reprise") return repriseFault(evidence, rest);
  const {bin, dependencies, devDependencies} = await manifestOf(evidence);
  const own = typeof bin === "object" ? Object.keys(bin) : [];
  return program in {...dependencies, ...devDependencies} || own.includes(program) ? exists : {kind: "foreign", program: `npx ${program}`};
}

function repriseFault({commands}: Evidence, words: readonly string[]): CommandFault {
  const [name] = words.filter((word) => !word.startsWith("-"));
  if (name === undefined || commands.length === 0) return exists;
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return wrong(`reprise has no command “${name}”${hint(name, commands.map((each) => each.name))}`);
  const option = optionsOf(words).find((each) => ![...command.options, "--help", "-h"].includes(each));
  return option === undefined ? exists : wrong(`reprise ${name} has no option ${option}${hint(option, command.options)}`);
}

async function interpretedFault(evidence: Evidence, words: readonly string[]): Promise<CommandFault> {
  const file = words.find((word) => !word.startsWith("-"));
  return file === undefined ? {kind: "foreign", program: "node"} : scriptFault(evidence, file, words.slice(words.indexOf(file) + 1));
}

async function scriptFault(evidence: Evidence, file: string, words: readonly string[]): Promise<CommandFault> {
  const path = file.replace(/^\.\//, "");
  const text = await readText(evidence, path);
  if (text === null) return wrong(`there is no file ${path}`);
  const option = optionsOf(words).find((each) => !takesOption(evidence, text, each));
  return option === undefined ? exists : wrong(`${path} takes no option ${option}`);
}

/** A script takes the options that its text names and, where it hands its arguments on (`"$@"`), those of reprise. */
const takesOption = ({commands}: Evidence, text: string, option: string): boolean =>
  text.includes(option) || option === "--help" || (text.includes("\"$@\"") && (commands.length === 0 || commands.some((command) => command.options.includes(option))));

const optionsOf = (words: readonly string[]): readonly string[] => {
  const end = words.indexOf("--");
  return (end === -1 ? words : words.slice(0, end)).filter((word) => /^--?[A-Za-z]/.test(word)).map((word) => word.replace(/=.*$/, ""));
};

function hint(word: string, known: readonly string[]): string {
  const [close] = nearest(word, known, 1);
  return close === undefined ? "" : `; did you mean “${close}”?`;
}
