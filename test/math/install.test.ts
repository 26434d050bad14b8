import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import * as math from "../../src/math/math.ts";

const install = new URL("../../src/math/install.ts", import.meta.url).href;
const inFreshNode = (code: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ["--import", install, "--input-type=module", "--eval", `console.log(JSON.stringify(${code}))`], {cwd: fileURLToPath(new URL(".", import.meta.url)), encoding: "utf8"}));

test("preloading replaces the host's Math by ours", () => {
  const xs = Array.from({length: 300}, (_, i) => (i - 150) / 7.3);
  expect(inFreshNode(`${JSON.stringify(xs)}.map((x) => [Math.exp(x), Math.sin(x), Math.pow(Math.abs(x), 1.37)])`))
    .toEqual(xs.map((x) => [math.exp(x), math.sin(x), math.pow(Math.abs(x), 1.37)]));
});

test("the replaced functions convert their arguments and keep names and lengths", () => {
  expect(inFreshNode('[Math.exp(), Math.exp("1"), Math.exp(null), Math.hypot("3", [4]), Math.pow("2", "3"), Math.hypot.length, Math.pow.length, Math.exp.name]'))
    .toEqual([null, Math.E, 1, 5, 8, 2, 2, "exp"]);
});

test("installing twice changes nothing", () => {
  expect(inFreshNode(`await (async () => { const before = Math.exp; await import("${install}"); await import("${install}?again"); return [before(1) === Math.exp(1), Math.exp(1)]; })()`)).toEqual([true, Math.E]);
});
