/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** What the browser loads. */
const pages = { outDir: '../dist/explorer', emptyOutDir: true, target: 'es2023' };

/** What the server loads to draw the same: one file, so that each language can have its own. */
const server = {
  outDir: '../dist/server',
  emptyOutDir: true,
  copyPublicDir: false,
  target: 'es2023',
  rolldownOptions: { output: { codeSplitting: false } },
};

export default defineConfig(({ isSsrBuild }) => ({
  root: 'explorer',
  plugins: [svelte(isSsrBuild ? { compilerOptions: { css: 'injected' } } : {})],
  worker: { format: 'es' },
  build: isSsrBuild ? server : pages,
  ...(isSsrBuild && { ssr: { noExternal: true } }),
  server: { proxy: { '/api': 'http://127.0.0.1:8787', '/sign-in': 'http://127.0.0.1:8787' } },
  test: {
    root: '.',
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
}));
