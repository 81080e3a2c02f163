import { joinBytes } from "./join_bytes.ts";

const TRAILER = 0x3b, IMAGE = 0x2c, EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9, APPLICATION = 0xff;

/** A GIF (GIF89a) without comments, plain texts and application data but how often it plays; what follows its end goes. Null when it is not whole. */
export function cleanGif(bytes: Uint8Array): Uint8Array | null {
  let at = 13 + colorTable(bytes[10]);
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const start = at;
    let isNeeded = true;
    if (bytes[at] === TRAILER) return joinBytes([...kept, bytes.subarray(at, at + 1)]);
    if (bytes[at] === IMAGE) at += 10 + colorTable(bytes[at + 9]) + 1;
    else if (bytes[at] === EXTENSION) {
      const label = bytes[at + 1];
      const name = String.fromCharCode(...bytes.subarray(at + 3, at + 14));
      isNeeded = label === GRAPHIC_CONTROL ||
        label === APPLICATION && (name === "NETSCAPE2.0" || name === "ANIMEXTS1.0");
      at += 2;
    } else return null;
    // Sub-blocks, each with its length before it, up to an empty one.
    while (bytes[at]) at += bytes[at]! + 1;
    at++;
    if (isNeeded) kept.push(bytes.subarray(start, at));
  }
  return null;
}

function colorTable(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
