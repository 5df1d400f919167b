/** Every log event and its meaning for operators. docs/OPERATIONS.md shows this table. */
export const logEvents = {
  "http.request":
    "one request was answered; `error` is the first error code, `statements` counts its SQL; `path` is the template of the route, or the path where there is none",
  "http.response_unread": "a connection was closed because its client did not read the response",
  "request.failed": "an error that no contract declares: alert; the request id is in the response as well",
  "process.ended":
    "one of several serving processes (`WORKERS`) ended by itself, and is started again: alert where it repeats",
  "process.replaced": "after SIGHUP, a new process serves in place of a former one",
  "process.not_replaced": "after SIGHUP, a new process did not become ready; the former ones continue to serve: alert",
  "process.unhandled_rejection": "a promise that a handler left behind failed after its call was answered: alert",
  "process.uncaught_exception": "a callback that a handler left behind threw after its call was answered: alert",
  "config.setting_doubtful":
    "a setting is valid but probably unintended, with `setting`, `problem` and `advice`; at start",
  "mail.not_configured": "no mail can be sent, so addresses cannot be verified, nor passwords reset; at start",
  "db.connection_lost": "a connection to PostgreSQL ended unexpectedly: alert when it is frequent",
  "db.route_found":
    "whether there is a pooler in front of PostgreSQL; at the first connection, and when a failover changes it",
  "redis.unavailable": "Redis does not answer, with the reason; reads bypass the cache",
  "redis.recovered": "Redis answers again",
  "cache.fill_failed": "a value could not be loaded in the background",
  "cache.recovery_failed": "missed invalidations could not be repeated; reads bypass the cache until they have been",
  "cache.epoch_began": "Redis or the database server was restarted, restored or replaced: no earlier entry is served",
  "cache.redis_went_back":
    "Redis returned to an earlier state while its connections stayed open: no earlier entry is served",
  "cache.redis_unidentified": "several servers of a Redis service answer in turn, so only its content identifies it",
  "cache.epoch_contested":
    "processes of one database use different Redis servers, so nothing is cached: alert when it is repeated",
  "db.listen_lost":
    "the connection that listens for commits was lost; no response is served from a shared Redis meanwhile",
  "db.listen_unavailable": "notifications do not arrive, as behind a pooler: set `DATABASE_DIRECT_URL`",
  "jobs.unavailable": "jobs could not be claimed, because PostgreSQL is unavailable: alert when it lasts",
  "jobs.attempt_failed": "one attempt of a job failed and will be repeated",
  "jobs.job_dead": "the last attempt of a job failed: alert, see below",
  "jobs.attempt_unrecorded": "a job was done, but this could not be recorded: it will be attempted again",
  "jobs.undeclared":
    "jobs wait whose declaration a release removed: no process runs them; cancel them, or declare the job again",
  "jobs.schedules_unavailable":
    "schedules could not be read, because PostgreSQL is unavailable; they are read again, and missed runs are handled as declared",
  "webhook.unavailable": "webhooks could not be read, because PostgreSQL is unavailable: alert when it lasts",
  "webhook.attempt_unrecorded":
    "an attempt could not be made or recorded, with the reason: the message is sent after its lease, perhaps again",
  "webhook.endpoint_disabled": "an endpoint answered 410, or failed for three days; its owner gets a mail",
  "broker.unavailable":
    "a broker cannot be reached, or lacks what its address names; the event log waits: alert when it lasts",
  "broker.recovered": "the broker accepts messages again",
  "broker.message_refused":
    "the broker refused an event, with the reason; it and later ones of its key wait and are retried: alert when it lasts",
  "events.delivery_failed": "a reader of the event log could not handle an event, which will be retried",
  "events.delivery_dead": "the last attempt of an event by a reader failed: alert, see docs/EVENTS.md",
  "documents.index_missing":
    "at start: a collection declares an index that the database lacks, so lists by it are slow; the line holds the statement of the migration",
  "documents.store_missing":
    "at start: a collection is stored in Redis, and the service has none, so its calls answer 503: set `REDIS_URL`",
  "events.reader_failed": "a reader of the event log could handle nothing and tries again: alert when it lasts",
  "events.reader_missed": "a reader fell behind by more than the log keeps, and missed events: alert",
  "live.log_unavailable":
    "the event log could not be read for open streams, because PostgreSQL is unavailable: alert when it lasts",
  "live.log_replaced":
    "the event log was replaced, as by a restore or a failover that lost commits; readers reconnect and get a reset",
  "live.message_failed":
    "a subscription could not create the message of an event; its readers got a reset instead: alert",
  "live.catch_up_failed":
    "a stream ended because the events that its reader missed could not be read; the reader reconnects",
  "live.access_unchecked":
    "the sessions of open streams could not be checked, because PostgreSQL is unavailable; no message is sent meanwhile",
  "live.wake_failed":
    "the Durable Object of streams could not be notified of a write; it reads the log within a second",
  "live.stream_ended": "the server ended a stream, with `reason`: slow, access, failed, stopping",
  "broker.message_dead":
    "a message from a broker could not be handled, with the reason; it is kept in `inbox_dead` for 30 days: alert",
  "broker.dead_letter_unstored":
    "a dead letter could not be stored, because PostgreSQL is unavailable; it is retried, and later messages of its key wait: alert when it lasts",
  "broker.handler_failed": "a handler of messages failed unexpectedly; the message is retried",
} as const;

/** A stable name: `room.what_happened`. */
export type LogEvent = keyof typeof logEvents;
