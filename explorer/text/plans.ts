import { plans as english } from './en/plans.ts';
import { plans as dutch } from './nl/plans.ts';
import { language } from './text.ts';

/** What is said of plans and promises; only the pages that show some load it. */
export const plansText = (): typeof english => (language === 'nl' ? dutch : english);
