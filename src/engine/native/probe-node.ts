/** A process that opens the engine of the given name (cuda or native), says what it found, and ends. */
import {UserError} from "../../errors.ts";
import type {Availability} from "../availability.ts";
import {openNativeEngine} from "./open-node.ts";

process.send!(await availability(process.argv[2] === "cuda" ? "cuda" : "native"), () => process.exit());

async function availability(name: "cuda" | "native"): Promise<Availability> {
  try {
    const {facts} = await openNativeEngine(name, process.cwd());
    return {available: true, found: name === "cuda" ? `${facts["device"]}, driver ${facts["driver"]}, TensorFlow ${facts["libtensorflow"]}` : `TensorFlow ${facts["libtensorflow"]}`};
  } catch (error) {
    if (error instanceof UserError) return {available: false, because: error.message, mend: error.mend};
    return {available: false, because: error instanceof Error ? error.message : String(error), mend: `npx reprise engine install ${name}`};
  }
}
