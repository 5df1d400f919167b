import pg from "pg";
import { channel } from "./queries.ts";

const connectTimeoutMs = 5000;
const reconnectPauseMs = 1000;

/**
 * Hears of commits that brought events, over a connection of its own that is opened again whenever it is lost. Notices
 * may have been missed meanwhile, so `onNotice` is also called each time it is open, with `undefined`.
 * @returns ends the connection.
 */
export function listen(
  url: string,
  onNotice: (event: string | undefined) => void,
  onLost: (error: unknown) => void,
): () => Promise<void> {
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: pg.Client | undefined;

  const open = async () => {
    const client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: "dovetail events",
    });
    current = client;
    const lose = (error: unknown) => {
      if (closed || current !== client) return;
      current = undefined;
      onLost(error);
      client.end().catch(() => {});
      timer = setTimeout(open, reconnectPauseMs);
    };
    client.on("error", lose);
    client.on("end", () => lose(new Error("the connection ended")));
    client.on("notification", ({ payload = "" }) => onNotice(payload));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      onNotice(undefined);
    } catch (error) {
      lose(error);
    }
  };

  void open();
  return async () => {
    closed = true;
    clearTimeout(timer);
    await current?.end().catch(() => {});
  };
}
