/** The shortest time between two loads that others bring about; a load that takes long makes the next one wait longer. */
const leastMs = 1000;

interface Surroundings {
  /** The number of the journal that the page shows. */
  readonly shown: () => number;
  readonly refresh: () => Promise<void>;
  readonly later: (act: () => void, milliseconds: number) => unknown;
  readonly now: () => number;
}

/**
 * Keeps a page up with what others record: however many records come, it is loaded again once, a moment later, and at most
 * a tenth of the time is spent on loading. What the page has loaded meanwhile by itself is not loaded twice.
 */
export function createFollower({ shown, refresh, later, now }: Surroundings) {
  let latest = 0;
  let waiting = false;
  let pauseMs = leastMs;

  async function load(): Promise<void> {
    const [heard, begun] = [latest, now()];
    if (heard > shown()) await refresh();
    pauseMs = Math.max(leastMs, 10 * (now() - begun));
    waiting = false;
    // What came while it loaded is loaded too; a load that failed waits for the next record.
    if (latest > heard) plan();
  }

  function plan(): void {
    waiting = true;
    later(() => void load(), pauseMs);
  }

  return (sequence: number): void => {
    latest = Math.max(latest, sequence);
    if (!waiting) plan();
  };
}
