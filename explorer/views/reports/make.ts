import type { MakeReport } from './report.ts';
import type { ReportId } from './view.ts';

/** How each report is made: each comes when it is asked for. */
const makers: Readonly<Record<ReportId, () => Promise<MakeReport>>> = {
  statement: () => import('./statement.ts').then(({ statement }) => statement),
  holdings: () => import('./holdings.ts').then(({ holdings }) => holdings),
  delivery: () => import('./delivery.ts').then(({ delivery }) => delivery),
  plan: () => import('./plan.ts').then(({ plan }) => plan),
  lots: () => import('./lots.ts').then(({ lots }) => lots),
  recall: () => import('./recall.ts').then(({ recall }) => recall),
  process: () => import('./process.ts').then(({ processSheet }) => processSheet),
  balance: () => import('./balance.ts').then(({ balance }) => balance),
  contributions: () => import('./contributions.ts').then(({ contributions }) => contributions),
  cash: () => import('./cash.ts').then(({ cash }) => cash),
};

const notLoaded = { ok: false, failed: 'unreachable', status: 0, title: '', errors: [] } as const;

/** Makes the report that is asked for: the same for the page and for the files. */
export const makeReport: MakeReport = async (request) => {
  const maker = await makers[request.values.what]().catch(() => undefined);
  return maker ? maker(request) : notLoaded;
};
