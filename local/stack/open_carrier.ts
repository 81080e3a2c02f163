import { plivoAccount } from "../simulator/plivo/plivo_account.ts";
import { startSimulator } from "../simulator/start_simulator.ts";
import type { StackOptions } from "./stack_options.ts";

/** Where the functions send, and as whom. */
export type LocalCarrier = {
  url: string;
  accountSid: string;
  authToken: string;
  /** Whether it is the stack's own simulator. */
  own: boolean;
  close: () => Promise<void>;
};

/** Starts a simulator of its own, unless `simulatorUrl` names one that runs; the credentials are the caller's or new ones. */
export async function openCarrier(options: StackOptions): Promise<LocalCarrier> {
  const settings = options.settings ?? {};
  const accountSid = settings.TWILIO_ACCOUNT_SID ?? `AC${randomHex(16)}`;
  const authToken = settings.TWILIO_AUTH_TOKEN ?? randomHex(16);
  if (options.simulatorUrl !== undefined) {
    if (!URL.canParse(options.simulatorUrl)) {
      throw new Error("Open the carrier: MASKLINE_SIMULATOR_URL is not a URL");
    }
    const url = options.simulatorUrl.replace(/\/+$/, "");
    return { url, accountSid, authToken, own: false, close: () => Promise.resolve() };
  }
  const simulator = await startSimulator({
    port: options.simulatorPort,
    accountSid,
    authToken,
    plivo: plivoAccount(settings),
  });
  const { url } = simulator;
  return { url, accountSid, authToken, own: true, close: () => simulator.stop() };
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
