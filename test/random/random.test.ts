import {expect, test} from "vitest";
import {randomness} from "../../src/random/random.ts";
import type {Stream} from "../../src/random/randomness.ts";

const first = (stream: Stream, count = 4): number[] => Array.from({length: count}, () => stream.integer(0, 2 ** 32));

test("a stream's numbers are those it always gave", () => {
  // python3 -c "import hashlib; print(hashlib.sha256(b'[\"reprise random 1\",\"stream\",\"digits\",\"seed-1\",\"order\"]').hexdigest()[:32])"
  // gives key and nonce; numbers from Philox4x32-10 on the counters (0, 0, nonce) in Python
  expect(first(randomness("digits", "seed-1", "mlp").stream("order"), 6)).toEqual([3976626674, 3602837038, 1234965590, 2647318590, 1337981179, 3700173948]);
});

test("a stream starts anew wherever it is asked for, whatever else was drawn", () => {
  const random = randomness("digits", "seed-1", "mlp");
  const alone = first(random.stream("order"));
  first(random.stream("other"), 100);
  expect(first(random.stream("order"))).toEqual(alone);
});

test("experiments, replicates and names each have streams of their own", () => {
  const streams = [
    randomness("digits", "seed-1", "mlp").stream("order"), randomness("digit", "sseed-1", "mlp").stream("order"), randomness("penguins", "seed-1", "mlp").stream("order"),
    randomness("digits", "seed-2", "mlp").stream("order"), randomness("digits", "seed-1", "mlp").stream("split"), randomness("digits", "seed-1", "mlp").stream("order", {per: "variant"}),
  ];
  expect(new Set(streams.map((stream) => first(stream).join(" "))).size).toBe(streams.length);
});

test("variants share their streams unless asked otherwise", () => {
  const mlp = randomness("digits", "seed-1", "mlp"), cnn = randomness("digits", "seed-1", "cnn");
  expect(first(mlp.stream("order"))).toEqual(first(cnn.stream("order")));
  expect(mlp.seed("dropout")).toBe(cnn.seed("dropout"));
  expect(first(mlp.stream("order", {per: "variant"}))).not.toEqual(first(cnn.stream("order", {per: "variant"})));
  expect(mlp.seed("dropout", {per: "variant"})).not.toBe(cnn.seed("dropout", {per: "variant"}));
});

test("streams of neighbouring names and replicates do not correlate", () => {
  const sequences = Array.from({length: 20}, (_, i) => randomness("digits", `seed-${i + 1}`, "mlp").stream("order")).map((stream) => Array.from({length: 2000}, () => stream.normal()));
  for (let i = 0; i < 20; i++) for (let j = 0; j < i; j++) {
    const correlation = sequences[i]!.reduce((sum, x, k) => sum + x * sequences[j]![k]!, 0) / 2000;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(2000));
  }
});

test("seeds are whole numbers of 31 bits and never 0, which TensorFlow.js takes for no seed", () => {
  const random = randomness("digits", "seed-1", "mlp");
  const seeds = Array.from({length: 500}, (_, i) => random.seed(`layer ${i}`));
  expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 1 && seed < 2 ** 31)).toBe(true);
  expect(new Set(seeds).size).toBe(500);
});

test("a name may hold anything", () => {
  const random = randomness("digits", "seed-1", "mlp");
  const names = ["", '"', "a\",\"b", "ä", "a\u0308", "\u0000", "🎲"];
  expect(new Set(names.map((name) => first(random.stream(name)).join(" "))).size).toBe(names.length);
});
