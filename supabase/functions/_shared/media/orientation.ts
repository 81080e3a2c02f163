const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
/** "Exif\0\0", after a segment's marker and length. */
const TIFF_AT = 10;

/** The orientation (1 to 8) that the EXIF data of an APP1 segment tell; null without one. */
export function readOrientation(segment: Uint8Array): number | null {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (String.fromCharCode(...segment.subarray(4, TIFF_AT)) !== "Exif\0\0") return null;
  if (segment.length < TIFF_AT + 8) return null;
  const little = view.getUint16(TIFF_AT) === 0x4949;
  const ifd = TIFF_AT + view.getUint32(TIFF_AT + 4, little);
  if (ifd + 2 > segment.length) return null;
  const count = view.getUint16(ifd, little);
  for (let entry = ifd + 2; entry < ifd + 2 + count * 12; entry += 12) {
    if (entry + 12 > segment.length) return null;
    if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, little);
    return view.getUint16(entry + 2, little) === SHORT && value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An APP1 segment whose EXIF data are the orientation and nothing else (TIFF 6.0, section 2). */
export function minimalExif(orientation: number): Uint8Array {
  const segment = new Uint8Array(36);
  segment.set([0xff, 0xe1, 0, 34, ...new TextEncoder().encode("Exif\0\0MM\0*")]);
  const view = new DataView(segment.buffer);
  view.setUint32(TIFF_AT + 4, 8);
  view.setUint16(TIFF_AT + 8, 1);
  view.setUint16(TIFF_AT + 10, ORIENTATION_TAG);
  view.setUint16(TIFF_AT + 12, SHORT);
  view.setUint32(TIFF_AT + 14, 1);
  view.setUint16(TIFF_AT + 18, orientation);
  return segment;
}
