import {fileURLToPath} from "node:url";
import type {AstroIntegration} from "astro";
import {copyDownloads} from "./downloads.ts";
import {siteModule} from "./site-module.ts";
import {readSite} from "./site-model.ts";
import {slimKatex} from "./slim-katex.ts";

export interface SiteOptions {
  /** CSS files loaded after the toolkit's own: set its custom properties (`--accent`, `--ground`, …) or anything else. */
  readonly styles?: readonly string[];
}

/** Pattern of each page's address, and the file in `pages/` that draws it. */
const pages: Readonly<Record<string, string>> = {
  "/": "home",
  "/404": "not-found",
  "/experiments": "experiments",
  "/experiments/[experiment]": "experiment",
  "/experiments/[experiment]/[variant]/[replicate]": "run",
  "/values": "values",
  "/values/[experiment]/[name]": "value",
  "/claims": "claims",
  "/claims/[experiment]/[name]": "claim",
  "/data/[data]": "data",
  "/paper/[...paper]": "paper",
  "/checklist": "checklist",
  "/reproduce": "reproduce",
  "/verification": "verification",
  "/changes/[...changes]": "changes",
  "/engine/[...engine]": "engine",
};

/** `.ts` in the source, `.js` once compiled. */
const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/**
 * Adds the pages of a project's results to an Astro site. `astro.config.mjs` needs no more than
 * `export default defineConfig({integrations: [reprise()]})`; pages of the project's own live beside them.
 */
export function reprise(options: SiteOptions = {}): AstroIntegration {
  let root = "";
  let base = "/";
  return {
    name: "reprise",
    hooks: {
      "astro:config:setup": ({config, injectRoute, injectScript, updateConfig}) => {
        root = fileURLToPath(config.root);
        for (const [pattern, page] of Object.entries(pages)) injectRoute({pattern, entrypoint: new URL(`./pages/${page}.astro`, import.meta.url), prerender: true});
        injectScript("page", `import ${JSON.stringify(fileURLToPath(new URL(`./browser/site${ending}`, import.meta.url)))};`);
        const styles = (options.styles ?? []).map((style) => fileURLToPath(new URL(style, config.root)));
        updateConfig(settings([siteModule({root, styles, base: () => base}), slimKatex]));
      },
      "astro:config:done": ({config}) => { base = config.base; },
      "astro:build:done": async ({dir}) => copyDownloads(await readSite(root), root, fileURLToPath(dir)),
    },
  };
}

export default reprise;

/** One page at a time and nothing inlined: the same bytes on every machine, and a policy without inline code. */
const settings = <P>(plugins: P[]) => ({
  trailingSlash: "always" as const,
  build: {format: "directory" as const, concurrency: 1, inlineStylesheets: "never" as const},
  devToolbar: {enabled: false},
  vite: {plugins, build: {assetsInlineLimit: 0, chunkSizeWarningLimit: 1000}},
});
