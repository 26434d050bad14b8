import {expect, test} from "vitest";
import {canonicalJson, prettyCanonicalJson} from "../../src/results/canonical-json.ts";

test("canonical JSON sorts members by code unit, as RFC 8785 asks", () => {
  // RFC 8785, section 3.2.3: the example's order
  const text = canonicalJson({"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"});
  expect(Object.values(JSON.parse(text) as Record<string, string>)).toEqual(["One", "Carriage Return", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]);
});

test("canonical JSON prints numbers as RFC 8785's samples do", () => {
  // RFC 8785, appendix B
  expect(canonicalJson([5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992, 295147905179352830000, 333333333.33333329, 1e21, 0.000001])).toBe(
    "[5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,333333333.3333333,1e+21,0.000001]",
  );
});

test("numbers that are not finite become text", () => {
  expect(canonicalJson({a: Number.NaN, b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]})).toBe('{"a":"NaN","b":["Infinity","-Infinity"]}');
});

test("the layout for people holds the same value", () => {
  const value = {b: [1, 2], a: {c: [], d: {}}, e: [{f: 1}]};
  expect(JSON.parse(prettyCanonicalJson(value))).toEqual(value);
  expect(prettyCanonicalJson(value)).toBe('{\n  "a": {\n    "c": [],\n    "d": {}\n  },\n  "b": [1,2],\n  "e": [\n    {\n      "f": 1\n    }\n  ]\n}\n');
});
