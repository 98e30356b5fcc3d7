import type { Catalogue } from '../../text/en.ts';

/** Who comes in, and by which view. */
export const doors = [
  { who: 'producer', view: 'record' },
  { who: 'coordinator', view: 'reuse' },
  { who: 'researcher', view: 'thresholds' },
  { who: 'official', view: 'map' },
] as const satisfies readonly { who: keyof Catalogue['shell']['start']['doors']['of']; view: string }[];

/** A step of the first ten minutes: where it is taken, and the mark that it leaves. */
interface Step {
  readonly id: keyof Catalogue['shell']['start']['guide']['steps'];
  readonly to: string;
  readonly mark: string;
}

/** The first ten minutes in a network, in the order of the work. */
const steps: readonly Step[] = [
  { id: 'count', to: 'record?kind=counted', mark: 'did:counted' },
  { id: 'in', to: 'record?kind=used-up', mark: 'did:used-up' },
  { id: 'out', to: 'record?kind=made', mark: 'did:made' },
  { id: 'over', to: 'record?kind=handed-over', mark: 'did:handed-over' },
  { id: 'ledger', to: 'ledger?show=stock', mark: 'ledger' },
  { id: 'flows', to: 'flows', mark: 'flows' },
  { id: 'reuse', to: 'reuse', mark: 'reuse' },
  { id: 'map', to: 'map', mark: 'map' },
  { id: 'thresholds', to: 'thresholds', mark: 'thresholds' },
];

/** The steps as the reader stands: which are taken, and which comes next (none when all are). */
export function guideOf(network: string, seen: ReadonlySet<string>) {
  const items = steps.map(({ id, to, mark }) => ({ id, href: `/${network}/${to}`, done: seen.has(mark) }));
  return { items, taken: items.filter(({ done }) => done).length, next: items.find(({ done }) => !done)?.id };
}
