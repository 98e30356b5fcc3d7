import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --config api/store/drizzle.config.ts` writes the next migration. */
export default defineConfig({ dialect: 'postgresql', schema: './api/store/schema.ts', out: './api/migrations' });
