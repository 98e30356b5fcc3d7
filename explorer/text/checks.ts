import { checks as english } from './en/checks.ts';
import { checks as dutch } from './nl/checks.ts';
import { language } from './text.ts';

/** What is said of counts, and of what does not agree in the ledger; only the ledger loads it. */
export const checksText = (): typeof english => (language === 'nl' ? dutch : english);
