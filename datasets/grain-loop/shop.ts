import { at, type DayNumber, lastDayOf, monthOf, weekday } from './calendar.ts';
import { transfer } from './deed.ts';
import type { Scene } from './scene.ts';

/** Shops and the kitchen hand on what they got: bread every Saturday, the rest at the end of the month. */
export function shopDay({ book }: Scene, day: DayNumber): void {
  const isSaturday = weekday(day) === 5;
  const isMonthEnd = day === lastDayOf(monthOf(day));
  const handOn = (agent: string, resource: string, unit: string): void => {
    const quantity = book.stock(resource);
    if (quantity > 0) transfer(book, { agent, resource, receiver: 'households', quantity, unit, time: at(day, 19) });
  };
  for (const shop of ['shop-a', 'shop-b']) {
    if (isSaturday || isMonthEnd) handOn(shop, `bread-${shop}`, 'kilogram');
    if (isMonthEnd) handOn(shop, `beer-${shop}`, 'litre');
    if (isMonthEnd) handOn(shop, `mushrooms-${shop}`, 'kilogram');
  }
  if (!isMonthEnd) return;
  handOn('kitchen', 'bread-kitchen', 'kilogram');
  handOn('sharer', 'bread-sharer', 'kilogram');
}
