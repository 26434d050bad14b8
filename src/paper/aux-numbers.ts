/** The numbers that LaTeX printed for labels, from its .aux file: `\newlabel{sec:a}{{2.1}{3}{Title}{…}{}}` → sec:a 2.1. */
export function auxNumbers(aux: string): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const line of aux.split("\n")) {
    const found = /^\\newlabel\{([^{}]+)\}\{\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(line);
    if (found === null || found[1] === undefined || found[1].endsWith("@cref")) continue;
    numbers.set(found[1], (found[2] ?? "").replaceAll(/\\relax\s*|[{}]/g, ""));
  }
  return numbers;
}
