import { findUnit } from '../../../engine/0-base/unit.ts';
import { parseDecimal, toNumber } from '../../../engine/0-base/decimal.ts';
import { toCoherent, coherentUnit } from '../../../engine/0-base/unit.ts';
import { parseDay } from '../../../engine/0-base/time.ts';
import type { ProcessBalance } from '../../../engine/3-flow/balance.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import type { App } from '../../state/app.svelte.ts';
import { text } from '../../text/en.ts';
import { formatAmount, formatNumber, formatShare } from '../../text/format.ts';
import type { Failure, WireProblem } from '../../worker/http.ts';
import type { Receipt } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import type { BatchQuestion, PlannedFlow } from './batch-balance.ts';
import { type Draft, emptyDraft, newProcess, nextDraft, wallClock } from './draft.ts';
import { kindOf } from './kinds.ts';
import { readTyped } from './number.ts';
import type { ChoiceContext } from './options.ts';
import { strikingFactor } from './recent.ts';
import { type Gap, type NewRecord, recordsOf } from './records.ts';
import { sendRecords } from './send.ts';
import { onHandOf } from './stocks.ts';
import { undoOf } from './undo.ts';

/** Where the form stands. */
export type Phase = 'editing' | 'checking' | 'warned' | 'sending' | 'failed';

/** What was recorded, and what it brought about. */
export interface Done {
  readonly draft: Draft;
  readonly event: NewRecord;
  /** The event and what was begun with it. */
  readonly records: readonly NewRecord[];
  readonly receipt: Receipt;
  /** Undefined while they are reckoned. */
  readonly balances: readonly ProcessBalance[] | undefined;
  readonly undone: boolean;
}

/** The records of an attempt and its key: sent again unchanged, they are recorded only once. */
interface Attempt {
  readonly records: readonly NewRecord[];
  readonly key: string;
  /** Whether it may have arrived: then it is only ever sent again as it is. */
  readonly sent: boolean;
}

/** Failures that pass: the attempt is made again by itself. */
const passing: readonly Failure['failed'][] = ['unreachable', 'rebuilding', 'busy'];

export type Form = ReturnType<typeof createForm>;

