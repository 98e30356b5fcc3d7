import type { z } from 'zod';
import { ecologicalAgent, organization, person } from './agent.ts';
import { count } from './count.ts';
import {
  backgroundLink,
  durable,
  elementaryLink,
  expectedUnmeasuredFlow,
  measurementUncertainty,
  processSpecification,
  property,
  resourceSpecification,
} from './knowledge.ts';
import { confirmation } from './confirmation.ts';
import { network } from './network.ts';
import { agreement, agreementBundle, proposal, proposalList } from './exchange.ts';
import { claim, commitment, intent, plan } from './planning.ts';
import { pack, recipe, recipeExchange, recipeFlow, recipeProcess } from './recipe.ts';
import { batchLotRecord, economicEvent, economicResource, process } from './observation.ts';
import { spatialThing } from './place.ts';
import { reading } from './reading.ts';
import { publishedFlow } from './published.ts';

/** The schema of the body of every class of record. */
export const schemas = {
  Network: network,
  Person: person,
  Organization: organization,
  EcologicalAgent: ecologicalAgent,
  SpatialThing: spatialThing,
  ResourceSpecification: resourceSpecification,
  ProcessSpecification: processSpecification,
  Property: property,
  ExpectedUnmeasuredFlow: expectedUnmeasuredFlow,
  MeasurementUncertainty: measurementUncertainty,
  BackgroundLink: backgroundLink,
  ElementaryLink: elementaryLink,
  Recipe: recipe,
  RecipeProcess: recipeProcess,
  RecipeExchange: recipeExchange,
  RecipeFlow: recipeFlow,
  Pack: pack,
  BatchLotRecord: batchLotRecord,
  EconomicResource: economicResource,
  Durable: durable,
  Plan: plan,
  Process: process,
  Agreement: agreement,
  AgreementBundle: agreementBundle,
  Intent: intent,
  Commitment: commitment,
  Claim: claim,
  Proposal: proposal,
  ProposalList: proposalList,
  EconomicEvent: economicEvent,
  Count: count,
  Reading: reading,
  Confirmation: confirmation,
  PublishedFlow: publishedFlow,
} as const;

/** The name of a class of record. */
export type ClassName = keyof typeof schemas;
/** The fields of a record of a class, validated. */
export type Body<C extends ClassName = ClassName> = z.infer<(typeof schemas)[C]>;

/** The classes of agents. */
export const agents = ['Person', 'Organization', 'EcologicalAgent'] as const satisfies readonly ClassName[];

/** What the house knows of a class beside its fields. */
export interface Kind {
  /** Its name in addresses: /api/networks/{network}/economic-events. */
  readonly plural: string;
  /** Fields that name other records, with the classes they may name; a dotted path goes through lists and objects. */
  readonly references: Readonly<Record<string, readonly ClassName[]>>;
  /** Fields that the vocabulary leaves open and that are asked for here, except of records of another system. */
  readonly asked?: readonly string[];
  /** Fields of the vocabulary that follow from events and are never typed in. */
  readonly derived?: readonly string[];
  /** Fields kept apart from the journal as salted commitments, so that they can be erased. */
  readonly private?: readonly string[];
  /** A kind of our own, whose words the vocabulary does not have. */
  readonly own?: true;
  /** Whether a record may be revised after it was recorded; events and properties may not. */
  readonly revisable: boolean;
}

const described = { primaryLocation: ['SpatialThing'] } as const;
/** What intents and commitments name. */
const planned = {
  inputOf: ['Process'],
  outputOf: ['Process'],
  plannedWithin: ['Plan'],
  independentDemandOf: ['Plan'],
  provider: agents,
  receiver: agents,
  resourceInventoriedAs: ['EconomicResource'],
  resourceConformsTo: ['ResourceSpecification'],
  stage: ['ProcessSpecification'],
} as const;
const linked = { of: ['ResourceSpecification'] } as const;

