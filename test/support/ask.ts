import type { Ask } from '../../explorer/worker/world.ts';

const gone = { ok: false, failed: 'unreachable', status: 0, title: '', errors: [] } as const;

/** For worlds whose jobs need nothing from the API: nobody answers. */
export const nobody: Ask = { json: async () => gone, bytes: async () => gone };
