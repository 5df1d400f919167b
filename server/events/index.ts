export { type Cursor, cursorAfter, latestCursor, resolveCursor } from "./cursor.ts";
export { type Deliver, inKeyOrder, type OnFailure, type Outcome } from "./deliver-in-key-order.ts";
export {
  dropOldEvents as trimLog,
  findPositionBefore,
  type LogEnds,
  type LoggedEvent,
  logChannel,
  readEnds,
} from "./log.queries.ts";
export { type AppendOptions, append, readLog, type TypedEvent, typedEvent } from "./log.ts";
export {
  deleteOldDeadDeliveries,
  listDeadDeliveries,
  listReaders,
  moveReader,
  type ReaderLag,
  readLags,
  removeReader,
  retryDeadDeliveries,
} from "./reader.queries.ts";
export { createReader, type Reader } from "./reader.ts";
export type { ReaderDefinition, ReaderOptions } from "./reader-settings.ts";
export { createReaders, type Readers } from "./readers.ts";
