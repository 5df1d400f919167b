import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { SMTPServer } from "smtp-server";

/** A message received by SMTP. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly source: string;
}

/** Behavior of a mail server. */
export interface SmtpBehaviour {
  /** Accepted credentials; absent when none are required. */
  readonly credentials?: { readonly user: string; readonly pass: string };
  /** Rejects every recipient with a text that contains the address. */
  readonly refuses?: boolean;
  /** Accepts the connection and never responds. */
  readonly isSilent?: boolean;
}

const portOf = (address: unknown) =>
  typeof address === "object" && address !== null && "port" in address ? Number(address.port) : 0;

/** Starts a real SMTP server on a free loopback port. */
export async function startSmtpServer({ credentials, refuses, isSilent }: SmtpBehaviour = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    disabledCommands: credentials === undefined ? ["AUTH", "STARTTLS"] : ["STARTTLS"],
    allowInsecureAuth: true,
    onConnect: (_session, callback) => (isSilent ? undefined : callback()),
    onAuth: ({ username, password }, _session, callback) =>
      username === credentials?.user && password === credentials?.pass
        ? callback(null, { user: username })
        : callback(new Error(`535 ${username}/${password} is wrong`)),
    onRcptTo: ({ address }, _session, callback) =>
      refuses ? callback(Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 })) : callback(),
    onData: (stream, session, callback) => {
      let source = "";
      stream.on("data", (chunk) => (source += String(chunk)));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        received.push({ from, to: rcptTo.map(({ address }) => address), user: session.user, source });
        callback();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    received,
    port: portOf(server.server.address()),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A request received by the mail service. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly body: any;
}

/** Starts a mail service with Resend's API and scripted responses. */
export async function startMailService(answer: (response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += String(piece);
    const { method = "", url: path = "", headers } = request;
    asked.push({ method, path, headers, body: JSON.parse(text) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    asked,
    url: `http://127.0.0.1:${portOf(server.address())}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
