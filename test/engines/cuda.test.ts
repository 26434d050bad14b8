import {rm} from "node:fs/promises";
import {afterEach, expect, test, vi} from "vitest";
import {installEngine} from "../../src/engines/install.ts";
import {oneGpu, withDriver} from "./driver.ts";
import {archivePath, openStandIn, publishWheels, standInBinding, type StandIn} from "./stand-in.ts";

const made: StandIn[] = [];
afterEach(async () => {
  for (const {server, root} of made.splice(0)) {
    server.close();
    await rm(root, {recursive: true});
  }
});

/** Opens cuda as a new process would, over a binding that has a GPU or none. */
async function opened({gpu, driver, wheel}: {readonly gpu: boolean; readonly driver: string | undefined; readonly wheel?: string}) {
  const standIn = await openStandIn();
  made.push(standIn);
  const {root, server, workshop, parts} = standIn;
  if (wheel !== undefined) publishWheels(server, "tensorflow", [{filename: wheel}]);
  await installEngine("cuda", wheel === undefined ? {kind: "archive", from: server.address + archivePath} : {kind: "wheel", from: `${server.address}/simple/`}, workshop, standInBinding(gpu), parts);
  vi.resetModules();
  const {openNativeEngine} = await import("../../src/engine/native/open-node.ts");
  return withDriver(root, driver, () => openNativeEngine("cuda", root));
}

test("without NVIDIA's driver the engine cuda says so, and what computes instead", async () => {
  await expect(opened({gpu: false, driver: undefined})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("nvidia-smi is not on this machine"), mend: expect.stringContaining('"webgpu"')});
});

test("a driver that does not answer, or lists no GPU, is told in its own words", async () => {
  await expect(opened({gpu: false, driver: 'echo "NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver."; exit 9'}))
    .rejects.toMatchObject({name: "UserError", message: expect.stringContaining("could not communicate with the NVIDIA driver"), mend: expect.stringContaining("mend the driver")});
  await expect(opened({gpu: false, driver: "true"})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("lists none")});
});

test("a GPU that TensorFlow cannot use is told with what TensorFlow was built for", async () => {
  await expect(opened({gpu: false, driver: oneGpu, wheel: "tensorflow-2.18.1-cp312-cp312-manylinux_2_17_x86_64.whl"})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("built for CUDA 12.5.1 and cuDNN 9"), mend: expect.stringMatching(/pip install --no-deps --target \S+\/\.reprise\/engines "nvidia-cublas-cu12<13\.0,>=12\.5\.3\.2"/)});
  await expect(opened({gpu: false, driver: oneGpu})).rejects.toMatchObject({name: "UserError", message: expect.stringMatching(/driver 550\.54\.15 lists NVIDIA H100 80GB HBM3, but TensorFlow 2\.9\.1/), mend: expect.stringContaining("--from-wheel")});
});

test("where there is a GPU, its name, driver and memory go to provenance", async () => {
  const {facts, promise} = await opened({gpu: true, driver: oneGpu});
  expect(facts).toMatchObject({"device": "NVIDIA H100 80GB HBM3", "driver": "550.54.15", "device memory": "81559 MiB"});
  expect(promise).toBe("statistical");
});
