import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // Tauri serves the files from its own origin; relative paths also suit the loopback host.
  base: "./",
  clearScreen: false,
  server: { port: 5180, strictPort: true, host: "127.0.0.1" },
  build: {
    target: "es2022",
    // The content security policy allows no data: fonts or scripts; keep every asset a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "languages", test: /src.i18n.*\.json$/ }] } } },
  },
  test: { environment: "node", include: ["test/**/*.test.ts", "test/**/*.test.tsx"] },
});
