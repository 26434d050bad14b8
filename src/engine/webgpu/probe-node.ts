/** A process that asks for an adapter, says what it found, and ends. */
import {UserError} from "../../errors.ts";
import type {Availability} from "../availability.ts";
import {adapterFacts, chooseAdapter} from "./adapter.ts";
import {installDawn} from "./dawn-node.ts";

const driverMend = (platform: string): string =>
  (platform === "linux" ? "install the GPU's Vulkan driver and its loader (Debian: libvulkan1, and mesa-vulkan-drivers or NVIDIA's)" : "install the GPU's driver");

process.send!(await availability(), () => process.exit());

async function availability(): Promise<Availability> {
  try {
    const {graphics} = await installDawn(process.cwd(), process.env);
    const adapter = await chooseAdapter(navigator.gpu);
    if (adapter === null) return {available: false, because: `no adapter: no driver for ${graphics} gives one`, mend: driverMend(process.platform)};
    const {adapter: name = "a GPU", driver = "", kind} = adapterFacts(adapter);
    const found = `${name}${driver === "" ? "" : `, ${driver}`} (${graphics}${kind === undefined ? "" : `, ${kind}`})`;
    return {available: true, found, ...(kind === "software" ? {software: true} : {})};
  } catch (error) {
    if (error instanceof UserError) return {available: false, because: error.message, mend: error.mend};
    return {available: false, because: error instanceof Error ? error.message : String(error), mend: "mend the GPU's driver"};
  }
}
