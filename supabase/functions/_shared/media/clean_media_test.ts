import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanMedia } from "./clean_media.ts";
import { joinBytes } from "./join_bytes.ts";
import { EXIF_WITH_GPS, jpeg, segment, tiff } from "./test_jpeg.ts";

const text = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);
const bytes = (latin1: string) => Uint8Array.from(latin1, (char) => char.charCodeAt(0));

function clean(file: Uint8Array): Uint8Array {
  const cleaned = cleanMedia(file, "drop");
  assert.ok(cleaned.kind === "clean", JSON.stringify(cleaned));
  return cleaned.bytes;
}

function code(file: Uint8Array, uncleaned: "drop" | "pass" = "drop"): string {
  const cleaned = cleanMedia(file, uncleaned);
  return cleaned.kind === "refused" ? cleaned.code : cleaned.contentType;
}

Deno.test("cleanMedia() takes place, time and camera out of a JPEG and leaves the picture", () => {
  const plain = jpeg();
  const telling = jpeg({
    head: [
      segment(0xe1, EXIF_WITH_GPS),
      segment(0xe1, bytes("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>home</x:xmpmeta>")),
      segment(0xe2, bytes("MPF\0 another picture")),
      segment(0xed, bytes("Photoshop 3.0\0 caption")),
      segment(0xfe, bytes("a comment")),
    ],
    tail: bytes("MotionPhoto_Data and where it was taken"),
  });
  assert.deepEqual(clean(telling), plain);
  assert.deepEqual(clean(plain), plain);
});

Deno.test("cleanMedia() keeps what a JPEG looks like: its colours, and which way is up", () => {
  const profile = segment(0xe2, bytes("ICC_PROFILE\0\x01\x01colours"));
  const adobe = segment(0xee, bytes("Adobe\0d\0\0\0\0\x01"));
  const turned = clean(jpeg({
    head: [profile, adobe, segment(0xe1, tiff({ orientation: 6, gps: true }))],
  }));
  assert.ok(text(turned).includes("ICC_PROFILE") && text(turned).includes("Adobe"));
  assert.ok(!text(turned).includes("GPS-"));
  const upright = segment(0xe1, tiff({ orientation: 6, gps: false }));
  assert.deepEqual(turned.subarray(20, 20 + upright.length), upright);
  assert.deepEqual(clean(turned), turned);
});

Deno.test("cleanMedia() takes texts, times and EXIF out of a PNG", () => {
  const chunk = (name: string, data: string) => {
    const whole = bytes(`\0\0\0\0${name}${data}\0\0\0\0`);
    new DataView(whole.buffer).setUint32(0, data.length);
    return whole;
  };
  const magic = bytes("\x89PNG\r\n\x1a\n");
  const [header, colours, data, end] = [
    chunk("IHDR", "13 bytes long"),
    chunk("iCCP", "colours"),
    chunk("IDAT", "the picture"),
    chunk("IEND", ""),
  ];
  const telling = [
    ...["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"].map((name) => chunk(name, "where it was")),
  ];
  assert.deepEqual(
    clean(joinBytes([magic, header, ...telling, colours, data, end, bytes("and more")])),
    joinBytes([magic, header, colours, data, end]),
  );
  assert.equal(code(joinBytes([magic, header, data])), "damaged");
});

Deno.test("cleanMedia() takes EXIF and XMP out of a WebP, out of its frames and its flags too", () => {
  const chunk = (name: string, data: Uint8Array) => {
    const whole = joinBytes([bytes(`${name}\0\0\0\0`), data, new Uint8Array(data.length % 2)]);
    new DataView(whole.buffer).setUint32(4, data.length, true);
    return whole;
  };
  const webp = (...chunks: Uint8Array[]) => chunk("RIFF", joinBytes([bytes("WEBP"), ...chunks]));
  const flags = (value: number) =>
    chunk("VP8X", bytes(`${String.fromCharCode(value)}\0\0\0\0\0\0\0\0\0`));
  const frame = (...chunks: Uint8Array[]) =>
    chunk("ANMF", joinBytes([new Uint8Array(16), ...chunks]));
  const picture = chunk("VP8 ", bytes("odd"));
  const telling = [
    chunk("EXIF", bytes("where")),
    chunk("XMP ", bytes("who")),
    chunk("what", bytes("?")),
  ];
  assert.deepEqual(
    clean(webp(flags(0x1e), picture, frame(picture, ...telling), ...telling)),
    webp(flags(0x12), picture, frame(picture)),
  );
  assert.equal(code(webp(picture).subarray(0, 20)), "damaged");
});

Deno.test("cleanMedia() takes comments and application data out of a GIF, but for how often it plays", () => {
  const head = bytes("GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff");
  const loop = bytes("!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
  const control = bytes("!\xf9\x04\0\0\0\0\0");
  const image = bytes(",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0");
  const telling = [bytes("!\xfe\x05where\0"), bytes("!\xff\x0bXMP DataXMP\x02at\0")];
  assert.deepEqual(
    clean(joinBytes([head, loop, ...telling, control, image, bytes(";more")])),
    joinBytes([head, loop, control, image, bytes(";")]),
  );
  assert.equal(code(joinBytes([head, image])), "damaged");
});

Deno.test("cleanMedia() goes by the bytes: a page, a contact card and a script are no media, whatever the policy", () => {
  for (
    const file of ["<!DOCTYPE html>", "<svg>", "BEGIN:VCARD", "#!/bin/sh", "", "PK\x03\x04", "MZ"]
  ) {
    assert.equal(code(bytes(file), "pass"), "wrong_type");
  }
});

Deno.test("cleanMedia() drops what it cannot clean unless it is told to pass it", () => {
  for (
    const [type, file] of [
      ["image/heic", "\0\0\0\x18ftypheic"],
      ["video/mp4", "\0\0\0\x18ftypmp42"],
      ["video/3gpp", "\0\0\0\x18ftyp3gp4"],
      ["application/pdf", "%PDF-1.7"],
    ] as const
  ) {
    assert.equal(code(bytes(file)), "not_cleanable");
    assert.equal(code(bytes(file), "pass"), type);
  }
  assert.equal(code(bytes("#!AMR\n<a voice>")), "audio/amr");
});

Deno.test("cleanMedia() refuses a JPEG cut anywhere, and never lets its EXIF through", () => {
  const whole = jpeg({ head: [segment(0xe1, EXIF_WITH_GPS)] });
  for (let length = 3; length < whole.length; length++) {
    assert.equal(code(whole.subarray(0, length)), "damaged");
  }
});

Deno.test("cleanMedia() survives any bytes behind the magic ones", () => {
  const magic = ["\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "GIF89a", "RIFF\x20\0\0\0WEBP"];
  fc.assert(
    fc.property(fc.constantFrom(...magic), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      assert.ok(cleanMedia(joinBytes([bytes(start), rest]), "drop"));
    }),
  );
});
