import {crc32, gzipSync} from "node:zlib";

/** A member of an archive made by hand, hostile ones too. */
export interface Member {
  readonly path: string;
  readonly content?: string | Buffer;
  /** Where a symbolic link leads. */
  readonly link?: string;
}

/** The bytes of a tar.gz with these members, whatever their names. */
export function tarGz(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(({path, content = "", link}) => {
    const body = Buffer.from(link === undefined ? content : "");
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write(`0000644\0${"0000000\0".repeat(2)}${body.length.toString(8).padStart(11, "0")} 00000000000         ${link === undefined ? "0" : "2"}${link ?? ""}`, 100, "latin1");
    header.write("ustar\u000000", 257);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
    return [header, body, Buffer.alloc((512 - body.length % 512) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** The bytes of a zip with these members, stored without compression, whatever their names. */
export function zip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [], index: Buffer[] = [];
  let offset = 0;
  for (const {path, content = "", link} of members) {
    const name = Buffer.from(path), body = Buffer.from(link ?? content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(body.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(((link === undefined ? 0o100644 : 0o120777) << 16) >>> 0, 6);
    entry.writeUInt32LE(offset, 10);
    const local = [Buffer.from("PK\u0003\u0004"), facts, name, body];
    parts.push(...local);
    index.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 3]), facts, entry, name);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\u0005\u0006"), end]);
}
