import { commentSubject } from "../features/comments.subject.ts";
import { enrol, type Person } from "../support/people.ts";
import { type Ask, asBrowser, field, get, mutate, query, secondOfBatch, send, versionIn } from "./asking.ts";
import type { Subject } from "./history.ts";
import { type Pair, titles } from "./pair.ts";
import { fieldsIn } from "./proxied-server.ts";

const articleCount = titles.length;
const [briefMs, longMs] = [50, 1500];
/**
 * A change of an account invalidates everything that may show it, which would hide missing invalidations of others.
 */
const profilePauseMs = 4000;

type SubjectOfArticle = (author: Person, slug: string, reader: Person, maxPauseMs: number) => Subject;

/** Subjects of features. */
const subjectsOfFeatures: readonly SubjectOfArticle[] = [commentSubject];

const isOdd = (version: number) => version % 2 === 1;
/** An article's description in a list. */
const inList =
  (search: string, slug: string, reader?: Person): Ask =>
  async (url) => {
    const answer = await get(url, `/api/articles?${search}`, reader);
    const articles = answer && fieldsIn(answer, "articles");
    if (!Array.isArray(articles)) return undefined;
    return versionIn(articles.find((article) => article.slug === slug)?.description);
  };

/** An article's text; each state has its own tag. */
function articleSubject(author: Person, slug: string, reader: Person, maxPauseMs: number): Subject {
  const path = `/api/articles/${slug}`;
  const shown =
    (person?: Person): Ask =>
    async (url) => {
      const answer = await get(url, path, person);
      return answer && versionIn(fieldsIn(answer, "article", "body"));
    };
  const tagPattern = new RegExp(`^${slug}-(\\d+)$`);
  return {
    name: `article ${slug}`,
    maxPauseMs,
    write: async (url, version) => {
      const text = `version ${version}`;
      const article = { body: text, description: text, tagList: ["wood", `${slug}-${version}`] };
      const answer = isOdd(version)
        ? await send(url, "PUT", path, author, { article })
        : await mutate(url, "articles.update", author, { slug, ...article });
      return answer.status === 200;
    },
    reads: [
      shown(),
      shown(reader),
      shown(author),
      asBrowser(path, (body) => versionIn(field(body, "article", "body"))),
      async (url) => versionIn(field(await query(url, "articles.get", { slug }), "body")),
      async (url) => versionIn(field(await query(url, "articles.get", { slug }, reader), "body")),
      async (url) => versionIn(field(await secondOfBatch(url, ["tags.list", "articles.get"], [{}, { slug }]), "body")),
      inList("limit=50", slug),
      inList(`author=${author.username}`, slug, reader),
      inList("tag=wood", slug),
      async (url) => {
        const answer = await get(url, "/api/tags");
        const tags = answer && fieldsIn(answer, "tags");
        if (!Array.isArray(tags)) return undefined;
        return Math.max(0, ...tags.map((tag) => Number(tagPattern.exec(tag)?.[1] ?? 0)));
      },
    ],
  };
}

/** A favorite that each odd state adds and each even state removes. */
function favoriteSubject(fan: Person, slug: string, maxPauseMs: number): Subject {
  let last = 0;
  const path = `/api/articles/${slug}`;
  /** Which of the last two states matches the favorite. */
  const stateOf = (isThere: boolean) => (isOdd(last) === isThere ? last : last - 1);
  return {
    name: `favorite of ${slug}`,
    maxPauseMs,
    write: async (url, version) => {
      last = version;
      const answer = isOdd(version)
        ? await send(url, "POST", `${path}/favorite`, fan)
        : await mutate(url, "articles.unfavorite", fan, { slug });
      return answer.status === 200;
    },
    reads: [
      async (url) => {
        const answer = await get(url, path, fan);
        return answer && stateOf(fieldsIn(answer, "article", "favorited") === true);
      },
      async (url) => {
        const answer = await get(url, path);
        return answer && stateOf(fieldsIn(answer, "article", "favoritesCount") === 1);
      },
      async (url) => {
        const answer = await get(url, `/api/articles?favorited=${fan.username}&limit=50`);
        const articles = answer && fieldsIn(answer, "articles");
        return Array.isArray(articles) ? stateOf(articles.some((article) => article.slug === slug)) : undefined;
      },
    ],
  };
}

