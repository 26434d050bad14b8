import {readFileSync} from "node:fs";
import {penguins} from "../../experiments/penguins/data.ts";
import {decodeData} from "../../src/data/decode.ts";
import type {Table} from "../../src/data/table.ts";

/** The Palmer penguins, out of the locked npm package. */
export const penguinsTable = (): Table =>
  decodeData(penguins, {file: readFileSync("node_modules/vega-datasets/data/penguins.json")}) as Table;
