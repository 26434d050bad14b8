import {decay, intersectionOverUnion} from "./overlap";

// @ts-ignore: decorators are AssemblyScript's
@inline
function at(base: usize, index: i32): i32 {
  return load<i32>(base + (<usize>index << 2));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function put(base: usize, index: i32, value: i32): void {
  store<i32>(base + (<usize>index << 2), value);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function scoreOf(scores: usize, box: i32): f64 {
  return load<f64>(scores + (<usize>box << 3));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function before(scores: usize, a: i32, b: i32): bool {
  const first = scoreOf(scores, a), second = scoreOf(scores, b);
  return first > second || (first == second && a < b);
}

/** Restores the heap below `root`, whose top is the box of the highest score. */
function sift(heap: usize, scores: usize, root: i32, size: i32): void {
  const moved = at(heap, root);
  for (;;) {
    let child = 2 * root + 1;
    if (child >= size) break;
    if (child + 1 < size && before(scores, at(heap, child + 1), at(heap, child))) child++;
    if (!before(scores, at(heap, child), moved)) break;
    put(heap, root, at(heap, child));
    root = child;
  }
  put(heap, root, moved);
}

/** The score left to a box after the boxes selected since `from`: 0 where one of them overlaps by the threshold or more. */
function suppressed(boxes: usize, box: i32, score: f64, selected: usize, from: i32, count: i32, overlap: f64, threshold: f64, scale: f64): f64 {
  for (let j = count - 1; j >= from; j--) {
    const common = intersectionOverUnion(boxes, box, at(selected, j));
    if (common >= overlap) return -Infinity;
    score *= common <= overlap ? decay(scale * common * common) : 0;
    if (score <= threshold) return score;
  }
  return score;
}

/**
 * Non-maximum suppression of `count` boxes, soft with scale = -0.5 / sigma (Bodla et al., 2017, "Soft-NMS"; 0 is hard): boxes above the score threshold by descending score, the lower index first among
 * equals, up to `limit` of them; their indices and scores, and their number as the answer. A NaN score is never above the threshold. Scores are kept in 64-bit floats while they shrink.
 * `scratch` has 16 bytes a box.
 */
export function suppress(
  boxes: usize, given: usize, selected: usize, selectedScores: usize, scratch: usize, count: i32, limit: i32, overlap: f64, threshold: f64, scale: f64,
): i32 {
  const scores = scratch, begins = scratch + (<usize>count << 3), heap = begins + (<usize>count << 2);
  let size = 0, found = 0;
  for (let i = 0; i < count; i++) {
    const score = <f64>load<f32>(given + (<usize>i << 2));
    store<f64>(scores + (<usize>i << 3), score);
    put(begins, i, 0);
    if (score > threshold) put(heap, size++, i);
  }
  for (let i = size / 2 - 1; i >= 0; i--) sift(heap, scores, i, size);
  while (found < limit && size > 0) {
    const box = at(heap, 0), score = scoreOf(scores, box);
    const left = suppressed(boxes, box, score, selected, at(begins, box), found, overlap, threshold, scale);
    put(begins, box, found);
    if (left == score) {
      put(selected, found, box);
      store<f32>(selectedScores + (<usize>found << 2), <f32>score);
      found++;
    }
    if (left != score && left > threshold) store<f64>(scores + (<usize>box << 3), left);
    else put(heap, 0, at(heap, --size));
    sift(heap, scores, 0, size);
  }
  return found;
}
