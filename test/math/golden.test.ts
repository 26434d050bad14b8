import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {mathDigests} from "./digests.ts";

test("the functions give the bits they gave on every machine so far", () => {
  expect(mathDigests()).toEqual(JSON.parse(readFileSync(new URL("golden.json", import.meta.url), "utf8")));
});
