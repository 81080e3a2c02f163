import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../client/", import.meta.url));

/** Programs of an app that has installed the package, one for each way of TypeScript to look for modules. */
const CONSUMER = `
  import { createClient } from "@supabase/supabase-js";
  import { type Conversation, createMaskline, isMasklineError } from "maskline";
  import { useMessages } from "maskline/react";

  const maskline = createMaskline(createClient("https://ref.supabase.co", "sb_publishable_1"));
  export const conversation: Promise<Conversation> = maskline.conversations.get("1");
  export const first = (): string | undefined => useMessages("1").messages[0]?.id;
  // @ts-expect-error a body is required
  maskline.messages.post("1", {});
  // @ts-expect-error there is no such code
  isMasklineError(null, "nonsense");
  // @ts-expect-error there is no such member
  export const nothing = () => useMessages("1").nothing;
`;

Deno.test("The package as it is published", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "maskline-" });
  const app = `${folder}/app`;
  const run = async (program: string, ...args: string[]) => {
    const output = await new Deno.Command(program, { args, cwd: folder, stdin: "null" }).output();
    const [out, error] = [output.stdout, output.stderr].map((bytes) =>
      new TextDecoder().decode(bytes)
    );
    assert.ok(output.success, `${program} ${args.join(" ")}\n${out}${error}`);
    return out!;
  };

  try {
    for (const name of ["package.json", "package-lock.json", "tsconfig.json", "README.md"]) {
      await Deno.copyFile(PACKAGE + name, `${folder}/${name}`);
    }
    await run("cp", "-r", `${PACKAGE}src`, `${folder}/src`);
    await run("npm", "ci", "--no-audit", "--no-fund");
    const [packed] = JSON.parse(await run("npm", "pack", "--json"));
    // Beside the app, so that it finds its peers in the folder above.
    await Deno.mkdir(`${app}/node_modules`, { recursive: true });
    await run("tar", "-xzf", packed.filename, "-C", `${app}/node_modules`);
    await Deno.rename(`${app}/node_modules/package`, `${app}/node_modules/maskline`);

    await t.step("holds what was built, and nothing else", () => {
      const files = packed.files.map(({ path }: { path: string }) => path);
      for (const path of ["dist/index.js", "dist/index.d.ts", "dist/react/index.js"]) {
        assert.ok(files.includes(path), path);
      }
      const others = files.filter((path: string) => !/^dist\/[\w./]+\.(js|d\.ts)$/.test(path));
      assert.deepEqual(others, ["README.md", "package.json"]);
      assert.ok(!files.some((path: string) => /_test|fake_/.test(path)));
    });

    await t.step("names no dependency but its peers", async () => {
      const manifest = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
      assert.equal(manifest.dependencies, undefined);
      assert.deepEqual(Object.keys(manifest.peerDependencies), ["@supabase/supabase-js", "react"]);
      assert.equal(manifest.peerDependenciesMeta.react.optional, true);
    });

    await t.step("has its types found by apps", async () => {
      await Deno.writeTextFile(`${app}/package.json`, `{"type":"module"}`);
      await Deno.writeTextFile(`${app}/app.ts`, CONSUMER);
      const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--types", ""];
      for (const [module, resolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
        const how = ["--module", module!, "--moduleResolution", resolution!, "--target", "es2023"];
        await run("npx", "tsc", ...options, ...how, `${app}/app.ts`);
      }
    });

    await t.step("runs in Node", async () => {
      await Deno.writeTextFile(
        `${app}/run.js`,
        `import { createMaskline } from "maskline";
         import { useMessages } from "maskline/react";
         console.log(typeof createMaskline, typeof useMessages);`,
      );
      assert.equal(await run("node", `${app}/run.js`), "function function\n");
    });

    await t.step("leaves out of a bundle what an app does not use", async () => {
      await Deno.writeTextFile(
        `${app}/small.js`,
        `import { createMaskline } from "maskline"; console.log(createMaskline);`,
      );
      const target = `${folder}/small.js`;
      const how = ["bundle", "--platform", "browser", "--minify", "--output", target];
      await run(Deno.execPath(), ...how, `${app}/small.js`);
      const bundle = await Deno.readTextFile(target);
      assert.ok(bundle.length < 7_000, `${bundle.length} characters`);
      assert.doesNotMatch(bundle, /useSyncExternalStore|useState|react|legal-holds|\bimport\b/);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
