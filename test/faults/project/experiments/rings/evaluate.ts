import type {Evaluate} from "reprise";
import {accuracy, argmax} from "reprise/data";
import type experiment from "./experiment.ts";

export const evaluate: Evaluate<typeof experiment> = ({scores, truth}) => ({metrics: {accuracy: accuracy(Int32Array.from(truth!.values), argmax(scores!))}});
