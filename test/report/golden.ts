import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {expect} from "vitest";

/**
 * Compares text with a stored file. What differs is left beside it as `<file>-changed`: look at both, then rename it
 * if the change is meant.
 */
export function expectGolden(actual: string, file: URL): void {
  const changed = new URL(`${file.href}-changed`);
  const stored = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (actual === stored) return rmSync(changed, {force: true});
  writeFileSync(changed, actual);
  expect(actual, `differs from ${file.pathname}; the new text lies beside it as -changed`).toBe(stored);
}
