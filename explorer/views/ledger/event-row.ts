import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Cell } from '../../../engine/0-base/csv.ts';
import { text } from '../../text/text.ts';
import type { EventItem } from '../../worker/wire.ts';
import { nameOf } from '../names.ts';

/** The heads of the file of events. */
export const eventHeads = (): readonly string[] => Object.values(text.ledger.events.columns);

/** When an event happened: the day alone where no time was given, else the moment. */
export const happenedOf = ({ hasPointInTime, happened, recorded }: EventItem): string =>
  hasPointInTime?.length === 10 ? hasPointInTime : (happened ?? hasPointInTime ?? recorded);

/** One event as a row of that file: amounts as recorded, names beside the id of the event. */
export const eventRow =
  (facts: Facts) =>
  (event: EventItem): Cell[] => {
    const measure = event.resourceQuantity ?? event.effortQuantity;
    return [
      event.id,
      happenedOf(event),
      event.recorded,
      event.action,
      measure?.hasNumericalValue,
      measure?.hasUnit,
      nameOf(facts, event.resourceInventoriedAs ?? event.resourceConformsTo),
      nameOf(facts, event.inputOf ?? event.outputOf),
      nameOf(facts, event.provider),
      nameOf(facts, event.receiver),
      event.corrects,
      event.note,
    ];
  };
