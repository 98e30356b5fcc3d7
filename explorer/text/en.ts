import { flows } from './en/flows.ts';
import { ledger } from './en/ledger.ts';
import { map } from './en/map.ts';
import { record } from './en/record.ts';
import { shell } from './en/shell.ts';
import { thresholds } from './en/thresholds.ts';

/** The locale in which numbers and dates are written. */
export const locale = 'en-GB';

/** Every sentence that the pages show, in English; another language is another catalogue of the same shape. */
export const text = { shell, record, ledger, flows, map, thresholds };
