import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Files below a folder of the checkout whose names end in one of the given ways, as paths from the root, sorted. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** The text of a file of the checkout. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const specifier = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*)['"]([^'"]+)['"]/g;

/** What a source file imports: packages by name, own files by path from the root. */
export function importsOf(file: string): string[] {
  const code = read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(specifier)].map(([, name]) =>
    name!.startsWith('.') ? normalize(join(dirname(file), name!.replace(/\?.*$/, ''))) : name!,
  );
}

/** Source files of the product. */
export const sources = (): string[] =>
  ['engine', 'api', 'explorer', 'datasets'].flatMap((folder) => filesBelow(folder, '.ts', '.svelte'));
