/** An opaque cursor: plain values as text that goes into an address. */
export const encodeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor when they are of these types in this order; else undefined. */
export function decodeCursor(
  text: string,
  types: readonly ('string' | 'number')[],
): readonly (string | number)[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const fits =
      Array.isArray(values) &&
      values.length === types.length &&
      types.every((type, place) => {
        const value: unknown = values[place];
        return typeof value === type && (type === 'string' || Number.isSafeInteger(value));
      });
    return fits ? (values as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}
