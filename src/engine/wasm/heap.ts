import {UserError} from "../../errors.ts";

/** The engine's memory, handed out in blocks. Which addresses come out depends on the calls alone. */
export interface Heap {
  readonly memory: WebAssembly.Memory;
  /** The address of a block of at least so many bytes, 16-byte aligned and of any content; never 0. */
  allocate(bytes: number): number;
  /** Gives back a block that was allocated for so many bytes. */
  free(address: number, bytes: number): void;
  /** Where the memory that was ever handed out ends. */
  reached(): number;
}

const pageBytes = 0x10000;
/** Largest memory of 32-bit WebAssembly: 4 GiB. */
const mostPages = 0x10000;
const mostBytes = pageBytes * mostPages;

/** A heap that hands out addresses from `first` on: freed blocks first, of the same size class, then new memory. */
export function heapOn(memory: WebAssembly.Memory, first: number): Heap {
  const free: number[][] = Array.from({length: classOf(mostBytes - 1) + 1}, () => []);
  let next = Math.ceil(first / 16) * 16;
  return {
    memory,
    allocate: (bytes) => {
      if (bytes >= mostBytes) refuse(memory, bytes);
      const sizeClass = classOf(bytes);
      const known = free[sizeClass]!.pop();
      if (known !== undefined) return known;
      const address = next, end = next + bytesOf(sizeClass);
      reach(memory, end, bytes);
      next = end;
      return address;
    },
    free: (address, bytes) => void free[classOf(bytes)]!.push(address),
    reached: () => next,
  };
}

/** The memory ends at `end` or later; it grows by an eighth at least, since growing makes every view of it anew. */
function reach(memory: WebAssembly.Memory, end: number, asked: number): void {
  const have = memory.buffer.byteLength / pageBytes, need = Math.ceil(end / pageBytes);
  if (need <= have) return;
  try {
    memory.grow(Math.min(mostPages, Math.max(need, Math.ceil(have * 1.125))) - have);
  } catch {
    refuse(memory, asked);
  }
}

function refuse(memory: WebAssembly.Memory, asked: number): never {
  throw new UserError(
    `The wasm engine has no memory left for ${asked} bytes more: it holds ${memory.buffer.byteLength} of the ${mostBytes} bytes that it can have.`,
    "Use a smaller batch or model, dispose of tensors that are needed no more (tf.tidy), or evaluate in parts.",
  );
}

/** Blocks up to 1 KiB in steps of 16 bytes, larger ones in eight steps per doubling: at most an eighth of a block is unused. */
function classOf(bytes: number): number {
  if (bytes <= 1024) return bytes <= 16 ? 0 : ((bytes + 15) >>> 4) - 1;
  const last = bytes - 1;
  const doubling = 31 - Math.clz32(last);
  return 64 + (doubling - 10) * 8 + ((last >>> (doubling - 3)) & 7);
}

function bytesOf(sizeClass: number): number {
  if (sizeClass < 64) return (sizeClass + 1) * 16;
  const doubling = 10 + ((sizeClass - 64) >>> 3), step = (sizeClass - 64) & 7;
  return (9 + step) * 2 * (1 << (doubling - 4));
}
