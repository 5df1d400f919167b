/** A fenced code block of a page. */
export interface Block {
  /** `docs/CLIENTS.md:31`. */
  readonly at: string;
  readonly language: string;
  /** Attributes after the language: `file="shared/drafts.ts"`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Expected output: the text of the next block, if its language is `json` or `text`. */
  readonly shown: string | undefined;
}

const fence = /^ *```(\w+)([^\n]*)\n([\s\S]*?)^ *```$/gm;
const attribute = /([\w-]+)="([^"]*)"/g;

/** Fenced code blocks of a page with a language, in order. */
export function blocksOf(page: string, markdown: string): readonly Block[] {
  const blocks = [...markdown.matchAll(fence)].map(({ 1: language = "", 2: info = "", 3: text = "", index }) => ({
    at: `${page}:${markdown.slice(0, index).split("\n").length}`,
    language,
    attributes: Object.fromEntries([...info.matchAll(attribute)].map(([, name = "", value = ""]) => [name, value])),
    text,
  }));
  const isOutput = (language: string | undefined) => language === "json" || language === "text";
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    return { ...block, shown: isOutput(next?.language) ? next?.text : undefined };
  });
}
