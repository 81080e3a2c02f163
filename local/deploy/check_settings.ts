import { findWrongSettings, SETTING_NAMES } from "../../supabase/functions/_shared/env.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** What the platform sets itself, in the least form that the functions take. */
export const PLATFORM_SETTINGS = {
  SUPABASE_URL: "https://ref.supabase.co",
  SUPABASE_DB_URL: "postgresql://direct",
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_…"}',
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_…"}',
};

/** Reads a settings file as the functions would, by their own schema, and looks for what they would not complain of. */
export function checkSettings(settings: Record<string, string>): Finding[] {
  const set = Object.keys(settings).filter((name) => settings[name] !== "");
  const findings = findWrongSettings({ ...settings, ...PLATFORM_SETTINGS }).map((
    { name, problem, isSet },
  ) =>
    isSet
      ? wrong(`setting ${name}`, `it ${problem}`)
      : missing(`setting ${name}`, "set it; README.md says what for")
  );
  for (const name of set) {
    if (name.startsWith("SUPABASE_")) {
      findings.push(
        wrong(`setting ${name}`, "take it out: the platform sets it and refuses yours"),
      );
    } else if (!SETTING_NAMES.includes(name)) {
      findings.push(
        wrong(`setting ${name}`, "nothing reads it: mind its spelling, or take it out"),
      );
    }
  }
  findings.push(...checkDatabaseSetting(settings.MASKLINE_DB_URL));
  return findings.length > 0 ? findings : [ok(`settings: ${set.length} are set, none is wrong`)];
}

function checkDatabaseSetting(url: string | undefined): Finding[] {
  const name = "setting MASKLINE_DB_URL";
  if (!url) {
    return [missing(name, "set it, else the functions connect as postgres and may do everything")];
  }
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    return [wrong(name, "it must be a URL that starts with postgresql://")];
  }
  const { username, hostname, port } = new URL(url);
  if (!/^maskline(\.|$)/.test(username)) {
    return [wrong(name, "its user must be maskline.<ref>: any other may do more than it should")];
  }
  return hostname.endsWith(".supabase.com") && port !== "6543"
    ? [wrong(name, "it must be the transaction pooler's, on port 6543")]
    : [];
}
