import type { ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { createResendTransport, MailError, type Message } from "../../server/providers/mail/index.ts";
import { createSmtpTransport } from "../../server/providers/mail/smtp.ts";
import { type SmtpBehaviour, startMailService, startSmtpServer } from "./servers.ts";

const from = "Dovetail <mail@dovetail.example>";
const message: Message = {
  to: "ada@example.com",
  subject: "Hm — ümlaut",
  text: "See\nhttps://api.example.com/account/reset#token=dvm_abc\n",
  html: "<p>See</p>",
};
const never = () => new AbortController().signal;

/** The error that sending fails with. */
async function errorOf(sending: Promise<void>): Promise<MailError> {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MailError)) throw new Error(`no MailError: ${String(error)}`);
  expect(error.cause).toBeUndefined();
  expect(`${error.message} ${error.stack}`).not.toMatch(/ada@example|s3cret|no mailbox/);
  return error;
}

async function smtp(behaviour?: SmtpBehaviour, credentials = "") {
  const server = await startSmtpServer(behaviour);
  onTestFinished(server.stop);
  const transport = createSmtpTransport({ url: `smtp://${credentials}127.0.0.1:${server.port}`, from });
  return { ...server, transport };
}

describe("by SMTP", () => {
  test("a message arrives whole, in text and HTML, with an id of its own", async () => {
    const { transport, received } = await smtp();
    await transport.send(message, "0b6f8a52-1", never());
    expect(received).toMatchObject([{ from: "mail@dovetail.example", to: ["ada@example.com"] }]);
    const source = received[0]?.source ?? "";
    expect(source).toContain("Message-ID: <0b6f8a52-1@dovetail.example>");
    expect(source).toContain("Auto-Submitted: auto-generated");
    expect(source).toMatch(/Subject: =\?UTF-8\?/);
    expect(source).toContain("https://api.example.com/account/reset#token");
    expect(source).toContain("<p>See</p>");
  });

  test("it signs in with what the address names, in any characters", async () => {
    const credentials = { user: "mail@x", pass: "s3cret:/é" };
    const address = `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.pass)}@`;
    const { transport, received } = await smtp({ credentials }, address);
    await transport.send(message, "1", never());
    expect(received[0]?.user).toBe(credentials.user);
  });

  test("LG-01 what a server says of a wrong password or a recipient reaches no error", async () => {
    const wrong = await smtp({ credentials: { user: "mail", pass: "right" } }, "mail:s3cret@");
    expect((await errorOf(wrong.transport.send(message, "1", never()))).code).toBe("EAUTH");
    const refusing = await smtp({ refuses: true });
    expect((await errorOf(refusing.transport.send(message, "1", never()))).code).toBe("EENVELOPE");
  });

  test("a recipient cannot bring others along, nor a header", async () => {
    const { transport, received } = await smtp();
    await transport.send({ ...message, to: "eve@example.com, bob@example.com" }, "1", never()).catch(() => {});
    await transport.send({ ...message, subject: "Hm\r\nBcc: eve@example.com" }, "2", never());
    expect(received.flatMap(({ to }) => to)).not.toContain("bob@example.com");
    expect(received.at(-1)).toMatchObject({ to: ["ada@example.com"] });
    expect(received.at(-1)?.source).not.toMatch(/^Bcc/m);
  });

  test("a server that never speaks, or is not there, is given up", async () => {
    const { transport, port, stop } = await smtp({ isSilent: true });
    const signal = AbortSignal.timeout(100);
    expect((await errorOf(transport.send(message, "1", signal))).code).toBe("ETIMEDOUT");
    await stop();
    const nowhere = createSmtpTransport({ url: `smtp://127.0.0.1:${port}`, from });
    expect((await errorOf(nowhere.send(message, "1", never()))).code).toMatch(/^E(SOCKET|CONNECTION)$/);
  });

  test("beyond this machine nothing is sent without TLS", async () => {
    const server = await startSmtpServer();
    onTestFinished(server.stop);
    // Another host name of this machine, which the transport does not know as loopback.
    const transport = createSmtpTransport({ url: `smtp://127.0.0.2:${server.port}`, from });
    await errorOf(transport.send(message, "1", never()));
    expect(server.received).toEqual([]);
  });
});

async function service(answer: (response: ServerResponse) => void) {
  const server = await startMailService(answer);
  onTestFinished(server.stop);
  return { ...server, transport: createResendTransport({ url: server.url, apiKey: "re_s3cret", from }) };
}

const end =
  (status: number, body = "{}", headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);

describe("by a service of Resend's shape", () => {
  test("a message is one request, with a key that identifies it", async () => {
    const { transport, asked } = await service(end(200, '{"id":"x"}'));
    await transport.send(message, "0b6f8a52-1", never());
    expect(asked).toMatchObject([
      {
        method: "POST",
        path: "/emails",
        headers: { authorization: "Bearer re_s3cret", "idempotency-key": "0b6f8a52-1" },
        body: { from, to: ["ada@example.com"], subject: message.subject, text: message.text, html: message.html },
      },
    ]);
  });

  test.each([
    [401, end(401, '{"message":"re_s3cret is wrong"}')],
    [422, end(422, '{"message":"no mailbox ada@example.com"}')],
    [503, end(503, "<html>")],
    [302, end(302, "", { location: "http://127.0.0.1:1/" })],
  ])("LG-01 %i is an error that repeats nothing of the answer", async (status, answer) => {
    const { transport, asked } = await service(answer);
    expect((await errorOf(transport.send(message, "1", never()))).code).toBe(String(status));
    expect(asked).toHaveLength(1);
  });

  test("an answer without an end is not waited for, and none at all is given up", async () => {
    const endless = await service((response) => void response.writeHead(200).write("x".repeat(1_000_000)));
    await endless.transport.send(message, "1", never());
    const silent = await service(() => {});
    const signal = AbortSignal.timeout(100);
    expect((await errorOf(silent.transport.send(message, "1", signal))).code).toBe("ENOANSWER");
    await silent.stop();
    expect((await errorOf(silent.transport.send(message, "1", never()))).code).toBe("ENOANSWER");
  });
});
