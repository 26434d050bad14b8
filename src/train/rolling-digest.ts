const prime1 = 0x9e3779b1, prime2 = 0x85ebca77, prime3 = 0xc2b2ae3d, prime4 = 0x27d4eb2f;

/**
 * XXH32 (Collet, "xxHash fast digest algorithm") of whole 32-bit words in little-endian order, seeded with the digest before: so that a digest covers all that
 * came before it. 32 bits find a mistake, not a forger. Shifts and Math.imul alone: the same in every JavaScript engine.
 */
export function rollingDigest(words: Int32Array, before: number): number {
  const striped = words.length - (words.length % 4);
  let digest = (striped === 0 ? before + 0x165667b1 : stripes(words, striped, before)) + words.length * 4;
  for (let i = striped; i < words.length; i++) digest = Math.imul(turned(digest + Math.imul(words[i]!, prime3), 17), prime4);
  digest = Math.imul(digest ^ (digest >>> 15), prime2);
  digest = Math.imul(digest ^ (digest >>> 13), prime3);
  return (digest ^ (digest >>> 16)) >>> 0;
}

/** Four sums side by side, every fourth word each. */
function stripes(words: Int32Array, end: number, seed: number): number {
  let a = (seed + prime1 + prime2) | 0, b = (seed + prime2) | 0, c = seed | 0, d = (seed - prime1) | 0;
  for (let i = 0; i < end; i += 4) {
    a = Math.imul(turned(a + Math.imul(words[i]!, prime2), 13), prime1);
    b = Math.imul(turned(b + Math.imul(words[i + 1]!, prime2), 13), prime1);
    c = Math.imul(turned(c + Math.imul(words[i + 2]!, prime2), 13), prime1);
    d = Math.imul(turned(d + Math.imul(words[i + 3]!, prime2), 13), prime1);
  }
  return turned(a, 1) + turned(b, 7) + turned(c, 12) + turned(d, 18);
}

const turned = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const withoutSign = 0x7fffffff, infinity = 0x7f800000, canonicalNaN = 0x7fc00000;

/** The bits of numbers; every NaN as 0x7fc00000, since its other bits are the processor's choice. */
export function canonicalWords(values: Float32Array | Int32Array | Uint8Array): Int32Array {
  if (values instanceof Int32Array) return values;
  if (values instanceof Uint8Array) return Int32Array.from(values);
  const words = new Int32Array(values.buffer, values.byteOffset, values.length);
  return hasNaN(words) ? words.map((word) => (isNaNWord(word) ? canonicalNaN : word)) : words;
}

const isNaNWord = (word: number): boolean => (word & withoutSign) > infinity;

function hasNaN(words: Int32Array): boolean {
  for (let i = 0; i < words.length; i++) if (isNaNWord(words[i]!)) return true;
  return false;
}
