import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {isAbout} from "../bits/comparison.ts";
import {computed, type Computed} from "../bits/computation.ts";
import {readGolden} from "../bits/golden.ts";
import {trainings} from "./trainings/all.ts";
import {vectors} from "./vectors/all.ts";

const all: Computed[] = [];
for await (const one of computed(await openEngine("wasm"), {kinds: ["trainings", "vectors"]})) all.push(one);

test.each(["trainings", "vectors"] as const)("all %s come to what they came to on every platform so far; if a kernel changed on purpose: npm run test:bits -- --update", async (kind) => {
  expect(Object.fromEntries(all.filter((one) => one.kind === kind).map(({title, digest}) => [title, digest]))).toEqual((await readGolden())[kind]);
});

test("every title is used once", () => {
  for (const titles of [trainings.map(({title}) => title), vectors.map(({title}) => title)]) expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

test("a vector's title begins with the name of a kernel that it runs", () => {
  expect(all.filter(({kind, title, kernels}) => kind === "vectors" && !kernels.some((kernel) => isAbout(title, kernel))).map(({title}) => title)).toEqual([]);
});
