import {expect, test} from "vitest";
import {dashed, replicateName, runTitle, variantName} from "../../src/results/names.ts";

test("a variant is named by its varied parameters, text by itself and numbers after their name", () => {
  expect(variantName({model: "mlp"})).toBe("mlp");
  expect(variantName({model: "mlp", weightDecay: 1})).toBe("mlp.weight-decay-1");
  expect(variantName({learningRate: 1e-3})).toBe("learning-rate-0.001");
  expect(variantName({})).toBe("default");
});

test("a replicate is named by its factors in their order", () => {
  expect(replicateName({repeat: 2, fold: 4})).toBe("repeat-2.fold-4");
  expect(replicateName({})).toBe("once");
  expect(runTitle({experiment: "penguins", variant: "mlp", replicate: "repeat-2.fold-4"})).toBe("penguins · mlp · repeat 2, fold 4");
});

test("names keep letters, digits and dots alone, so that no path can be made of them", () => {
  expect(dashed("../../etc/Passwd")).toBe("etc-passwd");
  expect(dashed("ä\u202e/<script>")).toBe("script");
});
