import {nearest} from "../results/nearest.ts";
import {UserError} from "../errors.ts";
import {settingsFile} from "../project/find-project.ts";
import type {Project, ProjectExperiment} from "../project/project.ts";
import type {Factors} from "../results/result.ts";

/** What is asked for at the command line. */
export interface Selection {
  /** Every group, not `main` alone. */
  readonly all?: boolean;
  readonly experiments?: readonly string[];
  /** Experiments besides those of the group, such as those without a baseline. */
  readonly besides?: readonly string[];
  /** Only the first levels of each experiment's first factor (its seeds, splits or repeats). */
  readonly seeds?: number;
}

/** The experiments that are asked for, in the project's order; an unknown name is told with the nearest ones. */
export function selectExperiments(project: Pick<Project, "experiments">, selection: Selection): readonly ProjectExperiment[] {
  const asked = selection.experiments ?? [];
  for (const name of asked) {
    if (!project.experiments.some((each) => each.id === name)) {
      const known = project.experiments.map((each) => each.id);
      throw new UserError(`no experiment is called ${name}`, `did you mean ${nearest(name, known).join(" or ")}? All: ${known.join(", ")}`);
    }
  }
  if (asked.length > 0) return project.experiments.filter((each) => asked.includes(each.id));
  const besides = selection.besides ?? [];
  const selected = selection.all === true ? project.experiments : project.experiments.filter((each) => each.group === "main" || besides.includes(each.id));
  if (selected.length === 0) throw new UserError(`there is nothing to run: ${selection.all === true ? "no group" : "the group main"} lists ${selection.all === true ? "an" : "no"} experiment`, `list one under groups in ${settingsFile}`);
  return selected;
}

/** Whether a replicate is asked for: its first factor's level is within the limit. */
export function selectsReplicate(factors: Factors, selection: Selection): boolean {
  const first = Object.values(factors)[0];
  return selection.seeds === undefined || first === undefined || first <= selection.seeds;
}
