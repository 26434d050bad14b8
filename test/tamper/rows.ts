import {appendFile, mkdir, readFile, rename, rm, symlink, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {canonicalJson, prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import {sealedBundle, type BundleContent} from "../../src/verify/bundle-file.ts";
import {seal} from "../../src/store/store.ts";
import {sha256} from "../../src/store/digest.ts";
import {byteAttacks, textAttacks, type Attack} from "./attack.ts";
import {bundleRerun, bundleSeal, certificateDigests, readingKeys, recalled, rerun, signature, storedCheckpoint, storedObject, type Detector} from "./detector.ts";
import type {Laboratory} from "./laboratory.ts";

/** One change to the laboratory, and how it is taken back. */
export interface Trial {
  readonly what: string;
  apply(): Promise<void>;
  undo(): Promise<void>;
}

/** What a detector promises of an attack: to find it; why it does not; or nothing, since it never looks there. */
export type Cell = Detector | {readonly notPromised: string} | undefined;

export interface Row {
  readonly artefact: string;
  readonly attack: string;
  trials(laboratory: Laboratory, limit: number): AsyncIterable<Trial>;
  readonly rerun?: Cell;
  readonly digest?: Cell;
  readonly signature?: Cell;
}

type Place = (laboratory: Laboratory) => string;
type Cells = Pick<Row, "rerun" | "digest" | "signature">;

/** Every attack on the bytes of one file. */
const onBytes = (artefact: string, place: Place, attacks: readonly Attack[], cells: Cells): readonly Row[] => attacks.map((attack) => ({
  artefact, attack: attack.name, ...cells,
  async *trials(laboratory, limit) {
    const path = join(laboratory.root, place(laboratory));
    const bytes = await readFile(path);
    let number = 0;
    for (const changed of attack.variants(bytes, limit)) {
      number += 1;
      yield {what: `${attack.name}, ${number}`, apply: () => writeFile(path, changed), undo: () => replace(path, bytes)};
    }
  },
}));

/** A detector may have moved the file aside. */
async function replace(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, bytes);
}

type Act = (laboratory: Laboratory, path: (file: string) => string) => Promise<void>;

/** One change to whole files; what it touches is put back. */
const onFiles = (artefact: string, attack: string, touched: (laboratory: Laboratory) => readonly string[], act: Act, cells: Cells): Row => ({
  artefact, attack, ...cells,
  async *trials(laboratory) {
    const path = (file: string): string => join(laboratory.root, file);
    const before = new Map<string, Buffer | undefined>();
    for (const file of touched(laboratory)) before.set(file, await readFile(path(file)).catch(() => undefined));
    yield {
      what: attack,
      apply: () => act(laboratory, path),
      async undo() {
        for (const file of before.keys()) await rm(path(file), {recursive: true, force: true});
        for (const [file, bytes] of before) if (bytes !== undefined) await replace(path(file), bytes);
      },
    };
  },
});

const editJson = async (path: string, edit: (value: never) => void): Promise<void> => {
  const value = JSON.parse(await readFile(path, "utf8")) as never;
  edit(value);
  await writeFile(path, prettyCanonicalJson(value));
};

interface Named { experiment: string; variant: string; replicate: string; metrics: Record<string, number>; factors: Record<string, number> }

const plain = certificateDigests(({files}) => files.certificate);
const ofResults: Cells = {rerun, digest: plain};
const [result, other] = [({files}: Laboratory) => files.result, ({files}: Laboratory) => files.otherResult];
const both = (laboratory: Laboratory): readonly string[] => [result(laboratory), other(laboratory)];

const resultRows: readonly Row[] = [
  ...onBytes("a result", result, textAttacks, ofResults),
  onFiles("a result", "two files swapped", both, async (laboratory, path) => {
    await rename(path(result(laboratory)), path("results/aside"));
    await rename(path(other(laboratory)), path(result(laboratory)));
    await rename(path("results/aside"), path(other(laboratory)));
  }, ofResults),
  onFiles("a result", "two swapped, each under the other's name", both, async (laboratory, path) => {
    const [a, b] = await Promise.all(both(laboratory).map(async (file) => JSON.parse(await readFile(path(file), "utf8")) as Named & {parameters: object}));
    await writeFile(path(result(laboratory)), prettyCanonicalJson({...b, variant: a?.variant, parameters: a?.parameters}));
    await writeFile(path(other(laboratory)), prettyCanonicalJson({...a, variant: b?.variant, parameters: b?.parameters}));
  }, ofResults),
  onFiles("a result", "dropped", (laboratory) => [result(laboratory)], (laboratory, path) => rm(path(result(laboratory))), ofResults),
  onFiles("a result", "one added", () => ["results/line/fast/seed-3.json"], async (laboratory, path) => {
    const text = await readFile(path(result(laboratory)), "utf8");
    await writeFile(path("results/line/fast/seed-3.json"), text.replaceAll("seed-1", "seed-3").replace('"seed": 1', '"seed": 3'));
  }, ofResults),
  onFiles("a result", "a link to the same bytes", (laboratory) => [result(laboratory), "build/copy.json"], async (laboratory, path) => {
    await rename(path(result(laboratory)), path("build/copy.json"));
    await symlink(path("build/copy.json"), path(result(laboratory)));
  }, ofResults),
  onFiles("a result", "a folder that is a link", () => ["results/line/fast/seed-1.json", "results/line/fast/seed-2.json", "results/line/fast", "build/fast"], async (_, path) => {
    await rename(path("results/line/fast"), path("build/fast"));
    await symlink(path("build/fast"), path("results/line/fast"));
  }, ofResults),
  onFiles("a result", "a name that leads out", (laboratory) => [result(laboratory)], (laboratory, path) => editJson(path(result(laboratory)), (value: Named) => { value.variant = "../../../out"; }), ofResults),
  onFiles("a result", "a twin in other case", () => ["results/line/Fast/seed-1.json", "results/line/Fast"], async (laboratory, path) => {
    await mkdir(path("results/line/Fast"));
    await writeFile(path("results/line/Fast/seed-1.json"), (await readFile(path(result(laboratory)), "utf8")).replace('"variant": "fast"', '"variant": "Fast"'));
  }, ofResults),
  ...["NFC", "NFD"].map((form) => onFiles("a result", `a twin named in ${form}`, () => [`results/line/${"fäst".normalize(form)}/seed-1.json`, `results/line/${"fäst".normalize(form)}`], async (laboratory, path) => {
    await mkdir(path(`results/line/${"fäst".normalize(form)}`));
    await writeFile(path(`results/line/${"fäst".normalize(form)}/seed-1.json`), await readFile(path(result(laboratory))));
  }, ofResults)),
];

const asideOf = {notPromised: "keys and provenance are no results: nothing is computed from them"} as const;

const recordRows: readonly Row[] = [
  ...onBytes("the keys of results", ({files}) => files.keys, textAttacks, {rerun: asideOf, digest: plain}),
  onFiles("the keys of results", "dropped", ({files}) => [files.keys], ({files}, path) => rm(path(files.keys)), {rerun: asideOf, digest: plain}),
  ...onBytes("the keys of results, read", ({files}) => files.keys, textAttacks.filter(({name}) => ["a member twice", "line ends of Windows", "lines in another order", "the same in another notation", "cut short"].includes(name)), {digest: readingKeys}),
  ...onBytes("provenance", ({files}) => files.provenance, textAttacks, {rerun: asideOf, digest: plain}),
  onFiles("provenance", "dropped", ({files}) => [files.provenance], ({files}, path) => rm(path(files.provenance)), {rerun: asideOf, digest: plain}),
];

const cacheIsNoProof = {notPromised: "seals have no key: who can write into the store can seal anew; a review never reads what was cached"} as const;

const storeRows: readonly Row[] = [
  ...onBytes("a cached run", ({files}) => files.run, textAttacks, {digest: recalled("runs", ({files}) => files.run)}),
  ...onBytes("a cached training", ({files}) => files.trained, textAttacks, {digest: recalled("trained", ({files}) => files.trained)}),
  ...onBytes("stored weights", ({files}) => files.object, byteAttacks, {digest: storedObject}),
  ...onBytes("a checkpoint", ({files}) => files.checkpoint, byteAttacks, {digest: storedCheckpoint}),
  onFiles("a cached run", "under another run's key", ({files}) => [files.run], async ({root, files, store}, path) => {
    const key = "ab".repeat(32);
    await store.remember("runs", key, "{}");
    await writeFile(path(files.run), await readFile(join(root, ".reprise/store/runs/ab", `${key.slice(2)}.json`)));
  }, {digest: recalled("runs", ({files}) => files.run)}),
  onFiles("a cached run", "a link to other bytes", ({files}) => [files.run], async ({files}, path) => {
    await rm(path(files.run));
    await symlink(path(files.trained), path(files.run));
  }, {digest: recalled("runs", ({files}) => files.run)}),
  onFiles("a cached run", "another result, sealed anew", ({files}) => [files.run], async ({files}, path) => {
    const text = (await readFile(path(files.run), "utf8")).slice(65);
    const entry = JSON.parse(text) as {result: Named};
    entry.result.metrics["error"] = 0;
    const key = files.run.split("/").slice(-2).join("").replace(".json", "");
    const forged = canonicalJson(entry);
    await writeFile(path(files.run), `${seal("runs", key, forged)}\n${forged}`);
  }, {digest: cacheIsNoProof, rerun: async ({project, fresh}) => {
    const {out} = await project.reprise(["review", "--budget", "2m", "--json", "--out", "build/again"]);
    const {runs} = JSON.parse(out) as {readonly runs: readonly {readonly status: string}[]};
    return runs.length === fresh.size && runs.every(({status}) => status === "identical");
  }}),
];

const bundle = ({files}: Laboratory): string => files.bundle;

/** A bundle whose content was edited and sealed again, as anybody can. */
const resealed = (edit: (content: {files: Record<string, unknown>}) => void): Act => async ({files}, path) => {
  const {content} = JSON.parse(await readFile(path(files.bundle), "utf8")) as {content: BundleContent};
  edit(content as never);
  await writeFile(path(files.bundle), sealedBundle(content));
};

const sealIsNoSignature = {notPromised: "its seal has no key: who edits it can seal it anew"} as const;

const bundleRows: readonly Row[] = [
  ...onBytes("a bundle of results", bundle, textAttacks, {digest: bundleSeal, rerun: bundleRerun}),
  onFiles("a bundle of results", "a number, sealed anew", (laboratory) => [bundle(laboratory)], resealed(({files}) => { (files["results/line/fast/seed-1.json"] as Named).metrics["error"] = 0; }), {digest: sealIsNoSignature, rerun: bundleRerun}),
  onFiles("a bundle of results", "a file dropped, sealed anew", (laboratory) => [bundle(laboratory)], resealed(({files}) => { delete files["results/line/fast/seed-1.json"]; }), {digest: sealIsNoSignature, rerun: bundleRerun}),
  onFiles("a bundle of results", "a path that leads out", (laboratory) => [bundle(laboratory), "../reprise-out.json"], resealed(({files}) => { files["../../reprise-out.json"] = files["results/line/fast/seed-1.json"]; delete files["results/line/fast/seed-1.json"]; }), {digest: sealIsNoSignature, rerun: bundleRerun}),
];

interface Unsigned { digest: string; statements: [{predicate: Record<string, unknown>; subject: {name: string; digest: Record<string, string>}[]}, {predicate: Record<string, unknown>}] }
const reviewOf = ({statements: [first]}: Unsigned): Record<string, unknown> => Object.entries(first.predicate).find(([name]) => name.startsWith("https:"))?.[1] as Record<string, unknown>;

/** An unsigned certificate, edited and given the digest of what it says now. */
const forgedCertificate = (name: string, edit: (certificate: Unsigned) => void, cells: Cells): Row =>
  onFiles("a certificate, unsigned", name, ({files}) => [files.certificate], ({files}, path) => editJson(path(files.certificate), (certificate: Unsigned) => {
    edit(certificate);
    certificate.digest = sha256(canonicalJson(certificate.statements));
  }), cells);

const unsignedShowsNothing = {notPromised: "whoever holds an unsigned certificate could have written it: --check calls it unauthenticated"} as const;

const layout = {notPromised: "a signature covers what is said; the file around it is held to canonical JSON"} as const;

const replayed = (attack: string, touched: (laboratory: Laboratory) => readonly string[], act: Act): Row => onFiles("a certificate, replayed", attack, touched, act, {digest: plain, signature: {notPromised: "the signature is good: what it signs is about something else, which digests show"}});

const certificateRows: readonly Row[] = [
  ...onBytes("a certificate, unsigned", ({files}) => files.certificate, textAttacks, {digest: plain}),
  forgedCertificate("a verdict", (each) => { (reviewOf(each)["runs"] as {status: string}[])[0]!.status = "differs"; }, {digest: plain}),
  forgedCertificate("a property", ({statements: [, svr]}) => { (svr.predicate["properties"] as string[]).push("REPRISE_TOOLKIT_INDEPENDENT"); }, {digest: plain}),
  forgedCertificate("a run left out", (each) => { (reviewOf(each)["runs"] as unknown[]).pop(); }, {digest: plain}),
  forgedCertificate("another nonce", (each) => { reviewOf(each)["nonce"] = {text: "a luckier one", by: "reviewer"}; }, {digest: plain}),
  forgedCertificate("a result's digest", ({statements}) => { for (const each of statements as {subject: {name: string; digest: Record<string, string>}[]}[]) each.subject.at(-1)!.digest["sha256"] = "0".repeat(64); }, {digest: plain}),
  forgedCertificate("who reviewed, and when", (each) => { reviewOf(each)["reviewer"] = "Somebody else"; reviewOf(each)["machine"] = {...reviewOf(each)["machine"] as object, cpu: "an abacus"}; }, {digest: unsignedShowsNothing}),
  ...onBytes("a certificate, signed", ({files}) => files.signed, textAttacks.slice(0, 1), {digest: certificateDigests(({files}) => files.signed), signature}),
  ...onBytes("a certificate, signed", ({files}) => files.signed, textAttacks.slice(1), {digest: certificateDigests(({files}) => files.signed), signature: layout}),
  onFiles("a certificate, signed", "by another key", ({files}) => [files.signed], async ({files}, path) => writeFile(path(files.signed), await readFile(path(files.otherSigned))), {digest: {notPromised: "it is one whole with itself: whose it is, the key shows"}, signature}),
  onFiles("a certificate, signed", "the signatures of another one", ({files}) => [files.signed], async ({files}, path) => {
    const forged = JSON.parse(await readFile(path(files.otherSigned), "utf8")) as {envelopes: {signatures: unknown}[]};
    await editJson(path(files.signed), (each: {envelopes: {signatures: unknown}[]}) => each.envelopes.forEach((envelope, index) => { envelope.signatures = forged.envelopes[index]?.signatures; }));
  }, {digest: certificateDigests(({files}) => files.signed), signature}),
  onFiles("a certificate, signed", "its two statements swapped", ({files}) => [files.signed], ({files}, path) => editJson(path(files.signed), (each: {envelopes: unknown[]}) => { each.envelopes.reverse(); }), {digest: certificateDigests(({files}) => files.signed), signature}),
  onFiles("a certificate, signed", "the signature taken off", ({files}) => [files.signed], async ({files}, path) => writeFile(path(files.signed), await readFile(path(files.certificate))), {digest: unsignedShowsNothing, signature}),
  replayed("of another commit", ({files}) => [files.certificate], async ({files}, path) => writeFile(path(files.certificate), await readFile(path(files.otherCertificate)))),
  replayed("for other results", ({files}) => [files.result], ({files}, path) => editJson(path(files.result), (value: Named) => { value.metrics["error"] = 0; })),
  replayed("for a paper that names another value", ({files}) => [files.paper], ({files}, path) => appendFile(path(files.paper), "\\result{line/another}\n")),
  replayed("for a paper that no longer names a value", ({files}) => [files.paper], ({files}, path) => writeFile(path(files.paper), "No error.\n")),
];

export const rows: readonly Row[] = [...resultRows, ...recordRows, ...storeRows, ...bundleRows, ...certificateRows];
