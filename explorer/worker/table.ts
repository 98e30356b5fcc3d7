import { describeProblem, type Problem } from '../../engine/0-base/problem.ts';
import { uuidv5 } from '../../engine/0-base/id.ts';
import type { TableRow } from '../../engine/1-record/table/context.ts';
import type { DateOrder } from '../../engine/1-record/table/date-order.ts';
import type { DecimalMark } from '../../engine/1-record/table/decimal-mark.ts';
import { readTable, type TableReading } from '../../engine/1-record/table/table.ts';
import { actionWords, actionWordsIn } from '../../engine/2-ledger/action-words.ts';
import { language, text } from '../text/text.ts';
import { problemSentence } from '../text/problem.ts';
import type { WireProblem } from './http.ts';
import { sha1 } from './sha1.ts';
import type { World } from './world.ts';

export interface TableQuestion {
  /** The text as pasted, or the cells as edited. */
  readonly text?: string;
  readonly cells?: readonly (readonly string[])[];
  readonly me: string;
  readonly decimalMark?: DecimalMark | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** A row with its problems in words. */
export interface ToldRow extends Omit<TableRow, 'problems'> {
  readonly problems: readonly WireProblem[];
  /** Whether any of them keeps the row from being recorded. */
  readonly faulty: boolean;
}

/** The table as understood, and its cells, so that one can be edited and the whole read again. */
export interface TableAnswer extends Omit<TableReading, 'rows' | 'problems'> {
  readonly rows: readonly ToldRow[];
  readonly problems: readonly WireProblem[];
}

/** A problem in words; classes and actions are called what the page calls them. */
function tell(given: Problem): WireProblem {
  const { class: name, ...rest } = given.values;
  const values = {
    ...rest,
    ...(name !== undefined && { class: text.record.table.classes[name] ?? name }),
    ...(given.code === 'choice.unknown' && { known: actionWordsIn(language).join(', ') }),
  };
  return { ...given, values, ...describeProblem({ ...given, values }) };
}

/** Problems in sentences of the language that is spoken. */
export const sentencesOf = (problems: readonly Problem[]): string[] =>
  problems.map((each) => problemSentence({ ...each, ...tell(each) }));

/** Reads a producer's table; ids follow from the content, so that the same table is recorded only once. */
export function readProducerTable({ network, facts, zone }: World, question: TableQuestion): TableAnswer {
  const { me, decimalMark, dateOrder } = question;
  const reading = readTable(question.cells ?? question.text ?? '', {
    facts,
    zone,
    me,
    actions: actionWords,
    makeId: (name) => uuidv5(`${network}/${me}/${name}`, sha1),
    ...(decimalMark && { decimalMark }),
    ...(dateOrder && { dateOrder }),
  });
  const rows = reading.rows.map((row) => {
    const problems = row.problems.map(tell);
    return {
      ...row,
      problems,
      faulty: !row.record || row.problems.some((each) => describeProblem(each).severity === 'error'),
    };
  });
  return { ...reading, rows, problems: reading.problems.map(tell) };
}
