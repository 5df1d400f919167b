import type { Settings } from "./environment.ts";

/**
 * The meaning of each setting, for docs/CONFIGURATION.md. Separate from the schemas, so that the worker's script does not contain these texts.
 */
export const settingDescriptions: Readonly<Record<keyof typeof Settings.shape, string>> = {
  DATABASE_URL: "The database, `postgres://user:password@host:5432/name`; without it, an embedded PostgreSQL",
  DATABASE_DIRECT_URL:
    "A direct connection to the same database, where `DATABASE_URL` leads to a pooler: for migrations and notifications",
  REDIS_URL: "A Redis server, on Node and Deno; without any Redis, `MEMORY_CACHE` decides whether responses are cached",
  UPSTASH_REDIS_REST_URL: "Redis over HTTPS, in place of `REDIS_URL`",
  UPSTASH_REDIS_REST_TOKEN: "Used with `UPSTASH_REDIS_REST_URL`",
  MEMORY_CACHE:
    "`on` caches responses in the process without Redis (Node and Deno), which is correct only if no other process writes to the database; without it, `on` over the embedded database, else `off`",
  PORT: "The port to listen on; 0 for any free port",
  HOST: "The address to listen on; `0.0.0.0` for all",
  WORKERS: "Processes that serve the port on Node and Deno; `auto` is one for each core",
  HEADERS_TIMEOUT_MS: "How long the headers of a request may take to arrive (Node and Deno); then 408",
  BODY_TIMEOUT_MS: "How long the body may take after the headers; then 408",
  KEEP_ALIVE_TIMEOUT_MS:
    "How long a connection stays open between requests; longer than the idle timeout of a load balancer in front",
  SEND_TIMEOUT_MS: "How long a response may wait for a client that does not read it; then the connection ends",
  SHUTDOWN_DELAY_MS:
    "How long after SIGTERM the socket still accepts while `/readyz` answers 503; 5000 without it, 0 in development",
  DATA_DIR: "The folder of the embedded database and its keys",
  PUBLIC_URL: "The address users see, `http://localhost:PORT` without it; its origin may use session cookies",
  APP_ORIGINS: "Origins of browser apps, separated by commas; `*` allows any, but without cookies",
  APP_HEADERS:
    "Request headers that pages of `APP_ORIGINS` may send beside the usual ones, separated by commas; `*` origins may send any",
  PASSWORD_POLICY: "`common` refuses common passwords, `length` only requires 8 to 128 characters",
  LIMITS: "`off` disables rate limits, for load and conformance tests",
  TRUSTED_PROXIES:
    "The number of proxies in front that add the caller's address to `X-Forwarded-For`; limits count by that address",
  ENCRYPTION_KEYS:
    "Keys that encrypt stored secrets, `2026a:<32 bytes in base64>`, separated by commas, the current one first; generated for the embedded database",
  JWT_KEYS:
    "Keys that sign tokens for other services, in the format of `ENCRYPTION_KEYS`: the first signs, all are published; generated for the embedded database",
  NATIVE_APPS:
    "Apps that sign in through the browser, separated by semicolons: `reader|Its name|com.example.reader:/oauth2redirect`, with one redirect URI or several",
  OIDC_ISSUER: "Sign-in with any OpenID provider, whose callback is `PUBLIC_URL/oauth/oidc/callback`",
  OIDC_CLIENT_ID: "Used with `OIDC_ISSUER`",
  OIDC_CLIENT_SECRET: "Used with `OIDC_ISSUER`",
  OIDC_NAME: "The label of the sign-in button",
  GOOGLE_CLIENT_ID: "Sign-in with Google, whose callback is `PUBLIC_URL/oauth/google/callback`",
  GOOGLE_CLIENT_SECRET: "Used with `GOOGLE_CLIENT_ID`",
  GITHUB_CLIENT_ID: "Sign-in with GitHub, whose callback is `PUBLIC_URL/oauth/github/callback`",
  GITHUB_CLIENT_SECRET: "Used with `GITHUB_CLIENT_ID`",
  FACEBOOK_CLIENT_ID: "Sign-in with Facebook, whose callback is `PUBLIC_URL/oauth/facebook/callback`",
  FACEBOOK_CLIENT_SECRET: "Used with `FACEBOOK_CLIENT_ID`",
  MICROSOFT_CLIENT_ID: "Sign-in with Microsoft, whose callback is `PUBLIC_URL/oauth/microsoft/callback`",
  MICROSOFT_CLIENT_SECRET: "Used with `MICROSOFT_CLIENT_ID`",
  APPLE_CLIENT_ID: "Sign-in with Apple, whose callback is `PUBLIC_URL/oauth/apple/callback`",
  APPLE_TEAM_ID: "Used with `APPLE_CLIENT_ID`",
  APPLE_KEY_ID: "Used with `APPLE_CLIENT_ID`",
  APPLE_PRIVATE_KEY: "Used with `APPLE_CLIENT_ID`; line breaks may be written as `\\n`",
  MAIL_URL:
    "A mail server, `smtps://user:password@mail.example.com`, or `smtp://…`, which requires STARTTLS; on Node and Deno. In development, over the embedded database or with `mailbox:`, mail stays at `/dev/mail`",
  MAIL_FROM: "The sender, `Dovetail <mail@example.com>`; required for sending mail",
  RESEND_API_KEY: "Mail through Resend's HTTP API, in place of `MAIL_URL`; also from Workers",
  RESEND_URL: "A service with the same API",
  ACCOUNT_PAGES:
    "The base of links in mail, `PUBLIC_URL/account` without it: `/verify`, `/reset`, `/email` and `/undo` below it, with `#token=…`",
  GRAPHQL: "`off` serves no `/graphql`; on Workers the entry decides (docs/GRAPHQL.md)",
  GRAPHQL_INTROSPECTION: "`on` lets clients read the GraphQL schema; `off` in public, else `on`",
  GRAPHQL_DOCUMENTS: "A file of persisted documents, on Node and Deno; clients may then run no others",
  WEBHOOKS:
    "`off` registers and sends no webhooks; under `npm run start:deno` only `on` sends them, since Deno may then connect to any host",
  WEBHOOK_ALLOWED_ADDRESSES:
    "Private addresses that webhooks may be sent to, also by plain HTTP: `10.0.0.0/8,::1`, separated by commas; every account can then reach them",
  EVENTS_KEPT_DAYS:
    "How many days the event log is kept; a subscription or a broker that reconnects later has missed events",
  BROKER_URL:
    "Brokers that get all public events, `amqp://`, `kafka://`, `nats://`, `redis://` or `upstash://`, separated by commas or spaces; on Workers `queue://` or `upstash://` ([BROKERS.md](BROKERS.md))",
  BROKER_SOURCES:
    "Where consumed messages come from, `orders=amqp://host?queue=orders`, separated by commas or spaces; on Workers `orders=queue://orders`",
  LOG_LEVEL: "The lowest level that is logged",
  METRICS_PORT: "A separate port for `/metrics`, on `HOST` (Node and Deno); not served without it or `METRICS_TOKEN`",
  METRICS_TOKEN:
    "The bearer token for `/metrics`; without `METRICS_PORT`, metrics are served on `PORT` (Node and Deno)",
  CALL_RECORDER: "`on`, as under `npm run dev`: `/dev` shows the last calls with their SQL; in development only",
  SERVER_TIMING: "`on`, as under `npm run dev`: responses carry `Server-Timing`",
};
