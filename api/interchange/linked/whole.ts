import type { Problem } from '../../../engine/0-base/problem.ts';
import type { House, RecordRow } from '../../store/house.ts';
import { linkedContext } from './context.ts';
import { type Extra, linkedRecord } from './document.ts';
import { allClasses, pagesOf } from './extra.ts';
import { turtlePieces } from './turtle.ts';

/** The forms in which a network goes out as one document of linked data, with what its file is called by. */
export const wholeForms = { jsonld: '.jsonld', turtle: '.ttl' } as const;
/** A form of such a document. */
export type WholeForm = keyof typeof wholeForms;

/** A page of records that could not be read: the document ends before its end. */
export class UnreadPage extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(', '));
    this.problems = problems;
  }
}

interface Pieces {
  readonly begin: string;
  readonly write: (rows: readonly RecordRow[]) => string;
  readonly end: () => string;
}

function linkedPieces(extra?: Extra): Pieces {
  let comma = '\n';
  const one = (row: RecordRow): string => {
    const text = comma + JSON.stringify(linkedRecord(row, extra));
    comma = ',\n';
    return text;
  };
  return {
    begin: `{"@context":${JSON.stringify(linkedContext)},"@graph":[`,
    write: (rows) => rows.map(one).join(''),
    end: () => '\n]}\n',
  };
}

interface Asked {
  readonly house: House;
  readonly network: string;
  readonly form: WholeForm;
  readonly extra?: Extra | undefined;
  /** Hears how many records are written. */
  readonly progress?: (done: number) => void;
}

/** Every record of a network as it stands, in the order of recording, as one document; throws UnreadPage when a page of it cannot be read. */
export async function* wholeDocument({ house, network, form, extra, progress }: Asked): AsyncIterable<string> {
  const pieces = form === 'turtle' ? { begin: '', ...turtlePieces(extra) } : linkedPieces(extra);
  let done = 0;
  yield pieces.begin;
  for await (const page of pagesOf(house, network, { classes: allClasses })) {
    if (!page.value) throw new UnreadPage(page.problems);
    yield pieces.write(page.value);
    done += page.value.length;
    progress?.(done);
  }
  yield pieces.end();
}
