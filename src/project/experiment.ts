import type {DataDeclaration} from "../data/declaration.ts";
import type {Metric} from "../results/metric.ts";
import type {Parameter, Parameters} from "../results/result.ts";
import type {ExperimentTypes} from "../train/context.ts";

/** The points of an experiment's parameter space, and which parameters vary. */
export interface ParameterSpace<P = Parameters> {
  readonly points: readonly P[];
}

type Axes = Readonly<Record<string, Parameter | readonly Parameter[]>>;
type Point<A extends Axes> = {readonly [Name in keyof A]: A[Name] extends readonly (infer Value)[] ? Value : A[Name]};

/** Every combination: a list is an axis that varies, a single value is fixed. The first axis changes slowest. */
export function grid<const A extends Axes>(axes: A): ParameterSpace<Point<A>> {
  const names = Object.keys(axes);
  const points = names.reduce<readonly Record<string, Parameter>[]>((sofar, name) => {
    const axis = axes[name] as Parameter | readonly Parameter[];
    const values = Array.isArray(axis) ? axis as readonly Parameter[] : [axis as Parameter];
    return sofar.flatMap((point) => values.map((value) => ({...point, [name]: value})));
  }, [{}]);
  return {points: points as readonly Point<A>[]};
}

/** A list of points, for variants that differ in more than one parameter. */
export function points<const P extends Parameters>(list: readonly P[]): ParameterSpace<P> {
  return {points: list};
}

/** The same run of another experiment (same replicate), or a named variant of it. */
export interface InputReference {
  readonly from: string;
  readonly variant?: string;
}

/** `inputs: {model: from("pretrain")}` */
export const from = (experiment: string, variant?: string): InputReference => (variant === undefined ? {from: experiment} : {from: experiment, variant});

type ValueOf<D> = D extends DataDeclaration<infer Value> ? Value : never;

/** What `experiment.ts` declares; it computes nothing. */
export interface ExperimentDeclaration<P, D extends Readonly<Record<string, DataDeclaration>>, F extends string, I extends string> {
  /** `[a-z0-9-]`, the name of its folder. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly data?: D;
  readonly parameters: ParameterSpace<P>;
  /** What is repeated: {seed: 10}, {fold: 5, repeat: 5}; levels count from 1, every variant shares them. */
  readonly replicates?: Readonly<Record<F, number>>;
  readonly metrics: Readonly<Record<string, Omit<Metric, "split"> & {readonly split?: Metric["split"]}>>;
  readonly inputs?: Readonly<Record<I, InputReference>>;
  /** Labels for people of parameters and of their values: {model: "Model", "model=mlp": "MLP"}. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Parameters that make a run tiny, for tests; a smoke run never enters the baseline. */
  readonly smoke?: Partial<Record<keyof P, Parameter>>;
  /** The engine of the baseline; default `wasm`, and `external` for a command. */
  readonly engine?: "wasm" | "cpu" | "webgpu" | "cuda" | "native" | "external";
  /** An external program instead of `train`: `["python3", "fit.py"]`. Files of the experiment's folder that it names are part of its key. */
  readonly command?: readonly string[];
  /** More files that `command` reads, relative to the experiment's folder; part of its key. */
  readonly files?: readonly string[];
  /** The lock file of the program's packages, such as `uv.lock`, `requirements.txt` or `renv.lock`; part of its key. */
  readonly lock?: string;
  /** Tells the version of the program's interpreter, `["python3", "--version"]`; what it says is part of the key. */
  readonly version?: readonly string[];
  /** Seconds after which the program is ended; no part of the key. */
  readonly timeLimit?: number;
  /** Variables that `command` gets of its caller's environment, such as `["CUDA_VISIBLE_DEVICES"]`; of the others it knows PATH, HOME and TMPDIR alone. */
  readonly environment?: readonly string[];
  /** What an external program's results promise: every byte, or (the default) every metric within its tolerance. */
  readonly promise?: "bitwise" | "statistical";
  /** Computed elsewhere: there is nothing to run, `reprise import` takes the records. */
  readonly origin?: "imported";
  /** Where records name a parameter, factor or metric otherwise: {accuracy: "Acc. (test)", seed: "run"}. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A declared experiment; its types reach `Train<typeof experiment>`. */
export type Experiment<
  P = Parameters,
  D extends Readonly<Record<string, DataDeclaration>> = Readonly<Record<string, DataDeclaration>>,
  F extends string = string,
  I extends string = string,
> = ExperimentDeclaration<P, D, F, I> & ExperimentTypes<P, {readonly [Name in keyof D]: ValueOf<D[Name]>}, F, I>;

/** Declares an experiment: what is asked, on which data, with which parameters and how often. */
export function defineExperiment<
  const P,
  const D extends Readonly<Record<string, DataDeclaration>> = Readonly<Record<never, never>>,
  const F extends string = never,
  const I extends string = never,
>(declaration: ExperimentDeclaration<P, D, F, I>): Experiment<P, D, F, I> {
  return declaration;
}
