import {createInterface} from "node:readline/promises";
import {x} from "tinyexec";
import type {Order} from "./computation.ts";
import type {Sent, Told} from "./platform-entry.ts";
import type {Platform, Presence} from "./platform.ts";
import {startGroup} from "./process-group.ts";

/** How to start a Node: the program, what stands before the module's path, and its environment. */
export interface NodeCommand {
  readonly program: string;
  readonly before: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Node as a platform. `find` gives how to start it, or what is missing. */
export function nodePlatform(name: string, find: () => Promise<NodeCommand | string>): Platform {
  return {
    name,
    presence: async () => presenceOf(await find()),
    run: async (bundle, order, told) => runIn((await find()) as NodeCommand, bundle, order, told),
  };
}

async function presenceOf(found: NodeCommand | string): Promise<Presence> {
  if (typeof found === "string") return {here: false, because: found};
  try {
    const {stdout} = await x(found.program, [...found.before, "--print", "`Node ${process.versions.node}, ${process.arch}`"], {throwOnError: true, nodeOptions: {env: {...found.environment}}});
    return {here: true, version: stdout.trim()};
  } catch (error) {
    return {here: false, because: `${found.program} does not run: ${(error as Error).message}`};
  }
}

async function runIn({program, before, environment}: NodeCommand, bundle: string, order: Order, told: (told: Told) => void): Promise<void> {
  const group = startGroup(program, [...before, bundle, JSON.stringify(order)], {stdio: ["ignore", "pipe", "inherit"], env: {...environment}});
  const finished = (async () => {
    for await (const line of createInterface({input: group.child.stdout!})) {
      group.alive();
      const sent = JSON.parse(line) as Sent;
      if ("finished" in sent) return;
      if ("failed" in sent) throw new Error(sent.failed);
      told(sent);
    }
    return group.failure;
  })();
  try {
    await Promise.race([finished, group.failure]);
  } finally {
    await group.end();
  }
}
