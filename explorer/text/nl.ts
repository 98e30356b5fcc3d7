import type { Catalogue } from './en.ts';
import { flows } from './nl/flows.ts';
import { ledger } from './nl/ledger.ts';
import { map } from './nl/map.ts';
import { people } from './nl/people.ts';
import { problems } from './nl/problems.ts';
import { record } from './nl/record.ts';
import { sheet } from './nl/sheet.ts';
import { shell } from './nl/shell.ts';
import { thresholds } from './nl/thresholds.ts';

/** Every sentence that the pages show, in Dutch. */
export const dutch: Catalogue = { shell, sheet, record, ledger, flows, map, people, thresholds, problems };
