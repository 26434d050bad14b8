import {UserError} from "../../errors.ts";

/** The adapter that WebGPU holds to be the fastest: a discrete GPU before an integrated one, and that before software. */
export async function chooseAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  try {
    return await gpu.requestAdapter({powerPreference: "high-performance"});
  } catch (error) { // Dawn, asked for an adapter by a name that there is not, lists those that there are
    throw new UserError(`WebGPU gives no adapter: ${error instanceof Error ? error.message.trim().replaceAll(/\s+/g, " ") : String(error)}`, "set REPRISE_ADAPTER to one of these names, or unset it");
  }
}

/** What provenance keeps of an adapter. WebGPU gives what the driver tells and leaves the rest empty. */
export function adapterFacts({info}: GPUAdapter): Readonly<Record<string, string>> {
  const {vendor, architecture, device, description, isFallbackAdapter} = info;
  const named = {vendor, architecture, adapter: device, driver: description, ...(isFallbackAdapter ? {kind: "software"} : {})};
  return Object.fromEntries(Object.entries(named).filter(([, text]) => text !== ""));
}

/** Asks for a device with the adapter's own limits, not the small ones that WebGPU gives without asking. */
export async function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const limits = Object.fromEntries(askedLimits.map((name) => [name, adapter.limits[name]]));
  try {
    return await adapter.requestDevice({requiredLimits: limits});
  } catch (error) {
    throw new UserError(`The GPU refused a device: ${error instanceof Error ? error.message : String(error)}`, 'Close what else uses the GPU, or run with the engine "wasm".');
  }
}

const askedLimits = [
  "maxComputeWorkgroupStorageSize", "maxComputeWorkgroupsPerDimension", "maxStorageBufferBindingSize", "maxBufferSize", "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const satisfies readonly (keyof GPUSupportedLimits)[];
