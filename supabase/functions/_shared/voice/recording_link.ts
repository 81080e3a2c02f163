import type { Deps } from "../deps.ts";
import { voicemailKey } from "./voicemail_key.ts";

/** A link to what was recorded at this leg: whoever has it hears it, until it expires. */
export async function recordingLink(
  deps: Pick<Deps, "keys" | "publicFunctionsUrl">,
  legId: string,
): Promise<string> {
  const key = await voicemailKey(await deps.keys(), legId);
  return `${deps.publicFunctionsUrl}/voice-webhook/voicemail?call=${legId}&key=${key}`;
}
