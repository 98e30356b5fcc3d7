import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { confirmationOf, type ConfirmationState } from '../../../engine/2-ledger/confirmation.ts';
import type { NetEvent } from '../../../engine/2-ledger/net-events.ts';
import { formatMeasure } from '../../text/format.ts';
import { confirmation as english } from '../../text/en/confirmation.ts';
import { confirmation as dutch } from '../../text/nl/confirmation.ts';
import { language } from '../../text/text.ts';
import type { EventItem } from '../../worker/wire.ts';
import { nameOf, plainName } from '../names.ts';
import { measureFor } from './amount.ts';

type Said = { readonly id: string } & Body<'Confirmation'>;

/** What was said of an event by its other side, in the order of recording. */
export const saidOf = ({ Confirmation }: Facts, event: string): Said[] =>
  [...(Confirmation ?? [])].flatMap(([id, body]) => (body.of === event ? { id, ...body } : []));

/** Whether both sides of an event say the same. */
export function stateOf(facts: Facts, net: NetEvent<EventItem>): ConfirmationState {
  const members = new Set([...(facts.Network?.values() ?? [])].flatMap((network) => network.members));
  return confirmationOf(net, { members, confirmations: saidOf(facts, net.event.id) });
}

/** The sentences of what the other side says. */
export const confirmationWords = (): typeof english => (language === 'nl' ? dutch : english);

/** What is said of a delivery, in words; nothing where nobody is asked. */
export function stateWords(facts: Facts, { event }: NetEvent<EventItem>, state: ConfirmationState): string {
  const say = confirmationWords();
  const name = (id: string) => plainName(nameOf(facts, id));
  if (state.is === 'not needed') return '';
  if (state.is === 'waiting') return say.waits(name(state.for));
  if (state.is === 'agreed') return say.confirmed(name(state.by));
  const thing = event.resourceInventoriedAs ?? event.resourceConformsTo ?? '';
  const written = (amount: typeof state.recorded) => formatMeasure(measureFor(facts, amount, thing));
  return say.differs(name(state.by), written(state.confirmed), written(state.recorded));
}

/** The address of a delivery's note. */
export const noteAddress = (network: string, event: string): string =>
  `/${network}/reports?${new URLSearchParams({ what: 'delivery', event })}`;

/**
 * In whose name a reader may say what a delivery was: the agent for whom they act, if that is the other side; whoever may speak
 * for all speaks for the side that did not record it.
 */
export function speakerFor(
  { provider, receiver, recordedBy }: EventItem,
  { agent, isSteward }: { readonly agent: string | undefined; readonly isSteward: boolean },
): string | undefined {
  const sides = [receiver, provider].filter((each) => each !== undefined && each !== recordedBy);
  if (provider === receiver) return undefined;
  if (agent !== undefined && sides.includes(agent)) return agent;
  return isSteward ? sides[0] : undefined;
}
