import {afterAll, beforeAll, expect, test} from "vitest";
import {textAttacks} from "./attack.ts";
import {openLaboratory, type Laboratory} from "./laboratory.ts";
import {applies, broken, measure, type MeasuredRow} from "./measure.ts";
import {harmless, lost, plants, sow} from "./planted.ts";
import {rows} from "./rows.ts";
import {attackTable} from "./table.ts";

let laboratory: Laboratory;

beforeAll(async () => { laboratory = await openLaboratory(); }, 300_000);
afterAll(() => laboratory.close());

const few = 6;
const measured: MeasuredRow[] = [];

test("whatever a detector promises to find, it finds", {timeout: 300_000}, async () => {
  for (const row of rows) measured.push(await measure(row, laboratory, few));
  expect(broken(measured)).toEqual([]);
});

test("every attack applies somewhere, and every whole-file attack where it is made", () => {
  const applied = new Set(measured.filter(applies).map(({attack}) => attack));
  expect(textAttacks.map(({name}) => name).filter((name) => !applied.has(name))).toEqual([]);
  const bytewise = new Set(textAttacks.map(({name}) => name));
  expect(measured.filter((row) => !bytewise.has(row.attack) && !applies(row) && Object.values(row.cells).some(({kind}) => kind === "measured")).map(({attack}) => attack)).toEqual([]);
});

test("the laboratory is as it was afterwards: nothing is found where nothing was changed", async () => {
  const untouched = rows.filter(({artefact, attack}) => !/signed, by|replayed/.test(artefact) && attack === "one bit flipped");
  for (const row of untouched) for (const detect of [row.rerun, row.digest, row.signature]) if (typeof detect === "function") expect(await detect(laboratory), row.artefact).toBe(false);
});

test("a detector that is blind is seen to be", async () => {
  const [row] = rows;
  const blind = await measure({...row!, rerun: async () => false}, laboratory, few);
  expect(broken([blind])).toEqual([expect.stringMatching(/^a result, one bit flipped, rerun: 0 of 6 found; missed: /)]);
});

test("the table names what no unsigned certificate can show", () => {
  expect(attackTable(measured.filter(applies))).toMatch(/not promised \((\w)\)[\s\S]*\(\1\) whoever holds an unsigned certificate could have written it/);
});

test("a planted dependence on the host is found, in a training and in a program, and Math.exp in a training is none", {timeout: 300_000}, async () => {
  const few = plants.filter(({dependence, where}) => (where === "train.ts" ? dependence === "clock" : dependence === "file order"));
  expect(few).toHaveLength(2);
  for (const plant of few) expect(lost([await sow(plant)])).toEqual([]);
  expect(await sow(harmless)).toEqual({plant: harmless, twice: false, lint: false});
});
