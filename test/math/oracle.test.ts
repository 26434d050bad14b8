import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {exponentOf} from "../../src/math/bits.ts";
import * as math from "../../src/math/math.ts";

// python3 test/math/oracle.py 60 > test/math/oracle.json (mpmath 1.3.0)
const oracle = JSON.parse(readFileSync(new URL("oracle.json", import.meta.url), "utf8")) as Readonly<Record<string, readonly (readonly number[])[]>>;
const functions: Readonly<Record<string, (...values: number[]) => number>> = math;

/** The distance between two neighbouring doubles around x. */
const ulp = (x: number): number => Math.max(2 ** (exponentOf(x) - 52), 5e-324);

test("the oracle has every function", () => {
  expect(Object.keys(oracle).sort()).toEqual(Object.keys(functions).sort());
});

test.each(Object.keys(oracle))("%s is within 0.51 units in the last place of mpmath's value", (name) => {
  for (const row of oracle[name]!) {
    const [high, low] = row.slice(-2) as [number, number];
    const values = row.slice(0, -2);
    const error = Math.abs(functions[name]!(...values) - high - low) / ulp(high);
    expect(error, `${name}(${values.join(", ")})`).toBeLessThan(0.51);
  }
});
