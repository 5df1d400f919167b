import pg from "pg";
import { backendKeyOf } from "./backend-key.ts";

/** Methods of pg's connection that its types do not declare. */
interface CancellingConnection extends pg.Connection {
  readonly connect: (port: number | string, host?: string) => void;
  readonly requestSsl: () => void;
  readonly cancel: (processId: number, secretKey: number) => void;
}

/** Declares the methods that pg 8's own `Client.cancel` calls. */
const asCancelling = (connection: pg.Connection) => connection as CancellingConnection;

const cancelDeadlineMs = 2000;

/** Sends a cancel request for the statement of `client`, over a separate connection; poolers forward it. Never throws. */
export function cancelStatement(client: pg.Client, config: pg.ClientConfig): void {
  const messenger = new pg.Client(config);
  const connection = asCancelling(messenger.connection);
  const { processId, secretKey } = backendKeyOf(client);
  const send = () => connection.cancel(processId, secretKey);
  connection.on("error", () => {});
  if (!messenger.ssl) connection.once("connect", send);
  else {
    connection.once("sslconnect", send);
    if (config.sslnegotiation !== "direct") connection.once("connect", () => connection.requestSsl());
  }
  const { host, port } = messenger;
  if (host.startsWith("/")) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
  setTimeout(() => connection.stream.destroy(), cancelDeadlineMs).unref();
}
