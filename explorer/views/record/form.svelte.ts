import { parseDecimal, toNumber } from '../../../engine/0-base/decimal.ts';
import { coherentUnit, findUnit, toCoherent } from '../../../engine/0-base/unit.ts';
import { parseDay } from '../../../engine/0-base/time.ts';
import type { ProcessBalance } from '../../../engine/3-flow/balance.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import type { App } from '../../state/app.svelte.ts';
import { markSeen } from '../../state/seen.ts';
import { problemSentence } from '../../text/problem.ts';
import { text } from '../../text/text.ts';
import { formatAmount, formatNumber, formatShare } from '../../text/format.ts';
import type { Answer, Failure, WireProblem } from '../../worker/http.ts';
import type { Page, Receipt, StockItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import type { BatchQuestion, PlannedFlow } from './batch-balance.ts';
import { type Draft, emptyDraft, newProcess, nextDraft, unpromised, wallClock } from './draft.ts';
import { kindOf } from './kinds.ts';
import { readTyped } from './number.ts';
import type { ChoiceContext } from './options.ts';
import { unpacked } from './pack.ts';
import { strikingFactor } from './recent.ts';
import { type Gap, type NewRecord, recordsOf } from './records.ts';
import { sendRecords } from './send.ts';
import { isTheirs, onHandOf, type Stocks, stocksById } from './stocks.ts';
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

  const kept = app.keep.read<Attempt>(keys.attempt);
  const first = begin();
  let draft = $state.raw(first);
  let gaps = $state.raw<readonly Gap[]>([]);
  let phase = $state<Phase>('editing');
  let warnings = $state.raw<readonly string[]>([]);
  let failure = $state.raw<Failure>();
  let waits = $state(false);
  let done = $state.raw<Done>();
  let last = $state.raw<Draft | undefined>(app.keep.read<Draft>(keys.last));
  let attempt: Attempt | undefined;
  let undoing = $state(false);
  let undoFailure = $state.raw<Failure>();
  let undoAttempt: Attempt | undefined;

  /** The draft that was kept. What has no time of its own happens when it is recorded, not when the form was last open. */
  function begin(): Draft {
    const begun: Draft = { ...anew(), ...app.keep.read<Partial<Draft>>(keys.draft) };
    return begun.timed || isOf(kept, begun) ? begun : { ...begun, ...now() };
  }

  /** Keeps the attempt with its key beside the draft, so that it is the same one after the page was closed. */
  function keepAttempt(next: Attempt | undefined): void {
    attempt = next;
    if (next) app.keep.write(keys.attempt, next);
    else app.keep.forget(keys.attempt);
  }

  function fail(given: Failure): void {
    failure = given;
    phase = 'failed';
    waits = attempt !== undefined && passing.includes(given.failed);
    if (waits) keepAttempt(attempt);
    else app.announce(text.record.refused);
  }

  function planned(): BatchQuestion | undefined {
    const kind = kindOf(draft.kind);
    const { facts } = context();
    if (kind.id !== 'made' && kind.id !== 'used-up') return undefined;
    const specification = facts.EconomicResource?.get(draft.thing)?.conformsTo ?? draft.thing;
    const amount = coherentAmount(unpacked(draft, context().facts));
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
    const amount = coherentAmount(unpacked(draft, context().facts));
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
    const mine: Attempt = { ...attempt!, sent: true };
    const typed = draft;
    phase = 'sending';
    keepAttempt(mine);
    const answer = await sendRecords(app.client, network, { ...mine, dryRun: false });
    if (answer.ok) await finish(mine, typed, answer.value);
    else fail(answer);
  }

  async function finish(mine: Attempt, sent: Draft, receipt: Receipt): Promise<void> {
    const { records } = mine;
    const event = eventOf(mine);
    app.keep.write(keys.me, sent.me);
    markSeen(app.keep, network, `did:${sent.kind}`);
    app.keep.write(`${network}/unit/${sent.kind}/${sent.thing}`, sent.unit);
    app.keep.write(keys.last, sent);
    last = sent;
    keepAttempt(undefined);
    [failure, waits] = [undefined, false];
    [undoFailure, undoAttempt] = [undefined, undefined];
    done = { draft: sent, event, records, receipt, balances: batchOf(event) ? undefined : [], undone: false };
    // What was typed while it was on its way is the next event.
    if (draft === sent) replace({ ...nextDraft(sent, app.newId(), now()), ...begunBy(event) });
    else if (draft.event === sent.event) replace({ ...draft, event: app.newId() });
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
    const mine = attempt!;
    if (mine.sent) return send();
    phase = 'checking';
    const [tried, own] = await Promise.all([
      sendRecords(app.client, network, { ...mine, dryRun: true }),
      ownWarnings().catch(() => []),
    ]);
    // What was changed during the check was not checked.
    if (attempt !== mine) {
      phase = 'editing';
      return;
    }
    if (!tried.ok) return fail(tried);
    [failure, waits] = [undefined, false];
    warnings = [...own, ...(tried.value.warnings ?? []).map(problemSentence)];
    if (warnings.length > 0) phase = 'warned';
    else await send();
  }

  /** What the books say of what was counted, at the time of the count: what this page knows may be old. */
  async function booksOf({ thing, timed, day, time }: Draft): Promise<Answer<Stocks>> {
    const happened = timed ? { happened: time ? `${day}T${time}` : day } : {};
    const address = `/api/networks/${network}/stocks?${new URLSearchParams({ resource: thing, ...happened })}`;
    const answer = await app.client.get<Page<StockItem>>(address);
    return answer.ok ? { ...answer, value: stocksById(answer.value.items) } : answer;
  }

  /** Makes the records of the draft; undefined when something is missing or the books cannot be asked. */
  async function prepare(): Promise<Attempt | undefined> {
    const { facts, stocks } = context();
    const typed = draft;
    const made = recordsOf(typed, { facts, onHand: onHandOf(stocks, typed.thing, typed.me), newId: app.newId });
    const isCount = kindOf(typed.kind).id === 'counted' && facts.EconomicResource?.has(typed.thing);
    const onlyBooks = made.gaps.every(({ gap }) => gap === 'same');
    if (!isCount || !onlyBooks) return attemptOf(made);
    phase = 'checking';
    const books = await booksOf(typed);
    phase = 'editing';
    if (draft !== typed) return undefined;
    if (!books.ok) {
      fail(books);
      return undefined;
    }
    const { thing, me } = typed;
    if (isTheirs(books.value, thing, me)) return attemptOf({ records: [], gaps: [{ field: 'thing', gap: 'theirs' }] });
    return attemptOf(recordsOf(typed, { facts, onHand: onHandOf(books.value, thing, me), newId: app.newId }));
  }

  function attemptOf(made: ReturnType<typeof recordsOf>): Attempt | undefined {
    gaps = made.gaps;
    return made.gaps.length > 0 ? undefined : { records: made.records, key: app.newId(), sent: false };
  }

  if (kept && isOf(kept, first)) {
    attempt = kept;
    fail({ failed: 'unreachable', status: 0, title: '', errors: [] });
  }

  /** Changes the draft; an attempt made of the old one is dropped, and what is on its way goes on. */
  function change(next: Draft): void {
    replace(next);
    keepAttempt(undefined);
    [failure, waits] = [undefined, false];
    if (!isBusy()) phase = 'editing';
  }

  function refreshTime(): void {
    if (!draft.timed && attempt === undefined) replace({ ...draft, ...now() });
  }

  const isBusy = () => phase === 'checking' || phase === 'sending';

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
    /** The id of the event when an earlier attempt of it, with other content, did arrive. */
    get earlier() {
      const isThis = ({ code, values }: WireProblem) => code === 'id.conflict' && values?.['value'] === draft.event;
      return failure?.errors.some(isThis) ? draft.event : undefined;
    },
    /** Makes what is typed another event than the one that was recorded. */
    asAnother: () => change({ ...draft, event: app.newId() }),
    get done() {
      return done;
    },
    get last() {
      return last;
    },
    /** Whether an undo is on its way, and why the last one failed. */
    get undoing() {
      return undoing;
    },
    get undoFailure() {
      return undoFailure;
    },
    /** Changes the draft and keeps it. */
    patch(given: Partial<Draft>) {
      const timed = draft.timed || 'day' in given || 'time' in given;
      change({ ...draft, ...given, timed });
      gaps = gaps.filter(({ field }) => !(field in given));
    },
    /** Sets the clock of a draft that has no time of its own. */
    refreshTime,
    /** The unit this reader used last for a thing. */
    usualUnit: (kind: string, thing: string) => app.keep.read<string>(`${network}/unit/${kind}/${thing}`),
    /** Checks the draft here and on the server; records it when nothing strikes. */
    async submit() {
      if (isBusy()) return;
      refreshTime();
      if (!attempt) {
        const made = await prepare();
        if (!made) return;
        attempt = made;
      }
      await tryAgain();
    },
    /** Whether the attempt is made again by itself. */
    get waits() {
      return waits;
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
      gaps = [];
      change({ ...anew(), me: draft.me, kind: draft.kind });
    },
    /** Fills the form as it was the last time; only the amount is left to be typed. */
    repeat() {
      if (!last) return;
      const process = last.process === newProcess ? '' : last.process;
      gaps = [];
      change({ ...last, event: app.newId(), process, ...now(), timed: false, ...unpromised });
    },
    /** Backs out what was just recorded by a correcting event; one that may have arrived is sent again as it is. */
    async undo() {
      if (!done || undoing) return;
      const undone = done;
      undoAttempt ??= { records: [backOut(undone)], key: app.newId(), sent: true };
      undoing = true;
      const answer = await sendRecords(app.client, network, { ...undoAttempt, dryRun: false });
      undoing = false;
      if (done !== undone) return;
      undoFailure = answer.ok ? undefined : answer;
      if (!answer.ok) return;
      undoAttempt = undefined;
      done = { ...undone, receipt: answer.value, undone: true };
      app.announce(text.record.done.undone);
      await app.refresh();
      await balance(undone.event);
    },
  };

  function backOut({ event }: Done): NewRecord {
    const { day, time } = now();
    const recorded = { ...(event as unknown as EconomicEvent), id: event['@id'] };
    return undoOf({ event: recorded, id: app.newId(), noticed: `${day}T${time}`, note: text.record.done.undoNote });
  }
}

