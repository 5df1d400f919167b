import { createMailHandlers } from "../../server/features/notifications/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createDevInbox, type KeptMessage, type MailTransport } from "../../server/providers/mail/index.ts";
import { publicOrigin, type TestApp } from "./app.ts";
import { createTestDispatcher } from "./jobs.ts";

/** The mail of a test's application. */
export interface TestMail {
  /**
   * Does the jobs that are due.
   * @returns the messages that it sent, oldest first.
   */
  readonly deliver: () => Promise<readonly KeptMessage[]>;
  /** All messages so far, newest first. */
  readonly sent: () => readonly KeptMessage[];
  readonly logLines: readonly string[];
}

/** Sends an application's mail to the test's inbox, or by another transport. */
export function openMail({ database: { db } }: TestApp, transport?: MailTransport): TestMail {
  const mailbox = createDevInbox();
  const logLines: string[] = [];
  const handlers = createMailHandlers({
    db,
    transport: transport ?? mailbox,
    service: "localhost:8787",
    accountPages: `${publicOrigin}/account`,
    linkSecret: Buffer.alloc(32, "links of tests"),
  });
  const log = createLog("debug", (line) => logLines.push(line));
  const dispatcher = createTestDispatcher({ db, log, handlers });
  return {
    deliver: async () => {
      const known = new Set(mailbox.list().map(({ id }) => id));
      await dispatcher.runOnce({ max: 100 });
      return mailbox
        .list()
        .filter(({ id }) => !known.has(id))
        .toReversed();
    },
    sent: mailbox.list,
    logLines,
  };
}

const carriedIn = (text: string, name: "token" | "undo"): string => {
  const token = new RegExp(`#${name}=(\\S+)`).exec(text)?.[1];
  if (token === undefined) throw new Error(`no link in: ${text}`);
  return token;
};

/** The token in a mail's link. */
export const tokenIn = ({ text }: Pick<KeptMessage, "text"> = { text: "" }): string => carriedIn(text, "token");

/** The token in a notice's link. */
export const undoIn = ({ text }: Pick<KeptMessage, "text"> = { text: "" }): string => carriedIn(text, "undo");
