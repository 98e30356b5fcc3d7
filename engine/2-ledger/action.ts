import { localName } from '../1-record/linked.ts';
import type { TableLanguage } from '../1-record/table/header.ts';

/** What a flow is to a process, a stock or nature. */
export type FlowRole = 'in' | 'out' | 'transfer' | 'opening' | 'loss' | 'effort' | 'knowledge' | 'service';

/** How a flow takes burden along: by quantity, by wear, as a passing load, or not at all. */
export type Burden = 'consumes' | 'wears' | 'carries' | 'free' | 'opening' | 'loss';

/** What an event of the action must have (checked by behaviour.ts); the vocabulary itself only asks for the action. */
export type Requirement =
  | 'process'
  | 'resource'
  | 'toResource'
  | 'resourceOrSpecification'
  | 'specification'
  | 'noResource'
  | 'resourceQuantity'
  | 'effortQuantity'
  | 'quantity'
  | 'provider'
  | 'receiver'
  | 'sameAgent';

/** How a quantity acts on the accounting or onhand quantity of a resource. */
export type QuantityEffect = 'increment' | 'decrement' | 'decrementIncrement' | 'incrementTo' | 'notApplicable';

/** One action: the vocabulary's eleven columns, then ours. */
export interface ActionRow {
  readonly inputOutput: 'input' | 'output' | 'outputInput' | 'notApplicable';
  readonly pairsWith: string;
  readonly createResource: 'optional' | 'optionalTo' | 'notApplicable';
  readonly eventQuantity: 'resource' | 'effort' | 'both';
  readonly accountingEffect: QuantityEffect;
  readonly onhandEffect: QuantityEffect;
  readonly locationEffect: 'new' | 'update' | 'updateTo' | 'notApplicable';
  readonly containedEffect: 'update' | 'remove' | 'notApplicable';
  readonly accountableEffect: 'new' | 'updateTo' | 'notApplicable';
  readonly stageEffect: 'update' | 'notApplicable';
  readonly stateEffect: 'update' | 'updateTo' | 'notApplicable';
  readonly impliedTransfer: 'full' | 'custody' | 'none';
  readonly flowRole: FlowRole;
  readonly burden: Burden;
  readonly requires: readonly Requirement[];
}

const none = 'notApplicable';

/** Columns that most actions leave empty; a row states what differs. */
const blank = {
  inputOutput: none,
  pairsWith: none,
  createResource: none,
  eventQuantity: 'resource',
  accountingEffect: none,
  onhandEffect: none,
  locationEffect: none,
  containedEffect: none,
  accountableEffect: none,
  stageEffect: none,
  stateEffect: none,
  impliedTransfer: 'none',
  requires: [],
} as const satisfies Partial<ActionRow>;

const row = (columns: Partial<ActionRow> & Pick<ActionRow, 'flowRole' | 'burden'>): ActionRow => ({
  ...blank,
  ...columns,
});

/**
 * The action table: ValueFlows 1.0 with the five cells in which its documentation's chart completes it
 * (eventQuantity of work; createResource of pickup, dropoff, accept and modify).
 * No other file names an action. Source: all_vf.TTL at 4a28edf; concepts/actions.md and transfers.md.
 */
