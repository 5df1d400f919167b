import type { ReaderDefinition } from "../events/index.ts";

/** The readers of the event log in each process. Add one as one line; its name must be unique and stay. */
export const readerDefinitions = (): readonly ReaderDefinition[] => [];
