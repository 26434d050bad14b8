import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {beforeEach, expect, test, vi} from "vitest";
import {parseAddress} from "../../src/exchange/address.ts";
import {openPlace} from "../../src/exchange/open-place.ts";
import {pullObjects, pushObjects, type Transferred} from "../../src/exchange/transfer.ts";
import {freshStore, hasty, keepObjects, pathOf} from "./objects.ts";

/** A machine that `ssh` reaches: its folder, and what ssh was started with. */
let machine = {root: "", calls: ""};

/** Puts an `ssh` on PATH that runs the command here, as the other machine's shell would; `before` may spoil it. */
async function machineWith(before = ""): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-ssh-"));
  machine = {root: folder, calls: join(folder, "calls")};
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> ${machine.calls}\n${before}\nwhile [ "$1" != -- ]; do shift; done\nshift 2\ncd ${folder}\nexec sh -c "$*"\n`;
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin", "ssh"), script);
  await chmod(join(folder, "bin", "ssh"), 0o755);
  vi.stubEnv("PATH", `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`);
}

beforeEach(() => machineWith());

const open = (text: string) => openPlace(parseAddress(text, "/"), {}, hasty);
const statuses = (moved: readonly Transferred[]) => moved.map(({transfer}) => transfer.status);

test("what was pushed over SSH is pulled from there, in the layout of every other place", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10, 200_000]);
  const place = open(`ssh://me@host.example:2222${machine.root}/data`);
  expect(statuses(await pushObjects(objects, place, from))).toEqual(["moved", "moved"]);
  expect(statuses(await pushObjects(objects, place, from))).toEqual(["kept", "kept"]);
  expect(statuses(await pullObjects([...objects, {digest: "0".repeat(64), what: "weights"}], place, to))).toEqual(["moved", "moved", "absent"]);
  expect(await readFile(join(machine.root, "data", pathOf(objects[1]!)))).toEqual(Buffer.from((await from.store.get(objects[1]!.digest))!));
  expect(statuses(await pullObjects(objects, open(join(machine.root, "data")), await freshStore())), "as a folder").toEqual(["moved", "moved"]);
  expect(await readFile(machine.calls, "utf8")).toMatch(/^-o BatchMode=yes .* -p 2222 -- me@host\.example exec sh -c /);
});

test("a folder in the other machine's home, and one with a hostile name, are names and nothing else", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10]);
  for (const folder of ["/~/own", `${machine.root}/a b'; touch ${machine.root}/hit; '$(touch ${machine.root}/hit)\`touch hit\`"`]) {
    const place = open(`ssh://host${encodeURI(folder)}`);
    expect(statuses(await pushObjects(objects, place, from))).toEqual(["moved"]);
    expect(statuses(await pullObjects(objects, place, to))).toEqual([folder === "/~/own" ? "moved" : "kept"]);
  }
  expect(await readdir(machine.root)).not.toContain("hit");
  expect(await readdir(join(machine.root, "own"))).toEqual(["objects"]);
});

test("a host that ssh would take for an option is refused", () => {
  for (const text of ["ssh://-oProxyCommand=touch/data", "ssh://-l@host/data", "ssh://a%20b/data", "ssh://$(id)/data", "ssh://host", "ssh://host/", "ssh://me:secret@host/data", "ssh://host/a%0Ab"]) {
    expect(() => parseAddress(text, "/"), text).toThrow();
  }
});

test("what arrives torn or changed is not kept there, and wrong bytes from there are refused", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [50_000, 60_000]);
  await machineWith(`case "$*" in *"cat >"*) while [ "$1" != -- ]; do shift; done; shift 2; cd ${tmpdir()}; head -c 1000 | sh -c "$*"; exit $?;; esac`);
  await expect(pushObjects(objects, open(`ssh://host${machine.root}/data`), from)).rejects.toThrow("what arrived there is not what was sent");
  expect((await readdir(join(machine.root, "data"), {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile())).toEqual([]);

  await machineWith();
  const place = open(`ssh://host${machine.root}/data`);
  await pushObjects(objects, place, from);
  await writeFile(join(machine.root, "data", pathOf(objects[0]!)), "something else");
  expect(statuses(await pullObjects(objects, place, to))).toEqual(["refused", "moved"]);
});

test("a transfer that was cut off goes on where it stopped", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [300_000]);
  await pushObjects(objects, open(`ssh://host${machine.root}/data`), from);
  const data = machine.root;
  await machineWith(`if [ ! -e ${data}/once ]; then touch ${data}/once; head -c 1234 ${data}/data${pathOf(objects[0]!)}; echo "Connection reset" >&2; exit 255; fi`);
  expect(statuses(await pullObjects(objects, open(`ssh://host${data}/data`), to))).toEqual(["moved"]);
  expect(await readFile(machine.calls, "utf8")).toContain("exec tail -c +1235 ");
});

test("what ssh says is told with its mend", async () => {
  const from = await freshStore();
  const objects = await keepObjects(from, [10]);
  await machineWith("echo 'me@host: Permission denied (publickey).' >&2; exit 255");
  await expect(pushObjects(objects, open("ssh://host/data"), from)).rejects.toMatchObject({message: "ssh://host/data: me@host: Permission denied (publickey).", mend: expect.stringContaining("by key")});
  await machineWith("printf '\\033[2Jmkdir: read-only\\007\\n' >&2; exit 1");
  await expect(pushObjects(objects, open("ssh://host/data"), from)).rejects.toMatchObject({message: "ssh://host/data: mkdir: read-only"});
  await rm(join(machine.root, "bin", "ssh"));
  vi.stubEnv("PATH", join(machine.root, "bin"));
  await expect(pushObjects(objects, open("ssh://host/data"), from)).rejects.toMatchObject({mend: "install OpenSSH's client"});
});
