import {mkdir, readdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {parseAddress} from "../../src/exchange/address.ts";
import {openPlace} from "../../src/exchange/open-place.ts";
import {pullObjects, pushObjects, type Transferred} from "../../src/exchange/transfer.ts";
import {keyId, secret, signatureFault, startS3, startServer, unusedAddress} from "./object-server.ts";
import {freshStore, hasty, keepObjects, pathOf} from "./objects.ts";

const open = (text: string, environment: NodeJS.ProcessEnv = {}) => openPlace(parseAddress(text, "/"), environment, hasty);
const statuses = (moved: readonly Transferred[]) => moved.map(({transfer}) => transfer.status);
const credentials = {AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: "eu-test-1"};

test("what was pushed to a web server is pulled from it, verified, and moved only once", async () => {
  const server = await startServer();
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10, 2000, 100_000]);
  expect(statuses(await pushObjects(objects, open(`${server.address}/deep/er`), from))).toEqual(["moved", "moved", "moved"]);
  expect([...server.held.keys()].sort()).toEqual(objects.map((object) => `/deep/er${pathOf(object)}`).sort());
  expect(statuses(await pushObjects(objects, open(`${server.address}/deep/er/`), from))).toEqual(["kept", "kept", "kept"]);

  expect(statuses(await pullObjects(objects, open(`${server.address}/deep/er`), to))).toEqual(["moved", "moved", "moved"]);
  for (const {digest} of objects) expect(await to.store.get(digest)).toEqual(await from.store.get(digest));
  server.asked.length = 0;
  expect(statuses(await pullObjects(objects, open(`${server.address}/deep/er`), to))).toEqual(["kept", "kept", "kept"]);
  expect(server.asked).toEqual([]);
});

test("what is not whole in the store is not pushed, and what a server lost is told", async () => {
  const from = await freshStore();
  const objects = await keepObjects(from, [10, 20]);
  await writeFile(from.store.path(objects[0]!.digest), "bent");
  const server = await startServer();
  const pushed = await pushObjects([...objects, {digest: "0".repeat(64), what: "weights of c"}], open(server.address), from);
  expect(pushed.map(({transfer}) => transfer)).toMatchObject([{status: "absent", because: "its bytes in the store are not those of its digest"}, {status: "moved"}, {status: "absent", because: "not in the store"}]);
  const forgetful = await startServer((request, response) => request.method === "PUT" && response.writeHead(201).end() !== undefined);
  await expect(pushObjects(objects.slice(1), open(forgetful.address), from)).rejects.toThrow("reads back as nothing");
});

test("wrong bytes are refused by name, enter nothing, and stop nothing else", async () => {
  const server = await startServer();
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10, 20, 30]);
  await pushObjects(objects, open(server.address), from);
  server.held.set(pathOf(objects[1]!), Buffer.from("something else"));
  const pulled = await pullObjects(objects, open(server.address), to);
  expect(statuses(pulled)).toEqual(["moved", "refused", "moved"]);
  expect(pulled[1]).toMatchObject({object: {what: "weights of a/b/20"}, transfer: {because: expect.stringContaining("what came has the SHA-256 ")}});
  expect(await to.store.get(objects[1]!.digest)).toBeUndefined();
  expect(await readdir(join(to.root, ".reprise", "incoming"))).toEqual([]);
});

test("an endless body is cut off, and one that stands still is given up", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10]);
  const endless = await startServer((_request, response) => {
    const pour = (): void => { while (response.write(Buffer.alloc(65_536)) && !response.destroyed); };
    response.writeHead(200).on("drain", pour);
    pour();
    return true;
  });
  expect((await pullObjects(objects, open(endless.address), to))[0]?.transfer).toEqual({status: "refused", because: "more than 1 MB came"});
  const silent = await startServer((_request, response) => response.writeHead(200, {"content-length": "10"}).write("12345"));
  await expect(pullObjects(objects, open(silent.address), to)).rejects.toThrow("nothing came for 0 s");
});

