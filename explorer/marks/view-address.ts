import type { Place } from '../state/url.ts';

interface Asked {
  readonly view: string;
  readonly as: string;
  /** '' for the view's own. */
  readonly table: string;
  readonly language: string;
}

/** Where the API has what a page shows: the same parameters behind the view's name. English is what it speaks unless told. */
export function viewAddress({ network, search }: Place, { view, as, table, language }: Asked): string {
  const given = new URLSearchParams({
    view,
    ...(table && { table }),
    ...(language !== 'en' && { lang: language }),
  });
  for (const [name, value] of new URLSearchParams(search)) if (!given.has(name)) given.append(name, value);
  return `/api/networks/${network}/view.${as}?${given}`;
}
