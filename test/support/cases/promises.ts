import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import type { Problem } from '../../../engine/0-base/problem.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import type { EventEffects } from '../../../engine/2-ledger/effect.ts';
import {
  type AllocatedEvent,
  fulfilmentsOf,
  type Progress,
  type PromiseRecord,
} from '../../../engine/2-ledger/fulfilment.ts';
import type { Ledger } from '../../../engine/2-ledger/ledger.ts';
import { ids, nameIn, recorded, withIds } from '../cast.ts';
import { bodyOf, type CaseEvent, type Keyed, type PromiseName, type Scene } from './scene.ts';

/** The intents, commitments and claims of a case, as far as they are recorded, and what events have done of them. */
export interface Promises {
  readonly waiting: Map<string, { readonly name: PromiseName; readonly given: Keyed }>;
  readonly recorded: Map<string, PromiseRecord>;
  observe(effects: readonly EventEffects[]): void;
  /** What a column of a case says of a promise; undefined for a column that is not known. */
  answer(name: string, column: string): unknown;
}

const listed = [
  ['intents', 'Intent'],
  ['commitments', 'Commitment'],
  ['claims', 'Claim'],
] as const;

export function openPromises(scene: Scene): Promises {
  const waiting = new Map(
    listed.flatMap(([key, name]) =>
      Object.entries(scene[key] ?? {}).map(([id, given]) => [id, { name, given }] as const),
    ),
  );
  const known = new Map<string, PromiseRecord>();
  const allocations: AllocatedEvent[] = [];
  return {
    waiting,
    recorded: known,
    observe(effects) {
      for (const { event, allocations: more } of effects)
        allocations.push(...more.map((each) => ({ ...each, event: event.root })));
    },
    answer(name, column) {
      const all = fulfilmentsOf([...known.values()], allocations, { now: 0, zone: 'UTC' });
      const found = all.find((each) => each.id === ids.promise(name));
      if (!found) return undefined;
      const progress = found.resource ?? found.effort;
      const promised = found.promised?.resource ?? found.promised?.effort;
      const by = found.answeredBy.map((each) => nameIn(each.id));
      const number = (measure: Progress['done'] | undefined) =>
        Number(measure?.hasNumericalValue ?? formatDecimal({ coefficient: 0n, scale: 0 }));
      const columns: Readonly<Record<string, unknown>> = {
        fulfilled: number(progress?.done),
        settled: number(progress?.done),
        satisfied: number(promised?.done ?? progress?.done),
        remaining: number((found.class === 'Intent' ? (promised ?? progress) : progress)?.remaining),
        over: number(progress?.over),
        fulfilledBy: [...new Set(by)].sort().join(),
        satisfiedBy: [...new Set(by)].sort().join(),
        settledBy: [...new Set(by)].sort().join(),
        state: found.state,
        finished: found.state === 'finished',
      };
      return columns[column];
    },
  };
}

/** Whether a name of a case is that of a promise. */
export const isAnswer = ({ recorded: known, waiting }: Promises, name: string): boolean =>
  known.has(ids.promise(name)) || waiting.has(name);

/** Records the promises that wait and can be recorded now; tells what was refused. */
export function recordPromises(
  { waiting, recorded: known }: Promises,
  ledger: Ledger,
  record: (body: EconomicEvent, entry: Entry) => readonly Problem[],
): Problem[] {
  const problems: Problem[] = [];
  for (const [name, { name: kind, given }] of waiting) {
    const trigger = given['triggeredBy'];
    if (typeof trigger === 'string' && !ledger.events.has(ids.event(trigger))) continue;
    waiting.delete(name);
    const body = bodyOf(given as CaseEvent, kind);
    const entry = recorded(kind, ids.promise(name), withIds(body)) as Entry;
    problems.push(...record(body, entry));
    known.set(entry.id, { id: entry.id, class: kind, body: entry.body as PromiseRecord['body'] });
  }
  return problems;
}