/** A profile, which shows in everything that its owner wrote. */
function profileSubject(author: Person, slug: string): Subject {
  const bio =
    (path: string, ...names: readonly string[]): Ask =>
    async (url) => {
      const answer = await get(url, path);
      return answer && (versionIn(fieldsIn(answer, ...names, "bio")) ?? 0);
    };
  return {
    name: `profile of ${author.username}`,
    maxPauseMs: profilePauseMs,
    write: async (url, version) => {
      const bio = `version ${version}`;
      const answer = isOdd(version)
        ? await send(url, "PUT", "/api/user", author, { user: { bio } })
        : await mutate(url, "accounts.update", author, { bio });
      return answer.status === 200;
    },
    reads: [
      bio(`/api/profiles/${author.username}`, "profile"),
      bio(`/api/articles/${slug}`, "article", "author"),
      bio(`/api/articles?author=${author.username}`, "articles", "0", "author"),
      async (url) => {
        const profile = await query(url, "profiles.get", { username: author.username });
        return profile === undefined ? undefined : (versionIn(field(profile, "bio")) ?? 0);
      },
    ],
  };
}

/**
 * An article that is deleted and republished with its slug: a negative cache entry must not outlive the
 * republication.
 */
function presenceSubject(author: Person, title: string, maxPauseMs: number): Subject {
  const slug = title.toLowerCase();
  let [last, isKnown] = [0, true];
  return {
    name: `coming and going of ${slug}`,
    maxPauseMs,
    write: async (url, version) => {
      last = version;
      isKnown = false;
      const removed = await send(url, "DELETE", `/api/articles/${slug}`, author);
      if (removed.status !== 204 && removed.status !== 404) return false;
      const text = `version ${version}`;
      const article = { title, description: text, body: text, tagList: [] };
      const { status } = await send(url, "POST", "/api/articles", author, { article });
      isKnown = status === 201;
      return isKnown;
    },
    reads: [
      async (url) => {
        const since = isKnown ? last : undefined;
        const answer = await fetch(`${url}/api/articles/${slug}`);
        const text = await answer.text();
        if (answer.status === 200) return versionIn(field(JSON.parse(text), "article", "body"));
        // Missing is correct during the replacement, stale after the republication was acknowledged.
        return answer.status === 404 && isKnown && since === last ? -1 : undefined;
      },
    ],
  };
}

/** All subjects: articles with lists and tags, favorites, profiles, republished articles, and those of features. */
export async function subjects({ database, servers }: Pair): Promise<readonly Subject[]> {
  const [{ url }] = servers;
  const reader = await enrol({ database });
  const all: Subject[] = [];
  for (let index = 0; index < articleCount; index++) {
    const author = await enrol({ database });
    const article = { title: titles[index], description: "version 0", body: "version 0", tagList: ["wood"] };
    const made = await send(url, "POST", "/api/articles", author, { article });
    const slug = String(fieldsIn(made, "article", "slug"));
    const [often, seldom] = index < articleCount / 2 ? [briefMs, longMs] : [longMs, briefMs];
    all.push(articleSubject(author, slug, reader, often));
    if (index % 2 === 0) all.push(favoriteSubject(reader, slug, seldom));
    else all.push(presenceSubject(author, `Ghost${index}`, seldom), profileSubject(author, slug));
    if (index % 2 === 0) all.push(...subjectsOfFeatures.map((subject) => subject(author, slug, reader, seldom)));
  }
  return all;
}
