/** A fenced block of a page. */
export interface Block {
  /** `docs/CLIENTS.md:31`. */
  readonly at: string;
  readonly language: string;
  /** What stands behind the language: `file="shared/drafts.ts"`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** What the page says it prints: the text of the block that follows, if that is `json` or `text`. */
  readonly shown: string | undefined;
}

const fence = /^ *```(\w+)([^\n]*)\n([\s\S]*?)^ *```$/gm;
const attribute = /([\w-]+)="([^"]*)"/g;

/** The fenced blocks of a page that name a language, in order. */
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
