const figures = (within: Element): HTMLElement[] => [...within.querySelectorAll<HTMLElement>('button.figure')];

/** The figures of a table are one stop for the keyboard: the first, until another is walked to. */
export function enterFigures(body: HTMLElement): void {
  const all = figures(body);
  if (all[0] && all.every(({ tabIndex }) => tabIndex < 0)) all[0].tabIndex = 0;
}

/** The figure beside, above or below another; in the rows between, cells without one are passed over. */
function neighbour(from: HTMLElement, key: string): HTMLElement | undefined {
  const [cell, row] = [from.closest('td')!, from.closest('tr')!];
  const inRow = figures(row);
  const at = inRow.indexOf(from);
  const inColumn = [...row.parentElement!.children].flatMap((each) => {
    const [found] = each.children[cell.cellIndex] ? figures(each.children[cell.cellIndex]!) : [];
    return found ?? [];
  });
  const level = inColumn.indexOf(from);
  const places: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowLeft: inRow[at - 1],
    ArrowRight: inRow[at + 1],
    Home: inRow[0],
    End: inRow.at(-1),
    ArrowUp: inColumn[level - 1],
    ArrowDown: inColumn[level + 1],
  };
  return places[key];
}

/** Walks by arrow keys from figure to figure; the one where the reader stands is the stop of its table. */
export function walkFigures(event: KeyboardEvent): void {
  const from = (event.target as Element).closest<HTMLElement>('button.figure');
  const to = from && neighbour(from, event.key);
  if (!from || !to) return;
  event.preventDefault();
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
