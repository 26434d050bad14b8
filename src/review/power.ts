/** What a sample without putting back can tell of the whole. */
export interface Sample {
  /** How many there are. */
  readonly population: number;
  /** How many were drawn. */
  readonly drawn: number;
}

/**
 * The chance, in whole percent and never rounded up, that a sample holds at least one of `odd` deviating members: the hypergeometric distribution,
 * 1 - C(N - K, n) / C(N, n), in whole numbers and so exact. Throws where sample or deviating ones are more than all.
 */
export function chanceOfSeeing({population, drawn}: Sample, odd: number): number {
  if (drawn > population || odd > population) throw new RangeError(`chanceOfSeeing: expected at most ${population} drawn and deviating, got ${drawn} and ${odd}`);
  let unseen = 1n;
  let all = 1n;
  for (let index = 0; index < drawn; index += 1) {
    unseen *= BigInt(Math.max(0, population - odd - index));
    all *= BigInt(population - index);
  }
  return Number((100n * (all - unseen)) / all);
}

/** A fifth of all, at least one: the deviation that sentences speak of. */
const fifth = (population: number): number => Math.ceil(population / 5);

/** `had 20 % differed, 93 % chance of seeing one` */
export function powerSentence({population, drawn}: Sample): string {
  if (population === 0) return "there was nothing to draw";
  if (drawn === population) return "every one was run: none is left unseen";
  if (drawn === 0) return "none was drawn, which tells nothing of the others";
  const chance = chanceOfSeeing({population, drawn}, fifth(population));
  return `had 20 % differed, ${chance === 100 ? "over 99" : chance} % chance of seeing one`;
}
