/** A process that opens the engine of the given name (cuda or native), says what it found, and ends. */
import {basename} from "node:path";
import {UserError} from "../../errors.ts";
import type {Availability} from "../availability.ts";
import {findInstalled, type EngineLock} from "./installed-node.ts";
import {openNativeEngine} from "./open-node.ts";

process.send!(await availability(process.argv[2] === "cuda" ? "cuda" : "native"), () => process.exit());

async function availability(name: EngineLock["engine"]): Promise<Availability> {
  const installed = await findInstalled(name, process.cwd());
  const library = installed === undefined ? "" : `TensorFlow ${installed.lock.library.version} (${basename(installed.lock.library.from)})`;
  try {
    const {facts} = await openNativeEngine(name, process.cwd());
    return {available: true, found: [facts["device"], library].filter((part) => part !== undefined).join(", ")};
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const mend = error instanceof UserError ? error.mend : `npx reprise engine install ${name}`;
    return {available: false, because: installed === undefined ? because : `${library} is installed, but ${because}`, mend};
  }
}
