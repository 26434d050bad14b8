import {powerSentence} from "./power.ts";
import {cameOut, wasMade, type Review, type ReviewTier} from "./record.ts";

/** What came of a review, a sentence each, for people. */
export function sentencesOf(review: Review): readonly string[] {
  return [...review.tiers.filter(({draw, tooLong, impossible}) => draw.length + tooLong.length + impossible.length > 0).map((tier) => tierSentence(review, tier)), ...smokeSentences(review), ...hermeticSentences(review), ...unplannedSentences(review), ...notRunSentences(review), ...notAskedSentences(review), toolkitSentence(review)];
}

const tierNames = {headline: "runs behind the paper's values and claims", others: "other runs"} as const;

/** `12 of 340 runs behind the paper's values and claims identical; had 20 % differed, 93 % chance of seeing one.` */
function tierSentence({runs, tiers}: Review, {name, draw, drawn, tooLong, impossible}: ReviewTier): string {
  const title = name === "others" && tiers.every((tier) => tier.name === "others" || tier.draw.length + tier.tooLong.length === 0) ? "runs" : tierNames[name];
  const own = new Set(draw);
  const made = runs.filter((run) => own.has(run.run) && wasMade(run));
  const count = (status: string): number => made.filter((run) => run.status === status).length;
  const parts = [["identical", "identical"], ["within-tolerance", "within tolerance"], ["differs", "differ"], ["failed", "failed"], ["new", "without a baseline"]]
    .flatMap(([status = "", words]) => (count(status) === 0 ? [] : [`${count(status)} ${words}`]));
  const [first = "0 made again", ...more] = parts.map((part, index) => (index === 0 ? part.replace(" ", ` of ${draw.length} ${title} `) : part));
  const sample = made.length > drawn && drawn < draw.length ? ` (${drawn} of them before one was passed over: the chance is theirs)` : "";
  const power = made.some((run) => !cameOut(run)) ? "" : `; ${impossible.length === 0 ? "" : "of these "}${powerSentence({population: draw.length, drawn})}`;
  const long = tooLong.length === 0 ? "" : ` ${tooLong.length} more would each take over a quarter of the budget and ${tooLong.length === 1 ? "was" : "were"} not in the draw.`;
  const off = runs.filter((run) => impossible.includes(run.run) && wasMade(run) && !cameOut(run)).length;
  const outside = impossible.length === 0 ? "" : ` ${impossible.length} more ${impossible.length === 1 ? "belongs" : "belong"} to experiments that cannot be run whole here and ${impossible.length === 1 ? "was" : "were"} not in the draw${off === 0 ? "" : `, ${off} of which did not come out`}.`;
  return `${parts.length === 0 ? `0 of ${draw.length} ${title} made again` : [first, ...more].join(", ")}${sample}${power}.${long}${outside}`;
}

function smokeSentences({smoke}: Review): readonly string[] {
  if (smoke.length === 0) return ["No experiment declares smoke parameters."];
  const works = smoke.filter(({status}) => status === "works").length;
  const others = smoke.filter(({status}) => status !== "works").map(({experiment, status, because}) => `${experiment} ${status === "failed" ? "fails" : "was not run"}${because === undefined ? "" : ` (${because})`}`);
  return [`Smoke: ${works} of ${smoke.length} experiments work with tiny parameters${others.length === 0 ? "" : `; ${others.join("; ")}`}.`];
}

/** Runs of native code and of external programs could have read what they do not declare. */
function hermeticSentences({experiments, runs}: Review): readonly string[] {
  const open = experiments.filter(({id, hermetic}) => !hermetic && runs.some((run) => wasMade(run) && run.run.startsWith(`${id}/`))).map(({id}) => id);
  return open.length === 0 ? [] : [`Not hermetic: ${open.join(", ")} could have read more than what they declare.`];
}

function unplannedSentences({runs}: Review): readonly string[] {
  const missing = runs.filter(({status}) => status === "missing").map(({run}) => run);
  return missing.length === 0 ? [] : [`${missing.length} ${missing.length === 1 ? "result stands" : "results stand"} behind no planned run: ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " …" : ""}.`];
}

/** Experiments that could not be run, with the reason. */
function notRunSentences({runs}: Review): readonly string[] {
  const reasons = new Map<string, Set<string>>();
  for (const run of runs) if (run.status === "not-run" && !ownReasons.has(run.because)) reasons.set(run.because, (reasons.get(run.because) ?? new Set()).add(run.run.split("/")[0] ?? ""));
  return [...reasons].map(([because, experiments]) => `Not run: ${[...experiments].join(", ")}: ${because}.`);
}

function notAskedSentences({runs}: Review): readonly string[] {
  const others = runs.filter((run) => run.status === "not-run" && run.because === leftOut.notAsked).map(({run}) => run.split("/")[0] ?? "");
  return others.length === 0 ? [] : [`Not asked for: ${[...new Set(others)].join(", ")}; with --all they are.`];
}

/** Why a run was not made, where the review itself left it out. */
export const leftOut = {budget: "the budget did not suffice", tooLong: "it would take more than a quarter of the budget", impossible: "another run of its experiment could not be made here", notAsked: "it was not asked for"} as const;

const ownReasons: ReadonlySet<string> = new Set(Object.values(leftOut));

/** Whose code made the runs, and how the project's own copy of it stands to that. */
function toolkitSentence({toolkit: {version, comparison}}: Review): string {
  switch (comparison.status) {
    case "same-place": return `Reviewed with the project's own copy of Reprise ${version}: nothing independent to compare it with.`;
    case "identical": return `Reviewed with a copy of Reprise ${version} from elsewhere; the project's own is the same, file for file.`;
    case "edited": return `Reviewed with a copy of Reprise ${version} from elsewhere; the project's own was edited (${comparison.files.slice(0, 3).join(", ")}${comparison.files.length > 3 ? ` and ${comparison.files.length - 3} more` : ""}) and had no part in it.`;
    case "other-version": return `Reviewed with Reprise ${version}; the project has ${comparison.version}, which had no part in it.`;
    case "incomparable": return `Reviewed with a copy of Reprise ${version} from elsewhere, which cannot be compared with the project's: ${comparison.because}.`;
    case "absent": return `Reviewed with Reprise ${version}; the project has no copy of its own.`;
  }
}
