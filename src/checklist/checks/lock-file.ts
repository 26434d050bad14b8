import {z} from "zod";
import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";
import {readJson, sourceFiles, type Evidence} from "../evidence.ts";

export const lockFile: Check = {
  id: "lock-file",
  group: "code",
  title: "Every package is locked with its integrity hash",
  description: "Beside every package.json of the project lies a package-lock.json that asks for the same packages, has an entry for each, and gives every package that comes from a registry an integrity hash.",
  severity: "required",
  sources: ["PwC 1", "NeurIPS 5", "AAAI 4.8", "Pineau: dependencies"],
  ask: async (evidence) => {
    const manifests = (await sourceFiles(evidence)).filter((path) => /(?:^|\/)package\.json$/.test(path) && !/(?:^|\/)test\//.test(path));
    const checked = await Promise.all(manifests.map((path) => checkLock(evidence, path)));
    const faults = checked.flatMap((each) => each.faults);
    if (manifests.length === 0) return failed("The project has no package.json.", [], "make one with `npm init`, install what the project needs and commit package-lock.json");
    return faults.length === 0
      ? verified(`${count(checked.reduce((sum, each) => sum + each.packages, 0), "package")} locked with integrity in ${count(checked.length, "lock file")}.`, checked.map((each) => ({text: `${each.lock}: ${count(each.packages, "package")}`, link: each.lock})))
      : failed(`${count(faults.length, "fault")} in lock files.`, faults, "run `npm install` where the package.json lies and commit its package-lock.json");
  },
};

const dependencies = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({dependencies, devDependencies: dependencies, optionalDependencies: dependencies});
const lockSchema = z.object({
  lockfileVersion: z.int().min(2),
  packages: z.record(z.string(), z.looseObject({version: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional(), inBundle: z.boolean().optional()})),
});
type Manifest = z.infer<typeof manifestSchema>;
type Lock = z.infer<typeof lockSchema>;
interface CheckedLock {
  readonly lock: string;
  readonly packages: number;
  readonly faults: readonly EvidenceItem[];
}

async function checkLock(evidence: Evidence, manifestPath: string): Promise<CheckedLock> {
  const lockPath = manifestPath.replace(/package\.json$/, "package-lock.json");
  const manifest = manifestSchema.safeParse(await readJson(evidence, manifestPath));
  const lock = lockSchema.safeParse(await readJson(evidence, lockPath));
  if (!manifest.success) return {lock: lockPath, packages: 0, faults: [{text: `${manifestPath} is no package.json that npm can read`, link: manifestPath}]};
  if (!lock.success) return {lock: lockPath, packages: 0, faults: [{text: `${lockPath} is missing, or older than version 2`}]};
  const faults = [...askedFaults(manifest.data, lock.data), ...integrityFaults(lock.data)];
  return {lock: lockPath, packages: registryPackages(lock.data).length, faults: faults.map((text) => ({text: `${lockPath}: ${text}`, link: lockPath}))};
}

/** What package.json asks for and what the lock's root entry repeats must be equal: `npm ci` refuses anything else. */
function askedFaults(manifest: Manifest, lock: Lock): readonly string[] {
  const root = manifestSchema.safeParse(lock.packages[""] ?? {}).data;
  const kinds = ["dependencies", "devDependencies", "optionalDependencies"] as const;
  return kinds.flatMap((kind) => {
    const names = [...new Set([...Object.keys(manifest[kind]), ...Object.keys(root?.[kind] ?? {})])];
    return names.flatMap((name) => askedFault(name, manifest[kind][name], root?.[kind][name], lock));
  });
}

function askedFault(name: string, wanted: string | undefined, repeated: string | undefined, lock: Lock): readonly string[] {
  if (wanted !== repeated) return [`${name} is ${wanted ?? "not wanted"} in package.json and ${repeated ?? "not wanted"} in the lock`];
  const version = lock.packages[`node_modules/${name}`]?.version;
  const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(wanted ?? "");
  if (version === undefined && lock.packages[`node_modules/${name}`]?.link !== true) return [`${name} has no entry`];
  return exact && version !== wanted ? [`${name} is wanted as ${wanted} and locked as ${version}`] : [];
}

const registryPackages = (lock: Lock) =>
  Object.entries(lock.packages).filter(([path, entry]) => path.includes("node_modules/") && entry.link !== true && entry.inBundle !== true);

const integrityFaults = (lock: Lock): readonly string[] =>
  registryPackages(lock).filter(([, entry]) => !/^sha(?:256|384|512)-/.test(entry.integrity ?? "")).map(([path]) => `${path} has no integrity hash`);
