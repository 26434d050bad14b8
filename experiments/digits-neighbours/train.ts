import type {Train} from "reprise";
import {classes, numericArray} from "reprise/data";
import type {Table} from "reprise/data";
import {pixels} from "../digits/pixels.ts";
import type experiment from "./experiment.ts";
import {nearestClasses} from "./neighbours.ts";
import type {Points} from "./neighbours.ts";

/** Nothing is trained: the training file is the model. */
export const train: Train<typeof experiment> = ({parameters, data}) => {
  const {training, test} = data.digits;
  const labels = classes(training, "digit").labels(training).values;
  return {predictions: numericArray([test.rows], nearestClasses(points(test), points(training), labels, parameters.k))};
};

function points(table: Table): Points {
  const columns = pixels.map((pixel) => table.numbers(pixel));
  const values = new Int32Array(table.rows * columns.length);
  columns.forEach((column, index) => column.forEach((ink, row) => { values[row * columns.length + index] = ink; }));
  return {width: columns.length, values};
}
