import { reuse as english } from './en/reuse.ts';
import { reuse as dutch } from './nl/reuse.ts';
import { language } from './text.ts';

/** What the page of reuse says; only that page loads it. */
export const reuseText = (): typeof english => (language === 'nl' ? dutch : english);
