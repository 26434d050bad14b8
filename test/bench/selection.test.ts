import {expect, test} from "vitest";
import {selected} from "../../bench/selection.ts";

const all = ["product/512-nn", "product/512-tn", "step/tiny", "fit/tiny", "layer/max-pooling-forward", "size"].map((id) => ({id}));
const ids = (...names: readonly string[]): readonly string[] => selected(all, names).map(({id}) => id);

test("a name selects what has it as a group, as a whole or as a part", () => {
  expect(ids("product")).toEqual(["product/512-nn", "product/512-tn"]);
  expect(ids("512-tn", "step/tiny")).toEqual(["product/512-tn", "step/tiny"]);
  expect(ids("tiny")).toEqual(["step/tiny", "fit/tiny"]);
  expect(ids("max-pooling", "size")).toEqual(["layer/max-pooling-forward", "size"]);
  expect(ids()).toHaveLength(6);
});

test("a name of nothing is an error that lists what there is", () => {
  expect(() => ids("tin")).toThrow("nothing is called tin");
  expect(() => ids("product", "513")).toThrow("nothing is called 513");
});
