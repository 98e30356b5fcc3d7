import { meters as english } from './en/meters.ts';
import { meters as dutch } from './nl/meters.ts';
import { language } from './text.ts';

/** What is said of meters and invoices; only the pages that show some load it. */
export const metersText = (): typeof english => (language === 'nl' ? dutch : english);