/** Every class with its address, its references and its rules; adding a class is a schema and a line here. */
export const kinds: Readonly<Record<ClassName, Kind>> = {
  Network: {
    own: true,
    plural: 'networks',
    references: { members: agents, currency: ['ResourceSpecification'] },
    revisable: true,
  },
  Person: { plural: 'persons', references: described, private: ['name', 'note', 'image'], revisable: true },
  Organization: { plural: 'organizations', references: described, revisable: true },
  EcologicalAgent: { plural: 'ecological-agents', references: described, revisable: true },
  SpatialThing: { plural: 'spatial-things', references: {}, revisable: true },
  ResourceSpecification: { plural: 'resource-specifications', references: {}, asked: ['name'], revisable: true },
  ProcessSpecification: {
    plural: 'process-specifications',
    asked: ['name'],
    references: {
      'allocation.roles.specification': ['ResourceSpecification'],
      'allocation.factors.product': ['ResourceSpecification'],
      'allocation.factors.of': ['ResourceSpecification'],
      'allocation.replaces.product': ['ResourceSpecification'],
      'allocation.replaces.specification': ['ResourceSpecification'],
    },
    revisable: true,
  },
  Property: {
    own: true,
    plural: 'properties',
    references: { of: ['ResourceSpecification', 'EconomicResource', 'BatchLotRecord'] },
    revisable: false,
  },
  ExpectedUnmeasuredFlow: {
    own: true,
    plural: 'expected-unmeasured-flows',
    references: { of: ['ProcessSpecification'] },
    revisable: true,
  },
  MeasurementUncertainty: {
    own: true,
    plural: 'measurement-uncertainties',
    references: { of: ['ResourceSpecification', 'EconomicResource', 'ProcessSpecification', ...agents] },
    revisable: true,
  },
  BackgroundLink: { own: true, plural: 'background-links', references: linked, revisable: true },
  ElementaryLink: { own: true, plural: 'elementary-links', references: linked, revisable: true },
  Recipe: {
    plural: 'recipes',
    asked: ['name'],
    references: {
      primaryOutput: ['ResourceSpecification'],
      recipeIncludes: ['RecipeProcess'],
      author: agents,
      citedAs: ['ResourceSpecification', 'EconomicResource'],
      variantOf: ['Recipe'],
    },
    revisable: true,
  },
  RecipeProcess: {
    plural: 'recipe-processes',
    references: { processConformsTo: ['ProcessSpecification'] },
    revisable: true,
  },
  RecipeExchange: { plural: 'recipe-exchanges', references: {}, revisable: true },
  RecipeFlow: {
    plural: 'recipe-flows',
    references: {
      recipeInputOf: ['RecipeProcess'],
      recipeOutputOf: ['RecipeProcess'],
      recipeClauseOf: ['RecipeExchange'],
      recipeReciprocalClauseOf: ['RecipeExchange'],
      resourceConformsTo: ['ResourceSpecification'],
      stage: ['ProcessSpecification'],
    },
    revisable: true,
  },
  Pack: { own: true, plural: 'packs', references: linked, revisable: true },
  BatchLotRecord: { plural: 'batch-lot-records', references: {}, asked: ['batchLotCode'], revisable: true },
  EconomicResource: {
    plural: 'economic-resources',
    references: { conformsTo: ['ResourceSpecification'], ofBatchLot: ['BatchLotRecord'] },
    asked: ['conformsTo'],
    derived: [
      'accountingQuantity',
      'onhandQuantity',
      'primaryAccountable',
      'currentLocation',
      'containedIn',
      'contains',
      'stage',
      'state',
    ],
    revisable: true,
  },
  Durable: { own: true, plural: 'durables', references: { of: ['EconomicResource'] }, revisable: true },
  Plan: { plural: 'plans', references: { recipe: ['Recipe'] }, revisable: true },
  Process: {
    plural: 'processes',
    references: {
      basedOn: ['ProcessSpecification'],
      plannedWithin: ['Plan'],
      inScopeOf: agents,
      recipeProcess: ['RecipeProcess'],
    },
    revisable: true,
  },
  Agreement: { plural: 'agreements', references: { bundledIn: ['AgreementBundle'] }, revisable: true },
  AgreementBundle: { plural: 'agreement-bundles', references: {}, revisable: true },
  Intent: { plural: 'intents', references: planned, revisable: true },
  Commitment: {
    plural: 'commitments',
    references: {
      ...planned,
      satisfies: ['Intent'],
      'allocated.to': ['Intent'],
      clauseOf: ['Agreement'],
      reciprocalClauseOf: ['Agreement'],
    },
    revisable: true,
  },
  Claim: {
    plural: 'claims',
    references: {
      provider: agents,
      receiver: agents,
      triggeredBy: ['EconomicEvent'],
      resourceConformsTo: ['ResourceSpecification'],
    },
    revisable: true,
  },
  Proposal: {
    plural: 'proposals',
    references: {
      publishes: ['Intent'],
      reciprocal: ['Intent'],
      proposedTo: agents,
      eligibleLocation: ['SpatialThing'],
      listedIn: ['ProposalList'],
    },
    revisable: true,
  },
  ProposalList: { plural: 'proposal-lists', references: { proposedTo: agents }, revisable: true },
  EconomicEvent: {
    plural: 'economic-events',
    references: {
      inputOf: ['Process'],
      outputOf: ['Process'],
      provider: agents,
      receiver: agents,
      resourceInventoriedAs: ['EconomicResource'],
      toResourceInventoriedAs: ['EconomicResource'],
      resourceConformsTo: ['ResourceSpecification'],
      corrects: ['EconomicEvent'],
      resolves: ['Count'],
      spreadFrom: ['Reading'],
      fulfills: ['Commitment'],
      satisfies: ['Intent'],
      settles: ['Claim'],
      'allocated.to': ['Commitment', 'Intent', 'Claim'],
      realizationOf: ['Agreement'],
      reciprocalRealizationOf: ['Agreement'],
      toLocation: ['SpatialThing'],
      recordedBy: agents,
    },
    revisable: false,
  },
  Count: {
    own: true,
    plural: 'counts',
    references: {
      of: ['EconomicResource'],
      holder: agents,
      provider: agents,
      pack: ['Pack'],
      after: ['EconomicEvent'],
    },
    revisable: true,
  },
  Reading: {
    own: true,
    plural: 'readings',
    references: { of: ['EconomicResource'], provider: agents },
    revisable: true,
  },
  Confirmation: {
    own: true,
    plural: 'confirmations',
    references: { of: ['EconomicEvent'], by: agents },
    revisable: true,
  },
  PublishedFlow: {
    own: true,
    plural: 'published-flows',
    references: { from: agents, to: agents, specification: ['ResourceSpecification'] },
    revisable: true,
  },
};

/** One entry of the journal: a record made, revised or retired. Its canonical bytes are a leaf of the Merkle tree. */
export type Entry<C extends ClassName = ClassName> = {
  readonly v: 1;
  readonly op: 'record' | 'revise' | 'retire';
  readonly class: C;
  readonly id: string;
  readonly body: Body<C>;
};

/** Bytes that the canonical text of one entry may take. */
export const entryLimit = 32 * 1024;
