import { models as english } from '../../text/en/models.ts';
import { models as dutch } from '../../text/nl/models.ts';
import { language } from '../../text/text.ts';

/** The sentences of the models; they come with their view, so that no other page waits for them. */
export const say = (): typeof english => (language === 'nl' ? dutch : english);
