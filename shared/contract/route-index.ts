import type { Route } from "./rest.ts";

interface Node {
  readonly words: Map<string, Node>;
  readonly parameter: { node?: Node };
  /** Procedure names, by the number of parameters in their route. */
  readonly names: Map<number, string>;
}

const newNode = (): Node => ({ words: new Map(), parameter: {}, names: new Map() });

const isParameter = (segment: string) => segment.startsWith("{");

/** Prefix tree of routes that detects ambiguous routes, in time independent of the number of routes. */
export class RouteIndex {
  readonly #methods = new Map<string, Node>();

  /** Name of a route that matches a common request with as many parameters; otherwise fewer parameters take precedence. */
  find({ method, segments, parameters }: Route): string | undefined {
    let nodes = [this.#methods.get(method)].filter((node) => node !== undefined);
    for (const segment of segments)
      nodes = nodes.flatMap(({ words, parameter: { node } }) => {
        const parameter = node === undefined ? [] : [node];
        const word = words.get(segment);
        if (isParameter(segment)) return [...words.values(), ...parameter];
        return word === undefined ? parameter : [word, ...parameter];
      });
    return nodes.map(({ names }) => names.get(parameters.length)).find((name) => name !== undefined);
  }

  add(name: string, { method, segments, parameters }: Route): void {
    let node = this.#methods.get(method) ?? newNode();
    this.#methods.set(method, node);
    for (const segment of segments) {
      const { words, parameter }: Node = node;
      const next: Node = (isParameter(segment) ? parameter.node : words.get(segment)) ?? newNode();
      if (isParameter(segment)) parameter.node = next;
      else words.set(segment, next);
      node = next;
    }
    node.names.set(parameters.length, name);
  }
}
