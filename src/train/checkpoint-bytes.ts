import {parse, stringify} from "devalue";

const format = "reprise.checkpoint/2";

const types = {Float32Array, Int32Array, Uint8Array, Float64Array, Uint32Array, Int16Array, Uint16Array, Int8Array} as const;
type TypeName = keyof typeof types;
type Numbers = InstanceType<(typeof types)[TypeName]>;

const isNumbers = (value: unknown): value is Numbers => ArrayBuffer.isView(value) && value.constructor.name in types;

/** Where an array's bytes lie behind the head. */
interface Place {
  readonly type: TypeName;
  readonly offset: number;
  readonly length: number;
}

/**
 * Plain values as bytes: numbers exactly (NaN and -0 too), arrays of numbers in binary, whatever stands in two places once. Eight bytes of head length, the head
 * (devalue's JSON), the arrays from there on, each at a multiple of eight.
 */
export function encodeCheckpoint(value: unknown): Uint8Array {
  const arrays: Numbers[] = [];
  const places: Place[] = [];
  let offset = 0;
  const body = stringify(value, {
    Numbers: (each: unknown) => {
      if (!isNumbers(each)) return false;
      places.push({type: each.constructor.name as TypeName, offset, length: each.length});
      offset += Math.ceil(each.byteLength / 8) * 8;
      return arrays.push(each);
    },
  });
  const head = new TextEncoder().encode(JSON.stringify({format, places, body}));
  const start = startOf(head.length);
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setFloat64(0, head.length, true);
  bytes.set(head, 8);
  arrays.forEach((each, i) => bytes.set(new Uint8Array(each.buffer, each.byteOffset, each.byteLength), start + places[i]!.offset));
  return bytes;
}

/** Reads what `encodeCheckpoint` wrote; throws where it is something else. */
export function decodeCheckpoint(bytes: Uint8Array): unknown {
  const whole = new Uint8Array(bytes); // a copy, so that arrays lie at multiples of their size
  const length = new DataView(whole.buffer).getFloat64(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(8, 8 + length))) as {readonly format: string; readonly places: readonly Place[]; readonly body: string};
  if (head.format !== format) throw new RangeError(`expected the format ${format}, got ${head.format}`);
  const start = startOf(length);
  return parse(head.body, {
    Numbers: (number: number) => {
      const {type, offset, length: count} = head.places[number - 1]!;
      return new types[type](whole.buffer, start + offset, count);
    },
  });
}

const startOf = (headLength: number): number => Math.ceil((8 + headLength) / 8) * 8;
