/** Tampers with everything that is stored or signed, plants what differs between hosts, and says what finds it: npm run test:tamper [-- --trials N]. Exit 1 where a promise is not kept. */
import {parseArgs} from "node:util";
import {openLaboratory} from "./laboratory.ts";
import {applies, broken, measure, type MeasuredRow} from "./measure.ts";
import {lost, plants, plantTable, sow, type Sown} from "./planted.ts";
import {rows} from "./rows.ts";
import {attackTable} from "./table.ts";

const {values} = parseArgs({options: {trials: {type: "string", default: "400"}}});
const laboratory = await openLaboratory();
const measured: MeasuredRow[] = [];
try {
  for (const row of rows) measured.push(await measure(row, laboratory, Number(values.trials)));
} finally {
  await laboratory.close();
}
const sown: Sown[] = [];
for (const plant of plants) sown.push(await sow(plant));
const faults = [...broken(measured), ...lost(sown)];
const tried = measured.flatMap(({cells}) => Object.values(cells)).reduce((sum, cell) => sum + (cell.kind === "measured" ? cell.tried : 0), 0);
console.log(`${attackTable(measured.filter(applies))}\n\n${plantTable(sown)}\n`);
for (const fault of faults) console.log(`  not kept: ${fault}`);
console.log(`  ${tried} changes and ${plants.length} planted dependences tried; ${faults.length === 0 ? "every one that a detector promises to find was found" : `${faults.length} promises not kept`}`);
process.exitCode = faults.length === 0 ? 0 : 1;
