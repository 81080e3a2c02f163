import assert from "node:assert/strict";
import { readOptions } from "./read_options.ts";

Deno.test("readOptions() has Supabase's ports, a throw-away Postgres and an own simulator unless told otherwise", () => {
  assert.deepEqual(readOptions([], { HOME: "/home", MASKLINE_DB_PORT: "" }), {
    apiPort: 54321,
    dbPort: 54322,
    consolePort: 54323,
    simulatorPort: 54331,
    settings: {},
    watch: true,
  });
});

Deno.test("readOptions() takes ports, data folder, databases, simulators and settings", () => {
  const environment = {
    MASKLINE_API_PORT: "0",
    MASKLINE_SIMULATOR_URL: "http://127.0.0.1:9",
    TWILIO_AUTH_TOKEN: "token",
  };
  const options = readOptions(["--data", "kept"], environment);
  assert.equal(options.apiPort, 0);
  assert.equal(options.dataDir, "kept");
  assert.equal(options.simulatorUrl, "http://127.0.0.1:9");
  assert.deepEqual(options.settings, { TWILIO_AUTH_TOKEN: "token" });
  const databaseUrl = "postgresql://127.0.0.1/maskline";
  assert.equal(readOptions([], { DATABASE_URL: databaseUrl }).databaseUrl, databaseUrl);
});

Deno.test("readOptions() names what is wrong", () => {
  for (const port of ["65536", "-1", "http", "1.5"]) {
    assert.throws(() => readOptions([], { MASKLINE_DB_PORT: port }), /MASKLINE_DB_PORT/);
  }
  assert.throws(() => readOptions(["--dta", "x"], {}), /--dta/);
  assert.throws(() => readOptions(["--data", "x"], { DATABASE_URL: "postgresql://h/d" }), /--data/);
});
