import { type Canonical, canonicalBytes } from '../../0-base/canonical.ts';
import { type Hash, hex } from '../../0-base/id.ts';

/** A private field that is kept apart from the journal and can be erased: its salt (hex) and its value. */
export interface PrivateLeaf {
  readonly field: string;
  readonly salt: string;
  readonly value: Canonical;
}

type Fields = Readonly<Record<string, Canonical | undefined>>;

const unhex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** H(salt || canonical bytes of the value), as hex. The salt keeps the value from being guessed; it is erased with it. */
export function commitmentOf({ salt, value }: Pick<PrivateLeaf, 'salt' | 'value'>, hash: Hash): string {
  const [start, rest] = [unhex(salt), canonicalBytes(value)];
  const bytes = new Uint8Array(start.length + rest.length);
  bytes.set(start);
  bytes.set(rest, start.length);
  return hex(hash(bytes));
}

/** What a body becomes when its private fields are taken out. */
export interface SplitBody<B> {
  readonly body: B;
  readonly commitments: Readonly<Record<string, string>>;
  readonly leaves: readonly PrivateLeaf[];
}

/** Takes the private fields out of a body: commitments for the journal, leaves to keep apart. `salt` gives at least 16 random bytes for each field. */
export function splitPrivate<B extends object>(
  body: B,
  {
    fields,
    salt,
    hash,
  }: { readonly fields: readonly string[]; readonly salt: (field: string) => Uint8Array; readonly hash: Hash },
): SplitBody<B> {
  const values = body as Fields;
  const leaves = fields
    .filter((field) => values[field] !== undefined)
    .map((field) => ({ field, salt: hex(salt(field)), value: values[field]! }));
  const open = Object.entries(values).filter(([field]) => !fields.includes(field));
  return {
    body: Object.fromEntries(open) as B,
    commitments: Object.fromEntries(leaves.map((leaf) => [leaf.field, commitmentOf(leaf, hash)])),
    leaves,
  };
}

/** Puts kept leaves back into a body. A leaf that was erased, or does not open its commitment, leaves its field absent. */
export function joinPrivate<B extends object>({ body, commitments, leaves }: SplitBody<B>, hash: Hash): B {
  const opening = leaves.filter((leaf) => commitments[leaf.field] === commitmentOf(leaf, hash));
  return { ...body, ...Object.fromEntries(opening.map(({ field, value }) => [field, value])) };
}
