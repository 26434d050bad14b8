import {expect, test} from "vitest";
import {readGolden} from "../bits/golden.ts";
import {engine} from "./job.ts";
import {runs} from "./runs.ts";

test.each(runs)("the bytes of a run are those of every platform so far; if they changed on purpose: npm run test:bits -- --update ($title)", async ({title, digest}) => {
  expect((await digest(engine)).slice(0, 16)).toBe((await readGolden()).runs[title]);
});

test("a run that was interrupted has the bytes of the whole one", async () => {
  const {runs: golden} = await readGolden();
  for (const {title} of runs) expect(golden[title]).toBe(golden[title.replace(", interrupted", "")]);
});
