import { expect } from "vitest";
import { parseRoute, proceduresOf, statusesOf } from "../../../shared/contract/index.ts";
import { api } from "../../../shared/index.ts";
import { createSamples } from "../../access/fixtures.ts";
import { enrolAs } from "../../admin/roles.ts";
import { featureSamples } from "../../samples/index.ts";
import { enrol, publish } from "../../support/people.ts";
import type { Documented } from "./call.ts";

/** An admin manages accounts and their content. */
export async function administer({ app, call }: Documented): Promise<void> {
  const { token } = await enrolAs(app, "admin");
  const troublemaker = await enrol(app);
  const { slug } = await publish(app, troublemaker);
  await call("admin.removeArticle", 204, { token, path: { slug } });

  const about = { token, path: { username: troublemaker.username } };
  await call("admin.listUsers", 200, { token, search: "?limit=1&role=member" });
  await call("admin.suspendUser", 200, { ...about, body: { suspension: { reason: "spam" } } });
  await call("admin.restoreUser", 200, about);
  await call("admin.changeRole", 200, { ...about, body: { user: { role: "moderator" } } });
  await call("admin.resetAccess", 200, { ...about, body: { reset: { reason: "lost their phone" } } });
  await call("admin.listAudit", 200, { token });
  // Resetting access has enqueued mail.
  const { body } = await call("admin.listJobs", 200, { token, search: "?state=pending&limit=1" });
  const job = { token, path: { id: body.jobs[0].id } };
  await call("admin.cancelJob", 200, job);
  await call("admin.retryJob", 200, job);
  await call("admin.retryDeadJobs", 200, { token, body: { name: "mail.notice" } });
}

/** Calls the procedures of features with samples, as their owner or, where required, as an admin. */
export async function callSamples({ app, call }: Documented): Promise<void> {
  const [ada, root] = [await enrol(app), await enrolAs(app, "admin")];
  const { db } = app.database;
  const { slug } = await publish(app, ada);
  const article = await db.selectFrom("article").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  for (const [name, row] of featureSamples.flatMap(({ access }) => Object.entries(access))) {
    const procedure = proceduresOf(api).find((candidate) => candidate.name === name)?.procedure;
    const { kind, rest, errors } = procedure ?? expect.fail(`no procedure ${name}`);
    // A subscription has no answer that ends: see tests/live.
    if (kind === "subscription" || rest === undefined || "unwritten" in errors) continue;
    const { parameters, method } = parseRoute(rest.route);
    const own = await createSamples(app, ada.id, article.id);
    const input = Object.entries(row.input({ slug, sessionId: "", username: "", jobId: "", own }));
    const path = Object.fromEntries(
      input.flatMap(([key, value]) => (parameters.includes(key) ? [[key, String(value)]] : [])),
    );
    const fields = Object.fromEntries(input.filter(([key]) => !parameters.includes(key)));
    const body = rest.body === undefined ? fields : { [rest.body]: fields };
    await call(name, statusesOf(rest)[0] ?? 200, {
      token: row.outcomes.ada === "refused" ? root.token : ada.token,
      path,
      ...(["POST", "PUT", "PATCH"].includes(method) && { body }),
    });
  }
}
