import { seen as english } from './en/seen.ts';
import { seen as dutch } from './nl/seen.ts';
import { language } from './text.ts';

/** What the page of what others see says; only that page loads it. */
export const seenText = (): typeof english => (language === 'nl' ? dutch : english);
