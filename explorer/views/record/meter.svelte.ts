import type { App } from '../../state/app.svelte.ts';
import { metersText } from '../../text/meters.ts';
import type { Failure } from '../../worker/http.ts';
import type { Opened } from '../../worker/world.ts';
import { wallClock } from './draft.ts';
import { emptyMeter, type MeterDraft, type MeterGap, meterGaps, meterRecords } from './meter.ts';
import type { NewRecord } from './records.ts';
import { sendRecords } from './send.ts';

/** What was kept last. */
interface Kept {
  readonly records: readonly NewRecord[];
  readonly undone: boolean;
}

/** The state of the form of a reading: the draft, what is wrong with it, and what became of it. */
export function createMeter(app: App, opened: () => Opened, me: () => string) {
  const { network, zone } = opened();
  const key = `${network}/meter`;
  const anew = () => emptyMeter(app.newId(), wallClock(app.now(), zone));
  let draft = $state.raw<MeterDraft>({ ...anew(), ...app.keep.read<Partial<MeterDraft>>(key) });
  let tried = $state(false);
  let busy = $state(false);
  let failure = $state.raw<Failure>();
  let kept = $state.raw<Kept>();
  /** The same wish is sent again under its key with its ids, so that it is kept once. */
  let attempt: { readonly wish: string; readonly records: readonly NewRecord[]; readonly key: string } | undefined;

  function replace(next: MeterDraft): void {
    draft = next;
    app.keep.write(key, next);
  }

  async function send(records: readonly NewRecord[], of: string): Promise<boolean> {
    busy = true;
    const answer = await sendRecords(app.client, network, { records, key: of, dryRun: false });
    busy = false;
    failure = answer.ok ? undefined : answer;
    return answer.ok;
  }

  const idOf = ({ records }: Kept) => records.at(-1)!['@id'];

  return {
    get draft() {
      return draft;
    },
    get gaps(): readonly MeterGap[] {
      return tried ? meterGaps(draft) : [];
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    get kept() {
      return kept;
    },
    /** The id of the reading when an earlier attempt of it, with other content, did arrive. */
    get earlier() {
      const isThis = ({ code, values }: Failure['errors'][number]) =>
        code === 'id.conflict' && values?.['value'] === draft.id;
      return failure?.errors.some(isThis) ? draft.id : undefined;
    },
    patch(change: Partial<MeterDraft>) {
      replace({ ...draft, ...change });
      failure = undefined;
    },
    clear() {
      tried = false;
      failure = undefined;
      replace({ ...anew(), is: draft.is });
    },
    /** Keeps what the form says; what is of whom and of what stays for the next one. */
    async submit(): Promise<void> {
      tried = true;
      if (busy || meterGaps(draft).length > 0) return;
      const wish = JSON.stringify([draft, me()]);
      if (attempt?.wish !== wish) {
        const records = meterRecords(draft, { facts: opened().facts, me: me(), newId: app.newId });
        attempt = { wish, records, key: app.newId() };
      }
      const { records } = attempt;
      if (!(await send(records, attempt.key))) return;
      attempt = undefined;
      kept = { records, undone: false };
      tried = false;
      const { of, provider } = records.at(-1)! as NewRecord & { of: string; provider?: string };
      const { is, unit, meter, digits, basis } = draft;
      replace({ ...anew(), is, of, unit, meter, digits, basis, provider: is === 'invoice' ? (provider ?? '') : '' });
      app.announce(metersText().form.kept);
      await app.refresh();
    },
    /** Takes back what was just kept: it is retired, and stays to be read in the journal. */
    async undo(): Promise<void> {
      if (busy || !kept || kept.undone) return;
      const undone = kept;
      if (!(await send([{ ...undone.records.at(-1)!, op: 'retire' }], `${idOf(undone)}/undo`))) return;
      kept = { ...undone, undone: true };
      app.announce(metersText().form.undone);
      await app.refresh();
    },
  };
}

export type MeterForm = ReturnType<typeof createMeter>;
