import { flows } from './en/flows.ts';
import { ledger } from './en/ledger.ts';
import { map } from './en/map.ts';
import { record } from './en/record.ts';
import { shell } from './en/shell.ts';
import { thresholds } from './en/thresholds.ts';

/** Every sentence that the pages show, in English. */
export const english = { shell, record, ledger, flows, map, thresholds };

/** The shape of a language's catalogue. */
export type Catalogue = typeof english;
