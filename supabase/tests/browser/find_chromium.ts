const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_MACOS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium on this machine, `CHROMIUM_PATH` first; null where there is none. Throws when that path is wrong. */
export async function findChromium(environment = Deno.env.toObject()): Promise<string | null> {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    if (await isFile(named)) return named;
    throw new Error("Find Chromium: CHROMIUM_PATH names no file");
  }
  const folders = (environment.PATH ?? "").split(":").filter(Boolean);
  const places = PROGRAMS.flatMap((program) => folders.map((folder) => `${folder}/${program}`));
  for (const path of [...places, ...ON_MACOS]) {
    if (await isFile(path)) return path;
  }
  return null;
}

const isFile = (path: string) => Deno.stat(path).then((entry) => entry.isFile, () => false);
