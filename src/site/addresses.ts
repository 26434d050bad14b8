import type {Paper} from "../records/paper.ts";
import type {RunName} from "../results/names.ts";
import {runPath} from "../results/names.ts";

/** Where each page lies below the site's base: "" is the home page, every other address ends in "/". */
export const homeAddress = "";
export const experimentsAddress = "experiments/";
export const valuesAddress = "values/";
export const claimsAddress = "claims/";
export const checklistAddress = "checklist/";
export const reproduceAddress = "reproduce/";
export const verificationAddress = "verification/";
export const changesAddress = "changes/";
export const engineAddress = "engine/";

export const experimentAddress = (id: string): string => `experiments/${id}/`;
export const runAddress = (run: RunName): string => `experiments/${runPath(run)}/`;
export const runAddressOf = (path: string): string => `experiments/${path}/`;
export const valueAddress = (id: string): string => `values/${id}/`;
export const claimAddress = (id: string): string => `claims/${id}/`;
export const dataAddress = (id: string): string => `data/${id}/`;

/** The first paper is simply "the paper"; further ones carry their name. */
export const paperAddress = (paper: Pick<Paper, "name">, papers: readonly Pick<Paper, "name">[]): string =>
  papers[0]?.name === paper.name ? "paper/" : `paper/${paper.name}/`;

/** `penguins/mlp-f1` → `penguins-mlp-f1`: how figures and tables are called as files. */
export const fileStem = (id: string): string => id.replaceAll("/", "-");

/** Where a section of an experiment's page shows a figure or table. */
export const anchorOf = (id: string): string => fileStem(id).replaceAll(".", "-");
