/** A name in at most so many lines of about `most` characters; what does not fit is cut and marked. */
export function wrapName(name: string, most: number, lines = 3): readonly string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  let first = words[0]!;
  let used = 1;
  while (used < words.length && `${first} ${words[used]}`.length <= most) first += ` ${words[used++]}`;
  const rest = words.slice(used).join(' ');
  if (rest === '') return [first];
  if (lines > 2) return [first, ...wrapName(rest, most, lines - 1)];
  return [first, rest.length > most + 4 ? `${rest.slice(0, most + 3).trimEnd()}…` : rest];
}
