/** Statement timeout of the server; twice as long is the idle-in-transaction timeout. 0 disables both. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
}

/** Session settings, which override those of role, database and server. A pooler is not trusted to keep any of them. */
const settingsOf = ({ statementTimeoutMs }: SessionLimits): readonly (readonly [name: string, value: string])[] => [
  ["statement_timeout", String(statementTimeoutMs)],
  ["idle_in_transaction_session_timeout", String(statementTimeoutMs * 2)],
  ["DateStyle", "ISO,MDY"],
  ["IntervalStyle", "postgres"],
  ["TimeZone", "UTC"],
  ["bytea_output", "hex"],
  ["extra_float_digits", "1"],
  ["standard_conforming_strings", "on"],
  // Off, a null in an array parameter would be the text NULL.
  ["array_nulls", "on"],
];

/** Custom setting that identifies a session. */
export const markName = "dovetail.session";

/**
 * Startup parameter `options` of a dedicated session. Servers accept it. Poolers refuse it, drop it, or share the session only
 * among clients with equal options, which the unique mark rules out.
 */
export function sessionOptions(limits: SessionLimits, mark: string, given: string | undefined): string {
  const settings = [...settingsOf(limits), [markName, mark], ["default_transaction_isolation", "read\\ committed"]];
  return [...(given === undefined ? [] : [given]), ...settings.map(([name, value]) => `-c ${name}=${value}`)].join(" ");
}

/** Begins a transaction with transaction-local settings, in one message; for connections behind a transaction pooler. */
export const beginWith = (limits: SessionLimits): string =>
  [
    "begin isolation level read committed",
    ...settingsOf(limits).map(([name, value]) => `set local ${name} = '${value}'`),
  ].join("; ");
