import { text } from './text.ts';

/** A problem as it came: its name, its values, and its sentences in English. */
interface Given {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** What is wrong and what to do about it, in the language that is spoken; what has no words in it stays English. */
export function problemSentence({ code, message, remedy, values = {} }: Given): string {
  const own = text.problems[code as keyof typeof text.problems];
  if (!own) return `${message} ${remedy}`;
  return own.join(' ').replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
}
