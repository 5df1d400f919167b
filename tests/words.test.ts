import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Other people's words, what a release keeps, what is generated, and the demo content, which is prose. */
const skipped =
  /^(package-lock\.json|CHANGELOG\.md|tests\/words\.test\.ts|tests\/released\/|shared\/contract\.lock\.json|client\/generated\/|clients\/|findings\/|benchmarks\/reports\/|seed\/(content\/|words\.ts|features\/\w+\.content\.ts))/;

interface Ban {
  readonly words: RegExp;
  readonly reason: string;
  /** Files that it holds for; absent means all. */
  readonly within?: RegExp;
}

/** A word as prose: not sample data (`"nobody"`, `/profiles/nobody`, `nobody@example.com`) and no part of a name. */
const prose = (words: string) =>
  new RegExp(`(?<![\\w=/@-])(?!(?<=["'\`])(?:${words})["'\`])(?:${words})(?![\\w@-])`, "i");
const name = (words: string) => new RegExp(`\\b(?:${words})\\b`);

/** Words that must not come back. Engineers search for the standard term. */
const bans: readonly Ban[] = [
  {
    // "It's a Secret to Everybody" is the secret of GitHub's published test vector.
    words: prose("whoever|nobody|somebody|anybody|(?<!Secret to )everybody"),
    reason: "the subject of a sentence is a noun: the caller, an account, no client, every viewer",
  },
  { words: prose("mends?|mended"), reason: 'the usual word is "fix"' },
  { words: prose("whichever door|doors? of the pipeline"), reason: 'the usual word is "surface"' },
  {
    words: prose("(?:is|are|was|were|be) told|tells? (?:of|apart)|signs? of life"),
    reason: "is reported, is documented, reports, distinguishes; a keep-alive",
    within: /^(?!benchmarks\/|tests\/native\/|scripts\/generate\/native\/|docs\/adr\/)/,
  },
  { words: name("[lL]anes?|LentClient"), reason: "a pipelined connection, a pooled client" },
  {
    words: name("[rR]igs?|createWorld"),
    reason: "a harness is what runs, fixtures are data; a file is named after what it sets up",
    within: /^tests\//,
  },
  { words: name("silenceMs\\w*"), reason: "responseTimeoutMs" },
  {
    words: name("createTurns|createBurst|onceThere|keptShape"),
    reason: "semaphore, write batch, mapMaybe, output version",
  },
  { words: name("[bB]ell|hasten|buryLapsed"), reason: "wake signal, makeDue, deadLetterExpired" },
  { words: name("\\w*[wW]aysIn|hasWayIn"), reason: "sign-in methods; all of them: credentials" },
  { words: name("OAuthFault\\w*|Faults?Error|outcome\\.fault"), reason: "an error is called an error" },
  {
    words: name("\\w*Faults?(?:[A-Z]\\w*)?|(?<!tests/)faults?(?:[A-Z]\\w*)?"),
    reason: "an error is called an error; faults are what tests inject",
    within: /^(server|shared|seed|scripts|benchmarks)\//,
  },
  {
    words:
      /\b(?:const|let|function|async|type|interface|class) (?:[tT]ell|[tT]old|[sS]ay|[sS]aid|bury|hear|heard|lent)\b/,
    reason: "report, print, log, notify; reported; store; listen; pooled",
    within: /^(?!benchmarks\/|tests\/native\/)/,
  },
  {
    words: name("\\w*Asker|on(?:Heard|Deaf)|comeBack|(?:Jobs|Input)Misfit|twinOf"),
    reason: "caller, onDelivering, onUndelivered, return, mismatch, the TypeScript version of a script",
  },
  {
    words: name("OAuth(?:Provider|Profile|Memory|Clients)|createOAuthMemory|oauthClients(?:Of)?"),
    reason: "identity providers are theirs, OAuth clients are ours: IdentityProvider, ProviderProfile, MetadataCache",
  },
  {
    words: name("Overlaid|tagsCleared|repeatsClears"),
    reason: "personalize, invalidate: the words of the contract language",
  },
  { words: name("(?:add|remove|is|insert)Favourites?"), reason: "favorite; only the tables are older than that" },
  {
    words: /\/\*\* (?:What|Whatever|Whose|Those of|That which)\b/,
    reason: "a docstring begins with the noun that it describes",
  },
  {
    words: /instanceof Promise\b/,
    reason: "mapMaybe, rescueMaybe and settleMaybe of server/concurrency/maybe-promise.ts",
    within: /^server\/(?!concurrency\/maybe-promise\.ts)/,
  },
  {
    words: /setTimeout\((?:resolve|done),|= \["localhost", "127\.0\.0\.1"/,
    reason: "pause of server/concurrency/, isLoopback of server/network/",
    within: /^server\/(?!concurrency\/|network\/)/,
  },
];

const files = execFileSync("git", ["ls-files", "-z", "--", "*.ts", "*.js", "*.md", "*.css", "*.sql", "*.toml"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => file !== "" && !skipped.test(file));

test("code, documents and tests use the standard terms of the field", () => {
  const found = files.flatMap((file) =>
    readFileSync(resolve(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        bans
          .filter(({ words, within }) => (within?.test(file) ?? true) && words.test(line))
          .map(({ words, reason }) => `${file}:${index + 1}: "${words.exec(line)?.[0]}" (${reason})`),
      ),
  );
  expect(found).toEqual([]);
});
