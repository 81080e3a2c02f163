/** What the console's server tells the page of the stack. */
export type Config = {
  api_url: string;
  publishable_key: string;
  users: { id: string; email: string; password: string; phone: string }[];
};

/** Asks the console's own server; throws when it does not answer. */
export async function readConfig(): Promise<Config> {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Error("Open the console: its server does not answer");
  return await response.json();
}
