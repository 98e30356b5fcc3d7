import type { Problem } from '../0-base/problem.ts';
import type { ClassName, Entry } from '../1-record/kind.ts';
import type { EventEffects } from './shape.ts';
import type { AdmitContext, Ledger, LedgerRecord } from './state.ts';

/** A batch while it is admitted: the ledger that it changes, how to undo that, and what it will answer. */
export interface Draft {
  readonly ledger: Ledger;
  readonly context: AdmitContext;
  /** Records of this batch that are new, so that others may name them before their turn. */
  readonly ahead: ReadonlyMap<string, Entry>;
  readonly undo: (Former | (() => void))[];
  /** Resources of events that were refused: what else is said of them would follow from that. */
  readonly doubtful: Set<string>;
  readonly touched: Set<string>;
  readonly admitted: Entry[];
  readonly existing: string[];
  readonly effects: EventEffects[];
  readonly warnings: Problem[];
  readonly problems: Problem[];
}

/** What a key of one of the ledger's maps had before. */
interface Former {
  readonly map: Map<unknown, unknown>;
  readonly key: unknown;
  readonly value: unknown;
}

/** A draft of a batch of entries; nothing is admitted yet. */
export function openDraft(ledger: Ledger, entries: readonly Entry[], context: AdmitContext): Draft {
  const ahead = new Map<string, Entry>();
  for (const entry of entries)
    if (
      entry.op === 'record' &&
      entry.class !== 'EconomicEvent' &&
      !ledger.records.has(entry.id) &&
      !ahead.has(entry.id)
    )
      ahead.set(entry.id, entry);
  return {
    ledger,
    context,
    ahead,
    undo: [],
    doubtful: new Set(),
    touched: new Set(),
    admitted: [],
    existing: [],
    effects: [],
    warnings: [],
    problems: [],
  };
}

/** Sets a key of one of the ledger's maps so that it can be undone. */
export function put<K, V>(draft: Draft, map: Map<K, V>, key: K, value: V): void {
  draft.undo.push({ map: map as Map<unknown, unknown>, key, value: map.get(key) });
  map.set(key, value);
}

/** Takes back all that the draft did to its ledger, the last first. */
export function rollBack(draft: Draft): void {
  for (const step of draft.undo.reverse())
    if (typeof step === 'function') step();
    else if (step.value === undefined) step.map.delete(step.key);
    else step.map.set(step.key, step.value);
}

/** The place in the journal of the next entry that is admitted. */
export const nextSequence = ({ context, admitted }: Draft): number => context.firstSequence + admitted.length;

/** A record that is in the ledger or comes with this batch. */
export function findRecord(draft: Draft, id: string): Pick<LedgerRecord, 'class' | 'body' | 'retired'> | undefined {
  const recorded = draft.ledger.records.get(id);
  if (recorded) return recorded;
  const coming = draft.ahead.get(id);
  return coming && { class: coming.class, body: coming.body, retired: false };
}

/** The body of a record of a class; undefined when it is not known as that. */
export function findBody<C extends ClassName>(draft: Draft, name: C, id: string | undefined) {
  const record = id === undefined ? undefined : findRecord(draft, id);
  return record?.class === name ? (record.body as Extract<Entry<C>, { class: C }>['body']) : undefined;
}

/** What a record is called: its name, else its id. */
export function nameOf(draft: Draft, id: string): string {
  const body = findRecord(draft, id)?.body;
  return (body && 'name' in body && body.name) || id;
}