/** The state of the form: the draft, what is wrong with it, and what became of it. */
export function createForm(app: App, opened: Opened, context: () => ChoiceContext) {
  const { network, zone } = opened;
  const keys = {
    draft: `${network}/draft`,
    me: `${network}/me`,
    last: `${network}/last`,
    attempt: `${network}/attempt`,
  };
  const now = () => wallClock(app.now(), zone);
  const anew = () => emptyDraft(app.newId(), app.keep.read<string>(keys.me) ?? '', now());

  const first: Draft = { ...anew(), ...app.keep.read<Partial<Draft>>(keys.draft) };
  let draft = $state.raw(first);
  let gaps = $state.raw<readonly Gap[]>([]);
  let phase = $state<Phase>('editing');
  let warnings = $state.raw<readonly string[]>([]);
  let failure = $state.raw<Failure>();
  let waits = $state(false);
  let done = $state.raw<Done>();
  let last = $state.raw<Draft | undefined>(app.keep.read<Draft>(keys.last));
  let attempt: Attempt | undefined;

  /** Keeps the attempt with its key beside the draft, so that it is the same one after the page was closed. */
  function keepAttempt(next: Attempt | undefined): void {
    attempt = next;
    if (next) app.keep.write(keys.attempt, next);
    else app.keep.forget(keys.attempt);
  }

  function fail(given: Failure): void {
    failure = given;
    phase = 'failed';
    waits = passing.includes(given.failed);
    if (waits && attempt) keepAttempt(attempt);
    else app.announce(text.record.refused);
  }

  const eventOf = ({ records }: Attempt) => records.at(-1)!;

  function planned(): BatchQuestion | undefined {
    const kind = kindOf(draft.kind);
    const { facts } = context();
    if (kind.id !== 'made' && kind.id !== 'used-up') return undefined;
    const specification = facts.EconomicResource?.get(draft.thing)?.conformsTo ?? draft.thing;
    const amount = coherentAmount(draft);
    const flow: PlannedFlow | undefined = amount && {
      role: kind.id === 'made' ? 'out' : 'in',
      holder: draft.me,
      resource: facts.EconomicResource?.has(draft.thing) ? draft.thing : '',
      specification,
      day: parseDay(draft.day) ?? 0,
      ...amount,
    };
    return {
      process: draft.process,
      basedOn: draft.process === newProcess ? draft.processSpecification : undefined,
      planned: flow,
    };
  }

  /** What strikes the page itself: an amount far from the usual, a batch that would not close. */
  async function ownWarnings(): Promise<string[]> {
    const found: string[] = [];
    const amount = coherentAmount(draft);
    const usual = context().recent?.things[draft.kind]?.find(({ thing }) => thing === draft.thing);
    const factor = amount && usual?.unit === amount.unit ? strikingFactor(amount.quantity, usual) : undefined;
    const median = usual && formatAmount(usual.median, usual.unit);
    if (factor !== undefined && median)
      found.push(
        factor < 1
          ? text.record.usualLittle(formatShare(factor), median)
          : text.record.usualMuch(formatNumber(factor, 2), median),
      );
    const question = planned();
    const balances = question && (await app.client.run('batch', question));
    const mass = balances?.find(({ layer }) => layer === 'mass');
    // More out than in is a batch of which an input is not recorded yet, such as water; its balance says so afterwards.
    if (mass?.verdict === 'unexplained' && mass.beyond > 0)
      found.push(text.record.wouldNotClose(formatAmount(mass.beyond, mass.unit)));
    return found;
  }

  async function send(): Promise<void> {
    phase = 'sending';
    keepAttempt({ ...attempt!, sent: true });
    const { records, key } = attempt!;
    const answer = await sendRecords(app.client, network, { records, key, dryRun: false });
    if (answer.ok) await finish(answer.value);
    else fail(answer);
  }

  async function finish(receipt: Receipt): Promise<void> {
    const { records } = attempt!;
    const event = eventOf(attempt!);
    const sent = draft;
    app.keep.write(keys.me, sent.me);
    app.keep.write(`${network}/unit/${sent.kind}/${sent.thing}`, sent.unit);
    app.keep.write(keys.last, sent);
    last = sent;
    keepAttempt(undefined);
    [failure, waits] = [undefined, false];
    done = { draft: sent, event, records, receipt, balances: batchOf(event) ? undefined : [], undone: false };
    replace({ ...nextDraft(sent, app.newId(), now()), ...begunBy(event) });
    phase = 'editing';
    app.announce(text.record.done.title);
    await app.refresh();
    await balance(event);
  }

  async function balance(event: NewRecord): Promise<void> {
    const process = batchOf(event);
    const balances = process ? await app.client.run('batch', { process }) : [];
    if (done?.event === event) done = { ...done, balances: balances ?? done.balances ?? [] };
  }

  /** Tries the attempt, and records it when nothing strikes; one that may have arrived is only sent again. */
  async function tryAgain(): Promise<void> {
    if (attempt!.sent) return send();
    phase = 'checking';
    const [tried, own] = await Promise.all([
      sendRecords(app.client, network, { ...attempt!, dryRun: true }),
      ownWarnings().catch(() => []),
    ]);
    if (!tried.ok) return fail(tried);
    [failure, waits] = [undefined, false];
    warnings = [...own, ...(tried.value.warnings ?? []).map(sentence)];
    if (warnings.length > 0) phase = 'warned';
    else await send();
  }

  const kept = app.keep.read<Attempt>(keys.attempt);
  if (kept && eventOf(kept)['@id'] === first.event) {
    attempt = kept;
    fail({ failed: 'unreachable', status: 0, title: '', errors: [] });
  }

  function replace(next: Draft): void {
    draft = next;
    app.keep.write(keys.draft, next);
  }

  return {
    get draft() {
      return draft;
    },
    get phase() {
      return phase;
    },
    get gaps() {
      return gaps;
    },
    get warnings() {
      return warnings;
    },
    get failure() {
      return failure;
    },
    get done() {
      return done;
    },
    get last() {
      return last;
    },
    /** Changes the draft and keeps it; an attempt made of the old one is dropped. */
    patch(change: Partial<Draft>) {
      replace({ ...draft, ...change });
      gaps = gaps.filter(({ field }) => !(field in change));
      [failure, waits] = [undefined, false];
      phase = 'editing';
      keepAttempt(undefined);
    },
    /** The unit this reader used last for a thing. */
    usualUnit: (kind: string, thing: string) => app.keep.read<string>(`${network}/unit/${kind}/${thing}`),
    /** Checks the draft here and on the server; records it when nothing strikes. */
    async submit() {
      const { facts, stocks } = context();
      const onHand = onHandOf(stocks, draft.thing, draft.me);
      const made = recordsOf(draft, { facts, onHand, newId: app.newId });
      gaps = made.gaps;
      if (made.gaps.length > 0) return;
      attempt ??= { records: made.records, key: app.newId(), sent: false };
      await tryAgain();
    },
    /** Whether the attempt is made again by itself. */
    get waits() {
      return waits && phase === 'failed';
    },
    /** Makes the attempt again that had no answer. */
    async retry() {
      if (attempt && phase === 'failed') await tryAgain();
    },
    /** Records it although something strikes. */
    anyway: send,
    back() {
      phase = 'editing';
    },
    clear() {
      keepAttempt(undefined);
      gaps = [];
      [failure, waits] = [undefined, false];
      phase = 'editing';
      replace({ ...anew(), me: draft.me, kind: draft.kind });
    },
    /** Fills the form as it was the last time; only the amount is left to be typed. */
    repeat() {
      if (last)
        replace({ ...last, event: app.newId(), process: last.process === newProcess ? '' : last.process, ...now() });
    },
    /** Backs out what was just recorded by a correcting event. */
    async undo() {
      if (!done) return;
      const { day, time } = now();
      const event = { ...(done.event as unknown as EconomicEvent), id: done.event['@id'] };
      const record = undoOf({ event, id: app.newId(), noticed: `${day}T${time}`, note: text.record.done.undoNote });
      phase = 'sending';
      const answer = await sendRecords(app.client, network, { records: [record], key: app.newId(), dryRun: false });
      phase = answer.ok ? 'editing' : 'failed';
      if (!answer.ok) {
        failure = answer;
        return;
      }
      done = { ...done, receipt: answer.value, undone: true };
      app.announce(text.record.done.undone);
      await app.refresh();
      await balance(done.event);
    },
  };
}

/** The batch of an event, if it has one. */
const batchOf = (event: NewRecord) => (event['outputOf'] ?? event['inputOf']) as string | undefined;

/** The batch and the stock of an event: what it began is what the next one most likely is about. */
function begunBy(event: NewRecord): Partial<Draft> {
  const process = event['outputOf'] ?? event['inputOf'];
  const thing = event['resourceInventoriedAs'];
  return {
    ...(typeof process === 'string' && { process, processSpecification: '' }),
    ...(typeof thing === 'string' && { thing, stockName: '' }),
  };
}

const sentence = ({ message, remedy }: WireProblem) => `${message} ${remedy}`;

function coherentAmount({ quantity, unit }: Draft): { quantity: number; unit: string } | undefined {
  const found = findUnit(unit);
  const value = parseDecimal(readTyped(quantity)?.value ?? '');
  if (!unit || !found || !value) return undefined;
  return { quantity: toNumber(toCoherent({ value, unit: found })), unit: coherentUnit(found.dimension).id };
}
