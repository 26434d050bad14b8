/** Does `work` for each item, `width` at a time; after a failure none is begun, those under way end, and the first failure is thrown. */
export async function inTurns<A, B>(items: readonly A[], width: number, work: (item: A) => Promise<B>): Promise<readonly B[]> {
  const done: B[] = [];
  const failures: unknown[] = [];
  const rest = items.entries();
  const turn = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (failures.length > 0) return;
      await work(item).then((made) => { done[index] = made; }, (error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({length: width}, turn));
  if (failures.length > 0) throw failures[0];
  return done;
}
