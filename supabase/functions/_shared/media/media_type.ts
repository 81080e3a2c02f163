/** What a file is by its first bytes, whatever it is called; `isClean`: the format has no place for metadata. */
export type MediaType = { name: string; isClean?: true };

const ISO_BRANDS: Record<string, string> = {
  heic: "image/heic",
  heix: "image/heic",
  hevc: "image/heic",
  mif1: "image/heif",
  msf1: "image/heif",
  avif: "image/avif",
  "3gp4": "video/3gpp",
  "3gp5": "video/3gpp",
  "3gp6": "video/3gpp",
  "3g2a": "video/3gpp2",
  isom: "video/mp4",
  iso2: "video/mp4",
  mp41: "video/mp4",
  mp42: "video/mp4",
  avc1: "video/mp4",
  "M4V ": "video/mp4",
  "M4A ": "audio/mp4",
  "qt  ": "video/quicktime",
};

const SIGNATURES: [magic: string, type: MediaType][] = [
  ["\xff\xd8\xff", { name: "image/jpeg" }],
  ["\x89PNG\r\n\x1a\n", { name: "image/png" }],
  ["GIF87a", { name: "image/gif" }],
  ["GIF89a", { name: "image/gif" }],
  ["#!AMR\n", { name: "audio/amr", isClean: true }],
  ["ID3", { name: "audio/mpeg" }],
  ["\xff\xfb", { name: "audio/mpeg" }],
  ["\xff\xf3", { name: "audio/mpeg" }],
  ["OggS", { name: "audio/ogg" }],
  ["%PDF-", { name: "application/pdf" }],
];

/** The type of a picture, sound, film or PDF by its magic bytes; null for anything else, a contact card and a page included. */
export function mediaType(bytes: Uint8Array): MediaType | null {
  const latin1 = String.fromCharCode(...bytes.subarray(0, 16));
  if (latin1.startsWith("RIFF") && latin1.startsWith("WEBP", 8)) return { name: "image/webp" };
  if (latin1.startsWith("ftyp", 4)) {
    const name = ISO_BRANDS[latin1.slice(8, 12)];
    return name === undefined ? null : { name };
  }
  return SIGNATURES.find(([magic]) => latin1.startsWith(magic))?.[1] ?? null;
}
