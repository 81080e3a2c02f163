import { joinBytes } from "./join_bytes.ts";

/** For tests: a segment of a JPEG. */
export function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content]);
}

/** For tests: what APP1 holds of EXIF data, with an orientation and, where asked, a position, which reads `GPS-41-24`. */
export function tiff(data: { orientation: number; gps: boolean }): Uint8Array<ArrayBuffer> {
  const gps = data.gps ? new TextEncoder().encode("GPS-41-24\0") : new Uint8Array();
  const entries = data.gps ? 2 : 1;
  const bytes = new Uint8Array(6 + 8 + 2 + entries * 12 + 4 + gps.length);
  bytes.set(new TextEncoder().encode("Exif\0\0MM\0*"));
  const view = new DataView(bytes.buffer, 6);
  view.setUint32(4, 8);
  view.setUint16(8, entries);
  [0x0112, 0x0003].forEach((value, index) => view.setUint16(10 + index * 2, value));
  view.setUint32(14, 1);
  view.setUint16(18, data.orientation);
  if (data.gps) {
    // GPSInfo: a pointer to the position behind the entries.
    [0x8825, 0x0004].forEach((value, index) => view.setUint16(22 + index * 2, value));
    view.setUint32(26, 1);
    view.setUint32(30, 38);
    bytes.set(gps, bytes.length - gps.length);
  }
  return bytes;
}

/** For tests: EXIF data of an upright picture with its position. */
export const EXIF_WITH_GPS = tiff({ orientation: 1, gps: true });

/** The tables, frame and scan of a grey JPEG of 8 by 8 pixels. */
const PICTURE = joinBytes([
  segment(0xdb, new Uint8Array(65).fill(16, 1)),
  segment(0xc0, Uint8Array.of(8, 0, 8, 0, 8, 1, 1, 0x11, 0)),
  segment(0xc4, joinBytes([Uint8Array.of(0x00, 1), new Uint8Array(15), Uint8Array.of(0)])),
  segment(0xc4, joinBytes([Uint8Array.of(0x10, 1), new Uint8Array(15), Uint8Array.of(0)])),
  segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  // Entropy-coded, with a stuffed byte and a restart in it.
  Uint8Array.of(0x3f, 0xff, 0x00, 0x12, 0xff, 0xd0, 0x3f),
]);

/** For tests: a small real JPEG, with more segments behind its JFIF head, more of a scan, and more behind its end. */
export function jpeg(
  more: { head?: Uint8Array[]; scan?: Uint8Array; tail?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  return joinBytes([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, new TextEncoder().encode("JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),
    ...more.head ?? [],
    PICTURE,
    more.scan ?? new Uint8Array(),
    Uint8Array.of(0xff, 0xd9),
    more.tail ?? new Uint8Array(),
  ]);
}
