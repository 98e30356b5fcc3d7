/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { whyNoPostgres } from './test/support/find-postgres.ts';

/** Tests of what is kept, which are run on a PostgreSQL server too. */
const onServer = [
  'test/agree/{anomalies,lists,statement,stock-as-of,zone-revised}.test.ts',
  'test/api/{attack,changes,checks,linked-data,models,recorded,refusals,two-times,wire}.test.ts',
  'test/api/store/{house,local-models,verify}.test.ts',
  'test/postgres/*.test.ts',
];

/** Whether this is a run of the tests on a machine with a PostgreSQL server; where one is demanded and there is none, it fails here. */
const hasServer = process.env['VITEST'] !== undefined && whyNoPostgres() === '';

/** What every page needs before it can show anything. */
const everyPage = [
  'engine/0-base/(decimal|unit)\\.ts',
  'explorer/marks/(Failed|Rebuilding|Loading)\\.svelte',
  'explorer/state/(seen|url)\\.ts',
  'explorer/text/(counted|format|language|problem|text|en)\\.ts',
  'explorer/text/en/(flows|ledger|map|people|record|reuse|sheet|shell|thresholds)\\.ts',
  'explorer/views/([^/]+/view|names|map/sight|record/kinds|start/guide)\\.ts',
];

/** Small files that are always loaded together are one: every file costs a request, and its own beginning of a compression. */
const together = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'every-page', test: new RegExp(everyPage.join('|')) },
    { name: 'picture', test: /explorer\/(views\/flows\/(Sankey|Ribbon|WalkedSankey)\.svelte|marks\/Zoom\.svelte)/ },
  ],
};

/** What the browser loads. */
const pages = {
  outDir: '../dist/explorer',
  emptyOutDir: true,
  target: 'es2023',
  rolldownOptions: { output: { codeSplitting: together } },
};

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
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'files', include: ['test/**/*.test.ts'], exclude: ['test/postgres/**'] } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: hasServer ? onServer : ['test/postgres/absent.ts'],
          globalSetup: hasServer ? ['test/support/start-postgres.ts'] : [],
          env: { THROUGHFLOW_TEST_STORE: 'postgres' },
        },
      },
    ],
  },
}));
