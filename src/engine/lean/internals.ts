import type {Tensor, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";

/** A kernel as the wasm engine's registry holds it. */
export type LeanKernel = (inputs: Readonly<Record<string, TensorInfo>>, attributes: Readonly<Record<string, unknown>>) => TensorInfo | TensorInfo[];

/** What TensorFlow.js notes of a tensor's data. */
export interface DataNote {
  readonly backend: {incRef(id: object): void};
  readonly bytes: number;
}

export interface Scope {
  readonly id: number;
  readonly name: string;
  readonly track: Tensor[];
}

/** One step of the forward pass: dy of its outputs in, gradients by its inputs out, each computed when called. */
export interface TapeNode {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved: readonly {dispose(): void}[];
  readonly gradient?: (dys: (Tensor | null)[]) => Readonly<Record<string, () => Tensor>>;
}

/** The parts of TensorFlow.js's engine (4.22) that its published types leave out and the lean step replaces or uses. */
export interface Internals {
  readonly state: {
    gradientDepth: number;
    kernelDepth: number;
    nextScopeId: number;
    profiling: boolean;
    activeTape: TapeNode[] | null;
    activeScope: Scope | null;
    readonly scopeStack: Scope[];
    tensorInfo: {has(id: object): boolean; get(id: object): DataNote | undefined; set(id: object, note: DataNote): unknown; delete(id: object): boolean};
  };
  readonly backendName: string;
  runKernel(name: string, inputs: Readonly<Record<string, TensorInfo>>, attributes?: Readonly<Record<string, unknown>>): unknown;
  gradients(f: () => Tensor, xs: Tensor[], dy?: Tensor, allowNoGradients?: boolean): {value: Tensor; grads: (Tensor | undefined)[]};
  startScope(name?: string): void;
  endScope(result?: unknown): void;
  startTape(): void;
  endTape(): void;
  track(tensor: Tensor): Tensor;
  keep(tensor: Tensor): Tensor;
  clone(tensor: Tensor): Tensor;
  makeTensorFromTensorInfo(info: TensorInfo, backend?: unknown): Tensor;
  getTensorsForGradient(name: string, inputs: unknown, outputs: readonly Tensor[]): readonly Tensor[];
  addTapeNode(name: string, inputs: unknown, outputs: readonly Tensor[], gradient: null, saved: readonly unknown[], attributes: unknown): void;
}

export const internalsOf = (tf: TensorFlow): Internals => tf.engine() as unknown as Internals;
