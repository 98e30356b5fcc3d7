import type { ActionWord } from '../1-record/table/context.ts';
import type { TableLanguage } from '../1-record/table/header.ts';
import { type ActionId, actions, plainWords } from './action.ts';

const sides = { input: 'inputOf', output: 'outputOf', outputInput: 'outputOf', notApplicable: undefined } as const;

const wordOf = (action: ActionId): ActionWord => ({
  action,
  side: sides[actions[action].inputOutput],
  quantity: actions[action].eventQuantity,
});

/** An action's name in words: transferCustody is "transfer custody". */
const apart = (action: string): string => action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What may stand in the action column of a table, lower case: a table goes from hand to hand, so every language is read. */
export const actionWords: ReadonlyMap<string, ActionWord> = new Map(
  (Object.keys(actions) as ActionId[]).flatMap((action) => {
    const plain = Object.values(plainWords).flatMap((words) => words[action] ?? []);
    return [action.toLowerCase(), apart(action), ...plain].map((text) => [text, wordOf(action)] as const);
  }),
);

/** The plain words of a language, for a message and a template. */
export const actionWordsIn = (language: TableLanguage): readonly string[] => Object.values(plainWords[language]);
