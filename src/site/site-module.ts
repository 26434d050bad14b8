const moduleId = "virtual:reprise/site";
const stylesId = "virtual:reprise/styles";

/** Files of this folder whose exports the pages use. */
const files = ["addresses", "content-security-policy", "engine-speed", "figure-data", "line-plot", "marks", "paper-use", "readable-number", "safe-html", "sentence", "site-model", "strip-plot", "value-text", "verification", "web-address"];

/** Which project, and where its site will be served: Astro settles that after the integration has spoken. */
interface Setting {
  readonly root: string;
  readonly base: () => string;
  readonly styles: readonly string[];
}

/**
 * The modules through which the pages get their project: `virtual:reprise/site` exports `site`, the model, `to`, which
 * puts an address under the site's base, and this folder's functions; `virtual:reprise/styles` loads the project's own CSS.
 * The folder's files stay outside of the bundle: they run as they are, compiled or not.
 */
export const siteModule = ({root, base, styles}: Setting) => ({
  name: "reprise:site-module",
  resolveId(id: string): {id: string; external?: boolean} | undefined {
    if (id === moduleId || id === stylesId) return {id: `\0${id}`};
    return isOurs(id) ? {id, external: true} : undefined;
  },
  load(id: string): string | undefined {
    if (id === `\0${stylesId}`) return styles.map((style) => `import ${JSON.stringify(style)};`).join("\n");
    return id === `\0${moduleId}` ? siteCode(root, base()) : undefined;
  },
});

const isOurs = (id: string): boolean => id.startsWith(new URL("..", import.meta.url).href);

/** `.ts` in the source, `.js` once compiled. */
const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
const addressOf = (file: string): string => JSON.stringify(new URL(`./${file}${ending}`, import.meta.url).href);

const siteCode = (root: string, base: string): string => `
import {readSite} from ${addressOf("site-model")};
import {safeHtml} from ${addressOf("safe-html")};
import {claimAddress, valueAddress} from ${addressOf("addresses")};
${files.map((file) => `export * from ${addressOf(file)};`).join("\n")}
export * from ${JSON.stringify(new URL(`../results/names${ending}`, import.meta.url).href)};
export * from ${JSON.stringify(new URL(`../records/difference-text${ending}`, import.meta.url).href)};
export * from ${JSON.stringify(new URL(`../records/parting-text${ending}`, import.meta.url).href)};
export const site = await readSite(${JSON.stringify(root)});
const base = ${JSON.stringify(base.replace(/\/?$/, "/"))};
export const to = (address) => base + address;
const values = new Set(site.report.values.map(({id}) => id));
const claims = new Set(site.report.claims.map(({id}) => id));
export const pageOf = (id) => values.has(id) ? to(valueAddress(id)) : claims.has(id) ? to(claimAddress(id)) : undefined;
export const markup = (html) => safeHtml(html, base, pageOf);
`;
