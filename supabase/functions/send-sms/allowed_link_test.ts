import assert from "node:assert/strict";
import { holdsOneAllowedLink } from "./allowed_link.ts";

const ORIGINS = ["https://app.example.com", "http://localhost:3000"];

Deno.test("holdsOneAllowedLink() takes one link to an allowed origin", () => {
  for (
    const body of [
      "https://app.example.com",
      "Sign in: https://app.example.com/a?b=c#d now",
      "http://localhost:3000/x",
      "HTTPS://APP.EXAMPLE.COM/x",
    ]
  ) {
    assert.equal(holdsOneAllowedLink(body, ORIGINS), true, body);
  }
});

Deno.test("holdsOneAllowedLink() refuses everything else", () => {
  const bodies = [
    "",
    "no link",
    "https://evil.example.com/",
    "http://app.example.com/",
    "https://app.example.com:444/",
    "https://app.example.com.evil.example/",
    "https://app.example.com@evil.example/",
    "https://user:pw@app.example.com/",
    "https://app.example.com/ https://app.example.com/",
    "https://app.example.com/ and evil.example.net/x",
    "app.example.com/x",
    "javascript://app.example.com/%0aalert(1)",
    "https://",
    "https://аpp.example.com/",
  ];
  for (const body of bodies) assert.equal(holdsOneAllowedLink(body, ORIGINS), false, body);
  assert.equal(holdsOneAllowedLink("https://app.example.com/", []), false);
});
