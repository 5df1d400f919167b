export * from "./append.ts";
export type { Consumer, Consumers, Delivery } from "./consume.ts";
export * from "./dispatcher.ts";
export * from "./pending.ts";
export {
  announceClears,
  complete,
  completeClears,
  type DeadEvent,
  deleteEventsAbout,
  listDead,
  makeDue,
  replay,
} from "./queries.ts";
export * from "./register.ts";
