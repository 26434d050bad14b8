import {expect, test} from "vitest";
import {engineSpeed} from "../../src/cli/engine-speed.ts";
import {enginesText, type TimedEngine} from "../../src/cli/engines.ts";
import {openEngine} from "../../src/engine/node.ts";

const engines: readonly TimedEngine[] = [
  {name: "wasm", promise: "bitwise", hermetic: true, needs: "nothing", available: true, found: "bitwise", speed: {gigaflops: 24.36, size: 512, steps: 141.6}},
  {name: "webgpu", promise: "statistical", hermetic: false, needs: "a GPU", available: true, found: "A GPU, driver 7", failed: "the device was lost"},
  {name: "cuda", promise: "statistical", hermetic: false, needs: "NVIDIA", available: false, because: "no driver.", mend: "install one"},
];

test("each engine has a line, what is missing its mend, and what fails its reason", () => {
  expect(enginesText(engines).replaceAll(/\u001b\[[0-9;]*m/g, "").split("\n")).toEqual([
    "    engine       promise      matrix product   training MLP",
    "  ✓ wasm         bitwise   24 GFLOP/s (512³)    142 steps/s",
    "  ✗ webgpu   statistical              failed",
    "  ○ cuda     statistical            not here",
    "    webgpu: the device was lost",
    "    cuda: no driver; install one",
  ]);
});

test("the speed of an engine counts the products and training steps of its time", async () => {
  let reads = 0;
  const clock = (): number => ++reads * 0.125; // every look at the clock takes an eighth of a second
  const {gigaflops, size, steps} = await engineSpeed(await openEngine("wasm"), clock, 2);
  expect(size).toBe(128);
  expect(gigaflops).toBeCloseTo(8 * 2 * 128 ** 3 / 1e9, 12);
  expect(steps).toBe(8);
});
