import type { ReaderDefinition, ReaderOptions } from "../events/index.ts";
import { webhookReader } from "../webhooks/index.ts";

/** The readers of the event log in each process. Add one as one line; its name must be unique and stay. */
export const readerDefinitions = ({ db }: Pick<ReaderOptions, "db" | "log">): readonly ReaderDefinition[] => [
  webhookReader(db),
];
