import encode from 'qr';

/** A picture of a text for cameras: squares of one unit on a field of `size`, as the path of an SVG. */
export function squaresOf(text: string): { readonly size: number; readonly path: string } {
  const rows = encode(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size: rows.length, path: squares.join('') };
}
