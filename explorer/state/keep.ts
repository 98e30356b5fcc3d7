/** What this browser remembers for its reader: drafts, who they are, units. Values are JSON. */
export interface Keep {
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
  forget(key: string): void;
}

/** Remembers in a browser's storage; one that is full or refused forgets, and the page goes on. */
export function keepIn(storage: Storage | undefined): Keep {
  const name = (key: string) => `throughflow:${key}`;
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    read: <T>(key: string) =>
      attempt(() => {
        const text = storage?.getItem(name(key));
        return text ? (JSON.parse(text) as T) : undefined;
      }),
    write: (key, value) => attempt(() => storage?.setItem(name(key), JSON.stringify(value))),
    forget: (key) => attempt(() => storage?.removeItem(name(key))),
  };
}
