import type { House } from '../../api/store/house.ts';
import { decimal } from '../../engine/0-base/decimal.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { admit, emptyLedger, type EventEffects } from '../../engine/2-ledger/ledger.ts';
import { stockAsOf } from './as-of.ts';
import { pictureOf } from './story.ts';
import type { Account } from './model/model.ts';

/** What became of a batch. */
export interface Outcome {
  readonly codes: readonly string[];
  readonly kind: 'new' | 'repeated' | 'refused';
  readonly recorded: Instant;
}

/** As of when: both left out, now. */
export interface At {
  readonly happened?: Instant | undefined;
  readonly recorded?: Instant | undefined;
}

/** What is held against the model: the ledger alone, or the whole house. */
export interface System {
  submit(entries: readonly Entry[], key: string): Promise<Outcome>;
  /** Grams of a resource on both accounts of each holder who has any. */
  positions(resource: string, at?: At): Promise<Readonly<Record<string, Readonly<Record<Account, bigint>>>>>;
  /** Something that is the same only while nothing has changed. */
  mark(): Promise<string>;
  recorded(): Instant;
}

/** A clock that a test sets. */
export interface Clock {
  now: Instant;
}

const grams = (kilograms: string): bigint => {
  const { coefficient, scale } = decimal(kilograms);
  return (coefficient * 1000n) / 10n ** BigInt(scale);
};

const nonZero = (held: Readonly<Record<string, Readonly<Record<Account, bigint>>>>) =>
  Object.fromEntries(Object.entries(held).filter(([, each]) => each.accounting !== 0n || each.onhand !== 0n));

interface Policy {
  readonly members: readonly string[];
  readonly refusesNegative: boolean;
}

/** The ledger in memory. Keys are the house's business, so a batch is known again by its ids alone. */
export function ledgerSystem(knowledge: readonly Entry[], { members, refusesNegative }: Policy, clock: Clock): System {
  const ledger = emptyLedger();
  const effects: EventEffects[] = [];
  const recordedAt = new Map<number, Instant>();
  let [recorded, sequence] = [0, 0];
  const context = () => ({
    recorded: Math.max(clock.now, recorded + 1),
    firstSequence: sequence + 1,
    zone: 'UTC',
    members: new Set(members),
    policies: refusesNegative ? ({ negativeStock: 'refuse' } as const) : undefined,
  });
  const submit = async (entries: readonly Entry[]): Promise<Outcome> => {
    const at = context();
    const answer = admit(ledger, entries, at);
    const codes = answer.problems.map(({ code }) => code);
    if (codes.length > 0) return { codes, kind: 'refused', recorded: at.recorded };
    if (answer.admitted.length === 0) return { codes, kind: 'repeated', recorded };
    sequence += answer.admitted.length;
    recorded = at.recorded;
    recordedAt.set(sequence, recorded);
    effects.push(...answer.effects);
    return { codes, kind: 'new', recorded };
  };
  void submit(knowledge);
  return {
    submit,
    async positions(resource, at = {}) {
      const known = [...recordedAt].filter(([, time]) => time <= (at.recorded ?? recorded)).map(([last]) => last);
      const as = { happened: at.happened ?? Number.MAX_SAFE_INTEGER, sequence: Math.max(0, ...known) };
      const held =
        at.happened === undefined && at.recorded === undefined
          ? [...(ledger.heads.get(resource)?.positions ?? [])]
          : [...stockAsOf(effects, resource, as)];
      const plain = ({ coefficient, scale }: { coefficient: bigint; scale: number }) =>
        (coefficient * 1000n) / 10n ** BigInt(scale);
      return nonZero(
        Object.fromEntries(
          held.map(([holder, each]) => [holder, { accounting: plain(each.accounting), onhand: plain(each.onhand) }]),
        ),
      );
    },
    mark: async () => pictureOf(ledger),
    recorded: () => recorded,
  };
}

/** A network of a real house: journal, database and all. */
export function houseSystem(house: House, network: string): System {
  let recorded = 0;
  return {
    async submit(entries, key) {
      const answer = await house.submit(network, {
        entries,
        author: 'urn:test:author',
        key,
        requestHash: JSON.stringify(entries),
      });
      const codes = answer.value
        ? []
        : answer.problems
            .filter(({ code }) => code !== 'holder.mismatch' && code !== 'stock.negative')
            .map(({ code }) => code);
      if (!answer.value) return { codes: codes.length > 0 ? codes : ['stock.negative'], kind: 'refused', recorded };
      const isNew = answer.value.kind === 'new' && answer.value.entries > 0;
      recorded = Math.max(recorded, answer.value.recorded);
      return { codes: [], kind: isNew ? 'new' : 'repeated', recorded };
    },
    async positions(resource, at = {}) {
      const { value } = await house.stocks(network, { ...at, resource });
      const holders = value!.items[0]?.holders ?? [];
      return nonZero(
        Object.fromEntries(
          holders.map(({ holder, accounting, onhand }) => [
            holder,
            { accounting: grams(accounting.hasNumericalValue), onhand: grams(onhand.hasNumericalValue) },
          ]),
        ),
      );
    },
    mark: async () => String(house.sequence(network)),
    recorded: () => recorded,
  };
}
