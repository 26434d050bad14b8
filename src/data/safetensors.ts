import {byCodeUnit} from "../results/names.ts";
import {numericArray, type NumericArray} from "./numeric-array.ts";

const types = {F32: Float32Array, I32: Int32Array} as const;

/**
 * Named arrays as a safetensors file (github.com/huggingface/safetensors, format): eight bytes of header length, a JSON header, little-endian data.
 * Names are sorted by code unit and NaNs are made canonical, so equal arrays give equal bytes.
 */
export function encodeSafetensors(arrays: Readonly<Record<string, NumericArray>>): Uint8Array {
  const names = Object.keys(arrays).sort(byCodeUnit);
  let offset = 0;
  const header = Object.fromEntries(names.map((name) => {
    const {shape, values} = arrays[name] as NumericArray;
    const begin = offset;
    offset += values.length * 4;
    return [name, {dtype: values instanceof Int32Array ? "I32" : "F32", shape, data_offsets: [begin, offset]}];
  }));
  const json = JSON.stringify(header);
  const head = new TextEncoder().encode(json + " ".repeat((8 - (json.length % 8)) % 8));
  const bytes = new Uint8Array(8 + head.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let position = 8 + head.length;
  for (const name of names) position = writeValues(view, position, (arrays[name] as NumericArray).values);
  return bytes;
}

function writeValues(view: DataView, start: number, values: Float32Array | Int32Array): number {
  let position = start;
  for (const value of values) {
    if (values instanceof Int32Array) view.setInt32(position, value, true);
    else if (Number.isNaN(value)) view.setUint32(position, 0x7fc00000, true);
    else view.setFloat32(position, value, true);
    position += 4;
  }
  return position;
}

/** Reads a safetensors file of 32-bit floats and integers; throws where header and data do not agree. */
export function decodeSafetensors(bytes: Uint8Array): Readonly<Record<string, NumericArray>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? -1 : Number(view.getBigUint64(0, true));
  if (length < 0 || 8 + length > bytes.length) throw new RangeError(`safetensors: header of ${length} bytes in a file of ${bytes.length}`);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Readonly<Record<string, {readonly dtype: string; readonly shape: readonly number[]; readonly data_offsets: readonly [number, number]}>>;
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return Object.fromEntries(entries.map(([name, {dtype, shape, data_offsets: [begin, end]}]) => {
    const type = types[dtype as keyof typeof types];
    if (type === undefined) throw new RangeError(`safetensors: ${name} has type ${dtype}, expected F32 or I32`);
    if (begin > end || 8 + length + end > bytes.length) throw new RangeError(`safetensors: ${name} lies outside the file`);
    return [name, numericArray(shape, new type(Uint8Array.prototype.slice.call(bytes, 8 + length + begin, 8 + length + end).buffer))];
  }));
}
