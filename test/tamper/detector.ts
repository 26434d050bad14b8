import {basename, join} from "node:path";
import {UserError} from "../../src/errors.ts";
import {readBaselineKeys} from "../../src/plan/keys-file.ts";
import {readBaseline, type Baseline} from "../../src/project/baseline.ts";
import {compareResults} from "../../src/results/compare.ts";
import {checkCertificate} from "../../src/review/check.ts";
import {digestFiles} from "../../src/review/digest-tree.ts";
import {openCheckpoints} from "../../src/run/checkpoints.ts";
import {readBundleTree} from "../../src/verify/read-tree.ts";
import {checkpointKey, type Laboratory} from "./laboratory.ts";

/** Whether something sees that the laboratory is not as it was. A refusal in words is a find; any other error is a defect. */
export type Detector = (laboratory: Laboratory) => Promise<boolean>;

const orRefused = (detect: Detector): Detector => async (laboratory) => {
  try {
    return await detect(laboratory);
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
};

/** `reprise verify`: what was computed elsewhere is compared with the results. */
export const rerun = orRefused(async ({root, fresh}) => differs(await readBaseline(root), fresh));

const differs = (baseline: Baseline, fresh: Baseline): boolean => baseline.size !== fresh.size || [...fresh].some(([path, result]) => {
  const expected = baseline.get(path);
  return expected === undefined || compareResults(expected, result, {promise: "bitwise", metrics: {}, spread: {}}).status !== "identical";
});

/** Reading the keys that results were accepted with, as `explain` and `diff` do. */
export const readingKeys = orRefused(async ({root, fresh}) => (await readBaselineKeys(root, fresh)).size === 0);

/** `reprise review --check`: the digests of a certificate, held against this checkout. */
export const certificateDigests = (certificate: (laboratory: Laboratory) => string): Detector => orRefused(async (laboratory) => {
  const {root, source, values, toolkit} = laboratory;
  const results = await digestFiles(root, ["provenance.jsonl", "results"]);
  return (await checkCertificate(join(root, certificate(laboratory)), {source: {...source, results}, values, toolkit}, undefined)).faults.length > 0;
});

/** `reprise review --check --key`: the signature, by the reviewer's public key, and nothing else. */
export const signature: Detector = orRefused(async ({root, source, values, toolkit, files}) =>
  (await checkCertificate(join(root, files.signed), {source, values, toolkit}, join(root, files.key))).faults.some(({kind}) => kind === "signature"));

const keyIn = (file: string): string => `${basename(join(file, ".."))}${basename(file, ".json")}`;

export const recalled = (shelf: "runs" | "trained", file: (laboratory: Laboratory) => string): Detector =>
  async (laboratory) => await laboratory.store.recall(shelf, keyIn(file(laboratory))) === undefined;

export const storedObject: Detector = async ({store, files}) => await store.get(keyIn(files.object)) === undefined;

export const storedCheckpoint: Detector = async ({store}) => await (await openCheckpoints(store, () => undefined)).read(checkpointKey) === undefined;

/** `reprise diff BUNDLE`: its seal, and then what it holds against what was computed elsewhere. */
export const bundleSeal = orRefused(async ({root, files}) => {
  await readBundleTree(join(root, files.bundle));
  return false;
});

export const bundleRerun = orRefused(async ({root, fresh, files}) => differs((await readBundleTree(join(root, files.bundle))).results, fresh));
