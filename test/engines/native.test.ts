import {rm} from "node:fs/promises";
import {join} from "node:path";
import * as util from "node:util";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openNativeEngine} from "../../src/engine/native/open-node.ts";
import {installEngine} from "../../src/engines/install.ts";
import {oneGpu, withDriver} from "./driver.ts";
import {archivePath, openStandIn, standInBinding, type StandIn} from "./stand-in.ts";

let made: StandIn;
beforeAll(async () => { made = await openStandIn(); });
afterAll(async () => {
  made.server.close();
  await rm(made.root, {recursive: true});
});

test("an engine that is not installed says what installs it", async () => {
  for (const name of ["native", "cuda"] as const) {
    await expect(openNativeEngine(name, made.root)).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("not installed"), mend: expect.stringContaining(`npx reprise engine install ${name}`)});
  }
});

test("an installed engine computes with our core, whatever Node took out of util, and says what it is made of", async () => {
  const {root, server, workshop, parts} = made;
  await installEngine("native", {kind: "archive", from: server.address + archivePath}, workshop, standInBinding(), parts);
  const engine = await openNativeEngine("native", join(root, ".reprise"));
  expect([...engine.tf.add(engine.tf.tensor1d([1, 2]), engine.tf.tensor1d([3, 3])).dataSync()]).toEqual([4, 5]);
  expect(engine.tf.getBackend()).toBe("tensorflow");
  expect(engine.promise).toBe("statistical");
  expect(engine.facts).toMatchObject({"@tensorflow/tfjs-node": "4.22.0", "libtensorflow": "2.9.1 (libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz)", "threads": "1 within an operation, 1 between"});
  expect(Object.keys(engine.facts)).not.toContain("device");
  expect(process.env).toMatchObject({TF_DETERMINISTIC_OPS: "1", TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1", TF_FORCE_GPU_ALLOW_GROWTH: "true"});
  expect(Object.keys(util)).not.toContain("isNullOrUndefined");
  expect((await openNativeEngine("native", root)).tf).toBe(engine.tf);
});

test("a process that computes with one library refuses the other", async () => {
  const {root, server, workshop, parts} = made;
  await installEngine("cuda", {kind: "archive", from: server.address + archivePath}, workshop, standInBinding(true), parts);
  await expect(withDriver(root, oneGpu, () => openNativeEngine("cuda", root))).rejects.toThrow("already computes with native");
});
