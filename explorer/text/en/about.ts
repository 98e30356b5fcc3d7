/** What each figure means: in plain words first, then the term of the field. */
export const about = {
  close: 'Close',
  meaning: 'What it says',
  term: 'Its name in the field',
  value: 'Here it is',
  unit: 'Unit',
  coverage: 'What it covers',
  method: 'Method',
  certificate: 'How exact it is',
  events: 'What it rests on',
  toEvents: 'the events behind it, in the ledger',
  ledger: (records: string, first: string, last: string) =>
    `All that is recorded: ${records} records, of events from ${first} to ${last}.`,
  published: 'no event: others published it',
  terms: {
    intensity: {
      title: 'What one of something carries',
      plain:
        'Everything that had to happen before it was there, from the field to the door, added up and divided by how much was made: what was burnt, bought, worn and carried. What was made together shares it by a rule.',
      term: 'Cumulative intensity of a product (cradle to gate), the average of the lots of the period.',
    },
    delivered: {
      title: 'What all that was delivered carries',
      plain: 'The amount that left the network, times what one of it carries. What still stands in stock is not in it.',
      term: 'Footprint of final deliveries.',
    },
    primary: {
      title: 'Part from own records',
      plain:
        'Which part follows from what the network itself wrote down as burnt or emitted. The rest follows from figures that others published for things that were bought.',
      term: 'Primary data share.',
    },
    remainder: {
      title: 'What was not followed',
      plain:
        'A chain of supply has no end. It is followed as far as it matters; the rest is reckoned exactly as one sum, and no branch that was left out can hide more than the bound.',
      term: 'Remainder of the traversal: intensities times the residual demand; bound by gross intensities, in which credits take nothing back.',
    },
    quotient: {
      title: 'Footprint against its share',
      plain:
        'What the network caused in a year, divided by the part of the world’s limit that is its own under the chosen rule of sharing. 100 % means that the share is used up.',
      term: 'Absolute sustainability quotient: score over allocated budget, both of one method, version and unit.',
    },
    returned: {
      title: 'What returns',
      plain:
        'The part of all that flows which runs back to where it came from, so that it goes round: yeast, bottles, grain that becomes compost that becomes grain.',
      term: 'Share of flow on feedback arcs: the least that must be cut so that nothing runs in circles.',
    },
    largestFlow: {
      title: 'What flows',
      plain:
        'All that went one way between two of them in the period, added up from the events. A correction counts in the place of what it corrects.',
      term: 'Aggregated flow of the layer, netted of corrections.',
    },
    placed: {
      title: 'What moved between places',
      plain:
        'What the events tell of where things were, added up by place. What has no place on record is not on the map, and how much that is is said beside it.',
      term: 'Origin and destination flows, by coverage.',
    },
    surplus: {
      title: 'What could be used again',
      plain:
        'What was thrown away, given away, left over or stands idle in the period, held against what others needed. It says what could be, not what was saved.',
      term: 'Matches of projected surplus and need; no avoided burden is counted.',
    },
    balance: {
      title: 'In, out and the gap',
      plain:
        'All that went in must be somewhere: in what came out, in stock, in what was declared as lost. What is left over is not explained, unless it is of a kind that nobody measures, such as steam.',
      term: 'Balance of a layer: in = out + change of stock + declared loss + unaccounted.',
    },
    range: {
      title: 'How far it can lie',
      plain:
        'The same figure, with every published figure behind it at its lower or its upper end. It says how far the sources reach, not how likely it is.',
      term: 'Interval of the figure over the ranges of its background data.',
    },
    step: {
      title: 'How many steps away',
      plain: '0 is the thing itself, 1 what went straight into it, 2 what went into that, and so on.',
      term: 'Tier of the supply chain.',
    },
    drawn: {
      title: 'How much is drawn',
      plain: 'How much of it goes into what stands above it, for the amount of the product at the root.',
      term: 'Scaled input flow of the product system.',
    },
    carried: {
      title: 'What this carries',
      plain:
        'All that arose here and before it, for the amount that is drawn: its own part, what its inputs carry, and what was not followed.',
      term: 'Upstream total of a node: own burden, plus children, plus remainder.',
    },
    arising: {
      title: 'What arises here',
      plain:
        'Only what this step itself gives off, takes from nature or buys in from outside, not what its inputs carry.',
      term: 'Direct contribution of a process.',
    },
    part: {
      title: 'A part of the figure',
      plain:
        'What one of them brings to the whole. All parts of the list add up to it, with what was not told as a part of its own; below nothing, it takes something back.',
      term: 'Contribution, by process, supplier, place, elementary flow, tier or path.',
    },
    partShare: {
      title: 'Part of the whole',
      plain: 'This part, divided by the whole. Where something is taken back, others can be more than 100 % together.',
      term: 'Relative contribution.',
    },
    bound: {
      title: 'What can be hidden at most',
      plain:
        'Branches that were not followed may hold burdens and credits that cancel. Counted as if no credit took anything back, they cannot hide more than this.',
      term: 'Bound by gross intensities on the residual demand.',
    },
    residual: {
      title: 'How well the equations are met',
      plain:
        'The figures behind it solve one equation for each thing. Put back into them, they are off by this part, which is what the digits of a computer allow.',
      term: 'Relative residual of the intensities.',
    },
    carbonOrigin: {
      title: 'Where the carbon comes from',
      plain:
        'The same figure by the origin of its carbon: dug up, grown, or set free by a change in the use of land. Grown carbon counts nothing unless it is switched on, and soil carbon stands beside the figure, never in it.',
      term: 'Fossil, biogenic and land-use-change carbon, accounted apart.',
    },
    knownShare: {
      title: 'How well it is known',
      plain:
        'Which part of the figure stands on what: own records, published figures that fit more or less, stock from before the books began. The first six lines add up to all of it; the last ones tell how much of all this was assumed or spread.',
      term: 'Data quality shares by origin and representativeness.',
    },
    standIn: {
      title: 'What a published figure brings',
      plain:
        'What was bought has no records of its own here. A row of a dataset stands in for it; this is what that row brings to the figure.',
      term: 'Contribution of background data through its link.',
    },
    byRule: {
      title: 'The same by another rule',
      plain:
        'Where one run of work makes several products, a rule shares its burden among them. The same records, shared by another rule, give this.',
      term: 'Sensitivity of the result to the allocation rule.',
    },
    deliveredAmount: {
      title: 'What was delivered',
      plain: 'What went out of the network in the period, added up from the events.',
      term: 'Final deliveries.',
    },
    recorded: {
      title: 'What was recorded',
      plain:
        'The amount as somebody wrote it down; where it was corrected later, the correction is counted in. Where it stands for several events, it is their sum.',
      term: 'Quantity of economic events, net of corrections.',
    },
    change: {
      title: 'By how much it changed',
      plain: 'What was added to the stock or taken from it at this moment.',
      term: 'Posting to a resource.',
    },
    stock: {
      title: 'What is there',
      plain:
        'All that came in less all that went out, up to this moment: what should lie there, in these hands. Below nothing, something was given out that was never recorded as coming in.',
      term: 'Onhand quantity of a resource: the sum of its postings.',
    },
    accounted: {
      title: 'What is owned',
      plain:
        'What one answers for, wherever it lies: what was sold but not yet fetched is already another’s, what was lent is still one’s own.',
      term: 'Accounting quantity of a resource.',
    },
    metered: {
      title: 'What a meter counted',
      plain:
        'What was used between two readings of a meter: the later one less the earlier, with a new meter or one that ran over named.',
      term: 'Consumption between two index readings.',
    },
    invoiced: {
      title: 'What an invoice says',
      plain: 'The amount that a supplier put on the invoice for these days.',
      term: 'Invoiced consumption.',
    },
    meterDifference: {
      title: 'Meter against invoice',
      plain: 'What the meter counted less what the invoice says, for the same days.',
      term: 'Reconciliation difference.',
    },
    spread: {
      title: 'What was spread',
      plain:
        'One reading, shared among the batches of its days by a key. It is an estimate for each batch, exact only in its sum, and it is never called measured.',
      term: 'Apportioned consumption.',
    },
    traced: {
      title: 'What is from there',
      plain:
        'How much of the lot comes from there, or went there. Where lots were mixed it goes by their shares in the mixture, or first in first out, as is chosen.',
      term: 'Traced quantity by average, first in first out, or lot.',
    },
    tracedShare: {
      title: 'Which part is from there',
      plain: 'The same as a part of the whole lot.',
      term: 'Share of the traced quantity.',
    },
    planned: {
      title: 'What was promised',
      plain: 'The amount that was planned, asked for or offered.',
      term: 'Quantity of a commitment or an intent.',
    },
    fulfilled: {
      title: 'What was done of it',
      plain: 'What the events did of what was promised, each by the part that it was said to do.',
      term: 'Fulfilled quantity.',
    },
    open: {
      title: 'What is still open',
      plain: 'What was promised less what was done; never below nothing.',
      term: 'Remaining quantity of a commitment.',
    },
    beyond: {
      title: 'What was done beyond it',
      plain: 'What was done more than was promised.',
      term: 'Overfulfilled quantity.',
    },
    variance: {
      title: 'Done against planned',
      plain: 'What happened less what was planned. Above nothing it was more.',
      term: 'Variance of a plan.',
    },
    unplanned: {
      title: 'What nobody had planned',
      plain: 'What happened in these batches without a promise that it answers.',
      term: 'Unplanned quantity.',
    },
    count: {
      title: 'How many',
      plain: 'Counted, not weighed: how many of them there are.',
      term: 'Count of records.',
    },
    distance: {
      title: 'How far it is',
      plain: 'As the crow flies between the two places on record; roads are longer.',
      term: 'Great-circle distance.',
    },
    need: {
      title: 'What is needed',
      plain: 'What was bought, used or asked for in the period by somebody who could take another’s surplus instead.',
      term: 'Need, from events, plans and requests.',
    },
    flowShare: {
      title: 'Part of all that flows',
      plain: 'This flow, divided by all flows of the picture whose amount is known.',
      term: 'Share of the known total of the layer.',
    },
    loopFlow: {
      title: 'What goes round',
      plain: 'The most that can run all the way round this circle: the smallest of its flows.',
      term: 'Bottleneck of a cycle.',
    },
    through: {
      title: 'What passes here',
      plain: 'All that came in, or all that went out, added up from the events of the period.',
      term: 'Throughput of a node, by side.',
    },
    rate: {
      title: 'How dense it is',
      plain:
        'What was given and taken here, divided by the land or by the people, so that a large area does not look full only because it is large.',
      term: 'Areal or per-capita rate.',
    },
    area: {
      title: 'How large it is',
      plain: 'The surface inside the borders of the area, reckoned on the globe.',
      term: 'Spherical area of the polygon.',
    },
    population: {
      title: 'How many people live there',
      plain: 'As its source says; the source stands beside it.',
      term: 'Population, by source.',
    },
    score: {
      title: 'What the network caused',
      plain:
        'Everything that its deliveries and its own work brought about in the year, counted in one unit by a published method.',
      term: 'Characterised impact score.',
    },
    budget: {
      title: 'What its share allows',
      plain:
        'The part of the world’s limit that is the network’s own in a year under the chosen rule of sharing; of a floor, what it should reach.',
      term: 'Allocated budget: carrying capacity times share.',
    },
    budgetShare: {
      title: 'Its share of the world',
      plain:
        'Which part of the limit of the whole world is the network’s own, by the chosen rule: so many people of all people, for one.',
      term: 'Sharing factor.',
    },
    missing: {
      title: 'What has no figure',
      plain: 'How many things of the year should count and could not be counted; the true figure is another one.',
      term: 'Data gaps of the inventory.',
    },
    money: {
      title: 'What was paid',
      plain: 'Money that changed hands, as recorded, in the currency of the network.',
      term: 'Payment, by the accounting postings of a currency.',
    },
    moneyBalance: {
      title: 'What is left',
      plain: 'All that was received less all that was paid, up to this line.',
      term: 'Running balance.',
    },
    withOthers: {
      title: 'Owned, but lying with others',
      plain: 'What one answers for and somebody else has in hand.',
      term: 'Accounting less onhand quantity, with other holders.',
    },
    ofOthers: {
      title: 'In hand, but owned by others',
      plain: 'What lies here and somebody else answers for.',
      term: 'Onhand quantity of other accountables.',
    },
    usual: {
      title: 'What is usual',
      plain: 'The middle of what was recorded before for the same; half of the times it was less, half more.',
      term: 'Median of earlier events.',
    },
    recipe: {
      title: 'What the recipe says',
      plain: 'What the recipe takes or gives for a batch of this size.',
      term: 'Quantity of a recipe flow, scaled.',
    },
    declaredLoss: {
      title: 'What was declared as lost',
      plain: 'What people wrote down as lost: spilt, spoilt, thrown away, gone to air or water.',
      term: 'Declared loss of a layer.',
    },
    unaccounted: {
      title: 'What is not explained',
      plain:
        'What went in, less what came out, what stock changed and what was declared as lost. Inside what nobody measures, such as steam, it is expected; beyond that and the tolerance it is flagged.',
      term: 'Unaccounted difference: in - out - change of stock - declared loss.',
    },
    expectedFlow: {
      title: 'What nobody measures',
      plain:
        'How much is expected of what is never weighed: vapour, breath, what ferments or burns, within a range that its process tells.',
      term: 'Expected unmeasured flow of a process specification.',
    },
    adjusted: {
      title: 'What would close every balance',
      plain:
        'The figure, moved as little as its uncertainty allows, so that all balances close at once. It stands beside the recorded one and never takes its place.',
      term: 'Reconciled value by weighted least squares.',
    },
    deviation: {
      title: 'How uncertain it is',
      plain: 'About two out of three times the true figure lies this near or nearer.',
      term: 'Standard deviation.',
    },
    efficiency: {
      title: 'Which part came out useful',
      plain: 'What came out in products, divided by all that went in; of exergy, the rest was destroyed or lost.',
      term: 'Efficiency of a process in a layer.',
    },
  },
};
