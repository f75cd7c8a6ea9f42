import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The API the development server stands in front of: the mock by default, or
// a real server (PORTCULLIS_URL=http://127.0.0.1:8080 npm run dev).
const api = process.env.PORTCULLIS_URL ?? "http://127.0.0.1:8099";

export default defineConfig({
  plugins: [react()],
  css: {
    preprocessorOptions: {
      scss: { loadPaths: ["node_modules/@uswds/uswds/packages"], quietDeps: true },
    },
  },
  build: {
    target: "es2022",
    // Nothing is inlined as a data: URI, so that the page runs under a
    // content security policy of `default-src 'self'`.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5199, strictPort: true, proxy: { "/api": { target: api, changeOrigin: false } } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