const eventOf = ({ records }: Attempt) => records.at(-1)!;

/** Whether an attempt was made of a draft. */
const isOf = (attempt: Attempt | undefined, { event }: Draft) =>
  attempt !== undefined && eventOf(attempt)['@id'] === event;

/** The batch of an event, if it has one. */
const batchOf = (event: NewRecord) => (event['outputOf'] ?? event['inputOf']) as string | undefined;

/** The batch and the stocks of an event: what it began is what the next one most likely is about. */
function begunBy(event: NewRecord): Partial<Draft> {
  const process = event['outputOf'] ?? event['inputOf'];
  const { resourceInventoriedAs: thing, toResourceInventoriedAs: toResource } = event;
  return {
    ...(typeof process === 'string' && { process, processSpecification: '' }),
    ...(typeof thing === 'string' && { thing, stockName: '' }),
    ...(typeof toResource === 'string' && { toResource }),
  };
}

function coherentAmount({ quantity, unit }: Draft): { quantity: number; unit: string } | undefined {
  const found = findUnit(unit);
  const value = parseDecimal(readTyped(quantity)?.value ?? '');
  if (!unit || !found || !value) return undefined;
  return { quantity: toNumber(toCoherent({ value, unit: found })), unit: coherentUnit(found.dimension).id };
}
