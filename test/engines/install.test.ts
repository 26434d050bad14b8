import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {afterEach, expect, test} from "vitest";
import {findInstalled} from "../../src/engine/native/installed-node.ts";
import {compiledBinding} from "../../src/engines/binding.ts";
import {installEngine, removeEngine} from "../../src/engines/install.ts";
import type {LibrarySource} from "../../src/engines/library.ts";
import {tarGz} from "./archives.ts";
import {archivePath, libraryMembers, openStandIn, publishWheels, sha256, standInBinding, withRealNpm, type StandIn} from "./stand-in.ts";

const open: StandIn[] = [];
afterEach(async () => {
  for (const {server, root} of open.splice(0)) {
    server.close();
    await rm(root, {recursive: true});
  }
});

async function standIn(): Promise<StandIn & {install: (source?: LibrarySource) => ReturnType<typeof installEngine>; downloads: () => Promise<readonly string[]>; fetched: () => readonly string[]}> {
  const made = await openStandIn();
  open.push(made);
  const archive: LibrarySource = {kind: "archive", from: made.server.address + archivePath};
  return {
    ...made,
    install: (source = archive) => installEngine("native", source, made.workshop, standInBinding(), made.parts),
    downloads: () => readdir(join(made.root, ".reprise/engines/downloads/native")).catch(() => []),
    fetched: () => made.server.requests.filter((request) => /mirror|files/.test(request)),
  };
}

const refusal = (message: RegExp | string, mend: RegExp | string) => ({name: "UserError", message: expect.stringMatching(message) as string, mend: expect.stringMatching(mend) as string});

test("an installation is what its lock says, runs no script of a package, and leaves no download and no header behind", {timeout: 60_000}, async () => {
  const {root, server, workshop, downloads, parts} = await standIn();
  const {folder, lock} = await installEngine("native", {kind: "archive", from: server.address + archivePath}, withRealNpm(workshop), standInBinding(), parts);
  expect(folder).toBe(join(root, ".reprise/engines/native"));
  expect(lock).toMatchObject({
    engine: "native", platform: "linux-x64", packages: [parts.binding, parts.protobuf],
    library: {version: "2.9.1", from: server.address + archivePath, sha256: sha256(tarGz(libraryMembers)), verified: false, cuda: null},
    binding: {path: "binding/stand-in.cjs", compiler: "stand-in 1.0"},
  });
  for (const file of lock.library.files) expect(sha256(await readFile(join(folder, file.path)))).toBe(file.sha256);
  expect(lock.library.files.map((file) => file.path).sort()).toEqual(["tensorflow/libtensorflow.so.2", "tensorflow/libtensorflow_framework.so.2"]);
  expect((await readdir(folder)).sort()).toEqual(["binding", "lock.json", "node_modules", "package.json", "tensorflow"]);
  expect(existsSync(join(root, ".reprise/ran"))).toBe(false);
  expect(await downloads()).toEqual([]);
  expect((await readdir(join(root, ".reprise/engines"))).sort()).toEqual(["downloads", "native"]);
});

test("a download that breaks goes on where it broke", async () => {
  const {server, install, fetched, pauses} = await standIn();
  server.files.set(archivePath, {body: tarGz(libraryMembers), cuts: [100, 200]});
  const {lock} = await install();
  expect(lock.library.sha256).toBe(sha256(tarGz(libraryMembers)));
  expect(fetched()).toEqual([`GET ${archivePath}`, `GET ${archivePath} bytes=100-`, `GET ${archivePath} bytes=200-`]);
  expect(pauses).toEqual([2, 2]);
});

test("a download that never comes is given up after five tries, and the next command goes on where it broke", async () => {
  const {server, workshop, parts, install, fetched, downloads} = await standIn();
  const body = tarGz(libraryMembers), pauses: number[] = [];
  server.files.set(archivePath, {body, cuts: [100]});
  const ill = async (seconds: number): Promise<void> => {
    pauses.push(seconds);
    server.files.set(archivePath, {body, status: 503});
  };
  await expect(installEngine("native", {kind: "archive", from: server.address + archivePath}, {...workshop, pause: ill}, standInBinding(), parts)).rejects.toMatchObject(refusal("answered 503", "goes on where it broke"));
  expect(pauses).toEqual([2, 4, 8, 16]);
  expect(await downloads()).toHaveLength(2);
  server.files.set(archivePath, {body});
  expect((await install()).lock.library.sha256).toBe(sha256(body));
  expect(fetched().at(-1)).toBe(`GET ${archivePath} bytes=100-`);
});

