import { joinBytes } from "./join_bytes.ts";

/** Chunks that say how the picture looks (PNG 3rd edition, section 11); texts, times and EXIF do not. */
const NEEDED = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT"],
  ...["bKGD", "pHYs", "hIST", "acTL", "fcTL", "fdAT"],
]);

/** A PNG with the chunks that it takes to show it; what follows its end goes. Null when it is not whole. */
export function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (NEEDED.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return joinBytes(kept);
    at = end;
  }
  return null;
}
