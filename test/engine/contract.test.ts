import {expect, test} from "vitest";
import {lookForEngines} from "../../src/engine/look-node.ts";
import {openEngine} from "../../src/engine/node.ts";
import {contract, contractors, fulfilments, losses, tolerance, type Fulfilment} from "./contract.ts";

const engines = new Map((await lookForEngines(process.cwd())).map((engine) => [engine.name, engine]));
const minutes = 60_000;

test.for(contractors)("every layer, loss, optimiser and operation trains on %s as on wasm, or is refused in words", {timeout: 10 * minutes}, async (name, {skip}) => {
  const engine = engines.get(name);
  if (engine === undefined || !engine.available) return skip(`${name} is not run: ${engine?.because}`);
  expect(await broken(name)).toEqual([]);
});

async function broken(name: (typeof contractors)[number]): Promise<readonly Fulfilment[]> {
  const expected = await losses(await openEngine("wasm"), 4);
  const all: Fulfilment[] = [];
  for await (const fulfilment of fulfilments(await openEngine(name), expected, 4)) all.push(fulfilment);
  return all.filter(({status}) => status === "broken");
}

test("a loss that strays further than the tolerance breaks the contract, and so does a training that throws", async () => {
  const wasm = await openEngine("wasm");
  const [one] = contract;
  const expected = await losses(wasm, 2, [one!]);
  const held = async (moved: number, training = one!): Promise<string | undefined> => {
    const moves = new Map([[one!.title, expected.get(one!.title)!.map((loss) => loss * (1 + moved))]]);
    for await (const {status} of fulfilments(wasm, moves, 2, [training])) return status;
    return undefined;
  };
  expect(await held(0)).toBe("kept");
  expect(await held(2 * tolerance)).toBe("broken");
  expect(await held(Number.NaN)).toBe("broken");
  expect(await held(0, {...one!, start: () => { throw new Error("no such kernel"); }})).toBe("broken");
});
