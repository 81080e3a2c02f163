import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const client = (path: string) =>
  fileURLToPath(new URL(`../../client/src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // The client package as it is in this repository, with the console's React.
    alias: [
      { find: "maskline/react", replacement: client("react/index.ts") },
      { find: "maskline", replacement: client("index.ts") },
    ],
    dedupe: ["react"],
  },
  // No inlined files and no polyfill: the page's policy allows scripts and pictures of its own server alone.
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
