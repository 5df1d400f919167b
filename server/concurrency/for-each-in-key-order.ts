/** An item with an ordering key; one without a key (`null`) has no order among others. */
export interface Keyed {
  readonly key: string | null;
}

/**
 * Works through a batch: items of a key one after another, `concurrency` keys at a time. When `work` resolves to false, the
 * later items of that key are left out.
 * @param work is given an item and its index in the batch; must not reject.
 */
export async function forEachInKeyOrder<T extends Keyed>(
  items: readonly T[],
  concurrency: number,
  work: (item: T, index: number) => Promise<boolean>,
): Promise<void> {
  const groups = [...Map.groupBy(items.entries(), ([index, { key }]) => key ?? index).values()];
  const inTurn = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift())
      for (const [index, item] of group) if (!(await work(item, index))) break;
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, groups.length) }, inTurn));
}
