import { joinBytes } from "./join_bytes.ts";
import { minimalExif, readOrientation } from "./orientation.ts";

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, TEM = 0x01;
const APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee, APP15 = 0xef;
const COM = 0xfe;

/**
 * A JPEG (ITU T.81, annex B) with what it takes to show it: of the application segments only JFIF, the colour profile, Adobe's colour
 * transform and, of EXIF, the orientation. Comments go, and all that follows the end of the image. Null when it is not whole.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  for (let at = 2; at + 1 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      kept.push(bytes.subarray(at, at + 2));
      // Behind JFIF, which has to be first.
      if (orientation !== 1) kept.splice(isJfif(kept[1]) ? 2 : 1, 0, minimalExif(orientation));
      return joinBytes(kept);
    }
    if (marker === SOI || marker === TEM || marker === 0 || isRestart(marker)) return null;
    if (at + 4 > bytes.length) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === APP1) orientation = readOrientation(segment) ?? orientation;
    if (isNeeded(marker, segment)) kept.push(segment);
    at = end;
    if (marker === SOS) {
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(end, at));
    }
  }
  return null;
}

function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  return marker === APP0 && isJfif(segment) ||
    marker === APP2 && startsWith(segment, "ICC_PROFILE\0") ||
    marker === APP14 && startsWith(segment, "Adobe");
}

function isJfif(segment: Uint8Array | undefined): boolean {
  // 16 bytes of content: one without a thumbnail, which would be a second, smaller picture.
  return segment?.[1] === APP0 && segment.length === 18 && startsWith(segment, "JFIF\0");
}

function startsWith(segment: Uint8Array, name: string): boolean {
  return [...name].every((char, index) => segment[4 + index] === char.charCodeAt(0));
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

/** Where the entropy-coded data end: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; (at = bytes.indexOf(0xff, at)) >= 0; at++) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && !isRestart(next)) return at;
  }
  return bytes.length;
}
