import {expect, test} from "vitest";
import {clopperPearson} from "../../src/statistics/proportion.ts";

test("the exact interval of a proportion equals SciPy's, at its ends too", () => {
  // python -c "from scipy.stats import binomtest as b; [print(b(k, n).proportion_ci(method='exact')) for k, n in ((0, 10), (1761, 1797), (5, 5), (3, 20))]"
  const cases = [[0, 10, 0, 0.30849710781876294], [1761, 1797, 0.9723723793461123, 0.9859303846280311], [5, 5, 0.47817624989501856, 1], [3, 20, 0.03207093718554477, 0.37892682654529564]] as const;
  for (const [successes, trials, low, high] of cases) {
    const found = clopperPearson(successes, trials);
    expect(found[0]).toBeCloseTo(low, 11);
    expect(found[1]).toBeCloseTo(high, 11);
  }
});

test("more successes than trials throw", () => {
  expect(() => clopperPearson(3, 2)).toThrow("got 3 of 2");
});
