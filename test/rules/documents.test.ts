import {spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {layers} from "./layers.ts";
import {root} from "./source.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");

test("ARCHITECTURE.md has a line for every folder of src/, and the layer table a layer", () => {
  const folders = readdirSync(join(root, "src"), {withFileTypes: true}).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const described = [...read("ARCHITECTURE.md").matchAll(/`src\/([a-z]+)\/`/g)].map(([, name]) => name);
  expect([...new Set(described)].sort()).toEqual([...folders].sort());
  expect(Object.keys(layers).sort()).toEqual(folders.filter((name) => name !== "cli").sort());
});

test("README's experiment is right as it stands", () => {
  const files = [...read("README.md").matchAll(/```ts\n\/\/ (\S+):.*\n([\s\S]*?)```/g)];
  expect(files.map(([, path]) => path)).toEqual(["experiment", "train", "evaluate", "report"].map((name) => `experiments/xor/${name}.ts`));
  mkdirSync(join(root, ".reprise"), {recursive: true});
  const folder = mkdtempSync(join(root, ".reprise/readme-"));
  try {
    for (const [, path = "", text = ""] of files) write(join(folder, path), text);
    write(join(folder, "tsconfig.json"), JSON.stringify({extends: join(root, "tsconfig.json"), include: ["experiments"], exclude: []}));
    const {stdout, status} = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {encoding: "utf8"});
    expect(stdout).toBe("");
    expect(status).toBe(0);
  } finally {
    rmSync(folder, {recursive: true});
  }
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, text);
}

test("package.json, CITATION.cff and CHANGELOG.md are of one version, and LICENSE is what they name", () => {
  const {version, license} = JSON.parse(read("package.json")) as {version: string; license: string};
  const released = /^date-released: (\S+)$/m.exec(read("CITATION.cff"))?.[1];
  expect(read("CITATION.cff")).toContain(`\nversion: ${version}\n`);
  expect(read("CITATION.cff")).toContain(`\nlicense: ${license}\n`);
  expect(/^## (.*)$/m.exec(read("CHANGELOG.md"))?.[1]).toBe(`${version} (${released})`);
  expect(read("LICENSE")).toMatch(/Apache License\s+Version 2\.0/);
});

test("no lock file names a registry, and every package in it has a hash", () => {
  for (const lock of ["package-lock.json", "tools/node/package-lock.json"]) {
    const packages = Object.entries((JSON.parse(read(lock)) as {packages: Record<string, {resolved?: string; integrity?: string; inBundle?: boolean}>}).packages);
    expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path), lock).toEqual([]);
    expect(packages.filter(([path, entry]) => path !== "" && entry.inBundle !== true && entry.integrity === undefined).map(([path]) => path), lock).toEqual([]);
  }
});
