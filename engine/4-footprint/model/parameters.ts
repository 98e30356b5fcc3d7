import { type Problem, problem } from '../../0-base/problem.ts';
import type { ModelChoices } from './choices.ts';
import { type Formula, type FormulaReading, readFormula } from './formula.ts';
import { constantOf } from './functions.ts';
import type { Amount, Model, ModelProcess, Origin, Parameter } from './model.ts';

/** Whose number it is, for a message: a name, and where it stands. */
export interface Owner {
  readonly name: string;
  readonly at?: Origin | undefined;
}

/** Numbers of one process: its own parameters stand before those of the model. */
export interface Scope {
  /** The number of an amount; NaN where there is none. */
  number(amount: Amount, owner: Owner): number;
}

/** Numbers of a model. */
export interface Numbers {
  readonly global: Scope;
  of(process: ModelProcess): Scope;
}

/** Parameters under their names in lower case, and what they come to as far as that is known. */
interface House {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly values: Map<string, number>;
  /** Those that wait for others to be settled. */
  readonly open: Set<string>;
  readonly outer?: House | undefined;
}

const key = (name: string): string => name.trim().toLowerCase();

/** What is read and told once for the whole model. */
interface Reading {
  readonly formulas: Map<string, FormulaReading>;
  readonly problems: Problem[];
}

function houseOf(
  parameters: readonly Parameter[],
  chosen: Readonly<Record<string, number>> = {},
  outer?: House,
): House {
  return {
    parameters: new Map(parameters.map((each) => [key(each.name), each])),
    values: new Map(Object.entries(chosen).map(([name, value]) => [key(name), value])),
    open: new Set(),
    outer,
  };
}

/** The house in which a name is found, from the inside out. */
function homeOf(house: House | undefined, name: string): House | undefined {
  return house === undefined || house.parameters.has(name) ? house : homeOf(house.outer, name);
}

const written = ({ value }: Amount): string => (Number.isFinite(value) ? `${value}` : '-');

/** The formula of an amount; what cannot be read is told. */
function formulaOf({ formulas, problems }: Reading, { formula: text, ...amount }: Amount, owner: Owner) {
  if (text === undefined || text.trim() === '') return undefined;
  const reading = formulas.get(text) ?? readFormula(text);
  formulas.set(text, reading);
  if ('formula' in reading) return reading.formula;
  const values = { name: owner.name, value: text, at: `${reading.at}`, found: written(amount) };
  problems.push(problem('formula.syntax', '', values, owner.at));
  return undefined;
}

/** What a formula comes to where its names are settled; otherwise the number written beside it, which is told. */
function worth({ problems }: Reading, house: House, formula: Formula, amount: Amount, owner: Owner): number {
  const said = { name: owner.name, value: amount.formula!, found: written(amount) };
  const strange = formula.names.find((name) => !homeOf(house, name) && constantOf(name) === undefined);
  if (strange !== undefined) {
    problems.push(problem('formula.name', '', { ...said, field: strange }, owner.at));
    return amount.value;
  }
  const value = formula.value((name) => homeOf(house, name)?.values.get(name) ?? constantOf(name)!);
  if (Number.isFinite(value)) return value;
  problems.push(problem('formula.number', '', said, owner.at));
  return amount.value;
}

interface Seat {
  readonly house: House;
  readonly name: string;
}

/** The parameters that a formula waits for. */
const waitingFor = (house: House, { names }: Formula): Seat[] =>
  names.flatMap((name) => {
    const home = homeOf(house, name);
    return home && !home.values.has(name) ? [{ house: home, name }] : [];
  });

/** Settles a parameter and all that it is made of; those that are made of one another keep the number written beside them. */
function settle(reading: Reading, start: Seat): void {
  const stack = [start];
  const open: Seat[] = [];
  while (stack.length > 0) {
    const seat = stack.at(-1)!;
    const { house, name } = seat;
    const { amount, ...owner } = house.parameters.get(name)!;
    const isOpen = open.at(-1) === seat;
    if (house.values.has(name)) {
      if (isOpen) open.pop();
      stack.pop();
      continue;
    }
    const formula = formulaOf(reading, amount, owner);
    const waiting = formula ? waitingFor(house, formula) : [];
    if (waiting.length > 0 && !isOpen) {
      if (house.open.has(name)) breakCircle(reading, open, seat);
      else {
        house.open.add(name);
        open.push(seat);
        stack.push(...waiting);
      }
      continue;
    }
    house.values.set(name, formula ? worth(reading, house, formula, amount, owner) : amount.value);
  }
}

/** Gives each parameter of a circle, from the one that came round, the number that is written beside it. */
function breakCircle({ problems }: Reading, open: readonly Seat[], { house, name }: Seat): void {
  const circle = open.slice(open.findIndex((each) => each.house === house && each.name === name));
  const all = circle.map((each) => each.house.parameters.get(each.name)!);
  const values = { name: all[0]!.name, members: all.map(({ name }) => name).join(', ') };
  problems.push(problem('formula.circle', '', values, all[0]!.at));
  circle.forEach((each, place) => {
    each.house.values.set(each.name, all[place]!.amount.value);
  });
}

const scopeOf = (reading: Reading, house: House): Scope => ({
  number(amount, owner) {
    const formula = formulaOf(reading, amount, owner);
    if (!formula) return amount.value;
    for (const seat of waitingFor(house, formula)) settle(reading, seat);
    return worth(reading, house, formula, amount, owner);
  },
});

/** Choices for parameters that nobody has. */
function strangeChoices(house: House, chosen: Readonly<Record<string, number>> = {}, process?: string): Problem[] {
  const known = [...house.parameters.values()].map(({ name }) => name).join(', ');
  return Object.keys(chosen)
    .filter((name) => !house.parameters.has(key(name)))
    .map((value) => problem('choice.unknown', '/parameters', { field: 'parameters', value, known }, process));
}

/**
 * Numbers of a model: an amount is its formula where it has one that can be worked out, else the number beside it. A formula of the model
 * sees the model's parameters, one of a process its own before those; a chosen value stands before value and formula.
 * Problems: formula.syntax, formula.name, formula.circle, formula.number, choice.unknown; they are added as numbers are asked for.
 */
export function modelNumbers(model: Model, choices: ModelChoices): { numbers: Numbers; problems: Problem[] } {
  const reading: Reading = { formulas: new Map(), problems: [] };
  const outer = houseOf(model.parameters, choices.parameters);
  const global = scopeOf(reading, outer);
  reading.problems.push(...strangeChoices(outer, choices.parameters));
  const of = (process: ModelProcess): Scope => {
    const chosen = choices.processParameters?.[process.id];
    if (!chosen && !process.parameters?.length) return global;
    const house = houseOf(process.parameters ?? [], chosen, outer);
    reading.problems.push(...strangeChoices(house, chosen, process.id));
    return scopeOf(reading, house);
  };
  return { numbers: { global, of }, problems: reading.problems };
}