test("a transfer that was cut off goes on where it stopped, and anew where what was begun is wrong", async () => {
  const from = await freshStore();
  const [object] = await keepObjects(from, [3000]);
  const whole = Buffer.from((await from.store.get(object!.digest))!);
  const ranges: (string | undefined)[] = [];
  const server = await startServer((request, response) => {
    ranges.push(request.headers.range);
    if (ranges.length > 1) return false;
    return response.writeHead(200, {"content-length": "3000"}).write(whole.subarray(0, 700)); // and no more ever comes
  });
  server.held.set(pathOf(object!), whole);
  expect(statuses(await pullObjects([object!], open(server.address), await freshStore()))).toEqual(["moved"]);
  expect(ranges).toEqual([undefined, "bytes=700-"]);

  const other = await freshStore();
  await mkdir(join(other.root, ".reprise", "incoming"), {recursive: true});
  await writeFile(join(other.root, ".reprise", "incoming", object!.digest), "another's");
  expect(statuses(await pullObjects([object!], open(server.address), other))).toEqual(["moved"]);
  expect(ranges.slice(2)).toEqual(["bytes=9-", undefined]);
});

test("a redirect is followed where it is harmless: not from https away, not in circles, never with a body or a token", async () => {
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10]);
  const seen: (string | undefined)[] = [];
  const store = await startServer((request) => { seen.push(request.headers.authorization); return false; });
  store.held.set(pathOf(objects[0]!), Buffer.from((await from.store.get(objects[0]!.digest))!));
  const front = await startServer((request, response) => response.writeHead(302, {location: `${store.address}${request.url ?? ""}`}).end() !== undefined);
  expect(statuses(await pullObjects(objects, open(front.address, {REPRISE_REMOTE_TOKEN: "secret"}), to))).toEqual(["moved"]);
  expect(seen).toEqual([undefined]);
  store.held.clear();
  await expect(pushObjects(objects, open(front.address), from)).rejects.toThrow("it answered 302");
  expect(store.held.size).toBe(0);
  const circle = await startServer((request, response) => response.writeHead(302, {location: request.url}).end() !== undefined);
  await expect(pullObjects(objects, open(circle.address), await freshStore())).rejects.toThrow("it leads on to more and more addresses");
  const away = await startServer((_request, response) => response.writeHead(302, {location: "file:///etc/passwd"}).end() !== undefined);
  await expect(pullObjects(objects, open(away.address), await freshStore())).rejects.toThrow("it leads on to file:///etc/passwd");
});

test("a token goes to its own server, and never in the open", async () => {
  const seen: (string | undefined)[] = [];
  const server = await startServer((request) => { seen.push(request.headers.authorization); return false; });
  await pullObjects([{digest: "1".repeat(64), what: "weights"}], open(server.address, {REPRISE_REMOTE_TOKEN: "t"}), await freshStore());
  await pullObjects([{digest: "1".repeat(64), what: "weights"}], open(server.address.replace("//", "//me:p%40ss@")), await freshStore());
  expect(seen).toEqual(["Bearer t", `Basic ${btoa("me:p@ss")}`]);
  expect(() => open("http://example.org/", {REPRISE_REMOTE_TOKEN: "t"})).toThrow("credentials would travel in the open");
  expect(open(["https://me", "secret@example.org/a"].join(":")).title).toBe("https://example.org/a");
});

