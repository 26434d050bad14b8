import {spawnSync} from "node:child_process";
import {test} from "vitest";

const answers = (program: string, argument: string): boolean => spawnSync(program, [argument]).status === 0;

/** Whether this machine typesets; without LaTeX the rest of the paper's tests still run. */
export const hasLatex = answers("pdflatex", "--version") && answers("bibtex", "--version");

/** A test that needs LaTeX and pdftotext; on a machine without them it is counted as skipped, never as passed. */
export const testTypeset = (title: string, run: () => Promise<void>): void => {
  const ready = hasLatex && answers("pdftotext", "-v");
  test(title, {timeout: 120_000}, async ({skip}) => {
    skip(!ready, "needs pdflatex, bibtex and pdftotext");
    await run();
  });
};
