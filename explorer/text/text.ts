import { type Catalogue, english } from './en.ts';
import { type Language, locales } from './language.ts';

const catalogues: Partial<Record<Language, Catalogue>> = { en: english };

/** The catalogue of the language that is spoken. Read it when something is shown, not when a file is loaded. */
export let text: Catalogue = english;

/** The language that is spoken. */
export let language: Language = 'en';

/** The locale in which its numbers and dates are written. */
export let locale: string = locales.en;

/** Loads the catalogue of a language; English is always there. */
export async function loadLanguage(wanted: Language): Promise<void> {
  if (wanted === 'nl') catalogues.nl ??= (await import('./nl.ts')).dutch;
}

/** Speaks a language whose catalogue is loaded, from now on until another one is spoken. */
export function speak(wanted: Language): void {
  const catalogue = catalogues[wanted];
  if (!catalogue) throw new Error(`the catalogue of ${wanted} is not loaded`);
  text = catalogue;
  language = wanted;
  locale = locales[wanted];
}
