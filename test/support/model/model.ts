import { cell, implied } from './actions.ts';

/** An event as the model takes it: names, and grams as a whole number. */
export interface ModelEvent {
  readonly id: string;
  readonly action: string;
  readonly provider: string;
  readonly receiver: string;
  readonly resource: string | undefined;
  readonly into: string | undefined;
  readonly process: string | undefined;
  readonly grams: bigint;
  readonly day: number;
  readonly corrects: string | undefined;
}

export type Account = 'accounting' | 'onhand';
const accounts: readonly Account[] = ['accounting', 'onhand'];

/** So many grams on an account of a holder of a resource. */
interface Step {
  readonly resource: string;
  readonly holder: string;
  readonly account: Account;
  readonly grams: bigint;
}

interface Kept {
  readonly event: ModelEvent;
  readonly root: string;
  readonly steps: readonly Step[];
}

/**
 * A ledger as one would keep it on paper: a list of what was recorded, and for each question the sum over that list.
 * It knows the published table and nothing of the engine.
 */
export class Model {
  readonly kept: Kept[] = [];
  readonly exempt: ReadonlySet<string>;
  readonly refusesNegative: boolean;

  constructor({ exempt, refusesNegative }: { exempt: readonly string[]; refusesNegative: boolean }) {
    this.exempt = new Set(exempt);
    this.refusesNegative = refusesNegative;
  }

  find(id: string): Kept | undefined {
    return this.kept.find(({ event }) => event.id === id);
  }

  rootOf(event: ModelEvent): ModelEvent {
    return event.corrects === undefined ? event : this.find(this.find(event.corrects)!.root)!.event;
  }

  /** What is left of an event after its corrections. */
  left(root: string): bigint {
    return this.kept.filter((each) => each.root === root).reduce((sum, { event }) => sum + event.grams, 0n);
  }

  /** Whether anything stands that began a resource: an event that was wholly taken back has not. */
  begun(resource: string): boolean {
    return this.kept.some(
      ({ event, root, steps }) =>
        event.id === root &&
        steps.some((step) => step.resource === resource) &&
        (this.kept.every((each) => each.root !== root || each.event.id === root) || this.left(root) !== 0n),
    );
  }

  /** What a holder has, of what had happened by the end of a day and was among the first so many records. */
  balance(at: Omit<Step, 'grams'>, { day = 99, known = this.kept.length } = {}): bigint {
    return this.kept
      .slice(0, known)
      .filter(({ root }) => this.find(root)!.event.day <= day)
      .flatMap(({ steps }) => steps)
      .filter(
        ({ resource, holder, account }) => resource === at.resource && holder === at.holder && account === at.account,
      )
      .reduce((sum, { grams }) => sum + grams, 0n);
  }

  /** All that there is changes only by what is made, used up, found, copied or lost: never by passing on. */
  made(account: Account): bigint {
    return this.kept.reduce((sum, { event, steps }) => {
      const effect = cell(event.action, `${account}Effect`);
      const sign = effect.startsWith('increment') ? 1n : effect === 'decrement' ? -1n : 0n;
      return steps.length === 0 ? sum : sum + sign * event.grams;
    }, 0n);
  }

  /** Why an event that is well formed is refused; undefined when it is not. */
  refusal(event: ModelEvent): string | undefined {
    if (event.corrects !== undefined) {
      const root = this.rootOf(event);
      if (this.left(root.id) + event.grams < 0n) return 'correction.excess';
    } else {
      const blocked = this.notBegun(event);
      if (blocked) return 'action.create';
    }
    return this.refusesNegative && this.shortfall(event) ? 'stock' : undefined;
  }

  private notBegun(event: ModelEvent): boolean {
    const { action, resource, into } = event;
    const touched = new Set(this.steps(event).map((step) => step.resource));
    const first = cell(action, 'createResource') === 'optional';
    const second = cell(action, 'createResource') === 'optionalTo' || implied(action) !== undefined;
    return [...touched].some((each) => !this.begun(each) && !(each === resource ? first : second && each === into));
  }

  /** Whether an event takes from somebody more than they have. */
  shortfall(event: ModelEvent): boolean {
    const steps = this.steps(event);
    const places = new Set(
      steps.filter(({ grams }) => grams < 0n).map(({ resource, holder }) => `${resource}/${holder}`),
    );
    return [...places].some((place) => {
      const [resource, holder] = place.split('/') as [string, string];
      if (this.exempt.has(holder)) return false;
      return accounts.some((account) => {
        const net = steps
          .filter((step) => step.resource === resource && step.holder === holder && step.account === account)
          .reduce((sum, { grams }) => sum + grams, 0n);
        return net < 0n && this.balance({ resource, holder, account }) + net < 0n;
      });
    });
  }

  record(event: ModelEvent): void {
    const root = event.corrects === undefined ? event.id : this.find(event.corrects)!.root;
    this.kept.push({ event, root, steps: this.steps(event) });
  }

  /** The steps of an event by the published table: first what it hands over, when it takes in; last, when it puts out. */
  steps(given: ModelEvent): Step[] {
    const { action, provider, receiver, resource, into } = this.rootOf(given);
    const { grams } = given;
    const isContainer = cell(action, 'containedEffect') !== 'notApplicable';
    const goal = isContainer ? undefined : into;
    const giver = { resource: resource ?? goal, holder: provider };
    const taker = { resource: goal ?? resource, holder: receiver };
    const isOne = giver.resource === taker.resource && giver.holder === taker.holder;
    const steps: Step[] = [];
    const put = ({ resource: of, holder }: typeof giver, account: Account, amount: bigint) => {
      if (of !== undefined) steps.push({ resource: of, holder, account, grams: amount });
    };
    const pass = (account: Account) => {
      if (isOne) return;
      put(giver, account, -grams);
      put(taker, account, grams);
    };
    const kind = implied(action);
    const isInput = cell(action, 'inputOutput') === 'input';
    const handOver = () => {
      if (kind === 'full') pass('accounting');
      if (kind) pass('onhand');
    };
    if (cell(action, 'inputOutput') === 'outputInput') return [];
    if (isInput) handOver();
    for (const account of accounts) {
      const effect = cell(action, `${account}Effect`);
      if (effect === 'decrementIncrement') pass(account);
      if (effect === 'incrementTo') put(taker, account, grams);
      if (effect === 'increment') put(giver, account, grams);
      if (effect === 'decrement') put(isInput && kind ? taker : giver, account, -grams);
    }
    if (!isInput) handOver();
    return steps;
  }
}
