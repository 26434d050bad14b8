/** Points of whole numbers, row by row. */
export interface Points {
  readonly width: number;
  readonly values: Int32Array;
}

/**
 * The class of each point by its k nearest neighbours in Euclidean distance (whole numbers: exact). Equal distances go to the earlier
 * neighbour, equal votes to the smallest class.
 */
export function nearestClasses(points: Points, neighbours: Points, labels: Int32Array, k: number): Int32Array {
  if (k < 1 || k > labels.length) throw new RangeError(`nearestClasses: expected 1 to ${labels.length} neighbours, got ${k}`);
  const {width, values} = points;
  return Int32Array.from({length: values.length / width}, (_, point) => {
    const nearest = nearestRows(squaredDistances(values.subarray(point * width, (point + 1) * width), neighbours), k);
    return mostVotes(nearest.map((row) => labels[row] as number));
  });
}

function squaredDistances(point: Int32Array, {width, values}: Points): Int32Array {
  const distances = new Int32Array(values.length / width);
  for (let row = 0; row < distances.length; row += 1) {
    let sum = 0;
    for (let column = 0; column < width; column += 1) {
      const difference = (point[column] as number) - (values[row * width + column] as number);
      sum += difference * difference;
    }
    distances[row] = sum;
  }
  return distances;
}

/** The rows of the k smallest distances, nearest first; among equals, the earlier row first. */
function nearestRows(distances: Int32Array, k: number): readonly number[] {
  const nearest: number[] = [];
  distances.forEach((distance, row) => {
    if (nearest.length === k && distance >= (distances[nearest[k - 1] as number] as number)) return;
    const place = nearest.findLastIndex((other) => (distances[other] as number) <= distance) + 1;
    nearest.splice(place, 0, row);
    nearest.length = Math.min(nearest.length, k);
  });
  return nearest;
}

function mostVotes(labels: readonly number[]): number {
  const votes = new Map<number, number>();
  for (const label of labels) votes.set(label, (votes.get(label) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return Math.min(...[...votes].filter(([, count]) => count === most).map(([label]) => label));
}
