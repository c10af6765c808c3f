import { joined } from "./protobuf.ts";

/** CRC-32 of bytes, the check sum that ZIP has (polynomial 0xEDB88320, bit by bit). */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Numbers of two or four bytes, the lowest first. */
function fields(...numbers: (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const all = new Uint8Array(numbers.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return all;
}

/** 1 January 1980, the first day that ZIP knows: the same content gives the same bytes. */
const firstDay = 0x21;

/**
 * Files as a ZIP archive, stored as they are (PKWARE's APPNOTE.TXT, 4.3). The content of each file begins at a multiple
 * of 64, where PyTorch wants to map it into memory.
 */
export function zip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const [parts, directory]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = new TextEncoder().encode(path);
    // An extra field that means nothing fills the room up to the next multiple of 64.
    const room = 64 - ((at + 30 + name.length + 4) % 64);
    const extra = joined([fields([2, 0x4246], [2, room]), new Uint8Array(room)]);
    const common = fields(
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, firstDay],
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
      [2, name.length],
    );
    const local = joined([fields([4, 0x04034b50]), common, fields([2, extra.length]), name, extra]);
    const rest = fields([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
    directory.push(joined([fields([4, 0x02014b50], [2, 20]), common, rest, name]));
    parts.push(local, content);
    at += local.length + content.length;
  }
  const list = joined(directory);
  const count = directory.length;
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, at], [2, 0]);
  return joined([...parts, list, end]);
}
