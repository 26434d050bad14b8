import * as core from "@tensorflow/tfjs-core";
import type {NamedAttrMap, NamedTensorMap, Tensor} from "@tensorflow/tfjs-core";

type Gradients = Readonly<Record<string, () => Tensor>>;

/** Numbers of a kernel besides its tensors. */
export type Attributes = Readonly<Record<string, number | boolean | readonly number[]>>;

/**
 * Whether a fused kernel is to be used: the engine has it, and no gradient of a gradient is being taken, since our kernels have first derivatives alone.
 * Who asks composes the operation from TensorFlow.js's where the answer is no.
 */
export function hasKernel(name: string): boolean {
  return core.engine().state.gradientDepth < 2 && core.getKernel(name, core.getBackend()) !== undefined;
}

/** Whether what is computed now is to be differentiated in its turn. */
export const isRecorded = (): boolean => core.engine().state.gradientDepth > 0;

export const runKernel = (name: string, inputs: NamedTensorMap, attributes: Attributes = {}): Tensor =>
  core.engine().runKernel(name, inputs, attributes as unknown as NamedAttrMap) as Tensor;

export const runKernels = (name: string, inputs: NamedTensorMap, attributes: Attributes = {}): readonly Tensor[] =>
  core.engine().runKernel(name, inputs, attributes as unknown as NamedAttrMap) as Tensor[];

/** What a kernel needs of its forward computation for its gradients. */
interface GradientRule {
  readonly kernel: string;
  readonly saves: readonly string[];
  /** By outputs, in order, which are needed too. */
  readonly savesOutputs?: readonly boolean[];
  readonly gradients: (dy: readonly Tensor[], saved: readonly Tensor[], attributes: Attributes) => Gradients;
}

/** Tells TensorFlow.js a kernel's gradients; each is computed only where it is asked for. */
export function registerGradient({kernel, saves, savesOutputs = [], gradients}: GradientRule): void {
  core.registerGradient({
    kernelName: kernel,
    inputsToSave: [...saves],
    outputsToSave: [...savesOutputs],
    gradFunc: (dy, saved, attributes) => ({...gradients([dy].flat(), saved, attributes as unknown as Attributes)}),
  });
}
