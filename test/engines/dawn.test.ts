import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {afterEach, expect, test} from "vitest";
import {installDawn} from "../../src/engines/dawn.ts";
import {removeEngine} from "../../src/engines/install.ts";
import {openStandIn, type StandIn} from "./stand-in.ts";

const open: StandIn[] = [];
afterEach(async () => {
  for (const {server, root} of open.splice(0)) {
    server.close();
    await rm(root, {recursive: true});
  }
});

test("Dawn is unpacked as it was published, verified, over an older one, and removed again", async () => {
  const made = await openStandIn();
  open.push(made);
  const {root, workshop, parts: {protobuf: stand}} = made; // any package will do
  for (const _ of ["first", "again"]) {
    const folder = await installDawn(workshop, stand);
    expect(folder).toBe(join(root, ".reprise/engines/webgpu"));
    expect(JSON.parse(await readFile(join(folder, "node_modules", stand.name, "package.json"), "utf8"))).toMatchObject({name: stand.name});
  }
  expect(await readdir(join(root, ".reprise/engines"))).toEqual(["webgpu"]);
  await removeEngine("webgpu", workshop);
  expect(await readdir(join(root, ".reprise/engines"))).toEqual([]);
});

test("a Dawn that is not the published one is refused, and nothing stays behind", async () => {
  const made = await openStandIn();
  open.push(made);
  const {root, workshop, parts: {protobuf: stand}} = made;
  await expect(installDawn(workshop, {...stand, integrity: `sha512-${"A".repeat(86)}==`})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("is not what was published")});
  expect(await readdir(join(root, ".reprise/engines"))).toEqual([]);
});
