import { assert } from '../../engine/0-base/assert.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { type Admission, admit, type Ledger } from '../../engine/2-ledger/ledger.ts';
import type { FlowRow } from '../../engine/3-flow/columns.ts';
import { flowRows } from '../../engine/3-flow/rows.ts';
import { type Book, contextOf } from './book.ts';
import { type FoldedGroup, packGroup, type Published } from './group.ts';
import { rootText } from './hash.ts';
import { type FoldedFrame, rowsOfGroup } from './rows.ts';

/** The rows of the flow table that follow from a frame. */
export const flowRowsOf = ({ effects, zone }: FoldedFrame): FlowRow[] =>
  effects.flatMap((each) => flowRows(each, zone));

type Heading = Omit<FoldedFrame, 'entries' | 'effects' | 'touched' | 'warnings'>;

/** A frame of the journal put into the ledger. It was admitted once, so it is admitted again. */
export function foldFrame(
  book: Pick<Book, 'slug'> & { readonly ledger: Ledger },
  heading: Omit<Heading, 'zone'>,
  entries: readonly Entry[],
): FoldedFrame {
  const context = contextOf(book, entries, heading);
  const admission = admit(book.ledger, entries, { ...context, replayed: true });
  const { problems, admitted } = admission;
  assert(problems.length === 0 && admitted.length === entries.length, 'a recorded frame is admitted again', {
    frame: heading.number,
    problem: problems[0] ?? null,
  });
  return folded({ ...heading, zone: context.zone }, admission);
}

/** A frame with what follows from it. */
export const folded = (heading: Heading, { admitted, effects, touched, warnings }: Admission): FoldedFrame => ({
  ...heading,
  entries: admitted,
  effects,
  touched,
  warnings,
});

/** What the frames up to the book's position do to the projection. */
export function foldGroup(book: Book, frames: readonly FoldedFrame[], boot: string): FoldedGroup {
  const { place, sequence, recorded, tree } = book.position;
  const state = { frame: place.number - 1, sequence, recorded, root: rootText(tree), length: place.offset, boot };
  return {
    flows: frames.flatMap(flowRowsOf),
    published: frames.flatMap(publishedIn),
    sequence,
    packed: packGroup(rowsOfGroup({ network: book.slug, frames, ledger: book.ledger, state })),
  };
}

const publishedIn = ({ entries, firstSequence }: FoldedFrame): Published[] =>
  entries.flatMap((entry, place) =>
    entry.class === 'PublishedFlow' ? { entry: entry as Entry<'PublishedFlow'>, sequence: firstSequence + place } : [],
  );

/** Published flows stand beside the ledger and change by revision, so their rows are made from what stands now. */
export function keepPublished(
  { published }: Pick<Book, 'published'>,
  { entry: { id, op, body }, sequence }: Published,
): void {
  if (op === 'retire') published.delete(id);
  else published.set(id, { id, sequence: published.get(id)?.sequence ?? sequence, body });
}
