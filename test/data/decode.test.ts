import {build} from "esbuild";
import {expect, test} from "vitest";
import {decodeData} from "../../src/data/decode.ts";
import {defineData} from "../../src/data/declaration.ts";
import type {DataFormat} from "../../src/data/declaration.ts";
import type {Table} from "../../src/data/table.ts";
import {UserError} from "../../src/errors.ts";
import {penguinsTable} from "./penguins-table.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function decode(text: string | Uint8Array, format: DataFormat): Table {
  const file = {sha256: "0".repeat(64), bytes: text.length, sources: [], format};
  const declaration = defineData({id: "sample", title: "", description: "", licence: "CC0-1.0", file});
  return decodeData(declaration, {file: typeof text === "string" ? bytes(text) : text}) as Table;
}

const csv = (more: object = {}): DataFormat => ({kind: "csv", header: true, ...more});

test("a CSV column whose cells are all decimal numbers or missing is one of numbers", () => {
  const table = decode("a,b,c\n1,x,-2.5e3\n,2,.5\n", csv());
  expect([...table.numbers("a")]).toEqual([1, NaN]);
  expect([...table.numbers("c")]).toEqual([-2500, 0.5]);
  expect(table.texts("b")).toEqual(["x", "2"]);
  expect(table.columns).toEqual(["a", "b", "c"]);
});

test("quotes, line ends, a byte order mark and columns named by numbers keep their cells and order", () => {
  const table = decode('\uFEFF10,"2",1\r\n"a ""b"", c",5,"line\nbreak"\r\n', csv());
  expect(table.columns).toEqual(["10", "2", "1"]);
  expect([table.texts("10"), table.texts("1")]).toEqual([["a \"b\", c"], ["line\nbreak"]]);
});

test("a CSV file without header takes its columns from the declaration, or numbers them", () => {
  expect([...decode("1;2\n3;4", {kind: "csv", header: false, columns: ["x", "y"], delimiter: ";"}).numbers("y")]).toEqual([2, 4]);
  expect(decode("1,2", {kind: "csv", header: false}).columns).toEqual(["column1", "column2"]);
});

test("declared texts stand for missing values", () => {
  expect([...decode("a\nNA\n4\n", csv({missing: ["NA"]})).numbers("a")]).toEqual([NaN, 4]);
  expect(decode('[{"s": "."}, {"s": "x"}]', {kind: "json-records", missing: ["."]}).texts("s")).toEqual([null, "x"]);
});

test("JSON records give a column per member; absent and null are missing", () => {
  const table = decode('[{"a": 1, "b": true}, {"b": null, "c": "x"}]', {kind: "json-records"});
  expect(table.columns).toEqual(["a", "b", "c"]);
  expect([...table.numbers("a")]).toEqual([1, NaN]);
  expect([table.texts("b"), table.texts("c")]).toEqual([["true", null], [null, "x"]]);
});

test("hexadecimal, Infinity and blanks are no numbers", () => {
  for (const cell of ["0x10", "Infinity", "1_000", " ", "1,5"]) expect(() => decode(`a\n1\n"${cell}"\n`, csv()).numbers("a")).toThrow(UserError);
});

test.each([
  ["1,2\n3\n", csv({columns: ["a", "b"], header: false}), "sample, row 2: expected 2 cells, got 1"],
  ["a,a\n1,2\n", csv(), 'sample, row 1: two columns are called "a"'],
  ["", csv(), "sample: expected rows, got an empty file"],
  ['a\n"x\n', csv(), /^sample: .*[Qq]uote/],
  ["{}", {kind: "json-records"}, "sample: expected a JSON array of objects, got an object"],
  ["[]", {kind: "json-records"}, "sample: expected a JSON array of objects, got an empty list"],
  ["[{", {kind: "json-records"}, "sample: expected JSON, got text that is none"],
  ["[{}, 3]", {kind: "json-records"}, "sample, row 2: expected an object, got 3"],
  ['[{"a": 1}, {"a": [1]}]', {kind: "json-records"}, 'sample, row 2, column "a": expected a finite number, a text or null, got a list'],
  ['[{"a": 1e999}]', {kind: "json-records"}, 'sample, row 1, column "a": expected a finite number, a text or null, got Infinity'],
  ['[{"a": 1}, {"a": null}, {"a": "x"}]', {kind: "json-records"}, 'sample, row 3, column "a": expected a number, as in the rows before, got "x"'],
  [Uint8Array.of(0x61, 0xff), csv(), "sample: expected text in UTF-8, got bytes that are none"],
] as const)("what is wrong in %j is told with file, row and column", (text, format, message) => {
  expect(() => decode(text as string, format as DataFormat)).toThrow(message);
});

test("a text where a number was asked for is told with its row in the file", () => {
  const table = decode("a\n\nq\n2\n", csv({missing: []}));
  expect(() => table.at([1, 0]).numbers("a")).toThrow('sample, row 2, column "a": expected a number, got "2"');
  expect(() => table.numbers("b")).toThrow('sample: there is no column "b"');
});

test("several files are a record of tables, and bytes stay bytes", () => {
  const file = {sha256: "0".repeat(64), bytes: 1, sources: []};
  const declaration = defineData({id: "two", title: "", description: "", licence: "CC0-1.0", files: {rows: {...file, format: {kind: "csv", header: true}}, raw: {...file, format: {kind: "bytes"}}}});
  const decoded = decodeData(declaration, {rows: bytes("a\n1\n"), raw: Uint8Array.of(7)}) as {rows: Table; raw: Uint8Array};
  expect([decoded.rows.rows, decoded.raw]).toEqual([1, Uint8Array.of(7)]);
});

test("rows of a table know their place in the file", () => {
  const table = decode("a\n5\n6\n7\n8\n", csv()).at([3, 1, 0]).at([2, 1]);
  expect([[...table.positions], [...table.numbers("a")]]).toEqual([[0, 1], [5, 6]]);
  expect(() => table.at([2])).toThrow(RangeError);
});

test("changing the numbers that a table gave does not change the table", () => {
  const table = decode("a\n5\n", csv());
  table.numbers("a")[0] = 0;
  expect([...table.numbers("a")]).toEqual([5]);
});

test("the penguins have 344 rows, two of them without measurements and eleven without sex", () => {
  const table = penguinsTable();
  const missing = (column: string): number => table.texts(column).filter((cell) => cell === null).length;
  expect([table.rows, missing("Body Mass (g)"), missing("Sex")]).toEqual([344, 2, 11]);
});

test("what experiments import from reprise/data bundles for browsers, without a module of Node", async () => {
  const bundle = await build({entryPoints: ["src/data/index.ts", "src/data/decode.ts"], bundle: true, format: "esm", platform: "browser", outdir: "out", write: false, logLevel: "silent"});
  expect(bundle.errors).toEqual([]);
});
