import type { Facts } from '../../engine/1-record/facts.ts';
import type { Progress } from '../../engine/2-ledger/fulfilment.ts';
import { formatDate, formatMeasure } from '../text/format.ts';
import { plansText } from '../text/plans.ts';
import type { PromiseItem } from '../worker/wire.ts';
import { nameOf, plainName } from './names.ts';
import { actionWord } from './record/effect.ts';

/** The plain word of an action that is to come: make, use up, hand over. */
export const plannedWord = (action: string): string => plansText().words[action] ?? actionWord(action);

/** What is to be done with what, and how much of it; work of the kind Work is said once. */
export function plannedSentence(action: string, thing: string, amount = ''): string {
  const word = plannedWord(action);
  const isSaid = thing.toLowerCase() === word.toLowerCase();
  return [word, amount, isSaid ? '' : thing].filter(Boolean).join(' ');
}

/** What a promise is of: the very thing, else the kind of thing. */
export const thingOf = (facts: Facts, { resourceInventoriedAs, resourceConformsTo }: PromiseItem): string =>
  plainName(nameOf(facts, resourceInventoriedAs ?? resourceConformsTo));

/** The process that a promise belongs to. */
export const processIn = ({ inputOf, outputOf }: PromiseItem): string | undefined => inputOf ?? outputOf;

/** The plan of a promise: its own, else that of its process. */
export const planOf = (facts: Facts, item: PromiseItem): string | undefined =>
  item.plannedWithin ?? facts.Process?.get(processIn(item) ?? '')?.plannedWithin;

/** When a promise is to be kept, as written; '' when nobody said. */
export function dueOf(facts: Facts, item: PromiseItem): string {
  const body = item.class === 'Claim' ? undefined : facts[item.class]?.get(item.id);
  return item.due ?? body?.hasEnd ?? body?.hasPointInTime ?? '';
}

/** Of a thing what is counted of it, of work its hours. */
export const progressOf = ({ resource, effort }: PromiseItem): Progress | undefined => resource ?? effort;

/** Whether something is still to be done for a promise. */
export const isOpen = ({ state }: PromiseItem): boolean => state === 'open' || state === 'begun';

/** What is late first, then what is due first; what has no time comes last. */
export function byUrgency(facts: Facts, items: readonly PromiseItem[]): PromiseItem[] {
  const due = (item: PromiseItem) => dueOf(facts, item) || '9999';
  return items.toSorted((a, b) => Number(b.late) - Number(a.late) || due(a).localeCompare(due(b)));
}

/** How far a promise has come, in words: 190 kg of 380 kg done, 190 kg open. */
export function progressSentence(item: PromiseItem): string {
  const say = plansText().progress;
  const progress = progressOf(item);
  if (!progress) return say.states[item.state];
  const { asked, done, remaining, over } = progress;
  const all = asked ? formatMeasure(asked) : '';
  if (item.state === 'finished') return say.finished(formatMeasure(done), all);
  if (over) return say.over(formatMeasure(done), all, formatMeasure(over));
  if (!asked || !remaining) return say.done(formatMeasure(done));
  return item.state === 'met' ? say.met(all) : say.part(formatMeasure(done), all, formatMeasure(remaining));
}

/** The share that is done, from nothing to one; undefined where nothing measured was asked for. */
export function shareDone(item: PromiseItem): number | undefined {
  const { asked, done } = progressOf(item) ?? {};
  if (!asked || !done || Number(asked.hasNumericalValue) === 0) return undefined;
  return Math.min(1, Number(done.hasNumericalValue) / Number(asked.hasNumericalValue));
}

/** Who gives to whom, as far as it is said; what stays with one is theirs alone. */
export function sidesSentence(facts: Facts, { provider, receiver }: PromiseItem): string {
  const say = plansText().sides;
  const name = (id: string) => plainName(nameOf(facts, id));
  if (provider && receiver) return provider === receiver ? name(provider) : say.both(name(provider), name(receiver));
  return provider ? say.from(name(provider)) : receiver ? say.to(name(receiver)) : say.none;
}

/** By when, and whether that is over. */
export function dueSentence(facts: Facts, item: PromiseItem): string {
  const say = plansText().progress;
  const due = dueOf(facts, item);
  if (due === '') return '';
  return item.late ? say.late(formatDate(due)) : say.due(formatDate(due));
}
