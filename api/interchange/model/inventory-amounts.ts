import type { Problem } from '../../../engine/0-base/problem.ts';
import { readFormula } from '../../../engine/4-footprint/model/formula.ts';
import { constantOf } from '../../../engine/4-footprint/model/functions.ts';
import type { Amount, Parameter } from '../../../engine/4-footprint/model/model.ts';
import { numberIn, originOf, type Row } from './inventory-rows.ts';

/** Parameters of the model under '', those of processes under their names. */
export type Parameters = ReadonlyMap<string, Parameter[]>;

const textName = /^[A-Za-z_$][\w$]*$/;

/** Whether a parameter of a process, or of the whole, bears a name. */
const knows = (parameters: Parameters, process: string, name: string): boolean =>
  constantOf(name) !== undefined ||
  ['', process].some((house) => (parameters.get(house) ?? []).some((each) => each.name.toLowerCase() === name));

/** A number, or a formula of parameters that are there; anything else is told. Problem: table.cell. */
export function amountIn(
  row: Row,
  field: string,
  { parameters, process, problems }: { parameters: Parameters; process: string; problems: Problem[] },
): Amount | undefined {
  const cell = row.cell(field)!;
  const value = numberIn(cell, row.mark);
  if (value !== undefined) return { value };
  const reading = readFormula(cell);
  const strange = 'at' in reading ? cell : reading.formula.names.find((name) => !knows(parameters, process, name));
  if (strange === undefined) return { value: Number.NaN, formula: cell };
  problems.push(row.say('table.cell', field, { expected: 'a number, nor a formula of the parameters' }));
  return undefined;
}

/** Reads the table of parameters. Problems: table.cell, id.duplicate. */
export function readParameters(rows: readonly Row[], problems: Problem[]): Parameters {
  const parameters = new Map<string, Parameter[]>();
  const formulas: { row: Row; house: string }[] = [];
  for (const row of rows) {
    const name = row.cell('parameter')!;
    const house = row.cell('process') ?? '';
    const list = parameters.get(house) ?? [];
    parameters.set(house, list);
    const unit = row.cell('unit');
    const cell = row.cell('value')!;
    const value = numberIn(cell, row.mark);
    if (!textName.test(name))
      problems.push(row.say('table.cell', 'parameter', { expected: 'a name of letters, digits and _' }));
    else if (list.some((each) => each.name === name))
      problems.push(row.say('id.duplicate', 'parameter', { value: name }));
    else {
      const amount = value === undefined ? { value: Number.NaN, formula: cell } : { value };
      list.push({ name, amount, ...(unit !== undefined && { unit }), at: originOf(row) });
      if (value === undefined) formulas.push({ row, house });
    }
  }
  for (const { row, house } of formulas) amountIn(row, 'value', { parameters, process: house, problems });
  return parameters;
}
