import { classOfWord, type KitWords } from '../../datasets/kit.ts';
import type { Grade, ReuseKnowledge } from '../../engine/7-reuse/knowledge.ts';

const grades: ReadonlySet<string> = new Set(['food', 'feed', 'none'] satisfies Grade[]);
const isGrade = (text: string | null): text is Grade => text !== null && grades.has(text);

const wording = (en: string | null, nl: string | null) => (en === null ? undefined : { en, nl: nl ?? en });

/** What the dataset of words knows of reuse, by the class under which specifications name a word. */
export function reuseKnowledge({ words, keeping, substitutions, carriage }: KitWords): ReuseKnowledge {
  const [carried] = carriage;
  return {
    substitutions: substitutions.map(
      ({ offered, needed, low, high, share, condition, conditionNl, source, status }) => ({
        offered: classOfWord(offered),
        needed: classOfWord(needed),
        factor: { low: Number(low), high: Number(high) },
        share: share === null ? undefined : Number(share),
        condition: wording(condition, conditionNl),
        source,
        status,
      }),
    ),
    keeping: new Map(
      keeping.map(({ word, days, condition, conditionNl, source, status }) => [
        classOfWord(word),
        { of: classOfWord(word), days: Number(days), condition: wording(condition, conditionNl), source, status },
      ]),
    ),
    grades: new Map(words.flatMap(({ word, grade }) => (isGrade(grade) ? [[classOfWord(word), grade] as const] : []))),
    carriage: carried && {
      perTonneKm: Number(carried.value),
      currency: carried.currency,
      source: carried.source,
      status: carried.status,
    },
  };
}
