import {expect, test} from "vitest";
import {showProgress} from "../../src/engines/progress.ts";

test("in CI a download tells what, bytes of bytes, rate and time left: a line at once, then one every ten seconds", () => {
  let at = 0, text = "";
  const progress = showProgress({write: (part) => { text += part; }}, () => at);
  progress.step("compiling");
  for (at = 0; at <= 20_000; at += 500) progress.bytes("fetching x", 1e6 + at * 5000, 274_300_000);
  progress.done("fetching x", 274_300_000);
  expect(text.split("\n")).toEqual([
    "  compiling",
    "  fetching x: 1.0 of 274.3 MB",
    "  fetching x: 51.0 of 274.3 MB · 5.0 MB/s · 0:45 left",
    "  fetching x: 101.0 of 274.3 MB · 5.0 MB/s · 0:35 left",
    "  fetching x: 274.3 MB in 0:21",
    "",
  ]);
});

test("where nobody says how long a file is, no time is guessed", () => {
  let at = 0, text = "";
  const progress = showProgress({write: (part) => { text += part; }}, () => at);
  progress.bytes("unpacking", 0, undefined);
  at = 10_000;
  progress.bytes("unpacking", 2e7, undefined);
  expect(text).toBe("  unpacking: 0.0 MB\n  unpacking: 20.0 MB · 2.0 MB/s\n");
});
