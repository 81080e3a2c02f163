import { parseArgs, parseEnv } from "node:util";
import type { LocalStack } from "../stack/read_functions_target.ts";
import type { Deployment } from "./deployment.ts";

export const USAGE = `deno task deploy:check [--env FILE] [--url URL] [--db URL] [--text-to NUMBER]

Says what a project lacks, one line each, and ends with 1 when something is missing or wrong. Changes nothing, and prints no secret.

  --env FILE        the settings of the functions, as given to "supabase secrets set --env-file"
  --url URL         the base of the functions, https://<ref>.supabase.co/functions/v1; else PUBLIC_FUNCTIONS_URL
  --db URL          the database, by the direct URL of the role postgres; else DATABASE_URL
  --text-to NUMBER  a number of your own: gets a text through a conversation made for that, which is closed again

MASKLINE_SECRET_KEY is a secret key of the project (sb_secret_…). Without a URL the local stack that runs is looked at.`;

/** The part of a running local stack's status that is looked at when nothing else is named. */
type Stack = (NonNullable<LocalStack> & { db_url: string }) | undefined;

/** What the caller says by flags, a file and the environment; null for `--help`. Throws an error that names what is wrong. */
export async function readCheckOptions(
  args: readonly string[],
  environment: Record<string, string>,
  stack: Stack,
): Promise<Deployment | null> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: "string" },
      url: { type: "string" },
      db: { type: "string" },
      "text-to": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const settings = values.env === undefined ? undefined : await readSettings(values.env);
  const givenUrl = values.url ?? environment.PUBLIC_FUNCTIONS_URL ??
    (settings?.PUBLIC_FUNCTIONS_URL || undefined);
  if (givenUrl !== undefined && !(/^https?:\/\//.test(givenUrl) && URL.canParse(givenUrl))) {
    throw new Error("Check the deployment: --url or PUBLIC_FUNCTIONS_URL must be an http(s) URL");
  }
  const givenDatabase = values.db ?? environment.DATABASE_URL;
  if (givenDatabase !== undefined && !/^postgres(ql)?:\/\//.test(givenDatabase)) {
    throw new Error("Check the deployment: --db must be a URL that starts with postgresql://");
  }
  const textTo = values["text-to"];
  if (textTo !== undefined && !/^\+[1-9]\d{6,14}$/.test(textTo)) {
    throw new Error("Check the deployment: --text-to must be a number as +14155550100");
  }
  // What is known of the local stack says nothing of another project.
  const local = givenUrl === undefined && givenDatabase === undefined ? stack : undefined;
  const url = givenUrl ?? (local && `${local.api_url}/functions/v1`);
  return {
    functionsUrl: url?.replace(/\/+$/, ""),
    secretKey: environment.MASKLINE_SECRET_KEY ?? local?.secret_key,
    settings,
    databaseUrl: givenDatabase ?? local?.db_url,
    textTo,
  };
}

async function readSettings(file: string): Promise<Record<string, string>> {
  const text = await Deno.readTextFile(file).catch((error) => {
    throw new Error(`Check the deployment: --env ${file} cannot be read: ${error.message}`);
  });
  return { ...parseEnv(text) } as Record<string, string>;
}
