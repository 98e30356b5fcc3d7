import { assert } from '../../engine/0-base/assert.ts';
import type { Mutant } from './mutants.ts';

/** The text of a file with the mistake in it; the text that it replaces must stand there exactly once. */
export function mutated(text: string, { name, file, from, to }: Mutant): string {
  const parts = text.split(from);
  assert(parts.length === 2, 'the text that a mutant replaces stands once in its file', {
    name,
    file,
    found: parts.length - 1,
  });
  return parts.join(to);
}
