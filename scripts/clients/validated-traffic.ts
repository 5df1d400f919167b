import type { OpenApiDocument } from "../../server/surfaces/openapi/index.ts";

/** A violation found by the validating proxy: the part of the exchange, and the message. */
interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

/** Guarantees the format of Prism's violations. */
const asViolations = (text: string) => JSON.parse(text) as readonly Violation[];

type Body = Readonly<Record<string, unknown>>;
type Operation = NonNullable<OpenApiDocument["paths"][string]["get"]>;

interface CallableOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly documented: Operation;
}

interface CallInput {
  readonly token?: string | undefined;
  readonly path?: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly body?: unknown;
}

/** Guarantees that every method of a path item is an operation. */
const operationsOf = ({ paths }: OpenApiDocument): readonly CallableOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation["x-procedure"],
      method: method.toUpperCase(),
      path,
      documented: operation,
    })),
  );

const isStream = ({ responses: { 200: success } }: Operation) =>
  success !== undefined && "content" in success && success.content?.["text/event-stream"] !== undefined;

const exampleOf = ({ requestBody }: Operation) => requestBody?.content["application/json"]?.example;

/** URL of an operation, with path parameters from the given values or their examples. */
const addressOf = ({ path, documented }: CallableOperation, given: Readonly<Record<string, string>> = {}) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = documented.parameters?.find((one) => one.in === "path" && one.name === name);
    return encodeURIComponent(given[name] ?? String(parameter?.example ?? "x"));
  });

/** Calls a service through a validating proxy, and collects violations. */
class Traffic {
  readonly violations: string[] = [];
  calls = 0;
  readonly #proxy: string;
  readonly #operations: readonly CallableOperation[];

  constructor(proxy: string, operations: readonly CallableOperation[]) {
    this.#proxy = proxy;
    this.#operations = operations;
  }

  /** Sends a call. Violations of an intentionally invalid request are ignored. */
  async send(
    operation: CallableOperation,
    { token, path, search = "", body }: CallInput,
  ): Promise<{ status: number; body: Body }> {
    const response = await fetch(this.#proxy + addressOf(operation, path) + search, {
      method: operation.method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    this.calls++;
    const found = asViolations(response.headers.get("sl-violations") ?? "[]");
    const text = await response.text();
    for (const { location, message } of found)
      if (location[0] === "response" || response.ok)
        this.violations.push(`${operation.id} ${response.status}: ${location.join(".")}: ${message}`);
    // Guarantees that every response with a body is a JSON object.
    return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Body) };
  }

  /** Sends a call that must succeed. */
  async mustSucceed(id: string, sent: CallInput = {}): Promise<Body> {
    const operation = this.#operations.find((one) => one.id === id);
    // The feature may have been removed.
    if (operation === undefined) return {};
    const { status, body } = await this.send(operation, {
      ...sent,
      body: sent.body ?? exampleOf(operation.documented),
    });
    if (status >= 300) this.violations.push(`${id} was to succeed and answered ${status} ${JSON.stringify(body)}`);
    return body;
  }
}

/** Reads a nested field; `undefined` if it is missing. */
const textAt = (body: unknown, ...keys: readonly string[]): string | undefined => {
  const found = keys.reduce<unknown>((inner, key) => (inner as Body | undefined)?.[key], body);
  return found === undefined ? undefined : String(found);
};

const password = "correct horse battery";

async function signUp(traffic: Traffic): Promise<string | undefined> {
  const username = `grace-${Date.now().toString(36)}-${traffic.calls}`;
  const user = { username, email: `${username}@example.com`, password };
  return textAt(await traffic.mustSucceed("accounts.register", { body: { user } }), "user", "token");
}

/** Valid calls of a reader, a writer and an account owner. */
async function makeValidCalls(traffic: Traffic): Promise<void> {
  const token = await signUp(traffic);
  const mustSucceed = (id: string, sent: CallInput = {}) => traffic.mustSucceed(id, { token, ...sent });
  for (const id of ["accounts.current", "accounts.export", "sessions.list", "sessions.current", "factors.list"])
    await mustSucceed(id);
  for (const id of ["accounts.update", "apiKeys.create", "apiKeys.list", "passkeys.list", "oauth.identities"])
    await mustSucceed(id);
  await traffic.mustSucceed("oauth.providers");
  const slug = textAt(await mustSucceed("articles.publish"), "article", "slug") ?? "";
  const path = { slug };
  for (const id of ["articles.update", "articles.get", "articles.favorite", "articles.unfavorite", "comments.list"])
    await mustSucceed(id, { path });
  const id = textAt(await mustSucceed("comments.add", { path }), "comment", "id") ?? "";
  await traffic.mustSucceed("comments.list", { path });
  await mustSucceed("comments.delete", { path: { slug, id } });
  for (const name of ["articles.feed", "tags.list"]) await mustSucceed(name);
  await traffic.mustSucceed("articles.list", { search: "?limit=2&offset=1&author=mara" });
  for (const name of ["profiles.get", "profiles.follow", "profiles.unfollow"]) await mustSucceed(name);
  await mustSucceed("articles.delete", { path });
  await mustSucceed("sessions.logoutOthers");
  await mustSucceed("sessions.logout");
}

/** Every operation without input, with invalid input, and with its example by a caller who may lack permission. */
async function makeOtherCalls(traffic: Traffic, operations: readonly CallableOperation[]): Promise<void> {
  let token = await signUp(traffic);
  const current = operations.find(({ id }) => id === "accounts.current");
  for (const operation of operations) {
    const example = exampleOf(operation.documented);
    await traffic.send(operation, { body: example });
    await traffic.send(operation, { token: "worthless", body: example });
    await traffic.send(operation, {
      token,
      search: "?limit=none&cursor=%20",
      body: example === undefined ? undefined : {},
    });
    await traffic.send(operation, { token, body: example });
    if (current !== undefined && (await traffic.send(current, { token })).status !== 200) token = await signUp(traffic);
  }
}

/** Calls all operations but subscriptions, whose answers do not end, through a validating proxy. */
export async function callAllOperations(
  proxy: string,
  document: OpenApiDocument,
): Promise<{ calls: number; violations: readonly string[] }> {
  const operations = operationsOf(document).filter(({ documented }) => !isStream(documented));
  const traffic = new Traffic(proxy, operations);
  await makeValidCalls(traffic);
  await makeOtherCalls(traffic, operations);
  return traffic;
}
