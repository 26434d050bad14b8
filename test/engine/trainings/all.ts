import {activation} from "./activation.ts";
import {attention} from "./attention.ts";
import {convolution} from "./convolution.ts";
import {dense} from "./dense.ts";
import {embedding} from "./embedding.ts";
import {loss} from "./loss.ts";
import {merging} from "./merging.ts";
import {model} from "./model.ts";
import {normalisation} from "./normalisation.ts";
import {operation} from "./operation.ts";
import {optimiser} from "./optimiser.ts";
import {pooling} from "./pooling.ts";
import {randomness} from "./randomness.ts";
import {recurrence} from "./recurrence.ts";
import {reshaping} from "./reshaping.ts";
import {specialValues} from "./special-values.ts";
import type {Training} from "./training.ts";

/** Every training whose bytes are compared between platforms. */
export const trainings: readonly Training[] = [
  ...dense, ...convolution, ...pooling, ...normalisation, ...activation, ...merging, ...reshaping, ...embedding, ...recurrence, ...attention, ...operation, ...randomness, ...loss, ...optimiser, ...specialValues, ...model,
];
