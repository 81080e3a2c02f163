import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { ownSettings } from "../../../local/stack/function_settings.ts";
import { findWrongSettings, readEnv, SETTING_NAMES } from "../../functions/_shared/env.ts";
import { TEST_SETTINGS } from "../../functions/_shared/test_settings.ts";
import { readDocument } from "./read_document.ts";

/** What the platform sets itself. */
const isOurs = (name: string) => !name.startsWith("SUPABASE_");

const OURS = SETTING_NAMES.filter(isOurs).toSorted();

/** README's table of settings: each name with its default, as it is written there. */
async function describedSettings(): Promise<Map<string, string>> {
  const { text } = await readDocument("README.md");
  const section = text.split("\n## Settings\n")[1]!.split("`task start` takes")[0]!;
  const described = new Map<string, string>();
  for (const [, names, standard] of section.matchAll(/^\| (`[^|]+`) \| ([^|]+) \|/gm)) {
    for (const [, name] of names!.matchAll(/`(\w+)`/g)) described.set(name!, standard!.trim());
  }
  return described;
}

const example = async () => parseEnv((await readDocument(".env.example")).text);

Deno.test("README's table, .env.example and the local stack know the settings that env.ts reads, and no others", async () => {
  assert.deepEqual([...(await describedSettings()).keys()].toSorted(), OURS, "README.md");
  assert.deepEqual(Object.keys(await example()).toSorted(), OURS, ".env.example");
  const taken = ownSettings(Object.fromEntries(OURS.map((name) => [name, "x"])));
  assert.deepEqual(Object.keys(taken).toSorted(), OURS, "local/stack/function_settings.ts");
});

Deno.test("README's defaults are those of env.ts", async () => {
  const env = readEnv(TEST_SETTINGS) as unknown as Record<string, unknown>;
  const described = await describedSettings();
  for (const [name, standard] of described) {
    const value = env[name];
    if (standard === "required") {
      const wrong = findWrongSettings({ ...TEST_SETTINGS, [name]: "" });
      assert.deepEqual(wrong.map((setting) => setting.name), [name]);
    } else if (standard === "none") {
      assert.ok(value === undefined || (value as unknown[]).length === 0, name);
    } else if (/^`[A-Z_]+`/.test(standard)) {
      // Another setting's value, maybe with a path behind it.
      const [, other, path = ""] = /^`([A-Z_]+)`(?: \+ `([^`]+)`)?$/.exec(standard)!;
      const expected = path === "" ? env[other!] : `${env[other!]}${path}`;
      assert.deepEqual(value, expected, `README.md says ${standard} of ${name}`);
    } else {
      assert.equal(`\`${value}\``, standard, `README.md says ${standard} of ${name}`);
    }
  }
});

Deno.test(".env.example is right once what is required is filled in, and shows the defaults", async () => {
  const values = await example();
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PHONE_ENCRYPTION_KEY, ...platform } =
    TEST_SETTINGS;
  const required = { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PHONE_ENCRYPTION_KEY };
  assert.deepEqual(findWrongSettings({ ...values, ...required, ...platform }), []);
  const described = await describedSettings();
  for (const [name, value] of Object.entries(values)) {
    const standard = described.get(name)!;
    if (value === "" || !/^`[^A-Z]/.test(standard)) continue;
    assert.equal(`\`${value}\``, standard, `.env.example sets ${name}`);
  }
});
