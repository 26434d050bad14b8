/** A member of a tar archive; its content has to be read (or left) before the next one is asked for. */
export interface TarMember {
  readonly name: string;
  readonly isFile: boolean;
  readonly content: AsyncIterable<Uint8Array>;
}

const block = 512;

/** The members of a tar archive (POSIX ustar and pax, GNU's long names), in their order; an archive that ends too early throws. */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const source = reader(bytes);
  let longName: string | undefined;
  for (;;) {
    const header = await source.take(block);
    if (header.every((byte) => byte === 0)) return;
    requireChecksum(header);
    const size = sizeIn(header), kind = String.fromCharCode(header[156]!);
    const padding = (block - size % block) % block;
    if (kind === "L" || kind === "x") {
      const content = await source.take(checkedLength(size));
      longName = kind === "L" ? textIn(content) : /\d+ path=(.*)\n/.exec(content.toString("utf8"))?.[1] ?? longName;
      await source.take(padding);
      continue;
    }
    const content = source.stream(size);
    yield {name: longName ?? nameIn(header), isFile: kind === "0" || kind === "\0", content};
    for await (const _ of content); // what nobody wanted
    await source.take(padding);
    longName = undefined;
  }
}

/** A name is no longer than this, or the archive is not what it says. */
function checkedLength(size: number): number {
  if (size > 1 << 20) throw new Error(`a name of ${size} bytes`);
  return size;
}

function requireChecksum(header: Buffer): void {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (sum !== octalIn(header, 148, 8)) throw new Error("a header's checksum is wrong");
}

/** Octal digits, or, with the first bit set, a number in base 256 (for 8 GiB and more). */
function sizeIn(header: Buffer): number {
  return (header[124]! & 0x80) === 0 ? octalIn(header, 124, 12) : Number(header.readBigUInt64BE(128));
}

function octalIn(header: Buffer, from: number, length: number): number {
  const value = Number.parseInt(textIn(header.subarray(from, from + length)).trim() || "0", 8);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error("a header's number is none");
  return value;
}

/** The name, after ustar's prefix where there is one. */
function nameIn(header: Buffer): string {
  const prefix = header.toString("latin1", 257, 262) === "ustar" && header[262] === 0 ? textIn(header.subarray(345, 500)) : "";
  return (prefix === "" ? "" : `${prefix}/`) + textIn(header.subarray(0, 100));
}

const textIn = (field: Buffer): string => field.toString("utf8").split("\0")[0]!;

/** Takes bytes off a stream: so many at once, or so many as they come. */
function reader(bytes: AsyncIterable<Uint8Array>) {
  const chunks = bytes[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer> => {
    const next = await chunks.next();
    if (next.done === true) throw new Error("it ends too early");
    return Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
  };
  async function* stream(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      if (rest.length === 0) rest = await more();
      const part = rest.subarray(0, left);
      rest = rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
  const take = async (size: number): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    for await (const part of stream(size)) parts.push(part);
    return Buffer.concat(parts);
  };
  return {take, stream};
}
