import { about as english } from './en/about.ts';
import { about as dutch } from './nl/about.ts';
import { language } from './text.ts';

/** What is said about numbers; it is loaded when somebody asks about one. */
export const aboutText = (): typeof english => (language === 'nl' ? dutch : english);

/** The figures that are explained. */
export type AboutTerm = keyof typeof english.terms;
