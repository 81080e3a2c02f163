import assert from "node:assert/strict";
import { mayFetchMedia, takesMedia } from "./media_rules.ts";

const account = (PLIVO_API_BASE_URL: string) => ({
  PLIVO_AUTH_ID: "MA0123456789ABCDEF01",
  PLIVO_AUTH_TOKEN: "token",
  PLIVO_API_BASE_URL,
});

Deno.test("mayFetchMedia() asks Plivo's media host alone, and shows it no credentials", () => {
  const may = mayFetchMedia(account("https://api.plivo.com"));
  const media = "/Account/MA0123456789ABCDEF01/Media/801c2056";
  assert.deepEqual(may(new URL(`https://media.plivo.com${media}`)), {});
  for (
    const url of [
      `http://media.plivo.com${media}`,
      `https://media.plivo.com.example.com${media}`,
      `https://media.plivo.com:8443${media}`,
      `https://example.com/?https://media.plivo.com${media}`,
      `https://api.plivo.com/v1${media}`,
      "https://media.plivo.com/Account/../other",
      "https://media.plivo.com/",
      "http://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
    ]
  ) {
    assert.equal(may(new URL(url)), null, url);
  }
  assert.deepEqual(
    mayFetchMedia(account("http://127.0.0.1:9"))(new URL(`http://127.0.0.1:9${media}`)),
    {},
  );
});

Deno.test("takesMedia() takes what Plivo brings by MMS: to the US and Canada, three types, 2 MB each", async () => {
  const jpeg = { content_type: "image/jpeg", size: 2_000_000 };
  assert.equal(await takesMedia("+14155550101", [jpeg, jpeg]), true);
  assert.equal(await takesMedia("+16135550101", [jpeg]), true);
  assert.equal(await takesMedia("+61401148075", [jpeg]), false);
  assert.equal(await takesMedia("+14155550101", [jpeg, jpeg, jpeg]), false);
  assert.equal(await takesMedia("+14155550101", [{ ...jpeg, size: 2_000_001 }]), false);
  assert.equal(
    await takesMedia("+14155550101", [{ content_type: "image/webp", size: 1 }]),
    false,
  );
});
