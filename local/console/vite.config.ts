import { defineConfig } from "vite";

export default defineConfig({
  // No inlined files and no polyfill: the page's policy allows scripts and pictures of its own server alone.
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
