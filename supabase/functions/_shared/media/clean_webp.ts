import { joinBytes } from "./join_bytes.ts";

/** Chunks that say how the picture looks (RFC 9649); EXIF, XMP and unknown ones do not. */
const NEEDED = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
const EXIF_AND_XMP_FLAGS = 0x0c;
const FRAME_HEADER = 16;

/** A WebP with the chunks that it takes to show it, in its frames as well. Null when it is not whole. */
export function cleanWebp(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return null;
  const chunks = cleanChunks(bytes.subarray(12, end));
  if (!chunks) return null;
  const header = bytes.slice(0, 12);
  new DataView(header.buffer).setUint32(4, 4 + chunks.length, true);
  return joinBytes([header, chunks]);
}

function cleanChunks(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null;
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + size % 2;
    if (at + 8 + size > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const chunk = bytes.slice(at, end);
    if (name === "ANMF") {
      const frame = cleanChunks(chunk.subarray(8 + FRAME_HEADER, 8 + size));
      if (!frame) return null;
      new DataView(chunk.buffer).setUint32(4, FRAME_HEADER + frame.length, true);
      kept.push(chunk.subarray(0, 8 + FRAME_HEADER), frame);
    } else if (NEEDED.has(name)) {
      if (name === "VP8X") chunk[8]! &= ~EXIF_AND_XMP_FLAGS;
      kept.push(chunk);
    }
    at = end;
  }
  return joinBytes(kept);
}
