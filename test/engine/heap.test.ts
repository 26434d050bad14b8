import {expect, test} from "vitest";
import {heapOn} from "../../src/engine/wasm/heap.ts";

const page = 0x10000;
const heapFrom = (first: number, pages = 1, maximum = 64) => heapOn(new WebAssembly.Memory({initial: pages, maximum}), first);

test("blocks lie behind what the kernels keep, are aligned to 16 bytes and do not overlap", () => {
  const heap = heapFrom(1000);
  const sizes = [0, 1, 4, 16, 17, 1000, 1024, 1025, 4095, 4096, 4097, 70_000, 3, 131_072];
  const blocks = sizes.map((bytes) => ({from: heap.allocate(bytes), bytes}));
  expect(blocks.every(({from}) => from >= 1000 && from % 16 === 0)).toBe(true);
  blocks.sort((a, b) => a.from - b.from);
  blocks.slice(1).forEach(({from}, i) => expect(from).toBeGreaterThanOrEqual(blocks[i]!.from + Math.max(16, Math.ceil(blocks[i]!.bytes / 16) * 16)));
  expect(heap.memory.buffer.byteLength).toBeGreaterThanOrEqual(blocks.at(-1)!.from + blocks.at(-1)!.bytes);
});

test("a freed block is used again for one of its size class, the last freed first", () => {
  const heap = heapFrom(16);
  const [first, second] = [heap.allocate(100_000), heap.allocate(100_000)];
  heap.free(first, 100_000);
  heap.free(second, 100_000);
  expect([heap.allocate(99_000), heap.allocate(100_000)]).toEqual([second, first]);
});

test("at most an eighth of a block is unused", () => {
  for (let bytes = 1025; bytes < 1 << 22; bytes = Math.ceil(bytes * 1.07)) {
    const heap = heapFrom(16, 1, 1024);
    const taken = -heap.allocate(bytes) + heap.allocate(bytes);
    expect(taken).toBeGreaterThanOrEqual(bytes);
    expect(taken).toBeLessThanOrEqual(bytes * 1.125 + 16);
  }
});

test("memory grows when it must, and a request beyond it is refused in words", () => {
  const heap = heapFrom(16, 1, 8);
  heap.allocate(3 * page);
  expect(heap.memory.buffer.byteLength).toBeGreaterThanOrEqual(3 * page);
  expect(() => heap.allocate(20 * page)).toThrow("no memory left for 1310720 bytes more");
  expect(() => heap.allocate(2 ** 40)).toThrow("no memory left for 1099511627776 bytes more");
  expect(heap.allocate(page)).toBeGreaterThan(0);
});
