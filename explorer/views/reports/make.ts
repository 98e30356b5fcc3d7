import { contributions } from './contributions.ts';
import { delivery } from './delivery.ts';
import { holdings } from './holdings.ts';
import { lots } from './lots.ts';
import { plan } from './plan.ts';
import { processSheet } from './process.ts';
import type { MakeReport } from './report.ts';
import { statement } from './statement.ts';
import type { ReportId } from './view.ts';

/** How each report is made; the long ones are loaded when they are asked for. */
const makers: Readonly<Record<ReportId, MakeReport>> = {
  statement,
  holdings,
  delivery,
  plan,
  lots,
  recall: async (request) => (await import('./recall.ts')).recall(request),
  process: processSheet,
  contributions,
  cash: async (request) => (await import('./cash.ts')).cash(request),
};

/** Makes the report that is asked for: the same for the page and for the files. */
export const makeReport: MakeReport = (request) => makers[request.values.what](request);
