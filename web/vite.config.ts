import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Built into the Python package, which serves it: a user needs no Node.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../src/foedus/doors/web/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8123" } },
});