test("where no ETag tells whether a file is still the same, a known digest does, and without one the whole is sent again", async () => {
  const {server, install, fetched} = await standIn();
  const body = tarGz(libraryMembers), changed = Buffer.from(body.toReversed());
  server.files.set(archivePath, {body, cuts: [100], withoutTag: true});
  await install();
  expect(fetched()).toEqual([`GET ${archivePath}`, `GET ${archivePath}`]);
  server.files.set(archivePath, {body, cuts: [100], withoutTag: true});
  const known = {kind: "archive", from: `${server.address}${archivePath}#sha256=${sha256(body)}`} as const;
  await install(known);
  expect(fetched().slice(2)).toEqual([`GET ${archivePath}`, `GET ${archivePath} bytes=100-`]);
  server.files.set(archivePath, {body: changed, withoutTag: true});
  await expect(install(known)).rejects.toMatchObject(refusal("is not what it should be", "again"));
});

test("a download that was killed after its last byte is whole, and one that is longer than the file by now begins anew", async () => {
  const {root, server, install, fetched, downloads} = await standIn();
  const body = tarGz(libraryMembers), partial = await leftPartial();
  await writeFile(partial, body);
  await install();
  expect(fetched().at(-1)).toBe(`GET ${archivePath} bytes=${body.length}-`);
  await writeFile(await leftPartial(), Buffer.concat([body, body]));
  await install();
  expect(fetched().slice(-2)).toEqual([`GET ${archivePath} bytes=${2 * body.length}-`, `GET ${archivePath}`]);

  /** What a killed process leaves: the path of the partial file, whose address and ETag are noted beside. */
  async function leftPartial(): Promise<string> {
    server.files.set(archivePath, {body, cuts: [100]});
    const ill = async (): Promise<never> => { throw new Error("killed"); };
    await expect(installEngine("native", {kind: "archive", from: server.address + archivePath}, {...open.at(-1)!.workshop, pause: ill}, standInBinding(), open.at(-1)!.parts)).rejects.toThrow("killed");
    return join(root, ".reprise/engines/downloads/native", (await downloads()).find((name) => name.endsWith(".partial"))!);
  }
});

test("a server that cannot send parts, or has another file by now, sends the whole again", async () => {
  const {server, workshop, parts, install, fetched} = await standIn();
  const body = tarGz(libraryMembers), other = tarGz([{path: "lib/other"}, ...libraryMembers]);
  server.files.set(archivePath, {body, cuts: [100], withoutRanges: true});
  const {lock} = await install();
  expect(fetched()).toEqual([`GET ${archivePath}`, `GET ${archivePath} bytes=100-`]);
  expect(lock.library.sha256).toBe(sha256(body));
  await removeEngine("native", workshop);
  server.files.set(archivePath, {body, cuts: [100]});
  const pause = async (): Promise<void> => { server.files.set(archivePath, {body: other}); };
  const changed = await installEngine("native", {kind: "archive", from: server.address + archivePath}, {...workshop, pause}, standInBinding(), parts);
  expect(changed.lock.library.sha256).toBe(sha256(other));
});

test("a server that sends another part than the one asked for is asked for the whole", async () => {
  const {server, install, fetched} = await standIn();
  const body = tarGz(libraryMembers);
  server.files.set(archivePath, {body, cuts: [100], shifts: [1]});
  const {lock} = await install();
  expect(fetched()).toEqual([`GET ${archivePath}`, `GET ${archivePath} bytes=100-`, `GET ${archivePath}`]);
  expect(lock.library.sha256).toBe(sha256(body));
});

test("an address that has no such file, or is ill for long, is refused with what to do; nothing is installed", async () => {
  const {root, server, install, pauses} = await standIn();
  server.files.delete(archivePath);
  await expect(install()).rejects.toMatchObject(refusal("answered 404", "--from-wheel"));
  expect(pauses).toEqual([]);
  server.files.set(archivePath, {body: "", status: 503});
  await expect(install()).rejects.toMatchObject(refusal("answered 503", "goes on where it broke"));
  expect(pauses).toEqual([2, 4, 8, 16]);
  expect(await findInstalled("native", root)).toBeUndefined();
});

