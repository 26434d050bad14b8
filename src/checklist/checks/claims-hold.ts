import {count, failed, notApplicable, notRun, verified, type Check} from "../check.ts";

export const claimsHold: Check = {
  id: "claims-hold",
  group: "claims",
  title: "Every claim holds on the committed results",
  description: "Each claim is a predicate over all replicates, with its statistical test; all of them are true of the results in this repository.",
  severity: "required",
  sources: ["NeurIPS 1", "AAAI 4.12", "REFORMS 7c"],
  ask: ({report}) => {
    if (report === null) return notRun("No report was computed.", [], "compute it with `reprise build`");
    if (report.claims.length === 0) return notApplicable("The reports make no claim.");
    const broken = report.claims.filter((claim) => !claim.holds);
    return broken.length === 0
      ? verified(report.claims.length === 1 ? "The one claim holds." : `All ${report.claims.length} claims hold.`, report.claims.map((claim) => ({text: `${claim.id}: ${claim.outcome}`})))
      : failed(`${broken.length} of ${count(report.claims.length, "claim")} no longer hold${broken.length === 1 ? "s" : ""}.`, broken.map((claim) => ({text: `${claim.id}, “${claim.sentence}”: ${claim.outcome}`})), "say in the paper what the results show, or find out why they changed with `reprise verify`");
  },
};
