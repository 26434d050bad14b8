import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Remote} from "./download.ts";

/** A file of a Python project, as the simple API lists it (PEP 691). */
interface ListedFile {
  readonly filename: string;
  readonly url: string;
  readonly sha256: string | undefined;
  readonly yanked: boolean;
}

/** A released wheel for this platform. */
interface Wheel extends ListedFile {
  readonly version: string;
  /** 313 for CPython 3.13: the C library inside is the same for all, the newest is taken. */
  readonly python: number;
}

const machines: Readonly<Record<string, string>> = {"linux-x64": "x86_64", "linux-arm64": "aarch64"};

/** Finds a project's wheel for Linux on a platform: of that version, or the newest release. */
export async function findWheel(project: string, version: string | undefined, index: string, platform: string): Promise<Remote> {
  const address = new URL(`${project}/`, index.endsWith("/") ? index : `${index}/`).href;
  const wheels = (await readIndex(address)).flatMap((file) => wheelFor(file, project, machines[platform] ?? platform));
  const found = wheels.filter((wheel) => version === undefined || wheel.version === version).sort(newestFirst)[0];
  if (found !== undefined) return {address: new URL(found.url, address).href, ...(found.sha256 === undefined ? {} : {sha256: found.sha256})};
  const versions = [...new Set(wheels.sort(newestFirst).map((wheel) => wheel.version))].slice(0, 8);
  throw new UserError(`${address} lists no wheel of ${project}${version === undefined ? "" : ` ${version}`} for ${platform}`, versions.length === 0 ? "name a wheel: --from-wheel FILE or --from-wheel ADDRESS" : `take one of these: ${versions.join(", ")}`);
}

async function readIndex(address: string): Promise<readonly ListedFile[]> {
  const failed = (why: string): never => { throw new UserError(`the list of wheels at ${address} cannot be read: ${why}`, "look at the network, or name a wheel: --from-wheel FILE or --from-wheel ADDRESS"); };
  const response = await fetch(address, {headers: {accept: "application/vnd.pypi.simple.v1+json"}, signal: AbortSignal.timeout(60_000)})
    .catch((error: unknown) => failed(error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)));
  if (!response.ok) return failed(`it answered ${response.status}`);
  const listed: unknown = await response.json().catch(() => undefined);
  return parseIndex(listed) ?? failed("it is no JSON of Python's simple API (PEP 691)");
}

function parseIndex(listed: unknown): readonly ListedFile[] | undefined {
  if (!isRecord(listed) || !Array.isArray(listed["files"])) return undefined;
  return (listed["files"] as readonly unknown[]).filter(isRecord).flatMap((file) => {
    const {filename, url, hashes, yanked} = file;
    if (typeof filename !== "string" || typeof url !== "string") return [];
    const sha256 = isRecord(hashes) && typeof hashes["sha256"] === "string" ? hashes["sha256"] : undefined;
    return [{filename, url, sha256, yanked: yanked !== undefined && yanked !== false}];
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/** `tensorflow_cpu-2.21.0-cp313-cp313-manylinux_2_27_x86_64.whl`; candidates (2.21.0rc1) and withdrawn releases do not count. */
function wheelFor(file: ListedFile, project: string, machine: string): readonly Wheel[] {
  const match = /^(.+)-(\d+\.\d+\.\d+)-cp(\d+)-[a-z0-9]+-(manylinux[a-z0-9_.]*)\.whl$/.exec(file.filename);
  if (match === null || file.yanked) return [];
  const [, name = "", version = "", python = "", tags = ""] = match;
  return name.replaceAll("_", "-") === project && tags.split(".").some((tag) => tag.endsWith(`_${machine}`)) ? [{...file, version, python: Number(python)}] : [];
}

function newestFirst(a: Wheel, b: Wheel): number {
  const [left, right] = [a, b].map((wheel) => wheel.version.split(".").map(Number)) as [number[], number[]];
  for (let part = 0; part < 3; part++) if (left[part] !== right[part]) return right[part]! - left[part]!;
  return b.python - a.python || byCodeUnit(a.filename, b.filename);
}