test("an archive with another digest than the published one is refused and removed, and the engine that was there stays", async () => {
  const {root, server, install, downloads} = await standIn();
  const before = await install();
  const mirror = {kind: "archive", from: `${server.address}/mirror/`} as const;
  await expect(install(mirror)).rejects.toMatchObject(refusal("expected the SHA-256 7f510d25.*, got [0-9a-f]{64}", "do not trust"));
  await expect(install({kind: "archive", from: `${server.address}${archivePath}#sha256=${"0".repeat(64)}`})).rejects.toMatchObject(refusal("expected the SHA-256 0000", "do not trust"));
  expect(await downloads()).toEqual([]);
  expect(await findInstalled("native", root)).toEqual(before);
});

test("an archive that changed since it was installed from is refused until somebody says which is right", async () => {
  const {server, install, root, workshop} = await standIn();
  await install();
  const changed = tarGz([...libraryMembers, {path: "lib/more", content: "more"}]);
  server.files.set(archivePath, {body: changed});
  await expect(install()).rejects.toMatchObject(refusal("has changed since it was installed from", `#sha256=${sha256(changed)}`));
  const {lock} = await install({kind: "archive", from: `${server.address}${archivePath}#sha256=${sha256(changed)}`});
  expect(lock.library).toMatchObject({sha256: sha256(changed), verified: true});
  await removeEngine("native", workshop);
  expect(await findInstalled("native", root)).toBeUndefined();
  await expect(removeEngine("native", workshop)).rejects.toMatchObject(refusal("not installed here", "engine install native"));
});

test("a local archive, and a folder that holds the published one, need no network but npm's", async () => {
  const {root, install, fetched} = await standIn();
  await writeFile(join(root, "mine.tar.gz"), tarGz(libraryMembers));
  expect((await install({kind: "archive", from: "mine.tar.gz"})).lock.library).toMatchObject({from: "mine.tar.gz", version: "2.9.1"});
  expect(await readFile(join(root, "mine.tar.gz"))).toEqual(tarGz(libraryMembers));
  await mkdir(join(root, "mirror"));
  await writeFile(join(root, "mirror/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz"), tarGz(libraryMembers));
  await expect(install({kind: "archive", from: "mirror"})).rejects.toMatchObject(refusal("expected the SHA-256 7f510d25", "fetch the file again"));
  await expect(install({kind: "archive", from: "none.tar.gz"})).rejects.toMatchObject(refusal("there is no file .*none.tar.gz", "https://"));
  expect(fetched()).toEqual([]);
});

test("of TensorFlow's wheels the newest release is taken, or the version asked for, verified by the index's digest", async () => {
  const {server, install} = await standIn();
  const wheel = (version: string, python = 313, tail = "manylinux_2_27_x86_64") => ({filename: `tensorflow_cpu-${version}-cp${python}-cp${python}-${tail}.whl`});
  publishWheels(server, "tensorflow-cpu", [wheel("2.9.1", 310), wheel("2.18.1", 39), wheel("2.18.1", 312), wheel("2.22.0rc0"), {...wheel("2.23.0"), yanked: true}, wheel("2.24.0", 313, "macosx_12_0_arm64"), {...wheel("2.10.0"), sha256: "0".repeat(64)}]);
  const from = `${server.address}/simple/`;
  const {lock} = await install({kind: "wheel", from});
  expect(lock.library).toMatchObject({from: `${server.address}/files/${wheel("2.18.1", 312).filename}`, verified: true, cuda: "12.5.1", cudnn: "9", companions: ["nvidia-cublas-cu12<13.0,>=12.5.3.2"]});
  expect(lock.library.files.map((file) => file.path)).toEqual(["tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2"]);
  await expect(install({kind: "wheel", from: `${server.address}/files/${wheel("2.9.1", 310).filename}#sha256=${"0".repeat(64)}`})).rejects.toMatchObject(refusal("is not what it should be", "do not trust"));
  server.files.set("/simple/tensorflow-cpu/", {body: "<html>"});
  await expect(install({kind: "wheel", from})).rejects.toMatchObject(refusal("PEP 691", "--from-wheel FILE"));
  publishWheels(server, "tensorflow-cpu", []);
  await expect(install({kind: "wheel", from})).rejects.toMatchObject(refusal("lists no wheel of tensorflow-cpu for linux-x64", "--from-wheel FILE"));
  server.files.delete("/simple/tensorflow-cpu/");
  await expect(install({kind: "wheel", from})).rejects.toMatchObject(refusal("answered 404", "--from-wheel FILE"));
});

