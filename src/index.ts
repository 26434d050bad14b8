/** What experiments and settings import from `reprise`. */
export {defineData} from "./data/declaration.ts";
export type {DataDeclaration, DataFile, DataFormat, DataSource} from "./data/declaration.ts";
export {defineExperiment, from, grid, points} from "./project/experiment.ts";
export type {Experiment} from "./project/experiment.ts";
export {defineProject} from "./project/settings.ts";
export type {Settings} from "./project/settings.ts";
export type {Evaluate, Evaluation, Predict, PredictContext, Predictions, Train, TrainContext, Trained} from "./train/context.ts";
