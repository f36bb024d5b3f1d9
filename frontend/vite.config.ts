/** Builds the panel into one file inside the integration. */

import { defineConfig } from "vitest/config";

import { fingerprint } from "./sources.ts";

const BANNER = `/* Ring Guard's panel, built from frontend/ by "npm run build". Sources: ${fingerprint()}
   Contains Lit, Copyright Google LLC, BSD-3-Clause. */`;

export default defineConfig({
  build: {
    target: "es2022",
    outDir: "../custom_components/ring_guard/panel",
    emptyOutDir: false,
    sourcemap: false,
    minify: true,
    lib: { entry: "src/ring-guard-panel.ts", formats: ["es"], fileName: () => "ring-guard-panel.js" },
    rollupOptions: { output: { banner: BANNER } },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});
