import type {Factors, Parameters} from "./result.ts";

/** One run's name: where its result lies and how people speak of it. */
export interface RunName {
  readonly experiment: string;
  readonly variant: string;
  readonly replicate: string;
}

/** `penguins/mlp/repeat-2.fold-4` */
export const runPath = (run: RunName): string => `${run.experiment}/${run.variant}/${run.replicate}`;

/** `penguins · mlp · repeat 2, fold 4` */
export const runTitle = (run: RunName): string =>
  `${run.experiment} · ${run.variant} · ${run.replicate.replaceAll(".", ", ").replaceAll("-", " ")}`;

/** {repeat: 2, fold: 4} → `repeat-2.fold-4`; without factors, `once`. Factors keep their declared order. */
export function replicateName(factors: Factors): string {
  const parts = Object.entries(factors).map(([factor, level]) => `${dashed(factor)}-${level}`);
  return parts.length === 0 ? "once" : parts.join(".");
}

/**
 * The slug of the varied parameters: text stands for itself, other values follow their name:
 * {model: "mlp", weightDecay: 1} → `mlp.weight-decay-1`; nothing varied, `default`.
 */
export function variantName(varied: Parameters): string {
  const parts = Object.entries(varied).map(([name, value]) =>
    typeof value === "string" ? dashed(value) : `${dashed(name)}-${dashed(String(value))}`);
  const whole = parts.filter((part) => part !== "").join(".");
  return whole === "" ? "default" : whole;
}

/** `weightDecay` → `weight-decay`; whatever is no letter, digit or dot becomes one dash. */
export function dashed(text: string): string {
  return text.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "");
}

/** Compares by UTF-16 code unit, the same on every machine and in every locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
