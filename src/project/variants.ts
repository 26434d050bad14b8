import {dashed, replicateName, variantName} from "../results/names.ts";
import type {Factors, Parameter, Parameters} from "../results/result.ts";
import {UserError} from "../errors.ts";

export interface Variant {
  readonly name: string;
  readonly label: string;
  readonly parameters: Parameters;
}

export interface Replicate {
  readonly name: string;
  readonly factors: Factors;
}

/** The variants of a parameter space, named after the parameters that vary: the first ones that tell all points apart. */
export function variantsOf(points: readonly Parameters[], labels: Readonly<Record<string, string>>, where: string): readonly Variant[] {
  const naming = namingParameters(points);
  const variants = points.map((parameters) => {
    const varied = Object.fromEntries(naming.map((name) => [name, parameters[name] ?? null]));
    return {name: variantName(varied), label: labelOf(varied, labels), parameters};
  });
  const names = variants.map((variant) => variant.name);
  const twice = firstTwice(names);
  if (twice !== undefined) throw new UserError(`${where}: two variants are both called ${twice}`, "make their parameters differ, in more than upper case and punctuation");
  const long = names.find((name) => name.length > 80);
  if (long !== undefined) throw new UserError(`${where}: the name of variant ${long} has ${long.length} characters, at most 80 are possible`, "vary fewer parameters, or give shorter values");
  return variants;
}

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

/** Of the parameters that vary, as few as tell the points apart, taken in their order. */
function namingParameters(points: readonly Parameters[]): readonly string[] {
  const varied = [...new Set(points.flatMap(Object.keys))].filter((name) => new Set(points.map((point) => JSON.stringify(point[name]))).size > 1);
  for (let count = 1; count < varied.length; count += 1) {
    const few = varied.slice(0, count);
    if (new Set(points.map((point) => JSON.stringify(few.map((name) => point[name])))).size === points.length) return few;
  }
  return varied;
}

/** A label for people: `labels["model=mlp"]`, else the value itself, with its parameter's label where it is no text. */
function labelOf(varied: Parameters, labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(varied).map(([name, value]) => labels[`${name}=${String(value)}`] ?? plainLabel(name, value, labels));
  return parts.length === 0 ? "default" : parts.join(", ");
}

const plainLabel = (name: string, value: Parameter, labels: Readonly<Record<string, string>>): string =>
  typeof value === "string" ? value : `${labels[name] ?? dashed(name).replaceAll("-", " ")} ${String(value)}`;

/** Every combination of the factors' levels, counted from 1; the first factor changes slowest. */
export function replicatesOf(factors: Readonly<Record<string, number>>): readonly Replicate[] {
  const combinations = Object.entries(factors).reduce<readonly Factors[]>(
    (sofar, [factor, levels]) => sofar.flatMap((each) => Array.from({length: levels}, (_, level) => ({...each, [factor]: level + 1}))),
    [{}],
  );
  return combinations.map((each) => ({name: replicateName(each), factors: each}));
}
