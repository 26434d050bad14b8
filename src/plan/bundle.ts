import {SourceMap, type SourceMapPayload} from "node:module";
import {join, relative} from "node:path";
import {build, type BuildFailure, type BuildOptions, type Message, type Plugin} from "esbuild";
import {UserError} from "../errors.ts";
import {sha256} from "../store/store.ts";
import {writeDurably} from "../store/durable-write.ts";
import {noMemory, type Memory} from "./memory.ts";
import {packagesOf, type ReachedPackage} from "./packages.ts";
import {minifierVersion} from "./tool-versions.ts";

/** An entry of an experiment with everything it imports, `reprise` outside. */
export interface Bundle {
  /** SHA-256 of the code after canonical renaming: comments, types and names of variables do not count. */
  readonly digest: string;
  /** Where the bundle lies, as a module that can be imported. */
  readonly file: string;
  readonly packages: readonly ReachedPackage[];
}

export interface BundleOptions {
  readonly memory?: Memory;
  /** Only digest it: the file is not written. */
  readonly readOnly?: boolean;
}

/** Bundles `train.ts` or `evaluate.ts` into `.reprise/bundles/`: always from the files as they are, however much is remembered. */
export async function bundleEntry(entry: string, root: string, {memory = noMemory, readOnly = false}: BundleOptions = {}): Promise<Bundle> {
  const built = await buildEntry(entry, root).catch((error: unknown) => { throw asUserError(error, entry, root); });
  refuseImportMeta(built.warnings);
  const code = built.outputFiles[0]?.text ?? "";
  const name = sha256(code);
  const digest = await memory.recall(`canonical ${minifierVersion()} ${name}`, () => canonicalDigest(code));
  const file = join(root, ".reprise", "bundles", `${name}.mjs`);
  if (!readOnly) await writeDurably(file, code);
  return {digest, file, packages: await packagesOf(Object.keys(built.metafile.inputs), root)};
}

const buildEntry = (entry: string, root: string, more: Pick<BuildOptions, "sourcemap" | "outfile"> = {}) => build({
  ...shared,
  ...more,
  entryPoints: [entry],
  absWorkingDir: root,
  plugins: [outside],
  supported: {...shared.supported, "import-meta": false},
});

/** The source map of a bundle, made again from its entry; undefined where that gives another bundle by now. */
export async function readSourceMap(entry: string, root: string, bundle: string): Promise<SourceMap | undefined> {
  const {outputFiles} = await buildEntry(entry, root, {sourcemap: "external", outfile: join(root, "bundle.mjs")}); // nothing is written: sources are named from there
  const [map, code] = [".mjs.map", ".mjs"].map((ending) => outputFiles.find(({path}) => path.endsWith(ending))?.text ?? "");
  return sha256(code ?? "") === bundle ? new SourceMap(JSON.parse(map ?? "{}") as SourceMapPayload) : undefined;
}

/** Where a module lies must not reach a run; packages see an empty `import.meta`. */
function refuseImportMeta(warnings: readonly Message[]): void {
  const place = warnings.find(({id, location}) => id === "empty-import-meta" && location?.file.includes("node_modules") === false)?.location;
  if (place != null) throw new UserError(`${place.file}:${place.line}: import.meta differs from machine to machine`, "declare files under data in experiment.ts");
}

/** What every bundle of ours shares: one ECMAScript module, `**` written as Math.pow so that it can be replaced. */
export const shared: BuildOptions & {readonly write: false; readonly metafile: true} = {
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2024",
  supported: {"exponent-operator": false},
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
  treeShaking: true,
};

/** The digest of code under canonical renaming, without comments, types and layout. Nothing is optimised away: a call without use is still a call. */
export async function canonicalDigest(code: string): Promise<string> {
  const {minify} = await import("oxc-minify");
  const {code: minified, errors} = await minify("bundle.mjs", code, {compress: false, mangle: {toplevel: true}, codegen: {removeWhitespace: true}, sourcemap: false});
  if (errors.length > 0) throw new Error(`minifying a bundle: ${errors[0]?.message}`);
  return sha256(minified);
}

const nameOf = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;

const outside: Plugin = {
  name: "outside",
  setup(builder) {
    builder.onResolve({filter: /^reprise(\/|$)/}, ({path, importer}) => path === "reprise" || path === "reprise/data" ? {path, external: true} : {
      errors: [{text: `${path} is imported by ${nameOf(importer)}, but it is no part of a run's key`}],
    });
    builder.onResolve({filter: /^@tensorflow\//}, ({path, importer}) => ({
      errors: [{text: `${path} is imported by ${nameOf(importer)}; take tf from the context instead: train = async ({tf}) => …`}],
    }));
    builder.onResolve({filter: /^node:/}, ({path}) => ({
      errors: [{text: `${path} is imported, but a run sees its declared data alone; declare files under data in experiment.ts`}],
    }));
  },
};

function asUserError(error: unknown, entry: string, root: string): unknown {
  const first = (error as Partial<BuildFailure>).errors?.[0];
  if (first === undefined) return error;
  const place = first.location === null ? relative(root, entry) : `${first.location.file}:${first.location.line}`;
  return new UserError(`${place}: ${first.text}`, "mend the import or the syntax there");
}
