/** The languages of the pages, each under its own name. */
export const languages = { en: 'English', nl: 'Nederlands' } as const;

export type Language = keyof typeof languages;

/** How numbers and dates are written in a language. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-BE' };

export const isLanguage = (given: unknown): given is Language => typeof given === 'string' && given in languages;

/** The language that a reader has chosen, else the first of those they prefer (as `nl-BE`) that the pages speak, else English. */
export function languageFor(chosen: unknown, preferred: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return preferred.map((each) => each.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}