test("a platform without TensorFlow's library, and a machine without a compiler, are told before anything is fetched", async () => {
  const {server, workshop, parts} = await standIn();
  const source = {kind: "archive"} as const;
  await expect(installEngine("cuda", source, {...workshop, platform: "darwin-arm64"}, standInBinding(), parts)).rejects.toMatchObject(refusal("cannot be had on darwin-arm64", "webgpu"));
  await expect(installEngine("native", source, {...workshop, platform: "linux-arm64"}, standInBinding(), parts)).rejects.toMatchObject(refusal("no C library of native for linux-arm64", "--from-wheel"));
  server.requests.length = 0;
  for (const CXX of ["/nowhere/c++", "false"]) {
    await expect(installEngine("native", source, {...workshop, environment: {...workshop.environment, CXX}}, compiledBinding, parts)).rejects.toMatchObject(refusal("there is no C\\+\\+ compiler", "apt-get install g\\+\\+"));
  }
  expect(server.requests).toEqual([]);
});

test("a binding that does not compile is told with the compiler's first error, and what was fetched is not fetched again", async () => {
  const {root, server, workshop, parts, install, fetched, downloads} = await standIn();
  const compiler = join(root, "c++");
  await writeFile(compiler, '#!/bin/sh\n[ "$1" = --version ] && echo "sh 1.0" && exit\necho "x.cc:3:1: error: TF_Thing was not declared" >&2\nexit 1\n', {mode: 0o755});
  const source: LibrarySource = {kind: "archive", from: server.address + archivePath};
  await expect(installEngine("native", source, {...workshop, environment: {...workshop.environment, CXX: compiler}}, compiledBinding, parts)).rejects.toMatchObject(refusal("x.cc:3:1: error: TF_Thing was not declared", "--from-wheel"));
  expect(await findInstalled("native", root)).toBeUndefined();
  expect(await downloads()).toHaveLength(1);
  await install();
  expect(fetched()).toEqual([`GET ${archivePath}`]);
});

test("a package that is not what was published, or cannot be had, is refused", {timeout: 60_000}, async () => {
  const {server, workshop, parts} = await standIn();
  const source = {kind: "archive", from: server.address + archivePath} as const;
  const other = {...parts, protobuf: {...parts.protobuf, integrity: "sha512-AAAA"}};
  await expect(installEngine("native", source, workshop, standInBinding(), other)).rejects.toMatchObject(refusal("google-protobuf@3.21.4 is not what was published", "registry"));
  await expect(installEngine("native", source, withRealNpm(workshop), standInBinding(), {...parts, protobuf: {...parts.protobuf, version: "9.9.9"}})).rejects.toMatchObject(refusal("npm cannot fetch .*google-protobuf@9.9.9", "registry"));
  await expect(installEngine("native", source, {...workshop, environment: {...workshop.environment, PATH: "/nowhere"}}, standInBinding(), parts)).rejects.toMatchObject(refusal("npm cannot be started", "PATH"));
});

test("half an installation, left by a process that was killed, is no engine, and is swept by the next", async () => {
  const {root, install} = await standIn();
  const engines = join(root, ".reprise/engines");
  await mkdir(join(engines, "native.staging/tensorflow"), {recursive: true});
  await writeFile(join(engines, "native.claim"), "999999999");
  expect(await findInstalled("native", root)).toBeUndefined();
  await install();
  expect((await readdir(engines)).sort()).toEqual(["downloads", "native"]);
});

test("two processes never install one engine at once", async () => {
  const {root, install} = await standIn();
  await mkdir(join(root, ".reprise/engines"), {recursive: true});
  await writeFile(join(root, ".reprise/engines/native.claim"), String(process.pid));
  await expect(install()).rejects.toMatchObject(refusal(`installing native already goes on in process ${process.pid}`, "wait"));
});