test("the server of these tests knows a right signature: that of GET Object in Amazon's own example", () => {
  // docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Example: GET Object"
  const example = {
    method: "GET", url: "/test.txt",
    headers: {
      host: "examplebucket.s3.amazonaws.com", range: "bytes=0-9", "x-amz-date": "20130524T000000Z",
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      authorization: "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
  };
  const known = {keyId: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
  expect(signatureFault(example, Buffer.alloc(0), "us-east-1", known)).toBeUndefined();
  expect(signatureFault({...example, url: "/other.txt"}, Buffer.alloc(0), "us-east-1", known)).toBe("SignatureDoesNotMatch");
});

test("requests to S3 are signed with the object's digest, as the service checks it", async () => {
  const server = await startS3("eu-test-1");
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10, 5000]);
  const address = `s3://bucket/pre fix/ü?endpoint=${server.address}`;
  expect(statuses(await pushObjects(objects, open(address, credentials), from))).toEqual(["moved", "moved"]);
  expect([...server.held.keys()].sort()).toEqual(objects.map((object) => `/bucket/pre%20fix/%C3%BC${pathOf(object)}`).sort());
  expect(statuses(await pullObjects(objects, open(address, credentials), to))).toEqual(["moved", "moved"]);

  await expect(pullObjects(objects, open(address, {...credentials, AWS_SECRET_ACCESS_KEY: "wrong"}), await freshStore())).rejects.toThrow("it answered 400 (SignatureDoesNotMatch)");
  await expect(pushObjects(objects, open(`${address}&region=us-west-2`, credentials), from)).rejects.toThrow("it answered 400");
  expect(() => open(address, {AWS_ACCESS_KEY_ID: keyId})).toThrow("AWS_SECRET_ACCESS_KEY is not set, but its fellow is");
});

test("a public bucket is read without credentials, and none is written without", async () => {
  const server = await startServer();
  const [from, to] = [await freshStore(), await freshStore()];
  const objects = await keepObjects(from, [10]);
  const place = open(`s3://bucket?endpoint=${server.address}`);
  await expect(pushObjects(objects, place, from)).rejects.toThrow("no credentials to write with");
  server.held.set(`/bucket${pathOf(objects[0]!)}`, Buffer.from((await from.store.get(objects[0]!.digest))!));
  expect(statuses(await pullObjects(objects, place, to))).toEqual(["moved"]);
});

test("a server that is busy is asked again, and one that is not there ends the whole with its mend", async () => {
  const from = await freshStore();
  const objects = await keepObjects(from, [10]);
  let busy = 2;
  const server = await startServer((_request, response) => (busy -= 1) >= 0 && response.writeHead(503).end() !== undefined);
  expect(statuses(await pushObjects(objects, open(server.address), from))).toEqual(["moved"]);
  const gone = await unusedAddress();
  await expect(pushObjects(objects, open(gone), from)).rejects.toMatchObject({message: `${gone}: no connection (ECONNREFUSED)`, mend: expect.stringContaining("run the same command again")});
});

test("what a server holds of a size that it does not tell is sent again", async () => {
  const from = await freshStore();
  const objects = await keepObjects(from, [10]);
  const server = await startServer((request, response) => request.method === "HEAD" && response.writeHead(200, {"content-encoding": "identity"}).end() !== undefined);
  expect(statuses(await pushObjects(objects, open(server.address), from))).toEqual(["moved"]);
  expect(server.held.has(pathOf(objects[0]!))).toBe(true);
});

const login = (password: string): string => ["me", `${password}@`].join(":"); // in one piece it would be a credential in this repository

test.each([
  ["file://data/objects", "write a percent sign as %25, and a folder as file:///folder"],
  ["ssh://h/100%/x", "write a percent sign as %25"],
  ["s3://bucket/50%/x", "write a percent sign as %25"],
  [`https://${login("50%25%")}h/x`, "write a percent sign as %25"],
  [`https://${login("geheim")}[h/x`, "give a folder"],
  [`ftp://${login("geheim")}h/x`, "give a folder"],
  [`s3://bucket/x?endpoint=ftp://${login("geheim")}h`, "for example https://"],
])("%s is no address, and no password of it is shown", (text, mend) => {
  const error = (() => { try { return parseAddress(text, "/"); } catch (thrown) { return thrown; } })();
  expect(error).toMatchObject({name: "UserError", mend: expect.stringContaining(mend)});
  expect((error as Error).message).not.toMatch(/geheim|me:/);
});
