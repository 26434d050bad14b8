import {expect, test} from "vitest";
import {engineSizes} from "../../bench/size.ts";

test("what a browser fetches for the engine, besides TensorFlow.js's core and layers, is at most 400 kB compressed", async () => {
  const sizes = await engineSizes();
  expect(sizes.map(({file}) => file)).toEqual(["engine.js", "kernels.wasm"]);
  for (const compression of ["gzip", "brotli"] as const) expect(sizes.reduce((sum, size) => sum + size[compression], 0), compression).toBeLessThanOrEqual(400_000);
});
