import { defineConfig } from "vite";

export default defineConfig({
  // The client lies outside of this folder, beside a React of its own for its tests.
  resolve: { dedupe: ["react"] },
});
