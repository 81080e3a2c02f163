import { plivoAccount } from "./plivo/plivo_account.ts";
import { startSimulator } from "./start_simulator.ts";

// `deno task simulator`: the carrier alone, for stacks with MASKLINE_SIMULATOR_URL, or to look at.
const hex = () => crypto.randomUUID().replaceAll("-", "");
// deno-lint-ignore no-console
const print = (line: string) => console.log(line);
try {
  const simulator = await startSimulator({
    port: Number(Deno.env.get("MASKLINE_SIMULATOR_PORT") || 54331),
    accountSid: Deno.env.get("TWILIO_ACCOUNT_SID") || `AC${hex()}`,
    authToken: Deno.env.get("TWILIO_AUTH_TOKEN") || hex(),
    plivo: plivoAccount(Deno.env.toObject()),
  });
  print(`The simulated carrier answers at ${simulator.url}; stop it with Ctrl-C`);
  print(`  TWILIO_ACCOUNT_SID=${simulator.accountSid}`);
  print(`  TWILIO_AUTH_TOKEN=${simulator.authToken}`);
  print(
    `  curl -X POST ${simulator.url}/simulator/phones/%2B14155550101/messages -d '{"to":"+14155550110","body":"hello"}'`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => simulator.stop().then(() => Deno.exit(0)));
  }
} catch (error) {
  print((error as Error).message);
  Deno.exit(1);
}
