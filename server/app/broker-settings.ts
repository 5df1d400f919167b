import * as z from "zod";

/** A source of messages: the name that contracts use, and its address. */
export interface BrokerSource {
  readonly name: string;
  readonly url: URL;
}

const maxAddresses = 20;

const parts = (text: string) => text.split(/[\s,]+/).filter((part) => part !== "");

const isAddress = (text: string) => /^[a-z]+:\/\/./.test(text) && URL.canParse(text);

/** Addresses of brokers. Messages omit them, since they may hold passwords. */
const addresses = z
  .string()
  .transform(parts)
  .refine((list) => list.length <= maxAddresses && list.every(isAddress), {
    message: "must be addresses such as amqp://host or nats://host, separated by commas or spaces",
  })
  .transform((list): readonly URL[] => list.map((text) => new URL(text)));

const named = /^([a-z][a-z0-9-]{0,62})=(.+)$/;

const sources = z
  .string()
  .transform((text) => parts(text).map((part) => named.exec(part)))
  .refine((list) => list.length <= maxAddresses && list.every((found) => isAddress(found?.[2] ?? "")), {
    message: "must be sources such as orders=amqp://host?queue=orders, separated by commas or spaces",
  })
  .transform((list): readonly BrokerSource[] =>
    list.flatMap((found) =>
      found?.[1] === undefined || found[2] === undefined ? [] : [{ name: found[1], url: new URL(found[2]) }],
    ),
  )
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    message: "must name each source once",
  });

/** Settings of message brokers. */
export const brokerFields = {
  BROKER_URL: addresses.default([]),
  BROKER_SOURCES: sources.default([]),
};
