import type { QuerySpec } from '../state/url.ts';

/** What the shell knows of a view; its folder holds this as view.ts beside View.svelte. */
export interface ViewInfo<S extends QuerySpec = QuerySpec> {
  /** Its part of the address. */
  readonly id: string;
  /** Its name in the navigation, in the language that is spoken. */
  readonly title: () => string;
  /** Its place in the navigation. */
  readonly order: number;
  /** Whether it stands below the pages, not in the navigation: what is seldom needed. */
  readonly aside?: boolean;
  /** Its parameters, in the order in which they are written. */
  readonly query: S;
  /** Its tables, the first its own, where it can leave its page (sheet.ts); `name` tells several apart. */
  readonly tables?: () => readonly { readonly id: string; readonly name: string }[];
}
