import { balance as englishBalance } from '../../text/en/balance.ts';
import { reports as english } from '../../text/en/reports.ts';
import { balance as dutchBalance } from '../../text/nl/balance.ts';
import { reports as dutch } from '../../text/nl/reports.ts';
import { language } from '../../text/text.ts';

/** The sentences of the reports; they come with their view, so that no other page waits for them. */
export const say = (): typeof english => (language === 'nl' ? dutch : english);

/** The sentences of a balance sheet. */
export const sayBalance = (): typeof englishBalance => (language === 'nl' ? dutchBalance : englishBalance);
