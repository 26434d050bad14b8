import {count, failed, listed, verified, type Check} from "../check.ts";
import {readText} from "../evidence.ts";
import {shellCommands, type ShellCommand} from "../shell-commands.ts";
import {commandFault} from "../command-fault.ts";

export const readmeCommands: Check = {
  id: "readme-commands",
  group: "code",
  title: "The commands that README gives exist",
  description: "Every command in README's shell blocks is one that this project has: the files are there, npm scripts are defined, and reprise has the commands and the options.",
  severity: "required",
  sources: ["NeurIPS 5", "PwC 5", "REFORMS 2d", "ACM Functional"],
  ask: async (evidence) => {
    const text = await readText(evidence, "README.md");
    if (text === null) return failed("The project has no README.md.", [], "write a README.md whose shell blocks say how to reproduce the paper");
    const commands = shellBlocks(text).flatMap(shellCommands);
    if (commands.length === 0) return failed("README.md gives no command.", [{text: "no ```sh block", link: "README.md"}], "say in a ```sh block of README.md how to reproduce the paper, such as `./reproduce.sh`");
    return found(commands, await Promise.all(commands.map(async (command) => commandFault(evidence, command))));
  },
};

/** The texts of fenced code blocks in sh, bash, shell, zsh or console. */
function shellBlocks(markdown: string): readonly string[] {
  return [...markdown.replaceAll("\r\n", "\n").matchAll(/^ {0,3}(```+|~~~+)(?:sh|bash|shell|zsh|console)\b[^\n]*\n([\s\S]*?)^ {0,3}\1/gm)].map((block) => block[2] ?? "");
}

function found(commands: readonly ShellCommand[], faults: readonly Awaited<ReturnType<typeof commandFault>>[]) {
  const wrong = faults.flatMap((fault, index) => (fault.kind === "wrong" ? [{text: `${commands[index]?.text}: ${fault.because}`, link: "README.md"}] : []));
  if (wrong.length > 0) return failed(`${count(wrong.length, "command")} of README.md ${wrong.length === 1 ? "does" : "do"} not exist.`, wrong, "mend README.md, or add what it promises");
  const foreign = [...new Set(faults.flatMap((fault) => (fault.kind === "foreign" ? [fault.program] : [])))];
  const own = [...new Set(commands.filter((_, index) => faults[index]?.kind === "exists").map((command) => command.text))];
  if (own.length === 0) return failed("README.md gives no command of this project.", [{text: `found only ${listed(foreign)}`, link: "README.md"}], "say in a ```sh block of README.md how to reproduce the paper, such as `./reproduce.sh`");
  return verified(`${count(own.length, "command")} of README.md found in the project.`, [
    ...own.map((text) => ({text})),
    ...(foreign.length === 0 ? [] : [{text: `programs of the system, not looked at: ${listed(foreign)}`}]),
  ]);
}
