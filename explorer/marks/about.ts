import type { AboutTerm } from '../text/about.ts';

/** What is known of one figure on a page. */
export interface AboutFigure {
  readonly term: AboutTerm;
  /** The figure as it is written. */
  readonly value: string;
  readonly unit?: string | undefined;
  readonly coverage?: string | undefined;
  /** Id and version. */
  readonly method?: string | undefined;
  readonly certificate?: string | undefined;
  /** Where the events behind it stand. */
  readonly events?: string | undefined;
}
