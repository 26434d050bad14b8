import {at, cells, floats, given, made, near, sizeOf, sums, type Check, type Checks} from "./check.ts";

const shape = [2, 4, 5, 3], image = floats(shape, 71), size = [7, 3] as const, dy = floats([2, ...size, 3], 72);

/** Corners aligned: position i of `wanted` lies at i · (old - 1) / (wanted - 1). */
const place = (i: number, old: number, wanted: number): number => (i * (old - 1)) / (wanted - 1);
type Sources = readonly (readonly [position: number, weight: number])[];
const linear = (i: number, old: number, wanted: number): Sources => {
  const position = place(i, old, wanted), low = Math.min(Math.floor(position), old - 2);
  return [[low, 1 - (position - low)], [low + 1, position - low]];
};
const nearest = (i: number, old: number, wanted: number): Sources => [[Math.round(place(i, old, wanted)), 1]];

/** A resize by its sources, and its derivative, which is the same sums transposed. */
function resized(name: string, sources: typeof linear): Checks {
  const backward = Array.from({length: sizeOf(shape)}, (): number[] => []);
  const forward = cells(dy.shape).map(([b, r, c, k]) => sources(r!, 4, size[0]).flatMap(([y, wy]) => sources(c!, 5, size[1]).map(([x, wx]) => {
    backward[((b! * 4 + y) * 5 + x) * 3 + k!]!.push(wy * wx * at(dy, b!, r!, c!, k!));
    return wy * wx * at(image, b!, y, x, k!);
  })));
  const attributes = {size, alignCorners: true, halfPixelCenters: false};
  return {[name]: {inputs: {images: image}, attributes, outputs: [sums(dy.shape, forward)]}, [`${name}Grad`]: {inputs: {images: image, dy}, attributes, outputs: [sums(shape, backward)]}};
}

const boxes = given([2, 4], [0, 0, 1, 1, 0.25, 0.75, 0.75, 0.25]), outside = -3;

/** Of 3 × 3 positions each, linear between pixels; the second box is read from right to left. */
const cropped: Check = {inputs: {image, boxes, boxInd: given([2], [1, 0], "int32")}, attributes: {cropSize: [3, 3], method: "bilinear", extrapolationValue: outside}, outputs: [made([2, 3, 3, 3], ([n, r, c, k]) => {
  const [y, x] = [0, 1].map((axis) => {
    const from = at(boxes, n!, axis), to = at(boxes, n!, axis + 2);
    return (from + ((to - from) * (axis === 0 ? r! : c!)) / 2) * (shape[axis + 1]! - 1);
  }) as [number, number];
  return near(mix(1 - n!, y, x, k!), 12, 1);
})]};

function mix(batch: number, y: number, x: number, channel: number): number {
  const [low, left] = [Math.floor(y), Math.floor(x)], pixel = (r: number, c: number): number => (r < 4 && c < 5 ? at(image, batch, r, c, channel) : 0);
  return [0, 1].reduce((sum, r) => sum + [0, 1].reduce((row, c) => row + Math.abs(1 - r - (y - low)) * Math.abs(1 - c - (x - left)) * pixel(low + r, left + c), 0), 0);
}

/** By a right angle about the middle of a square, every position falls on a pixel. */
const square = floats([1, 5, 5, 2], 73);
const turned: Check = {inputs: {image: square}, attributes: {radians: Math.PI / 2, fillValue: 0, center: 0.5}, outputs: [made([1, 5, 5, 2], ([, r, c, k]) => {
  const [dx, dyy] = [c! - 2.5, r! - 2.5], [fromX, fromY] = [Math.round(-dyy + 2.5), Math.round(dx + 2.5)];
  return fromX >= 0 && fromX < 5 && fromY >= 0 && fromY < 5 ? at(square, 0, fromY, fromX, k!) : 0;
})]};
/** Two images, each moved by whole pixels of its own; what comes from outside is 0.5. */
const shifts = [[1, 2], [-1, 0]] as const;
const shifted: Check = {
  inputs: {image, transforms: given([2, 8], shifts.flatMap(([x, y]) => [1, 0, x, 0, 1, y, 0, 0]))}, attributes: {interpolation: "nearest", fillMode: "constant", fillValue: 0.5, outputShape: [4, 5]},
  outputs: [made(shape, ([b, r, c, k]) => {
    const x = c! + shifts[b!]![0], y = r! + shifts[b!]![1];
    return x >= 0 && x < 5 && y >= 0 && y < 4 ? at(image, b!, y, x, k!) : 0.5;
  })],
};

const candidates = given([5, 4], [0, 0, 1, 1, 0, 0.1, 1, 1.1, 0, 2, 1, 3, 3, 0, 2, 1, 0, 2.05, 1, 3.05]), scores = given([5], [0.5, 0.75, 0.25, 0.125, 0.875]);
const overlap = (i: number, j: number): number => {
  const side = (box: number, axis: number): [number, number] => [at(candidates, box, axis), at(candidates, box, axis + 2)].sort((a, b) => a - b) as [number, number];
  const common = [0, 1].reduce((area, axis) => area * Math.max(0, Math.min(side(i, axis)[1], side(j, axis)[1]) - Math.max(side(i, axis)[0], side(j, axis)[0])), 1);
  const area = (box: number): number => [0, 1].reduce((product, axis) => product * (side(box, axis)[1] - side(box, axis)[0]), 1);
  return common / (area(i) + area(j) - common);
};
/** From the best score downwards, whatever overlaps none that was chosen by more than half. */
const chosen = [4, 1, 0, 2, 3].reduce<readonly number[]>((kept, box) => (kept.every((other) => overlap(box, other) <= 0.5) ? [...kept, box] : kept), []);
const limits = {maxOutputSize: 5, iouThreshold: 0.5, scoreThreshold: 0};
const list = (values: readonly number[]) => ({shape: [values.length], values});

/** Soft: a box that overlaps chosen ones stays with its score times exp(-overlap² / (2 · sigma)). */
function softened(sigma: number): readonly (readonly [box: number, score: number])[] {
  let left = [0, 1, 2, 3, 4].map((box) => [box, scores.values[box]!] as const);
  const kept: (readonly [number, number])[] = [];
  while (left.length > 0) {
    const best = left.reduce((a, b) => (b[1] > a[1] ? b : a));
    kept.push(best);
    left = left.filter((one) => one !== best).map(([box, score]) => [box, score * Math.exp((-0.5 / sigma) * overlap(box, best[0]) ** 2)] as const);
  }
  return kept;
}

export const images: Checks = {
  ...resized("ResizeBilinear", linear), ...resized("ResizeNearestNeighbor", nearest), CropAndResize: cropped, RotateWithOffset: turned, Transform: shifted,
  NonMaxSuppressionV3: {inputs: {boxes: candidates, scores}, attributes: limits, outputs: [list(chosen)]},
  NonMaxSuppressionV4: {inputs: {boxes: candidates, scores}, attributes: {...limits, padToMaxOutputSize: true}, outputs: [list([...chosen, 0, 0, 0, 0, 0].slice(0, 5)), {shape: [], values: [chosen.length]}]},
  NonMaxSuppressionV5: {inputs: {boxes: candidates, scores}, attributes: {...limits, iouThreshold: 1, softNmsSigma: 0.5}, outputs: [list(softened(0.5).map(([box]) => box)), {shape: [5], values: softened(0.5).map(([, score]) => near(score, 4))}]},
};
