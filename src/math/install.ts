// Imported for its effect: Math.exp and its kin become ours in this process. `node --import …/src/math/install.ts`; importing it twice changes nothing.
// The operator ** cannot be replaced from inside: bundles turn it into Math.pow (esbuild: `supported: {"exponent-operator": false}`).
import * as ours from "./math.ts";

const replacements = Object.entries(ours as Readonly<Record<string, (...values: number[]) => number>>);

for (const [name, compute] of replacements) {
  const replacement = Object.defineProperty(converting(compute), "name", {value: name});
  Object.defineProperty(Math, name, {value: replacement, writable: true, configurable: true, enumerable: false});
}

/** Like the functions replaced, ours turn whatever they are given into numbers first, and say how many they want. */
function converting(compute: (...values: number[]) => number): (...values: number[]) => number {
  if (compute === ours.hypot) return Object.defineProperty((...values: number[]) => ours.hypot(...values.map((value) => +value)), "length", {value: 2});
  return compute.length === 1 ? (x: number) => compute(+x) : (x: number, y: number) => compute(+x, +y);
}
