/** `digits/scores` → `tab:digits-scores`: the LaTeX label of a table and its id on a page. */
export const tableLabel = (id: string): string => `tab:${id.replaceAll("/", "-")}`;
