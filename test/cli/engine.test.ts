import {expect, test} from "vitest";
import {changeEngine} from "../../src/cli/engine.ts";

const told = (words: readonly string[], options = {}) => changeEngine(words, options, {cwd: "/", root: "/", output: undefined, now: () => 0});

test("reprise engine refuses what it does not know, and says what it does", async () => {
  const mend = expect.stringContaining("engine install native") as string;
  await expect(told(["instal", "cuda"])).rejects.toMatchObject({name: "UserError", message: "engine instal: there is no such word", mend});
  await expect(told(["install", "wasm"])).rejects.toMatchObject({name: "UserError", message: "engine install wasm: there is no such engine to install", mend});
  await expect(told(["remove"])).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("no such engine to remove") as string, mend});
  await expect(told(["install", "cuda", "native"])).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("one engine at a time") as string, mend});
  await expect(told(["install", "native"], {from: "a", fromWheel: true})).rejects.toMatchObject({name: "UserError", message: "--from and --from-wheel name two sources"});
});
