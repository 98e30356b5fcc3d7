import type { Book, Told } from './book.ts';

/** A quantity of a named stock, in its unit. */
interface Portion {
  readonly resource: string;
  readonly quantity: number;
}

/** What an event of ours always has. */
interface Deed {
  readonly time: string;
  readonly agent: string;
  readonly unit?: string;
  readonly note?: string;
  readonly recorded?: string;
  readonly fulfills?: readonly string[] | undefined;
  readonly satisfies?: readonly string[] | undefined;
  /** The reading or invoice that it was spread from. */
  readonly spreadFrom?: string;
  /** The end of its id, where it is not its number. */
  readonly name?: string;
}

/** Only the fields that are given. */
const given = (fields: Partial<Told>): Partial<Told> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const rest = ({ note, recorded, fulfills, satisfies, spreadFrom, name }: Deed): Partial<Told> =>
  given({ note, recorded, fulfills, satisfies, spreadFrom, name } as Partial<Told>);

/** Something goes into a process; from the first of several lots until it is empty, then from the next. */
export function consume(
  book: Book,
  process: string,
  { resources, quantity, ...deed }: Deed & { readonly resources: readonly string[]; readonly quantity: number },
): Told[] {
  return drawFrom(book, resources, quantity).map((portion) => {
    book.change(portion.resource, -portion.quantity);
    return book.tell({
      action: 'consume',
      time: deed.time,
      inputOf: process,
      provider: deed.agent,
      receiver: deed.agent,
      resource: portion.resource,
      quantity: [portion.quantity, deed.unit ?? 'kilogram'],
      ...rest(deed),
    });
  });
}

/** The portions of several lots that make a quantity, the first lot first; what no lot has comes from the last. */
function drawFrom(book: Book, resources: readonly string[], quantity: number): Portion[] {
  const portions: Portion[] = [];
  let open = quantity;
  resources.forEach((resource, place) => {
    const isLast = place === resources.length - 1;
    const taken = Math.round(1000 * (isLast ? open : Math.min(open, book.stock(resource)))) / 1000;
    if (taken > 0) portions.push({ resource, quantity: taken });
    open -= taken;
  });
  return portions;
}

/** Something comes out of a process into a stock of the agent's. */
export function produce(
  book: Book,
  process: string,
  {
    resource,
    quantity,
    place,
    ...deed
  }: Deed & { readonly resource: string; readonly quantity: number; readonly place?: string },
): void {
  book.change(resource, quantity);
  book.tell({
    action: 'produce',
    time: deed.time,
    outputOf: process,
    provider: deed.agent,
    receiver: deed.agent,
    resource,
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...given({ place } as Partial<Told>),
    ...rest(deed),
  });
}

/** Something leaves a process for somebody else (the sewer, the air) and is nobody's stock. */
export function release(
  book: Book,
  process: string,
  {
    to,
    specification,
    quantity,
    ...deed
  }: Deed & { readonly to: string; readonly specification: string; readonly quantity: number },
): void {
  book.tell({
    action: 'produce',
    time: deed.time,
    outputOf: process,
    provider: deed.agent,
    receiver: to,
    specification,
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...rest(deed),
  });
}

/** Water that goes into a recipe: dosed by litre straight from the main, and on the water company's invoice. */
export function dose(book: Book, process: string, { litres, ...deed }: Deed & { readonly litres: number }): void {
  book.tell({
    action: 'consume',
    time: deed.time,
    inputOf: process,
    provider: 'water-company',
    receiver: deed.agent,
    specification: 'water',
    quantity: [litres, 'litre'],
    ...rest(deed),
  });
}

/** Work of the agent's people, in hours. */
export function work(book: Book, process: string, { hours, ...deed }: Deed & { readonly hours: number }): void {
  book.tell({
    action: 'work',
    time: deed.time,
    inputOf: process,
    provider: deed.agent,
    receiver: deed.agent,
    specification: 'work',
    effort: [hours, 'hour'],
    ...rest(deed),
  });
}

/** What is there when the books begin. */
export function raise(
  book: Book,
  { resource, quantity, ...deed }: Deed & { readonly resource: string; readonly quantity: number },
): void {
  book.change(resource, quantity);
  book.tell({
    action: 'raise',
    time: deed.time,
    provider: deed.agent,
    receiver: deed.agent,
    resource,
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...rest(deed),
  });
}

/** Something is sold or given with all rights; without `to` the receiver keeps no stock of it here, without `resource` the giver kept none. */
export function transfer(
  book: Book,
  {
    resource,
    to,
    receiver,
    specification,
    quantity,
    ...deed
  }: Deed & {
    readonly resource?: string;
    readonly to?: string;
    readonly receiver: string;
    readonly specification?: string;
    readonly quantity: number;
  },
): Told {
  if (resource) book.change(resource, -quantity);
  if (to) book.change(to, quantity);
  return book.tell({
    action: 'transfer',
    time: deed.time,
    provider: deed.agent,
    receiver,
    ...given({ resource, to, specification } as Partial<Told>),
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...rest(deed),
  });
}

/** Something changes hands and stays whose it was; stock over all holders stays the same, unless it goes on as another resource. */
export function giveCustody(
  book: Book,
  {
    resource,
    to,
    receiver,
    quantity,
    place,
    ...deed
  }: Deed & {
    readonly resource: string;
    readonly to?: string;
    readonly receiver: string;
    readonly quantity: number;
    readonly place?: string;
  },
): void {
  book.tell({
    action: 'transferCustody',
    time: deed.time,
    provider: deed.agent,
    receiver,
    resource,
    ...given({ to, place } as Partial<Told>),
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...rest(deed),
  });
}

/** Ownership changes and the thing stays in the same hands. */
export function giveRights(
  book: Book,
  {
    resource,
    to,
    receiver,
    quantity,
    ...deed
  }: Deed & {
    readonly resource: string;
    readonly to: string;
    readonly receiver: string;
    readonly quantity: number;
  },
): void {
  book.change(resource, -quantity);
  book.change(to, quantity);
  book.tell({
    action: 'transferAllRights',
    time: deed.time,
    provider: deed.agent,
    receiver,
    resource,
    to,
    quantity: [quantity, deed.unit ?? 'kilogram'],
    ...rest(deed),
  });
}
