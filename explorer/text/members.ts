import { members as english } from './en/members.ts';
import { members as dutch } from './nl/members.ts';
import { language } from './text.ts';

/** What the pages of who is in, and of who comes in, say; only they load it. */
export const membersText = (): typeof english => (language === 'nl' ? dutch : english);
