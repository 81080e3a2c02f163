import { parseArgs } from "node:util";

/** From where to where, and with which keys, a seed system's data are imported. */
export type ImportOptions = {
  fromUrl: string;
  toUrl: string;
  secrets: { current: string; previous?: string | undefined };
  legacySecret: string | undefined;
  /** Whose clients those of `masked_phones` are. */
  ownerId: string | undefined;
  countries: string[];
  cooldownSeconds: number;
  apply: boolean;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What the caller says by flags and the environment. Throws one error that names every setting that is missing or wrong. */
export function readImportOptions(
  args: readonly string[],
  environment: Record<string, string>,
): ImportOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: "string" },
      to: { type: "string" },
      owner: { type: "string" },
      apply: { type: "boolean", default: false },
    },
  });
  const wrong: string[] = [];
  const databaseUrl = (name: string, text: string | undefined) => {
    if (!text || !/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
      wrong.push(`${name} must be a URL that starts with postgresql://`);
    }
    return text ?? "";
  };
  const secret = (name: string) => {
    const text = environment[name] || undefined;
    if (text !== undefined && text.length < 32) {
      wrong.push(`${name} must hold 32 characters at least`);
    }
    return text;
  };
  const options = {
    fromUrl: databaseUrl(
      "--from or LEGACY_DATABASE_URL",
      values.from ?? environment.LEGACY_DATABASE_URL,
    ),
    toUrl: databaseUrl("--to or DATABASE_URL", values.to ?? environment.DATABASE_URL),
    secrets: {
      current: secret("PHONE_ENCRYPTION_KEY") ?? "",
      previous: secret("PHONE_ENCRYPTION_KEY_PREVIOUS"),
    },
    legacySecret: secret("LEGACY_PHONE_ENCRYPTION_KEY"),
    ownerId: values.owner?.toLowerCase(),
    countries: (environment.PHONE_DEFAULT_COUNTRIES || "US,AU").split(",").map((c) => c.trim()),
    cooldownSeconds: Number(environment.CONVERSATION_COOLDOWN_SECONDS || 604_800),
    apply: values.apply,
  };
  if (options.secrets.current === "") wrong.push("PHONE_ENCRYPTION_KEY is not set");
  if (options.ownerId !== undefined && !UUID.test(options.ownerId)) {
    wrong.push("--owner must be the id of a user");
  }
  if (!Number.isInteger(options.cooldownSeconds) || options.cooldownSeconds < 0) {
    wrong.push("CONVERSATION_COOLDOWN_SECONDS must be a number");
  }
  if (wrong.length > 0) throw new Error(`Read the options: ${wrong.join("; ")}`);
  return options;
}
