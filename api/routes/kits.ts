import { randomUUID } from 'node:crypto';
import { type Kit, type KitLanguage, kitLanguages, wordsOf } from '../../datasets/kit.ts';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import { authorOf } from '../access/can.ts';
import { type KitShelf, readKits, takenOf, takeUp } from '../interchange/kit.ts';
import { refuse } from './answer.ts';
import { readInput } from './body.ts';
import { answers, declare, routes, z } from './declare.ts';
import { factsOf } from './facts-of.ts';
import { answerList, inListForm, listAnswers } from './list.ts';
import { inNetwork } from './parameter.ts';

const kit = z.object({
  kit: z.string(),
  version: z.string(),
  names: z.object({ en: z.string(), nl: z.string() }),
  /** How many words it brings. */
  words: z.number(),
  taken: z.boolean(),
  /** The version that the network took up. */
  takenVersion: z.string().optional(),
  /** Of a kit that is taken: how many records this version would add, and in how many the network's own say something else and stay. */
  added: z.number().optional(),
  left: z.number().optional(),
});

const path = '/api/networks/{network}/kits';

const list = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path,
    summary:
      'The starter kits (brewery, bakery, mill ...), which of them the network has taken up, and what another version would add to it',
    request: { params: inNetwork, query: z.strictObject(inListForm) },
    responses: listAnswers(z.object({ items: z.array(kit) })),
  },
);

const chosen = z.strictObject({ kits: z.array(z.string()).min(1), language: z.enum(kitLanguages).optional() });

const take = declare(
  { action: 'record', object: 'network' },
  {
    method: 'post',
    path,
    summary:
      'Take up starter kits: their words, contents, recipes and packs; what is there already stays as it is, and is listed where the kit says something else',
    request: { params: inNetwork },
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: answers(
      z.object({
        kits: z.array(z.string()),
        recorded: z.number(),
        kept: z.number(),
        left: z.array(z.object({ class: z.string(), id: z.string(), fields: z.array(z.string()) })),
        sequence: z.number(),
      }),
    ),
  },
);

/** What is chosen, or what is wrong with the choice. */
function readChoice(input: unknown, kits: readonly Kit[]) {
  const read = chosen.safeParse(input);
  if (!read.success) return { problems: read.error.issues.map(wrong) };
  const { kits: names, language } = read.data;
  const unknown = names.filter((name) => !kits.some((each) => each.name === name));
  if (unknown.length > 0) return { problems: unknown.map((value) => problem('dataset.unknown', '/kits', { value })) };
  return { value: { kits: kits.filter(({ name }) => names.includes(name)), language }, problems: [] };
}

interface Taking {
  readonly network: string;
  readonly facts: Facts;
  readonly words: KitShelf['words'];
}

/** Whether a kit is taken, in which version, and what the present one would come to. */
function tellTaken(kit: Kit, { network, facts, words }: Taking) {
  const taken = takenOf(network, facts, kit);
  if (!taken) return { taken: false };
  const { records, left } = takeUp({ network, kits: [kit], words, language: taken.language, facts });
  const { version: takenVersion } = taken;
  return { taken: true, ...(takenVersion && { takenVersion }), added: records.length, left: left.length };
}

/** The language in which the network took kits up before; English unless it did. */
const languageOf = (kits: readonly Kit[], network: string, facts: Facts): KitLanguage =>
  kits.flatMap((each) => takenOf(network, facts, each)?.language ?? [])[0] ?? 'en';

const wrong = ({ path: at, message }: z.core.$ZodIssue): Problem =>
  problem('field.type', at.map((step) => `/${String(step)}`).join(''), {
    field: at.map(String).join('.') || 'the body',
    value: message,
    expected: `kits, a list of names that the kits of the network have, and language, one of ${kitLanguages.join(', ')}`,
  });

export const kitRoutes = routes()
  .openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const [{ value }, knowledge] = await Promise.all([
      readKits(c.var.services.datasets),
      c.var.house.knowledge(network),
    ]);
    if (!knowledge.value) return refuse(c, knowledge.problems);
    const facts = factsOf(knowledge.value);
    const items = value.kits.map((each) => ({
      kit: each.name,
      version: each.version,
      names: each.names,
      words: wordsOf(each.tables).length,
      ...tellTaken(each, { network, facts, words: value.words }),
    }));
    return answerList(c, { items }, { rows: items, row: kit });
  })
  .openapi(take, async (c) => {
    const { network } = c.req.valid('param');
    const { input, hash, problems: unread } = await readInput(c);
    if (unread.length > 0) return refuse(c, unread);
    const shelf = await readKits(c.var.services.datasets);
    const choice = readChoice(input, shelf.value.kits);
    if (!choice.value) return refuse(c, choice.problems);
    const knowledge = await c.var.house.knowledge(network);
    if (!knowledge.value) return refuse(c, knowledge.problems);
    const facts = factsOf(knowledge.value);
    const { kits: chosenKits } = choice.value;
    const language = choice.value.language ?? languageOf(chosenKits, network, facts);
    const { records, kept, left } = takeUp({ network, kits: chosenKits, language, words: shelf.value.words, facts });
    const kits = chosenKits.map(({ name }) => name);
    if (records.length === 0)
      return c.json({ kits, recorded: 0, kept, left: [...left], sequence: knowledge.value.sequence }, 200);
    const { entries, problems } = readBatch(records, { makeId: () => '' });
    if (problems.some(isError)) return refuse(c, problems);
    const submission = { entries, author: authorOf(c.var.subject), key: randomUUID(), requestHash: hash };
    const answer = await c.var.house.submit(network, submission);
    if (!answer.value) return refuse(c, answer.problems);
    return c.json({ kits, recorded: records.length, kept, left: [...left], sequence: answer.value.sequence }, 200);
  });
