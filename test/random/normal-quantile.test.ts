import {expect, test} from "vitest";
import {normalQuantile} from "../../src/random/normal-quantile.ts";

test("the normal quantile agrees with mpmath to fifteen digits, tails included", () => {
  // python3 -c "from mpmath import *; mp.dps=40; print([float(sqrt(2)*erfinv(2*mpf(p)-1)) for p in (0.5, 0.3, 0.9, 0.975, 0.01, 1e-5, 1e-10, 2**-53)])"
  const oracle = [
    [0.5, 0], [0.3, -0.5244005127080408], [0.9, 1.2815515655446006], [0.975, 1.9599639845400538],
    [0.01, -2.326347874040841], [1e-5, -4.264890793922825], [1e-10, -6.361340902404057], [2 ** -53, -8.209536151601387],
  ] as const;
  for (const [p, quantile] of oracle) expect(Math.abs(normalQuantile(p) - quantile)).toBeLessThanOrEqual(4e-16 * Math.abs(quantile));
});
