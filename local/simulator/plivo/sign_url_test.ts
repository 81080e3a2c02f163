import assert from "node:assert/strict";
import { signUrl } from "./sign_url.ts";

Deno.test("The simulator signs as the worked example of Plivo's SDKs is signed", () => {
  for (const url of ["https://answer.url", "https://answer.url?query=1"]) {
    assert.equal(
      signUrl("my_auth_token", url, "12345"),
      "ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=",
    );
  }
});
