import { randomInt } from "node:crypto";
import { proceduresOf } from "../../../shared/contract/index.ts";
import { api } from "../../../shared/index.ts";

const maxLength = 80;
const suffixLength = 6;

// Letters that Unicode does not decompose into a base letter and a mark.
const letters: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ß: "ss",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
};

// Slugs that a literal path of the REST surface would hide, as `/articles/feed` does.
const reserved = new Set(
  proceduresOf(api).flatMap(
    ({ procedure: { rest } }) => /^[A-Z]+ \/articles\/([^/{]+)/.exec(rest?.route ?? "")?.[1] ?? [],
  ),
);

/**
 * Converts `"Ærø & the Sea"` to `aero-the-sea`; letters and digits of every script stay. Never empty, at most 80
 * characters.
 */
export function slugify(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}|\p{Me}|\p{DI}/gu, "")
    .toLowerCase()
    .replace(/[æœøßđðþłħıŋ]/g, (letter) => letters[letter] ?? letter)
    .normalize("NFC")
    .replace(/['’]/g, "")
    // Outside Latin, marks are part of the word: vowels in Hindi, voicing in Japanese.
    .replace(/^\p{M}+|(?:[^\p{L}\p{N}\p{M}]\p{M}*)+/gu, "-");
  const slug = [...plain]
    .slice(0, maxLength)
    .join("")
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "article" : slug;
}

const randomSuffix = () =>
  randomInt(36 ** suffixLength)
    .toString(36)
    .padStart(suffixLength, "0");

/** The slug of an attempt: the title's own first, then with a random suffix when that is taken. */
export function slugCandidate(title: string, attempt: number): string {
  const slug = slugify(title);
  return attempt === 0 && !reserved.has(slug) ? slug : `${slug}-${randomSuffix()}`;
}
