import {join} from "node:path";
import {stripVTControlCharacters} from "node:util";
import {build} from "astro";
import {UserError} from "../errors.ts";
import {isThere} from "../store/is-there.ts";
import {reprise} from "./integration.ts";

/** What the parent asks of this process, in JSON as its only argument. */
interface Request {
  readonly root: string;
  readonly outDir: string;
  readonly base?: string;
  readonly site?: string;
}

/** Builds with the project's own `astro.config.mjs` where it has one, else with the integration alone. */
async function buildPages({root, ...settings}: Request): Promise<void> {
  const own = ["mjs", "js", "ts", "mts"].some((ending) => isThere(join(root, `astro.config.${ending}`)));
  await build({root, logLevel: "error", ...settings, ...(own ? {} : {configFile: false as const, integrations: [reprise()]})});
}

async function answer(): Promise<object> {
  try {
    await buildPages(JSON.parse(process.argv[2] ?? "{}") as Request);
    return {ok: true};
  } catch (error) {
    if (error instanceof UserError) return {message: error.message, mend: error.mend};
    return {message: stripVTControlCharacters(String(error)), detail: error instanceof Error ? stripVTControlCharacters(error.stack ?? "") : ""};
  }
}

/** Ends with its parent, whether that has its answer or was stopped before. */
process.on("disconnect", () => process.exit());
process.send?.(await answer(), () => process.disconnect?.());
