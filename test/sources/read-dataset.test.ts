import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {mkdir, mkdtemp, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {defineData} from "../../src/data/declaration.ts";
import {UserError} from "../../src/errors.ts";
import {readDataset} from "../../src/sources/read-dataset.ts";
import {openStore, sha256} from "../../src/store/store.ts";

const text = "1,2\n3,4\n";

async function setting(sources: readonly ({readonly file: string} | {readonly url: string})[], mirrors: readonly string[] = []) {
  const root = await mkdtemp(join(tmpdir(), "reprise-sources-"));
  const declaration = defineData({id: "numbers", title: "Numbers", description: "", licence: "CC0-1.0", file: {sha256: sha256(text), bytes: 8, sources, format: {kind: "csv", header: false}}});
  return {root, declaration, options: {root, store: await openStore(root, () => undefined), mirrors, tell: () => undefined}};
}

test("the first source that verifies wins", async () => {
  const {root, declaration, options} = await setting([{file: "wrong.csv"}, {file: "right.csv"}]);
  await writeFile(join(root, "wrong.csv"), "1,2\n3,5\n");
  await writeFile(join(root, "right.csv"), text);
  expect(await readDataset(declaration, options)).toEqual({file: options.store.path(sha256(text))});
});

test("a file with one flipped byte and no other source is not run, with both digests named", async () => {
  const {root, declaration, options} = await setting([{file: "numbers.csv"}]);
  await writeFile(join(root, "numbers.csv"), "1,2\n3,5\n");
  const error = await readDataset(declaration, options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({exitCode: 3});
  expect(String(error)).toContain(sha256(text));
  expect(String(error)).toContain(sha256("1,2\n3,5\n"));
});

test("a mirror is tried first, under the data set's name or flat, and what it gives is kept", async () => {
  const {root, declaration, options} = await setting([{file: "gone/numbers.csv"}], ["mirror"]);
  await mkdir(join(root, "mirror", "numbers"), {recursive: true});
  await writeFile(join(root, "mirror", "numbers", "numbers.csv"), text);
  expect(await readDataset(declaration, options)).toBeDefined();
  expect(await readDataset(declaration, {...options, mirrors: []})).toBeDefined();
});

test("a source outside the project is refused", async () => {
  const {declaration, options} = await setting([{file: "../secret.csv"}]);
  await expect(readDataset(declaration, options)).rejects.toThrow(/outside the project/);
});

test("a download is cut off after the declared bytes, and none is repeated", async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (request.url === "/right.csv") response.end(text);
    else for (let sent = 0; sent < 4; sent += 1) response.write(text); // and never ends
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const {declaration, options} = await setting([{url: `${address}/endless.csv`}]);
    await expect(readDataset(declaration, options)).rejects.toThrow("has more than the declared 8 bytes");
    const right = await setting([{url: `${address}/endless.csv`}, {url: `${address}/right.csv`}]);
    for (let reading = 0; reading < 2; reading += 1) expect(await readDataset(right.declaration, {...right.options, mirrors: [address]})).toBeDefined();
    expect(requests).toBe(1 + 4);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
