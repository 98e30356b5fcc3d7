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
  readonly balances: readonly ProcessBalance[];
  readonly undone: boolean;
}

/** The records of an attempt and its key: sent again unchanged, they are recorded only once. */
interface Attempt {
  readonly records: readonly NewRecord[];
  readonly key: string;
}

export type Form = ReturnType<typeof createForm>;

/** The state of the form: the draft, what is wrong with it, and what became of it. */
export function createForm(app: App, opened: Opened, context: () => ChoiceContext) {
  const { network, zone } = opened;
  const keys = { draft: `${network}/draft`, me: `${network}/me`, last: `${network}/last` };
  const now = () => wallClock(app.now(), zone);
  const anew = () => emptyDraft(app.newId(), app.keep.read<string>(keys.me) ?? '', now());

  let draft = $state.raw<Draft>({ ...anew(), ...app.keep.read<Partial<Draft>>(keys.draft) });
  let gaps = $state.raw<readonly Gap[]>([]);
  let phase = $state<Phase>('editing');
  let warnings = $state.raw<readonly string[]>([]);
  let failure = $state.raw<Failure>();
  let done = $state.raw<Done>();
  let last = $state.raw<Draft | undefined>(app.keep.read<Draft>(keys.last));
  let attempt: Attempt | undefined;

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
    if (mass?.verdict === 'unexplained')
      found.push(text.record.wouldNotClose(formatAmount(Math.abs(mass.beyond), mass.unit), mass.beyond > 0));
    return found;
  }

  async function send(): Promise<void> {
    phase = 'sending';
    const answer = await sendRecords(app.client, network, { ...attempt!, dryRun: false });
    if (!answer.ok) {
      failure = answer;
      phase = 'failed';
      app.announce(text.record.refused);
      return;
    }
    await finish(answer.value);
  }

  async function finish(receipt: Receipt): Promise<void> {
    const { records } = attempt!;
    const event = eventOf(attempt!);
    const sent = draft;
    app.keep.write(keys.me, sent.me);
    app.keep.write(`${network}/unit/${sent.kind}/${sent.thing}`, sent.unit);
    app.keep.write(keys.last, sent);
    last = sent;
    attempt = undefined;
    done = { draft: sent, event, records, receipt, balances: [], undone: false };
    replace({ ...nextDraft(sent, app.newId(), now()), ...begunBy(event) });
    phase = 'editing';
    app.announce(text.record.done.title);
    await app.refresh();
    await balance(event);
  }

  async function balance(event: NewRecord): Promise<void> {
    const process = (event['outputOf'] ?? event['inputOf']) as string | undefined;
    const balances = process ? await app.client.run('batch', { process }) : undefined;
    if (done && balances) done = { ...done, balances };
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
      failure = undefined;
      phase = 'editing';
      attempt = undefined;
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
      attempt ??= { records: made.records, key: app.newId() };
      phase = 'checking';
      failure = undefined;
      const [tried, own] = await Promise.all([
        sendRecords(app.client, network, { ...attempt, dryRun: true }),
        ownWarnings().catch(() => []),
      ]);
      if (!tried.ok) {
        failure = tried;
        phase = 'failed';
        return;
      }
      warnings = [...own, ...(tried.value.warnings ?? []).map(sentence)];
      if (warnings.length > 0) phase = 'warned';
      else await send();
    },
    /** Records it although something strikes. */
    anyway: send,
    back() {
      phase = 'editing';
    },
    clear() {
      attempt = undefined;
      gaps = [];
      failure = undefined;
      phase = 'editing';
      replace({ ...anew(), me: draft.me, kind: draft.kind });
    },
    /** Fills the form as it was the last time; only the amount is left to be typed. */
    repeat() {
      if (last)
        replace({ ...last, event: app.newId(), process: last.process === newProcess ? '' : last.process, ...now() });
    },
    next() {
      done = undefined;
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
