import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folder of a PostgreSQL server's programs: one on PATH, else Debian's newest; POSTGRES_BIN names another, or `none`. */
export function findPostgres(): string | undefined {
  const chosen = process.env['POSTGRES_BIN'];
  if (chosen !== undefined) return chosen === 'none' ? undefined : chosen;
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((each) => join(debian, each, 'bin')),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Why tests that need a server are left out; '' when they are not. Where one is demanded, its absence is a failure. */
export function whyNoPostgres(): string {
  if (findPostgres() !== undefined) return '';
  if (process.env['REQUIRE_POSTGRES']) throw new Error('no PostgreSQL: neither on PATH nor in /usr/lib/postgresql');
  return ' (left out: no PostgreSQL here)';
}
