import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {
  checklistAddress, claimAddress, claimsAddress, dataAddress, engineAddress, experimentAddress, experimentsAddress, homeAddress, paperAddress,
  changesAddress, reproduceAddress, runAddressOf, valueAddress, valuesAddress, verificationAddress,
} from "./addresses.ts";
import type {SiteModel} from "./site-model.ts";
import {plannedPaths} from "./site-model.ts";

/**
 * Every page that the records ask for, as files of the site, sorted.
 * @throws UserError where a whole kind of page would be empty: then an earlier step lost its work.
 */
export function sitePlan({plan, report, papers, changes, benchmarks}: SiteModel): string[] {
  needSome("experiments", plan.experiments, "name one in reprise.config.ts");
  needSome("runs", plannedPaths(plan), "give an experiment at least one replicate");
  needSome("values", report.values, "show one in experiments/<name>/report.ts");
  const addresses = [
    homeAddress, experimentsAddress, valuesAddress, claimsAddress, checklistAddress, reproduceAddress, verificationAddress,
    ...plan.experiments.map(({id}) => experimentAddress(id)),
    ...plannedPaths(plan).map(runAddressOf),
    ...plan.data.map(({id}) => dataAddress(id)),
    ...report.values.map(({id}) => valueAddress(id)),
    ...report.claims.map(({id}) => claimAddress(id)),
    ...papers.map((paper) => paperAddress(paper, papers)),
    ...(changes.length === 0 ? [] : [changesAddress]),
    ...(benchmarks === null ? [] : [engineAddress]),
  ];
  return ["404.html", ...addresses.map((address) => `${address}index.html`)].sort(byCodeUnit);
}

function needSome(what: string, found: readonly unknown[], mend: string): void {
  if (found.length === 0) throw new UserError(`the site: expected ${what}, got none`, mend);
}
