import { trace as english } from '../../../text/en/trace.ts';
import { trace as dutch } from '../../../text/nl/trace.ts';
import { language } from '../../../text/text.ts';

/** The sentences of where a stock came from and went; they come with their view, so that no other page waits for them. */
export const say = (): typeof english => (language === 'nl' ? dutch : english);
