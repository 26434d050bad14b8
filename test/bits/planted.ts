import {differencesOf, isAbout, suspectsOf, type Run} from "./comparison.ts";
import type {Golden} from "./golden.ts";

/** A defect on purpose: on one platform a kernel's results are moved by one ulp. */
export interface Plant {
  readonly kernel: string;
  readonly platform: string;
}

/** `MaxPool@chromium` */
export function parsePlant(text: string): Plant | undefined {
  const [kernel, platform, ...rest] = text.split("@");
  return kernel && platform && rest.length === 0 ? {kernel, platform} : undefined;
}

/**
 * Whether a planted defect was caught, and named: every vector of the kernel in which a number was moved differs, nothing differs in which none was, and the
 * kernel alone is suspected. A training may take no notice, where the moved number is rounded away.
 */
export function caught({kernel, platform}: Plant, run: Run, golden: Golden): {readonly exactly: boolean; readonly message: string} {
  const differences = differencesOf(run, golden), differing = new Set(differences.map(({kind, title}) => `${kind} ${title}`));
  const moved = run.computed.filter((computed) => computed.moved), names = new Set(moved.map(({kind, title}) => `${kind} ${title}`));
  const unseen = moved.filter(({kind, title}) => kind === "vectors" && isAbout(title, kernel) && !differing.has(`${kind} ${title}`)).map(({title}) => title);
  const unfounded = [...differing].filter((name) => !names.has(name));
  const suspects = suspectsOf(run, differences).map((suspect) => suspect.kernel);
  const what = `The defect planted in ${kernel} on ${platform}`;
  if (moved.length === 0) return {exactly: false, message: `${what} moved no number: nothing runs that kernel`};
  if (unseen.length > 0) return {exactly: false, message: `${what} was overlooked in ${unseen.join("; ")}`};
  if (unfounded.length > 0) return {exactly: false, message: `${what} is no cause of what differs in ${unfounded.join("; ")}`};
  if (suspects.length !== 1 || suspects[0] !== kernel) return {exactly: false, message: `${what} was laid to ${suspects.join(", ") || "no kernel"}`};
  return {exactly: true, message: `${what} was caught and named: ${differences.length} of the ${moved.length} titles that it reached differ, and nothing else.`};
}
