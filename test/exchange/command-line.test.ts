import {mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

test("a reader pulls what the author pushed, and verifies from it without training", {timeout: 300_000}, async () => {
  const place = await mkdtemp(join(tmpdir(), "reprise-place-"));
  const author = await makeProject({...sampleFiles, "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('licence:', `remote: ${JSON.stringify(place)}, licence:`)});
  expect((await author.reprise(["push"])).error, "nothing is accepted yet").toContain("the baseline of these runs points to no weights and no predictions");
  expect((await author.reprise(["accept"])).code).toBe(0);
  const pushed = await author.reprise(["push"]);
  expect(pushed).toMatchObject({code: 0, error: ""});
  expect(pushed.out).toContain(`8 of 8 objects (0.0 MB) pushed to ${place}, each with its SHA-256; 0 were there already`);

  await rm(join(author.root, ".reprise"), {recursive: true});
  expect((await author.reprise(["verify", "--from", "predictions"])).out).toContain("npx reprise pull");
  const pulled = await author.reprise(["pull", "--json"]);
  expect(pulled).toMatchObject({code: 0, error: ""});
  expect(JSON.parse(pulled.out)).toMatchObject({format: "reprise.transfer/1", place, objects: 8, moved: 8, kept: 0, absent: [], refused: []});
  expect((await author.reprise(["verify", "--from", "predictions"])).code).toBe(0);
  expect(JSON.parse((await author.reprise(["pull", "--seeds", "1", "--json"])).out)).toMatchObject({objects: 4, moved: 0, kept: 4});
});

test("what a place lacks makes a pull incomplete, and what it changed makes it fail", {timeout: 300_000}, async () => {
  const place = await mkdtemp(join(tmpdir(), "reprise-place-"));
  const project = await makeProject();
  await project.reprise(["accept"]);
  await project.reprise(["push", place]);
  const files = (await readdir(place, {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await rm(join(project.root, ".reprise"), {recursive: true});
  await rm(files[0]!);
  const incomplete = await project.reprise(["pull", place]);
  expect(incomplete.code).toBe(3);
  expect(incomplete.out).toMatch(/○ 1 object is lacking: not there \((weights|predictions) of line\/\w+\/seed-\d\)/);

  await rm(join(project.root, ".reprise"), {recursive: true});
  await writeFile(files[1]!, "something else");
  const wrong = await project.reprise(["pull", place]);
  expect(wrong.code).toBe(1);
  expect(wrong.out).toMatch(/✗ (weights|predictions) of line\/\w+\/seed-\d refused: what came has the SHA-256 [0-9a-f]{64}\n      expected [0-9a-f]{64}/);

  expect((await project.reprise(["pull"])).error).toContain("it was not said where");
  expect((await project.reprise(["pull", "ftp://example.org/x"])).error).toContain("there is no way to ftp:// addresses");
});
