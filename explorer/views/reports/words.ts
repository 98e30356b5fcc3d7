import { reports as english } from '../../text/en/reports.ts';
import { reports as dutch } from '../../text/nl/reports.ts';
import { language } from '../../text/text.ts';

/** The sentences of the reports; they come with their view, so that no other page waits for them. */
export const say = (): typeof english => (language === 'nl' ? dutch : english);