const rows = {
  produce: row({
    inputOutput: 'output',
    createResource: 'optional',
    accountingEffect: 'increment',
    onhandEffect: 'increment',
    locationEffect: 'new',
    accountableEffect: 'new',
    stageEffect: 'update',
    stateEffect: 'update',
    impliedTransfer: 'full',
    flowRole: 'out',
    burden: 'carries',
    requires: ['process', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  consume: row({
    inputOutput: 'input',
    accountingEffect: 'decrement',
    onhandEffect: 'decrement',
    stateEffect: 'update',
    impliedTransfer: 'full',
    flowRole: 'in',
    burden: 'consumes',
    requires: ['process', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  use: row({
    inputOutput: 'input',
    eventQuantity: 'both',
    stateEffect: 'update',
    flowRole: 'effort',
    burden: 'wears',
    requires: ['process', 'resourceOrSpecification', 'quantity'],
  }),
  work: row({
    inputOutput: 'input',
    eventQuantity: 'both',
    flowRole: 'effort',
    burden: 'free',
    requires: ['process', 'noResource', 'specification', 'effortQuantity', 'provider'],
  }),
  cite: row({
    inputOutput: 'input',
    stateEffect: 'update',
    flowRole: 'knowledge',
    burden: 'free',
    requires: ['process', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  deliverService: row({
    inputOutput: 'outputInput',
    impliedTransfer: 'full',
    flowRole: 'service',
    burden: 'carries',
    requires: ['process', 'noResource', 'specification', 'resourceQuantity'],
  }),
  pickup: row({
    inputOutput: 'input',
    pairsWith: 'dropoff',
    createResource: 'optionalTo',
    onhandEffect: 'decrement',
    locationEffect: 'update',
    stateEffect: 'update',
    impliedTransfer: 'custody',
    flowRole: 'in',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  dropoff: row({
    inputOutput: 'output',
    pairsWith: 'pickup',
    createResource: 'optionalTo',
    onhandEffect: 'increment',
    locationEffect: 'update',
    stageEffect: 'update',
    stateEffect: 'update',
    impliedTransfer: 'custody',
    flowRole: 'out',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  accept: row({
    inputOutput: 'input',
    pairsWith: 'modify',
    createResource: 'optionalTo',
    onhandEffect: 'decrement',
    locationEffect: 'update',
    stateEffect: 'update',
    impliedTransfer: 'custody',
    flowRole: 'in',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  modify: row({
    inputOutput: 'output',
    pairsWith: 'accept',
    createResource: 'optionalTo',
    onhandEffect: 'increment',
    locationEffect: 'update',
    stageEffect: 'update',
    stateEffect: 'update',
    impliedTransfer: 'custody',
    flowRole: 'out',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  combine: row({
    inputOutput: 'input',
    onhandEffect: 'decrement',
    containedEffect: 'update',
    stateEffect: 'update',
    flowRole: 'in',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  separate: row({
    inputOutput: 'output',
    onhandEffect: 'increment',
    containedEffect: 'remove',
    stageEffect: 'update',
    stateEffect: 'update',
    flowRole: 'out',
    burden: 'carries',
    requires: ['process', 'resource', 'resourceQuantity'],
  }),
  transferCustody: row({
    createResource: 'optionalTo',
    onhandEffect: 'decrementIncrement',
    locationEffect: 'updateTo',
    stateEffect: 'updateTo',
    flowRole: 'transfer',
    burden: 'carries',
    requires: ['provider', 'receiver', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  transferAllRights: row({
    createResource: 'optionalTo',
    accountingEffect: 'decrementIncrement',
    accountableEffect: 'updateTo',
    stateEffect: 'updateTo',
    flowRole: 'transfer',
    burden: 'free',
    requires: ['provider', 'receiver', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  transfer: row({
    createResource: 'optionalTo',
    accountingEffect: 'decrementIncrement',
    onhandEffect: 'decrementIncrement',
    locationEffect: 'updateTo',
    accountableEffect: 'updateTo',
    stateEffect: 'updateTo',
    flowRole: 'transfer',
    burden: 'carries',
    requires: ['provider', 'receiver', 'resourceOrSpecification', 'resourceQuantity'],
  }),
  move: row({
    createResource: 'optionalTo',
    accountingEffect: 'decrementIncrement',
    onhandEffect: 'decrementIncrement',
    locationEffect: 'updateTo',
    stateEffect: 'updateTo',
    flowRole: 'transfer',
    burden: 'carries',
    requires: ['resource', 'resourceQuantity', 'sameAgent'],
  }),
  copy: row({
    createResource: 'optionalTo',
    accountingEffect: 'incrementTo',
    onhandEffect: 'incrementTo',
    locationEffect: 'new',
    accountableEffect: 'new',
    stateEffect: 'updateTo',
    flowRole: 'opening',
    burden: 'free',
    requires: ['toResource', 'resourceQuantity'],
  }),
  raise: row({
    createResource: 'optional',
    accountingEffect: 'increment',
    onhandEffect: 'increment',
    accountableEffect: 'new',
    stateEffect: 'update',
    flowRole: 'opening',
    burden: 'opening',
    requires: ['resource', 'resourceQuantity', 'sameAgent'],
  }),
  lower: row({
    createResource: 'optional',
    accountingEffect: 'decrement',
    onhandEffect: 'decrement',
    accountableEffect: 'new',
    stateEffect: 'update',
    flowRole: 'loss',
    burden: 'loss',
    requires: ['resource', 'resourceQuantity', 'sameAgent'],
  }),
} as const;

/** The id of an action of the vocabulary, without prefix. */
export type ActionId = keyof typeof rows;

/** Every action with its row. */
export const actions: Readonly<Record<ActionId, ActionRow>> = rows;

/** What producers call actions in a table, beside the vocabulary's words, by language. */
export const plainWords: Readonly<Record<TableLanguage, Partial<Readonly<Record<ActionId, string>>>>> = {
  en: { produce: 'made', consume: 'used up', use: 'used', work: 'worked', transfer: 'handed over' },
  nl: { produce: 'gemaakt', consume: 'verbruikt', use: 'gebruikt', work: 'gewerkt', transfer: 'afgegeven' },
};

/** The row that a transfer implied by another action acts by (concepts/transfers.md: full = rights and custody). */
export const impliedRows: Readonly<Record<Exclude<ActionRow['impliedTransfer'], 'none'>, ActionRow>> = {
  full: rows.transfer,
  custody: rows.transferCustody,
};

/** What actions were called before ValueFlows 1.0, where one of today does the same (its changelog, 0.5 to 0.17). */
const formerNames: Readonly<Record<string, ActionId>> = { pack: 'combine', unpack: 'separate' };

/** The action that a word means, also in its former spelling with hyphens; undefined when there is none. */
export function actionNamed(word: string): ActionId | undefined {
  const name = word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (Object.hasOwn(actions, name)) return name as ActionId;
  return Object.hasOwn(formerNames, name) ? formerNames[name] : undefined;
}

/** The row of an action named with or without the vocabulary's prefix; undefined when there is none of that name. */
export function findAction(id: string): ActionRow | undefined {
  const name = localName(id);
  return Object.hasOwn(actions, name) ? actions[name as ActionId] : undefined;
}

/** The actions by which a process puts out what it has put together: without another word that is the container of what was combined in it. */
export const assembling: readonly string[] = Object.entries(actions).flatMap(([id, row]) =>
  row.inputOutput === 'output' && row.onhandEffect === 'increment' && row.containedEffect === none ? [id] : [],
);

/** What a metered stock is filled and used up by: bought of its supplier, taken into a process. */
export const metered = { bought: 'transfer', used: 'consume' } as const satisfies Record<string, ActionId>;

/** What brings the ledger to what was counted: more than it had, or less. */
export const adjusting = { more: 'raise', less: 'lower' } as const satisfies Record<string, ActionId>;

/** The actions that come in pairs on one process: what the first takes in the second puts out. */
export const paired: readonly string[] = Object.entries(actions).flatMap(([id, row]) =>
  row.pairsWith === none ? [] : [id],
);
