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
  toEvents: 'the events of the period, in the ledger',
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
  },
};
