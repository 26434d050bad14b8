import {expect, test} from "vitest";
import {measurements} from "../../experiments/penguins/measurements.ts";
import {impute, oneHot, scale, standardise, tableOf, trainingTable} from "../../src/data/index.ts";
import type {Table} from "../../src/data/index.ts";
import {UserError} from "../../src/errors.ts";
import {penguinsTable} from "./penguins-table.ts";

const rowsFrom = (table: Table, start: number, end: number): Table => table.at(Array.from({length: end - start}, (_, row) => start + row));

test("medians, means and standard deviations are those of scikit-learn", () => {
  // scikit-learn 1.9.1 on rows 0 to 299: i = SimpleImputer(strategy="median").fit(A[:300]); s = StandardScaler().fit(i.transform(A[:300]))
  const penguins = penguinsTable();
  const prepare = trainingTable(rowsFrom(penguins, 0, 300)).learn(impute("median", measurements), standardise(measurements));
  const [medians, moments] = prepare.learnt.map(({values}) => Object.values(values));
  expect(medians).toEqual([42.8, 17.8, 195, 3900]); // i.statistics_
  const expected = [
    [43.26200000000003, 5.387431917589925], [17.421999999999997, 1.9299523310175308],
    [198.38666666666666, 12.957770727336637], [4066.1666666666665, 749.3004329965978],
  ]; // zip(s.mean_, s.scale_)
  (moments as {mean: number; deviation: number}[]).forEach(({mean, deviation}, column) => {
    expect(mean).toBeCloseTo(expected[column]?.[0] as number, 10);
    expect(deviation).toBeCloseTo(expected[column]?.[1] as number, 10);
  });
  // s.transform(i.transform(A[300:]))[[0, 39]]; row 339 has no measurement
  const features = prepare(rowsFrom(penguins, 300, 344));
  expect(features.columns).toEqual([...measurements]);
  const row = (index: number): readonly number[] => [...features.values.subarray(index * 4, index * 4 + 4)];
  [1.0836331835468669, -1.5140270321907008, 1.0505922368740237, 0.7458067668511155].forEach((value, column) => expect(row(0)[column]).toBeCloseTo(value, 6));
  [-0.0857551440217008, 0.19585975981111944, -0.26136182974143096, -0.22176240577111878].forEach((value, column) => expect(row(39)[column]).toBeCloseTo(value, 6));
});

test("means fill missing values as scikit-learn's SimpleImputer(strategy=\"mean\") does", () => {
  const {learnt} = trainingTable(rowsFrom(penguinsTable(), 0, 300)).learn(impute("mean", measurements));
  const expected = [43.2635451505017, 17.420735785953173, 198.3979933110368, 4066.722408026756]; // .fit(A[:300]).statistics_
  Object.values(learnt[0]?.values ?? {}).forEach((value, column) => expect(value).toBeCloseTo(expected[column] as number, 10));
});

test("a category that training rows do not hold, and a missing one, are all zeros", () => {
  const training = trainingTable(tableOf({sex: ["b", "a", null]}));
  const features = training.learn(oneHot(["sex"]))(tableOf({sex: ["a", "c", null, "b"]}));
  expect(features.columns).toEqual(["sex=a", "sex=b"]);
  expect([...features.values]).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
});

test("only columns that an encoding step names become features", () => {
  const table = tableOf({x: [1, 3], label: [0, 1], note: ["p", "q"]});
  expect(trainingTable(table).learn(impute("mean", ["x", "label"]), scale(["x"], 2))(table)).toEqual({shape: [2, 1], values: Float32Array.of(0.5, 1.5), columns: ["x"]});
  expect(() => trainingTable(table).learn(impute("mean", ["x"]))(table)).toThrow("a preparation without features");
});

test("a constant column becomes 0 instead of dividing by zero", () => {
  const table = tableOf({x: [4, 4]});
  expect([...trainingTable(table).learn(standardise(["x"]))(table).values]).toEqual([0, 0]);
});

test("a value that is still missing is told with column and row, never passed on as NaN", () => {
  const training = trainingTable(tableOf({x: [1, 2]}));
  expect(() => training.learn(scale(["x"], 1))(tableOf({x: [1, null]}))).toThrow('column "x", row 2: expected a number, got a missing value');
  expect(() => trainingTable(tableOf({x: [1, null]})).learn(standardise(["x"]))).toThrow(UserError);
  expect(() => trainingTable(tableOf({x: Float64Array.of(NaN)})).learn(impute("median", ["x"]))).toThrow("at least one number among the training rows");
});

test("a part that is not for training cannot be learnt from", () => {
  const table = tableOf({x: [1, 2]});
  expect("learn" in table).toBe(false);
  expect("learn" in trainingTable(table).at([0])).toBe(false);
});
