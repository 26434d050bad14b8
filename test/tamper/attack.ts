/** One way to change a file's bytes, with all its variants. */
export interface Attack {
  readonly name: string;
  /** At most about `limit` changed copies, spread over the whole file; none where it does not apply. */
  variants(bytes: Buffer, limit: number): Iterable<Buffer>;
}

/** Numbers below `count`: all of them, or `limit` spread evenly. */
function* spread(count: number, limit: number): Iterable<number> {
  const step = Math.max(1, count / limit);
  for (let at = 0; at < count; at += step) yield Math.floor(at);
}

const bitFlips: Attack = {
  name: "one bit flipped",
  *variants(bytes, limit) {
    for (const bit of spread(bytes.length * 8, limit)) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      yield copy;
    }
  },
};

const truncations: Attack = {
  name: "cut short",
  *variants(bytes, limit) {
    for (const length of spread(bytes.length, limit)) yield bytes.subarray(0, length);
  },
};

const additions: Attack = {
  name: "bytes appended",
  *variants(bytes) {
    for (const more of ["\n", " ", "\0", "{}", "x"]) yield Buffer.concat([bytes, Buffer.from(more)]);
  },
};

const windowsLines: Attack = {
  name: "line ends of Windows",
  *variants(bytes) {
    const text = bytes.toString("latin1");
    if (text.includes("\n")) yield Buffer.from(text.replaceAll("\n", "\r\n"), "latin1");
  },
};

/** Lines of a JSON file: members of an object, elements of an array, lines of JSON Lines. */
const lineSwaps: Attack = {
  name: "lines in another order",
  *variants(bytes, limit) {
    const lines = bytes.toString("utf8").split("\n");
    for (const at of spread(lines.length - 1, limit)) {
      const swapped = lines.with(at, lines[at + 1] ?? "").with(at + 1, lines[at] ?? "").join("\n");
      if (swapped !== lines.join("\n")) yield Buffer.from(swapped);
    }
  },
};

/** A second member of one name, with another value, before or after the first: readers differ in which they take. */
const twins: Attack = {
  name: "a member twice",
  *variants(bytes, limit) {
    const text = bytes.toString("utf8");
    const members = [...text.matchAll(/("(?:[^"\\]|\\.)*")\s*:\s*(-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*")/g)];
    for (const at of spread(members.length, limit / 2)) {
      const {0: whole, 1: name = "", 2: value = "", index} = members[at]!;
      const other = value.startsWith('"') ? '"x"' : value === "7" ? "8" : "7";
      yield Buffer.from(`${text.slice(0, index)}${name}:${other},${text.slice(index)}`);
      yield Buffer.from(`${text.slice(0, index + whole.length)},${name}:${other}${text.slice(index + whole.length)}`);
    }
  },
};

const unicodeTwins: Attack = {
  name: "composed for decomposed letters",
  *variants(bytes) {
    const text = bytes.toString("utf8");
    for (const form of ["NFC", "NFD"]) if (text.normalize(form) !== text) yield Buffer.from(text.normalize(form));
  },
};

const notations: Attack = {
  name: "the same in another notation",
  *variants(bytes, limit) {
    const text = bytes.toString("utf8");
    const numbers = [...text.matchAll(/(?<=[:[,]\s*)-?\d+(?=[,\]\s}])/g)];
    for (const at of spread(numbers.length, limit)) {
      const {0: number, index} = numbers[at]!;
      yield Buffer.from(`${text.slice(0, index)}${number}.0${text.slice(index + number.length)}`);
    }
  },
};

/** Digits of numbers, so that what is left is well formed. */
const numbers: Attack = {
  name: "a number changed",
  *variants(bytes, limit) {
    const text = bytes.toString("utf8");
    const digits = [...text.matchAll(/(?<=[:[,]\s*-?\d*\.?\d*)[1-8](?=[\d.]*[,\]\s}])/g)];
    for (const at of spread(digits.length, limit)) {
      const {0: digit, index} = digits[at]!;
      yield Buffer.from(`${text.slice(0, index)}${Number(digit) + 1}${text.slice(index + 1)}`);
    }
  },
};

export const byteAttacks: readonly Attack[] = [bitFlips, truncations, additions, windowsLines];
export const textAttacks: readonly Attack[] = [...byteAttacks, lineSwaps, twins, unicodeTwins, notations, numbers];
