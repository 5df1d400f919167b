/** Content of a mail, before it is rendered as text and HTML. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** A link on a line of its own, or a button. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Text below the link. */
  readonly footnotes?: readonly string[];
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

const paragraph = (text: string, style: string) => `<p style="${style}">${escaped(text)}</p>`;

const plain = "margin:0 0 16px";
const small = "margin:0 0 12px;font-size:14px;color:#5c5c5c";
const button =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4f91;color:#ffffff;text-decoration:none;font-weight:600";

function htmlOf({ subject, paragraphs, action, footnotes = [] }: Letter, service: string): string {
  const link =
    action === undefined
      ? []
      : [
          `<p style="margin:24px 0"><a href="${escaped(action.url)}" style="${button}">${escaped(action.label)}</a></p>`,
          paragraph("Or copy this address into your browser:", small),
          `<p style="${small};word-break:break-all">${escaped(action.url)}</p>`,
        ];
  const body = [
    ...paragraphs.map((text) => paragraph(text, plain)),
    ...link,
    ...footnotes.map((text) => paragraph(text, small)),
    paragraph(service, `${small};border-top:1px solid #dddddd;padding-top:12px`),
  ];
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="margin:0;padding:24px;background:#ffffff;color:#1b1b1b;font:16px/1.5 system-ui,sans-serif">`,
    `<div style="max-width:560px;margin:0 auto">`,
    ...body,
    "</div></body></html>",
  ].join("\n");
}

function textOf({ paragraphs, action, footnotes = [] }: Letter, service: string): string {
  const link = action === undefined ? [] : [`${action.label}:\n${action.url}`];
  return `${[...paragraphs, ...link, ...footnotes].join("\n\n")}\n\n-- \n${service}\n`;
}

/**
 * Renders a letter as text and as equivalent HTML; user input is escaped.
 * @param service host name of the service, for the signature.
 */
export const write = (letter: Letter, service: string) => ({
  subject: letter.subject,
  text: textOf(letter, service),
  html: htmlOf(letter, service),
});

/** Mentions a user name only where it cannot be mistaken for a URL: mail programs turn such text into links. */
export const accountNamed = (username: string): string =>
  /^[\p{L}\p{N}_-]{1,40}$/u.test(username) ? `the account ${username}` : "an account";
