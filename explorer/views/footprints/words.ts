import { footprints as english } from '../../text/en/footprints.ts';
import { footprints as dutch } from '../../text/nl/footprints.ts';
import { language } from '../../text/text.ts';

/** The sentences of the footprints; they come with their view, so that no other page waits for them. */
export const say = (): typeof english => (language === 'nl' ? dutch : english);
