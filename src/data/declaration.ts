import type {Table} from "./table.ts";

/** Where a file can be had: inside a locked npm package, at an address, or in the project itself. */
export type DataSource =
  | {readonly package: string; readonly path: string}
  | {readonly url: string}
  | {readonly file: string};

/** How bytes become rows. Declarative, so that it is part of the run key as it stands. */
export type DataFormat =
  | {readonly kind: "csv"; readonly header: boolean; readonly columns?: readonly string[]; readonly delimiter?: string; readonly missing?: readonly string[]}
  | {readonly kind: "json-records"; readonly missing?: readonly string[]}
  | {readonly kind: "bytes"};

export interface DataFile<F extends DataFormat = DataFormat> {
  /** SHA-256 in hexadecimal: what verifies every source. */
  readonly sha256: string;
  readonly bytes: number;
  readonly sources: readonly DataSource[];
  readonly format: F;
}

export interface DataCardFields {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** SPDX identifier, or the address of the terms. */
  readonly licence: string;
  /** Key of the data set's entry in the paper's bibliography. */
  readonly citation?: string;
  readonly doi?: string;
  readonly homepage?: string;
  readonly access?: "public" | "restricted";
  /** How much of the rows the site may show. Default `statistics`; of restricted data, `nothing`. */
  readonly publish?: "nothing" | "statistics" | "samples" | "all";
}

type Decoded<F> = F extends {readonly kind: "bytes"} ? Uint8Array : Table;

/** A data set of one file or of several; `Value` is what `train` and `evaluate` get. */
export interface DataDeclaration<Value = unknown> extends DataCardFields {
  readonly files: Readonly<Record<string, DataFile>>;
  /** True where `data.<name>` is the one file itself rather than a record of files. */
  readonly single: boolean;
  /** Never set: carries the type. */
  readonly value?: Value;
}

/** Declares a data set of one file. */
export function defineData<const F extends DataFormat>(declaration: DataCardFields & {readonly file: DataFile<F>}): DataDeclaration<Decoded<F>>;
/** Declares a data set of several files, such as one for training and one for test. */
export function defineData<const Files extends Readonly<Record<string, DataFile>>>(
  declaration: DataCardFields & {readonly files: Files},
): DataDeclaration<{readonly [Name in keyof Files]: Decoded<Files[Name]["format"]>}>;
export function defineData(declaration: DataCardFields & {readonly file?: DataFile; readonly files?: Readonly<Record<string, DataFile>>}): DataDeclaration {
  const {file, files, ...card} = declaration;
  return file === undefined ? {...card, files: files ?? {}, single: false} : {...card, files: {file}, single: true};
}
