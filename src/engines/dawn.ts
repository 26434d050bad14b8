import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {enginesFolder} from "../engine/native/installed-node.ts";
import {dawnPackage} from "../engine/webgpu/dawn-node.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {writeDurably} from "../store/durable-write.ts";
import type {NpmPackage} from "./catalogue.ts";
import {claimed} from "./claim.ts";
import {swapIn} from "./install.ts";
import {unpackPackages} from "./npm-package.ts";
import type {Workshop} from "./workshop.ts";

/**
 * Installs Dawn, the WebGPU of the engine webgpu, into `.reprise/engines/webgpu/`, verified and whole or not at all; gives the folder. Its own script, which
 * lifts macOS's quarantine from a browser's download, is not needed, nor are the packages that its build uses.
 */
export async function installDawn(workshop: Workshop, dawn: NpmPackage = dawnPackage): Promise<string> {
  const folder = join(enginesFolder(workshop.root), "webgpu"), staging = `${folder}.staging`;
  await mkdir(enginesFolder(workshop.root), {recursive: true});
  return claimed(`${folder}.claim`, "installing webgpu", async () => {
    await rm(staging, {recursive: true, force: true});
    try {
      workshop.progress.step(`fetching ${dawn.name} ${dawn.version} with npm`);
      await unpackPackages([dawn], ({name}) => join(staging, "node_modules", name), join(staging, "packed"), workshop);
      await writeDurably(join(staging, "package.json"), `${canonicalJson({private: true, dependencies: {[dawn.name]: dawn.version}})}\n`);
      await swapIn(staging, folder);
    } finally {
      await rm(staging, {recursive: true, force: true});
    }
    return folder;
  });
}
