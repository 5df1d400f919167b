// Checked by `tsc`: each line under `@ts-expect-error` must not compile.
import type { Article, ArticlesPublishInput } from "../../client/index.ts";
import type { JobInputs } from "../../shared/jobs.ts";
import type { Actor, Kit } from "./index.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only when both types are identical. */
const same = <A, B>(..._proof: Same<A, B> extends true ? [] : ["they differ"]): void => {};

export async function actorsAreTypedByTheContracts(kit: Kit): Promise<void> {
  const draft: ArticlesPublishInput = { title: "t", description: "d", body: "b" };
  const article = await kit.member("ada").articles.publish(draft);
  same<typeof article, Article>();
  same<Awaited<ReturnType<Actor["person"]>>["id"], number>();
  await kit.anyone.articles.get({ slug: article.slug });
  await kit.admin.admin.listUsers({ role: "moderator" });

  // @ts-expect-error a member has a name
  kit.member();
  // @ts-expect-error an anonymous caller is no person
  kit.anyone.person();
  // @ts-expect-error there is no such procedure
  await kit.anyone.articles.burn({ slug: "s" });
  // @ts-expect-error a field is missing
  await kit.member("ada").articles.publish({ title: "t" });
  // @ts-expect-error no role is called so
  await kit.admin.admin.listUsers({ role: "owner" });
}

export async function jobsAreTypedByTheirNames(kit: Kit): Promise<void> {
  const [notice] = await kit.jobs("mail.notice");
  same<typeof notice, JobInputs["mail.notice"] | undefined>();
  // @ts-expect-error there is no such job
  await kit.jobs("article.burn");
}

export async function timesHaveUnits(kit: Kit): Promise<void> {
  await kit.clock.advance({ minutes: 11 });
  // @ts-expect-error a number says no unit
  await kit.clock.advance(11);
}
