import { compare, decimal } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { App } from '../../state/app.svelte.ts';
import { text } from '../../text/text.ts';
import type { Failure } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { readTyped } from '../record/number.ts';
import type { NewRecord } from '../record/records.ts';
import { sendRecords } from '../record/send.ts';
import { correctTo, undoOf } from '../record/undo.ts';

/** An event, what corrections changed so far, and where it stands, in its own unit. */
export interface Standing {
  readonly event: EventItem;
  readonly stands: { readonly already: string; readonly now: Measure };
}

interface Attempt {
  /** What the reader asked for: the same once more is sent as it was, so that it is recorded only once. */
  readonly wish: string;
  readonly record: NewRecord;
  readonly key: string;
}

const say = () => text.ledger.event;

/** The two ways to mend an event: to the right amount, or away with it; both add an event. `reload` asks the server where it stands. */
export function createCorrection(app: App, standing: () => Standing, reload: () => Promise<boolean>) {
  let right = $state('');
  let why = $state('');
  let gap = $state('');
  let busy = $state(false);
  let failure = $state.raw<Failure>();
  let attempt: Attempt | undefined;

  const correction = () => ({
    event: standing().event,
    id: app.newId(),
    noticed: app.now().toISOString(),
    note: why.trim(),
  });

  /** Another wish than the one that had no answer: that one may have arrived, so where the event stands is asked first. */
  async function prepare(wish: string, make: () => NewRecord | undefined): Promise<Attempt | undefined> {
    if (attempt?.wish === wish) return attempt;
    if (attempt && !(await reload())) return undefined;
    const record = make();
    return record && { wish, record, key: app.newId() };
  }

  async function send(wish: string, make: () => NewRecord | undefined): Promise<boolean> {
    if (busy) return false;
    busy = true;
    const next = await prepare(wish, make);
    const answer =
      next &&
      (await sendRecords(app.client, app.place.network, { records: [next.record], key: next.key, dryRun: false }));
    busy = false;
    if (!next || !answer) return false;
    attempt = answer.ok ? undefined : next;
    failure = answer.ok ? undefined : answer;
    if (!answer.ok) return false;
    [right, why] = ['', ''];
    app.announce(say().done);
    await app.refresh();
    return true;
  }

  function correcting(value: string): NewRecord | undefined {
    const { stands } = standing();
    gap = compare(decimal(value), decimal(stands.now.hasNumericalValue)) === 0 ? say().same : '';
    return gap ? undefined : correctTo(correction(), value, stands.already);
  }

  return {
    get right() {
      return right;
    },
    set right(typed: string) {
      [right, gap] = [typed, ''];
    },
    get why() {
      return why;
    },
    set why(typed: string) {
      why = typed;
    },
    /** What is wrong with the amount. */
    get gap() {
      return gap;
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    /** Brings the event to the amount that was typed. */
    async correct(): Promise<void> {
      const value = readTyped(right)?.value;
      gap = value === undefined ? say().notNumber : '';
      if (value !== undefined) await send(JSON.stringify([value, why]), () => correcting(value));
    },
    /** Takes all of it back; whether that is recorded. */
    undo: (): Promise<boolean> =>
      send(JSON.stringify(['', why]), () => undoOf(correction(), standing().stands.already)),
  };
}
