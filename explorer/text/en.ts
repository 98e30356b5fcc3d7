import type { ProblemCode } from '../../engine/0-base/problem.ts';
import { flows } from './en/flows.ts';
import { ledger } from './en/ledger.ts';
import { map } from './en/map.ts';
import { people } from './en/people.ts';
import { record } from './en/record.ts';
import { sheet } from './en/sheet.ts';
import { shell } from './en/shell.ts';
import { thresholds } from './en/thresholds.ts';

/** The sentences of problems by their names: what is wrong, and what to do about it. */
export type ProblemTexts = Readonly<Partial<Record<ProblemCode, readonly [message: string, remedy: string]>>>;

/** Problems come with their sentences in English. */
const problems: ProblemTexts = {};

/** Every sentence that the pages show, in English. */
export const english = { shell, sheet, record, ledger, flows, map, people, thresholds, problems };

/** The shape of a language's catalogue. */
export type Catalogue = typeof english;
