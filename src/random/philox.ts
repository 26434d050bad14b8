/** 128 bits as four 32-bit words, each 0 … 2^32 - 1. */
export type Block = readonly [number, number, number, number];
/** 64 bits as two 32-bit words. */
export type Key = readonly [number, number];

/**
 * Philox4x32-10: block number `counter` of the stream `key`, a pure function. After Salmon, Moraes, Dror and Shaw (2011),
 * "Parallel random numbers: as easy as 1, 2, 3".
 */
export function philox(counter: Block, key: Key): Block {
  let block = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    block = mixed(block, k0, k1);
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return block;
}

function mixed([c0, c1, c2, c3]: Block, k0: number, k1: number): Block {
  return [
    (highWord(0xcd9e8d57, c2) ^ c1 ^ k0) >>> 0,
    Math.imul(0xcd9e8d57, c2) >>> 0,
    (highWord(0xd2511f53, c0) ^ c3 ^ k1) >>> 0,
    Math.imul(0xd2511f53, c0) >>> 0,
  ];
}

/** The upper 32 bits of a 32 × 32 bit product, by 16-bit halves. */
function highWord(a: number, b: number): number {
  const a0 = a & 0xffff, a1 = a >>> 16, b0 = b & 0xffff, b1 = b >>> 16;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const other = a0 * b1 + (middle % 0x10000);
  return (a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) >>> 0;
}
