/**
 * Where the site shows what the paper cites, relative to the site's address.
 * In HTML they follow `@base/`, which the site replaces by its base path.
 */
export const valueAddress = (id: string): string => `values/${id}/`;

export const claimAddress = (id: string): string => `claims/${id}/`;

/** The placeholder that begins every link from the paper's HTML into the site. */
export const base = "@base/";
