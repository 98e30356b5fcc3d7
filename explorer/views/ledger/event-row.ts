import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import type { EventItem } from '../../worker/wire.ts';
import { nameOf } from '../names.ts';

/** When an event happened: the day alone where no time was given, else the moment. */
export const happenedOf = ({ hasPointInTime, happened, recorded }: EventItem): string =>
  hasPointInTime?.length === 10 ? hasPointInTime : (happened ?? hasPointInTime ?? recorded);

/** How an event that was spread from a reading or an invoice is marked wherever its figure stands; nothing of any other. */
export function spreadWord({ spreadFrom, inputOf, outputOf }: Partial<EventItem>): string {
  if (spreadFrom === undefined) return '';
  return inputOf === undefined && outputOf === undefined ? text.ledger.events.invoiced : text.ledger.events.spread;
}

/** The columns of the file of events: amounts as recorded, names beside the id of the event. */
export function eventColumns(facts: Facts): Column<EventItem>[] {
  const measureOf = ({ resourceQuantity, effortQuantity }: EventItem) => resourceQuantity ?? effortQuantity;
  const column = (id: keyof typeof text.ledger.events.columns, value: (event: EventItem) => string | undefined) => ({
    id,
    head: text.ledger.events.columns[id],
    value,
  });
  return [
    column('id', ({ id }) => id),
    column('happened', happenedOf),
    column('recorded', ({ recorded }) => recorded),
    column('action', ({ action }) => action),
    { ...column('quantity', (event) => measureOf(event)?.hasNumericalValue), about: 'recorded' },
    column('unit', (event) => measureOf(event)?.hasUnit),
    column('thing', (event) => nameOf(facts, event.resourceInventoriedAs ?? event.resourceConformsTo)),
    column('process', (event) => nameOf(facts, event.inputOf ?? event.outputOf)),
    column('provider', ({ provider }) => nameOf(facts, provider)),
    column('receiver', ({ receiver }) => nameOf(facts, receiver)),
    column('corrects', ({ corrects }) => corrects),
    column('known', spreadWord),
    column('note', ({ note }) => note),
  ];
}
