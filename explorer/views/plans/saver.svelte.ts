import type { App } from '../../state/app.svelte.ts';
import { plansText } from '../../text/plans.ts';
import type { Failure, WireProblem } from '../../worker/http.ts';
import type { Receipt } from '../../worker/wire.ts';
import type { NewRecord } from '../record/records.ts';
import { sendRecords } from '../record/send.ts';

/** What was recorded last, and what the server said of it. */
interface Made {
  readonly records: readonly NewRecord[];
  readonly warnings: readonly WireProblem[];
  readonly undone: boolean;
  /** What takes it back. */
  readonly back: readonly NewRecord[];
}

/** What was newly recorded is retired, the last first. */
const retired = (records: readonly NewRecord[]): NewRecord[] =>
  records.toReversed().map((record) => ({ ...record, op: 'retire' }));

export type Saver = ReturnType<typeof createSaver>;

/**
 * Records plans and promises, and takes back what was just recorded; the same attempt is recorded only once. What is shown is
 * loaded again by `reload` before anybody goes to what was made.
 */
export function createSaver(app: App, reload: () => Promise<void>) {
  let busy = $state(false);
  let failure = $state.raw<Failure>();
  let made = $state.raw<Made>();
  let attempt: { readonly wish: string; readonly records: readonly NewRecord[]; readonly key: string } | undefined;

  async function lookAgain(): Promise<void> {
    await app.refresh();
    await reload();
  }

  async function send(records: readonly NewRecord[], key: string): Promise<Receipt | undefined> {
    busy = true;
    const answer = await sendRecords(app.client, app.place.network, { records, key, dryRun: false });
    busy = false;
    failure = answer.ok ? undefined : answer;
    return answer.ok ? answer.value : undefined;
  }

  return {
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    get made() {
      return made;
    },
    /** Forgets what went wrong; for a form that is opened anew. */
    begin() {
      failure = undefined;
      attempt = undefined;
    },
    /**
     * Records what `make` says; `wish` is what the reader typed: the same once more is sent under the same key, with the same ids.
     * `backOf` says what takes it back, where that is more than to retire it.
     */
    async save(
      wish: string,
      make: () => readonly NewRecord[],
      backOf: (records: readonly NewRecord[]) => readonly NewRecord[] = retired,
    ): Promise<readonly NewRecord[] | undefined> {
      if (busy) return undefined;
      if (attempt?.wish !== wish) attempt = { wish, records: make(), key: app.newId() };
      const { records, key } = attempt;
      const back = backOf(records);
      const receipt = await send(records, key);
      if (!receipt) return undefined;
      attempt = undefined;
      made = { records, warnings: receipt.warnings ?? [], undone: false, back };
      app.announce(plansText().made);
      await lookAgain();
      return records;
    },
    /** Takes back what was just recorded: it is retired, and stays to be read in the journal. */
    async undo(): Promise<void> {
      if (busy || !made || made.undone) return;
      const undone = made;

      if (!(await send(undone.back, `${undone.records[0]!['@id']}/undo`))) return;
      made = { ...undone, undone: true };
      app.announce(plansText().undone);
      await lookAgain();
    },
    /** Puts another state of a record in place of what it is, when it still is what the reader saw. */
    async revise(plural: string, id: string, change: (body: Record<string, unknown>) => Record<string, unknown>) {
      if (busy) return;
      busy = true;
      const address = `/api/networks/${app.place.network}/${plural}/${encodeURIComponent(id)}`;
      const before = await app.client.get<Record<string, unknown>>(address);
      const after = before.ok
        ? await app.client.send('PUT', address, change(before.value), { 'if-match': before.tag })
        : before;
      busy = false;
      failure = after.ok ? undefined : after;
      await lookAgain();
    },
  };
}
