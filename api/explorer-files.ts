import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { MiddlewareHandler } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

interface File {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Whether its name changes with its content, so that it may be kept for ever. */
  readonly hashed: boolean;
}

/** Every file of the built explorer by its address; a path that is not among them reaches no disk. */
async function readFiles(folder: string): Promise<Map<string, File>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = new Map<string, File>();
  for (const entry of entries.filter((each) => each.isFile() && !each.name.startsWith('.'))) {
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const bytes = Uint8Array.from(await readFile(path));
    const type = types[extname(entry.name)] ?? 'application/octet-stream';
    files.set(address, { bytes, type, hashed: address.startsWith('/assets/') });
  }
  return files;
}

const isPage = (path: string) => !path.startsWith('/api/') && path !== '/api' && extname(path) === '';

/** Serves the built explorer: its files, and its page for every other address that is neither a file nor the API's. */
export async function serveExplorer(folder: string): Promise<MiddlewareHandler> {
  const files = await readFiles(folder);
  return async (c, next) => {
    const { path, method } = c.req;
    if (method !== 'GET' && method !== 'HEAD') return next();
    const file = files.get(path) ?? (isPage(path) ? files.get('/index.html') : undefined);
    if (!file) return next();
    c.header('Cache-Control', file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    return c.body(file.bytes, 200, { 'Content-Type': file.type });
  };
}
