import type { Db } from "../database/index.ts";
import type { ReaderDefinition } from "../events/index.ts";
import { insertDeliveries } from "./fan-out.queries.ts";
import { messageOf } from "./message.ts";

/** The reader of the event log that stores a delivery of each public event for every endpoint that receives it. */
export const webhookReader = (db: Db): ReaderDefinition => ({
  name: "webhooks",
  takes: ({ isPublic }) => isPublic,
  deliver: async (events) => {
    await insertDeliveries(db, events.map(messageOf));
    return events.map(() => "done");
  },
});
