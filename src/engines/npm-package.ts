import {createHash} from "node:crypto";
import {mkdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import type {NpmPackage} from "./catalogue.ts";
import {extract} from "./extract.ts";
import {started} from "./started.ts";
import type {Workshop} from "./workshop.ts";

/** Fetches packages with the reader's own npm (their registry, proxy and cache), verifies them and unpacks each into its folder. No script of theirs runs. */
export async function unpackPackages(wanted: readonly NpmPackage[], folderOf: (wanted: NpmPackage) => string, packed: string, workshop: Workshop): Promise<void> {
  await mkdir(packed, {recursive: true});
  try {
    await pack(wanted, packed, workshop);
    for (const each of wanted) {
      await requireIntegrity(each, join(packed, tarballOf(each)));
      await extract(join(packed, tarballOf(each)), folderOf(each), (name) => /^[^/]+\/(.+)$/.exec(name)?.[1]);
    }
  } finally {
    await rm(packed, {recursive: true, force: true});
  }
}

const specifier = ({name, version}: NpmPackage): string => `${name}@${version}`;

/** How `npm pack` names a tarball. */
const tarballOf = ({name, version}: NpmPackage): string => `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;

async function pack(wanted: readonly NpmPackage[], folder: string, workshop: Workshop): Promise<void> {
  const names = wanted.map(specifier);
  const done = await started("npm", ["pack", ...names, "--ignore-scripts", "--loglevel=error", "--pack-destination", folder], {env: workshop.environment, cwd: workshop.root});
  if (done === undefined) throw new UserError("npm cannot be started", "put npm on the PATH: it comes with Node");
  if (done.exitCode !== 0) throw new UserError(`npm cannot fetch ${names.join(", ")}: ${reasonOf(done.stderr)}`, "look at the network and at npm's registry (npm config get registry), then run the same command again");
}

/** The first line of npm's complaint that is more than a code. */
const reasonOf = (complaint: string): string =>
  complaint.split("\n").map((line) => line.replace(/^npm error( code)?( [A-Z0-9]+(?= ))?\s*/, "").trim()).find((line) => line.includes(" ")) ?? "it did not say why";

async function requireIntegrity(wanted: NpmPackage, tarball: string): Promise<void> {
  const {integrity} = wanted, [algorithm = "", expected = ""] = integrity.split(/-(.*)/s);
  const got = createHash(algorithm).update(await readFile(tarball)).digest("base64");
  if (got !== expected) throw new UserError(`${specifier(wanted)} is not what was published: expected ${integrity}, got ${algorithm}-${got}`, "the registry serves another file under that name: look at npm config get registry");
}
