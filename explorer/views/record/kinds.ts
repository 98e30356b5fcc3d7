/** What a producer can say happened, in plain words; the word in `action` is the vocabulary's. */
export interface RecordKind {
  readonly id: 'made' | 'used-up' | 'used' | 'worked' | 'handed-over' | 'counted';
  readonly action: string;
  /** How it belongs to a process. */
  readonly process: 'inputOf' | 'outputOf' | undefined;
  /** What it is about: a stock or a kind of thing, a tool, a kind of work. */
  readonly thing: 'stock' | 'tool' | 'skill';
  /** Which quantity it has. */
  readonly quantity: 'resourceQuantity' | 'effortQuantity';
  /** Whether another agent receives. */
  readonly receiver: boolean;
  /** Whether it may begin a stock that nobody has recorded before. */
  readonly begins: boolean;
}

/** The six things that a producer records; each asks only what it needs. */
export const recordKinds: readonly RecordKind[] = [
  {
    id: 'made',
    action: 'produce',
    process: 'outputOf',
    thing: 'stock',
    quantity: 'resourceQuantity',
    receiver: false,
    begins: true,
  },
  {
    id: 'used-up',
    action: 'consume',
    process: 'inputOf',
    thing: 'stock',
    quantity: 'resourceQuantity',
    receiver: false,
    begins: false,
  },
  {
    id: 'used',
    action: 'use',
    process: 'inputOf',
    thing: 'tool',
    quantity: 'effortQuantity',
    receiver: false,
    begins: false,
  },
  {
    id: 'worked',
    action: 'work',
    process: 'inputOf',
    thing: 'skill',
    quantity: 'effortQuantity',
    receiver: false,
    begins: false,
  },
  {
    id: 'handed-over',
    action: 'transfer',
    process: undefined,
    thing: 'stock',
    quantity: 'resourceQuantity',
    receiver: true,
    begins: false,
  },
  {
    id: 'counted',
    action: 'raise',
    process: undefined,
    thing: 'stock',
    quantity: 'resourceQuantity',
    receiver: false,
    begins: true,
  },
];

export type KindId = RecordKind['id'];
export const kindIds: readonly KindId[] = recordKinds.map(({ id }) => id);

/** The kind of an id. */
export const kindOf = (id: KindId): RecordKind => recordKinds.find((kind) => kind.id === id)!;

/** A count that finds less than the books say takes away. */
export const countedLess = 'lower';
