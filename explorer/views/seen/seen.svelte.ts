import type { Visibility } from '../../../engine/1-record/field.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Answer, Failure } from '../../worker/http.ts';
import type { BorderAnswer, SeenAnswer } from '../../worker/wire.ts';

export type Level = Visibility | '';

/** Where the records of a class are changed. */
const plurals: Readonly<Record<string, string>> = {
  Process: 'processes',
  Organization: 'organizations',
  Person: 'persons',
  EcologicalAgent: 'ecological-agents',
};

type Revised = Readonly<Record<string, unknown>> & {
  readonly class: string;
  readonly id: string;
  readonly visibility?: Visibility;
};

/** A choice of who may see a record: what was shown when it was made, and what is to be. */
interface Choice {
  readonly noun: 'processes' | 'agents';
  readonly id: string;
  readonly shown: Level;
  readonly level: Level;
}

/** What came of the last choice; by the tag of what it became it can be taken back. */
export type Outcome = { readonly id: string } & (
  | { readonly is: 'changed'; readonly choice: Choice; readonly record: Revised; readonly tag: string }
  | { readonly is: 'undone' }
  | { readonly is: 'conflict'; readonly now: Level }
  | { readonly is: 'failed'; readonly failure: Failure }
);

const isChanged = ({ errors }: Failure): boolean => errors.some(({ code }) => code === 'record.changed');

/** Rows that are asked for at first and with each more. */
const rows = 20;
const mostRows = 1000;

/** What others see of an agent, newest first, and the way to change it. */
export function createSeen(app: App) {
  let answer = $state.raw<SeenAnswer>();
  let border = $state.raw<BorderAnswer>();
  let borderFailed = $state(false);
  let failure = $state.raw<Failure>();
  let outcome = $state.raw<Outcome>();
  let busy = $state(false);
  let deciding = $state(false);
  let asked = '';
  const base = () => `/api/networks/${app.place.network}`;

  async function ask(limit: number, cursor?: string): Promise<SeenAnswer | undefined> {
    const question = asked;
    busy = true;
    const further = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const given = await app.client.get<SeenAnswer>(`${base()}/seen?${question}&limit=${limit}${further}`);
    // Other eyes may have been asked for meanwhile.
    if (question !== asked) return undefined;
    busy = false;
    failure = given.ok ? undefined : given;
    return given.ok ? given.value : undefined;
  }

  /** What stands for what is kept apart; it takes computing, and is asked for only where something is. */
  async function askBorder({ extents }: SeenAnswer): Promise<void> {
    const question = asked;
    if (extents.part + extents.none === 0) {
      border = undefined;
      borderFailed = false;
      return;
    }
    const given = await app.client.get<BorderAnswer>(`${base()}/seen/border?${question}`);
    if (question !== asked) return;
    border = given.ok ? given.value : undefined;
    borderFailed = !given.ok;
  }

  async function load(question: string): Promise<void> {
    const isNew = question !== asked;
    if (isNew) {
      outcome = undefined;
      border = undefined;
    }
    asked = question;
    const given = await ask(isNew ? rows : Math.min(mostRows, Math.max(rows, answer?.events.length ?? 0)));
    if (!given) return;
    answer = given;
    await askBorder(given);
  }

  /** What is shown is what is recorded, whatever came of a choice. */
  async function lookAgain(): Promise<void> {
    await app.refresh();
    await load(asked);
  }

  const put = (record: Revised, level: Level, tag: string): Promise<Answer<Revised>> => {
    const { visibility: _, ...body } = record;
    const address = `${base()}/${plurals[record.class]}/${encodeURIComponent(record.id)}`;
    return app.client.send('PUT', address, { ...body, ...(level && { visibility: level }) }, { 'if-match': tag });
  };

  const read = (noun: Choice['noun'], id: string) =>
    app.client.get<Revised>(`${base()}/${noun}/${encodeURIComponent(id)}`);

  const conflict = async (noun: Choice['noun'], id: string): Promise<Outcome> => {
    const now = await read(noun, id);
    return now.ok ? { id, is: 'conflict', now: now.value.visibility ?? '' } : { id, is: 'failed', failure: now };
  };

  /** Changes who sees a record, when that still is what the reader was shown; all else of it stays as it now is. */
  async function change(choice: Choice): Promise<Outcome> {
    const { noun, id, shown, level } = choice;
    const before = await read(noun, id);
    if (!before.ok) return { id, is: 'failed', failure: before };
    if ((before.value.visibility ?? '') !== shown) return conflict(noun, id);
    const after = await put(before.value, level, before.tag);
    if (after.ok) return { id, is: 'changed', choice, record: after.value, tag: after.tag };
    return isChanged(after) ? conflict(noun, id) : { id, is: 'failed', failure: after };
  }

  async function back({ id, choice, record, tag }: Outcome & { is: 'changed' }): Promise<Outcome> {
    const after = await put(record, choice.shown, tag);
    if (after.ok) return { id, is: 'undone' };
    return isChanged(after) ? conflict(choice.noun, id) : { id, is: 'failed', failure: after };
  }

  async function decideBy(deed: () => Promise<Outcome>): Promise<void> {
    deciding = true;
    const came = await deed();
    await lookAgain();
    outcome = came;
    deciding = false;
  }

  return {
    get answer() {
      return answer;
    },
    get border() {
      return border;
    },
    get borderFailed() {
      return borderFailed;
    },
    get failure() {
      return failure;
    },
    get outcome() {
      return outcome;
    },
    get busy() {
      return busy;
    },
    get deciding() {
      return deciding;
    },
    load,
    again: () => load(asked),
    async more(): Promise<void> {
      const before = answer;
      const given = before?.next && (await ask(rows, before.next));
      if (before && given) answer = { ...given, events: [...before.events, ...given.events] };
    },
    decide: (choice: Choice) => decideBy(() => change(choice)),
    async undo(): Promise<void> {
      const last = outcome;
      if (last?.is === 'changed') await decideBy(() => back(last));
    },
  };
}

export type Seen = ReturnType<typeof createSeen>;
