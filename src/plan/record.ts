import {promiseOf} from "../engine/descriptions.ts";
import {basename} from "node:path";
import type {DataDeclaration, DataSource} from "../data/declaration.ts";
import {UserError} from "../errors.ts";
import type {Project, ProjectExperiment} from "../project/project.ts";
import type {DataCard, Plan, PlannedExperiment} from "../records/plan.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Parameter} from "../results/result.ts";
import type {RunTask} from "./tasks.ts";

/** The plan record: everything the project asks for, as the later steps read it. */
export function planRecord(project: Project, tasks: readonly RunTask[]): Plan {
  const {settings, citation} = project;
  return {
    format: "reprise.plan/1",
    project: {
      title: settings.title,
      authors: [...settings.authors],
      abstract: settings.abstract,
      ...(settings.repository === undefined ? {} : {repository: settings.repository}),
      ...(settings.site === undefined ? {} : {site: settings.site}),
      licence: settings.licence,
      version: citation.version,
      sourceDateEpoch: citation.sourceDateEpoch,
    },
    experiments: project.experiments.map((experiment) => plannedExperiment(experiment, tasks.filter((task) => task.experiment === experiment))),
    data: dataCards(project),
  };
}

function plannedExperiment(experiment: ProjectExperiment, tasks: readonly RunTask[]): PlannedExperiment {
  return {
    id: experiment.id,
    title: experiment.title,
    question: experiment.question,
    group: experiment.group,
    engine: experiment.engine,
    promise: experiment.promise ?? promiseOf(experiment.engine),
    origin: experiment.origin,
    parameters: parameterTable(experiment),
    replicates: {...experiment.factors},
    metrics: {...experiment.metrics},
    data: Object.values(experiment.data).map((declaration) => declaration.id),
    inputs: Object.fromEntries(Object.entries(experiment.inputs).map(([name, {from}]) => [name, from])),
    variants: experiment.variants.map((variant) => ({name: variant.name, label: variant.label, parameters: {...variant.parameters}})),
    runs: tasks.map((task) => ({variant: task.variant.name, replicate: task.replicate.name, factors: {...task.replicate.factors}, key: task.key})),
    files: [...experiment.files],
  };
}

/** Each parameter with the values it takes, in the order of the variants. */
function parameterTable(experiment: ProjectExperiment): PlannedExperiment["parameters"] {
  const names = [...new Set(experiment.variants.flatMap((variant) => Object.keys(variant.parameters)))];
  return names.map((name) => ({
    name,
    values: [...new Set<Parameter>(experiment.variants.filter((variant) => name in variant.parameters).map((variant) => variant.parameters[name] ?? null))],
    ...(experiment.labels[name] === undefined ? {} : {label: experiment.labels[name]}),
  }));
}

function dataCards(project: Project): DataCard[] {
  const cards = new Map<string, DataCard>();
  for (const declaration of project.experiments.flatMap((experiment) => Object.values(experiment.data))) {
    const card = dataCardOf(declaration);
    const other = cards.get(card.id);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(card)) throw new UserError(`two data sets are both called ${card.id}`, "declare it once and import it from both experiments");
    cards.set(card.id, card);
  }
  return [...cards.values()].sort((a, b) => byCodeUnit(a.id, b.id));
}

function dataCardOf(declaration: DataDeclaration): DataCard {
  const {id, title, description, licence, citation, doi, homepage, access = "public"} = declaration;
  return {
    id, title, description, licence, access,
    publish: declaration.publish ?? (access === "restricted" ? "nothing" : "statistics"),
    ...(citation === undefined ? {} : {citation}),
    ...(doi === undefined ? {} : {doi}),
    ...(homepage === undefined ? {} : {homepage}),
    files: Object.entries(declaration.files).map(([name, file]) => ({name: declaration.single ? basename(sourceText(file.sources[0])) : name, sha256: file.sha256, bytes: file.bytes, sources: file.sources.map(sourceText)})),
  };
}

/** A source for people: an address, `npm:package/path`, or a path of the project. */
const sourceText = (source: DataSource | undefined): string =>
  source === undefined ? "" : "url" in source ? source.url : "package" in source ? `npm:${source.package}/${source.path}` : source.file;
