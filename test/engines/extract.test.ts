import {mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync, gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {extract, requireRoom} from "../../src/engines/extract.ts";
import {tarGz, zip, type Member} from "./archives.ts";

/** Unpacks everything of an archive; what is then in and beside the folder, or the error. */
async function unpacked(archive: Buffer): Promise<{readonly inside: readonly string[]; readonly beside: readonly string[]; readonly error?: unknown}> {
  const root = await mkdtemp(join(tmpdir(), "reprise-extract-"));
  try {
    await writeFile(join(root, "archive"), archive);
    const error = await extract(join(root, "archive"), join(root, "folder"), (name) => name).then(() => undefined, (thrown: unknown) => thrown);
    return {inside: await readdir(join(root, "folder"), {recursive: true}).catch(() => []), beside: await readdir(root), ...(error === undefined ? {} : {error})};
  } finally {
    await rm(root, {recursive: true});
  }
}

const formats = {"tar.gz": tarGz, zip} as const;

for (const [format, make] of Object.entries(formats)) {
  test(`a ${format} archive gives its files, their bytes and their digests`, async () => {
    const root = await mkdtemp(join(tmpdir(), "reprise-extract-"));
    await writeFile(join(root, "archive"), make([{path: "a/b.txt", content: "b"}, {path: "c.txt", content: "c".repeat(100_000)}, {path: "d.txt", content: "d"}]));
    const heard: number[] = [];
    const files = await extract(join(root, "archive"), join(root, "out"), (name) => (name === "d.txt" ? undefined : `in/${name}`), (bytes) => { heard.push(bytes); });
    expect(files.map(({path, bytes}) => [path, bytes])).toEqual([["in/a/b.txt", 1], ["in/c.txt", 100_000]]);
    expect(await readFile(join(root, "out/in/c.txt"), "utf8")).toBe("c".repeat(100_000));
    expect(await readdir(join(root, "out/in"))).not.toContain("d.txt");
    expect(heard.at(-1)).toBe(100_001);
    await rm(root, {recursive: true});
  });

  const hostile: readonly Member[] = [{path: "../outside"}, {path: "/tmp/reprise-outside"}, {path: "a/../../outside"}];
  for (const member of hostile) {
    test(`a ${format} archive that holds ${member.path} is refused, and writes nothing outside`, async () => {
      const {error, beside} = await unpacked(make([{path: "good", content: "good"}, {...member, content: "hostile"}]));
      expect(error).toMatchObject({name: "UserError", message: expect.stringContaining("cannot be unpacked") as string, mend: expect.stringContaining("fetch it again") as string});
      expect(beside.filter((name) => name !== "folder")).toEqual(["archive"]);
    });
  }

  test(`links in a ${format} archive are never made, so that nothing is written through one`, async () => {
    const {error, inside, beside} = await unpacked(make([{path: "way", link: "/tmp"}, {path: "up", link: ".."}, {path: "way/reprise-outside", content: "hostile"}]));
    expect(error).toBeUndefined();
    expect([...inside].sort()).toEqual(["way", "way/reprise-outside"]);
    expect([...beside].sort()).toEqual(["archive", "folder"]);
  });

  test(`a ${format} archive that was torn is refused`, async () => {
    const whole = make([{path: "a", content: Buffer.from(Array.from({length: 50_000}, (_, i) => i * 7919 % 251))}]);
    expect((await unpacked(whole.subarray(0, whole.length / 2))).error).toMatchObject({name: "UserError", message: expect.stringContaining("cannot be unpacked") as string});
  });
}

test("a tar archive that ends too early, or whose header was damaged, is refused", async () => {
  const tar = gunzipSync(tarGz([{path: "a", content: "a".repeat(2000)}]));
  const damaged = Buffer.from(tar);
  damaged[0] = "b".charCodeAt(0);
  for (const [bytes, why] of [[tar.subarray(0, 1024), "it ends too early"], [tar.subarray(0, 2560), "it ends too early"], [damaged, "checksum"]] as const) {
    expect((await unpacked(gzipSync(bytes))).error).toMatchObject({name: "UserError", message: expect.stringContaining(why) as string});
  }
});

test("long names, as GNU and pax write them, are read whole", async () => {
  const long = `${"folder/".repeat(20)}file`;
  const block = (path: string, kind: string, content: string): Buffer => {
    const whole = gunzipSync(tarGz([{path, content}])).subarray(0, -1024);
    whole[156] = kind.charCodeAt(0);
    whole.write("        ", 148);
    whole.write(`${whole.subarray(0, 512).reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
    return whole;
  };
  const record = ` path=${long}\n`, length = record.length + 3;
  for (const named of [block("././@LongLink", "L", `${long}\0`), block("pax", "x", `${length}${record}`)]) {
    const {inside, error} = await unpacked(gzipSync(Buffer.concat([named, block("short", "0", "content"), Buffer.alloc(1024)])));
    expect(error).toBeUndefined();
    expect(inside).toContain(long);
  }
});

test("what is no archive at all is refused", async () => {
  expect((await unpacked(Buffer.from("<html>not found</html>"))).error).toMatchObject({name: "UserError", message: expect.stringContaining("neither a tar.gz nor a zip") as string});
});

test("what the disk cannot hold is refused before anything is written", async () => {
  const error = await requireRoom(tmpdir(), 1e18).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({name: "UserError", message: expect.stringContaining("1000000000000.0 MB are needed") as string, mend: expect.stringContaining("make room") as string});
});
