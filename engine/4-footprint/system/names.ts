const namedAtMost = 12;

/** Names as one text, the rest counted. */
export function namesOf(names: readonly string[]): string {
  const more = names.length - namedAtMost;
  return more > 0 ? `${names.slice(0, namedAtMost).join(', ')} + ${more}` : names.join(', ');
}
