import type { AboutTerm } from '../text/about.ts';

/** What is known of several figures alike: those of a page, of a table, of a row. */
export interface AboutGround {
  readonly unit?: string | undefined;
  readonly coverage?: string | undefined;
  /** Id and version. */
  readonly method?: string | undefined;
  readonly certificate?: string | undefined;
  /** Where the events behind it stand; '' where there are none, since others published it. */
  readonly events?: string | undefined;
}

/** What is known of one figure on a page. */
export interface AboutFigure extends AboutGround {
  readonly term: AboutTerm;
  /** The figure as it is written. */
  readonly value: string;
  /** What it is a figure of: the head of its row and of its column. */
  readonly of?: string | undefined;
}
