/** So long after a feed was refused (signed out, the server starts) it is asked for again. */
const againMs = 15_000;

/** What a feed needs of an EventSource. */
export interface Source {
  addEventListener(type: 'record' | 'error', heard: (event: { readonly lastEventId?: string }) => void): void;
  readonly readyState: number;
  close(): void;
}

interface Surroundings {
  readonly open: (address: string) => Source;
  readonly later: (act: () => void, milliseconds: number) => () => void;
}

const browser: Surroundings = {
  open: (address) => new EventSource(address) as unknown as Source,
  later: (act, milliseconds) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Listens to what is recorded in a network behind a number of its journal, and tells the number of each record.
 * A connection that breaks is taken up where it stopped, by the browser itself; one that was refused is asked for again.
 * Answers how to stop listening.
 */
export function listen(
  { network, since }: { readonly network: string; readonly since: number },
  tell: (sequence: number) => void,
  { open, later }: Surroundings = browser,
): () => void {
  let last = since;
  let source: Source | undefined;
  let forget = () => {};
  const begin = () => {
    const mine = open(`/api/networks/${network}/changes?since=${last}`);
    source = mine;
    mine.addEventListener('record', ({ lastEventId }) => {
      last = Math.max(last, Number(lastEventId));
      tell(last);
    });
    mine.addEventListener('error', () => {
      // 2 is closed for good: the answer was no feed.
      if (mine.readyState === 2) forget = later(begin, againMs);
    });
  };
  begin();
  return () => {
    forget();
    source?.close();
  };
}
