/** Amounts of products of one kind, by place: `amounts[k]` of `products[k]`, each product once. */
export interface Members {
  readonly kind: number;
  readonly products: number[];
  readonly amounts: number[];
}

/** Gathers amounts by kind; those of one product add up. */
export interface Gatherer {
  add(kind: number, product: number, amount: number): void;
  /** What was gathered since it was last taken, kinds in the order in which they came. */
  take(): Members[];
}

/** A gatherer for so many products and kinds: room for one number each, used again and again. */
export function gatherer(products: number, kinds: number): Gatherer {
  const [ofKind, ofProduct] = [new Int32Array(kinds).fill(-1), new Int32Array(products).fill(-1)];
  let found: Members[] = [];
  return {
    add(kind, product, amount) {
      const members = found[ofKind[kind]!];
      if (!members) {
        // lists made with their first member take far less room than lists that grow by it
        ofKind[kind] = found.push({ kind, products: [product], amounts: [amount] }) - 1;
        ofProduct[product] = 0;
        return;
      }
      const seat = ofProduct[product]!;
      if (seat >= 0) members.amounts[seat]! += amount;
      else {
        ofProduct[product] = members.products.push(product) - 1;
        members.amounts.push(amount);
      }
    },
    take() {
      for (const members of found) {
        ofKind[members.kind] = -1;
        for (const product of members.products) ofProduct[product] = -1;
      }
      const taken = found;
      found = [];
      return taken;
    },
  };
}
