/** One simple command of a shell text, as words. */
export interface ShellCommand {
  readonly text: string;
  readonly words: readonly string[];
}

/**
 * The simple commands of a shell text: without prompts, comments, variable assignments and redirections, split at
 * `&&`, `||`, `|`, `;` and line ends. A reading for README blocks, not a shell: loops and substitutions are taken as words.
 * In a block with prompts (`$ `), lines without one are output.
 */
export function shellCommands(block: string): readonly ShellCommand[] {
  const lines = block.replaceAll(/\\\n\s*/g, " ").split("\n");
  const prompted = lines.some((line) => /^\s*\$ /.test(line));
  return lines.filter((line) => !prompted || /^\s*\$ /.test(line)).flatMap((line) => commandsOf(line.replace(/^\s*\$ /, "")));
}

function commandsOf(line: string): readonly ShellCommand[] {
  const commands: string[][] = [[]];
  for (const {word, separates} of tokens(line)) {
    if (separates) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.map(withoutAssignments).filter((words) => words.length > 0).map((words) => ({text: words.join(" "), words}));
}

/** Quoted text, separators, comments and bare words, in this order of preference. */
const token = /"((?:[^"\\]|\\.)*)"|'([^']*)'|(&&|\|\||[|;&])|(#.*$)|(\d?>{1,2}&?\s*\S+|<\s*\S+)|([^\s;|&]+)/g;

function tokens(line: string): readonly {readonly word: string; readonly separates: boolean}[] {
  return [...line.matchAll(token)].filter(([, , , , comment, redirection]) => comment === undefined && redirection === undefined)
    .map(([whole, double, single, separator]) => ({word: double ?? single ?? whole, separates: separator !== undefined}));
}

function withoutAssignments(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word) && !["env", "time", "sudo", "exec"].includes(word));
  return first === -1 ? [] : words.slice(first);
}
