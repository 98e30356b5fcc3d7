import type { Page } from 'playwright-core';

/** A number with the unit of a figure behind it: 190 kg, 0.42 kg CO2e, 12 %, 4.5 km². */
const figure = String.raw`(?<![\w.,])[−-]?\d[\d.,  ]*(?:\s?×\s?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[\s ](?:%|kg|g|t|L|m³|m3|kWh|Wh|MJ|GJ|J|km²?|m²?|ha|h|min|EUR|€|pc|mol|disease|CTU)(?![\w])`;

/**
 * The figures on a page that do not tell about themselves: amounts with a unit, shares, and numbers that stand alone in a cell, which lie neither
 * in the mark of a figure nor in a sentence with the mark behind it. Names of records, what is typed or chosen, and pictures, whose figures
 * stand in the table beside them and in the sentence above, are no figures.
 */
export async function unexplained(page: Page): Promise<string[]> {
  const names = await writtenOn(page);
  return page.evaluate(
    ({ pattern, names }) => {
      const left: string[] = [];
      const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement!;
        if (
          element.closest('script, style, option, select, textarea, input, svg, .hidden, button.figure, label, .legend')
        )
          continue;
        if (!element.checkVisibility()) continue;
        let said = node.nodeValue ?? '';
        for (const name of names) said = said.replaceAll(name, ' ');
        const isAlone = element.closest('td') !== null && /^\s*[−-]?(?!0\d)\d[\d,]*(?:\.\d+)?\s*$/.test(said);
        if (!isAlone && !new RegExp(pattern, 'u').test(said)) continue;
        const block = element.closest('.told, p, li, dd, td, figcaption, h2, h3, summary') ?? element;
        if (block.querySelector('button.about')) continue;
        left.push(`${block.tagName.toLowerCase()}: ${said.trim()}`);
      }
      return left;
    },
    { pattern: figure, names },
  );
}

interface Knowledge {
  readonly records: Readonly<Record<string, readonly { name?: string; note?: string; source?: string }[]>>;
}
interface Events {
  readonly items: readonly { note?: string }[];
  readonly next?: string;
}

/** What people wrote, by server and network: names of records and notes, in which a number is no figure of the page. */
const written = new Map<string, Promise<readonly string[]>>();

function writtenOn(page: Page): Promise<readonly string[]> {
  const { origin, pathname } = new URL(page.url());
  const [, network = ''] = pathname.split('/');
  if (!network || network === 'join') return Promise.resolve([]);
  const base = `${origin}/api/networks/${network}`;
  const known = written.get(base) ?? readWritten(page, base);
  written.set(base, known);
  return known;
}

async function readWritten(page: Page, base: string): Promise<readonly string[]> {
  const read = async <T>(noun: string): Promise<T> => (await page.context().request.get(`${base}/${noun}`)).json();
  const { records } = await read<Knowledge>('knowledge');
  const texts = Object.values(records).flatMap((list) =>
    list.flatMap(({ name, note, source }) => [name, name?.replace(/\s*\(invented[^)]*\)$/, ''), note, source]),
  );
  let cursor = '';
  do {
    const { items, next = '' } = await read<Events>(`economic-events?limit=1000${cursor}`);
    texts.push(...items.map(({ note }) => note));
    cursor = next && `&cursor=${encodeURIComponent(next)}`;
  } while (cursor);
  const numbered = texts.filter((each): each is string => each !== undefined && /\d/.test(each));
  return [...new Set(numbered)].sort((a, b) => b.length - a.length);
}
