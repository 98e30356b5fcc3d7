/** The sign between whole and decimal digits in a column of numbers. */
export type DecimalMark = '.' | ',';

/** A finding about a whole column: the choice made, and whether the cells left another reading open. */
export interface Detected<T> {
  readonly choice: T;
  readonly certain: boolean;
}

const shapes: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(\d+|\d{1,3}([ ,'\u00a0\u202f]\d{3})+)(\.\d+)?$/u,
  ',': /^[+-]?(\d+|\d{1,3}([ .'\u00a0\u202f]\d{3})+)(,\d+)?$/u,
};

/** Finds the decimal mark under which most cells of a column are numbers; a tie falls to the point and is not certain. */
export function detectDecimalMark(cells: readonly string[]): Detected<DecimalMark> {
  const telling = cells.map((cell) => splitUnit(cell).number).filter((cell) => /[.,]/.test(cell));
  const fitting = (mark: DecimalMark) => telling.filter((cell) => shapes[mark].test(cell)).length;
  const [points, commas] = [fitting('.'), fitting(',')];
  return { choice: commas > points ? ',' : '.', certain: telling.length === 0 || points !== commas };
}

/** The number of a cell and the unit behind it: "12,5 kg". */
export function splitUnit(cell: string): { number: string; unit: string | undefined } {
  const letter = cell.search(/\p{L}/u);
  if (letter < 0) return { number: cell.trimEnd(), unit: undefined };
  return { number: cell.slice(0, letter).trimEnd(), unit: cell.slice(letter) };
}

/** The plain decimal text of a cell under a mark; undefined when it is not a number written so. */
export function readNumber(cell: string, mark: DecimalMark): string | undefined {
  if (!shapes[mark].test(cell)) return undefined;
  const grouping = mark === '.' ? /[ ,'\u00a0\u202f]/gu : /[ .'\u00a0\u202f]/gu;
  return cell.replace(grouping, '').replace(',', '.').replace('+', '');
}
