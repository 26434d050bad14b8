import {expect, test} from "vitest";
import {harm, kinds, suffer, sweepOf} from "./call-sweep.ts";
import {careless, operations} from "./operations.ts";

/** `npm run test:faults` tries every call with every fault; here each call has its turn with one of them, every third call at a time. */
test.for(Object.keys(operations).map((name, number) => ({name, number})))("$name: whichever file call fails, or is the last before a kill or a loss of power, the state is old or new", {timeout: 300_000}, async ({name, number}) => {
  const {calls, trials} = await sweepOf(name, operations[name]!);
  expect(calls).toBeGreaterThan(5);
  for (const {at, kind} of trials.filter((trial) => trial.at % 3 === number % 3 && kinds.indexOf(trial.kind) === (trial.at + number) % kinds.length)) {
    expect(await harm(operations[name]!, await suffer(name, operations[name]!, at, kind), kind)).toEqual([]);
  }
});

test.for(Object.keys(careless))("it is found what a change loses that is made %s", {timeout: 300_000}, async (name) => {
  const operation = careless[name]!;
  const {trials} = await sweepOf(name, operation);
  for (const {at, kind} of trials.filter((trial) => operation.finds.source.startsWith(`${trial.kind} `)).reverse()) {
    const found = await harm(operation, await suffer(name, operation, at, kind), kind);
    if (found.some((each) => operation.finds.test(each))) return;
  }
  throw new Error(`nothing was found of ${operation.finds}`);
});
