import {mkdtemp, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {x} from "tinyexec";
import type {Order} from "./computation.ts";
import {servePage} from "./page-server.ts";
import type {Told} from "./platform-entry.ts";
import type {Platform, Presence} from "./platform.ts";
import {startGroup} from "./process-group.ts";

/** A browser that is started without a window, shown one page, and ended. */
export interface Browser {
  readonly name: string;
  readonly program: string;
  /** Where it is had from. */
  readonly mend: string;
  readonly parameters: (profile: string, address: string) => readonly string[];
  /** Files of a new profile. */
  readonly profile?: Readonly<Record<string, string>>;
}

export function browserPlatform(browser: Browser): Platform {
  return {
    name: browser.name,
    presence: () => presenceOf(browser),
    run: async (bundle, order, told) => {
      const profile = await mkdtemp(join(dirname(bundle), `${browser.name}-`));
      for (const [file, text] of Object.entries(browser.profile ?? {})) await writeFile(join(profile, file), text);
      await showPage(browser, profile, bundle, order, told);
    },
  };
}

async function presenceOf({program, mend}: Browser): Promise<Presence> {
  try {
    const {stdout} = await x(program, ["--version"], {throwOnError: true});
    return {here: true, version: `${stdout.trim().split(/ built| \(/)[0]!}, ${process.arch}`};
  } catch {
    return {here: false, because: `${program} is not here: ${mend}`};
  }
}

async function showPage(browser: Browser, profile: string, bundle: string, order: Order, told: (told: Told) => void): Promise<void> {
  const page = await servePage(bundle);
  const address = `${page.address}#${encodeURIComponent(JSON.stringify(order))}`;
  const group = startGroup(browser.program, browser.parameters(profile, address), {stdio: "ignore", env: {...process.env, HOME: profile}});
  try {
    await Promise.race([group.failure, page.finished((news) => (group.alive(), told(news)))]);
  } finally {
    await group.end();
    await page.close();
  }
}
