import * as z from "zod";

/** Schema of a setting that is a whole number from `min` to `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);

const milliseconds = (max: number) => wholeNumber(1, max);

/** Timeouts for the other end of a connection. */
export interface HttpTimeouts {
  /** From the first byte of a request to the end of its headers. */
  readonly headersTimeoutMs: number;
  /** From a request's headers to the end of its body. */
  readonly bodyTimeoutMs: number;
  /** Between a response and the next request. */
  readonly keepAliveTimeoutMs: number;
  /** While the client reads nothing of a response. */
  readonly sendTimeoutMs: number;
}

/** Connection settings by environment variable. */
export const httpFields = {
  HEADERS_TIMEOUT_MS: milliseconds(600_000).default(15_000),
  BODY_TIMEOUT_MS: milliseconds(3_600_000).default(30_000),
  KEEP_ALIVE_TIMEOUT_MS: milliseconds(3_600_000).default(75_000),
  SEND_TIMEOUT_MS: milliseconds(3_600_000).default(30_000),
  SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000).optional(),
};

type Settings = Readonly<
  Record<"HEADERS_TIMEOUT_MS" | "BODY_TIMEOUT_MS" | "KEEP_ALIVE_TIMEOUT_MS" | "SEND_TIMEOUT_MS", number>
>;

/** Reads the HTTP timeouts from the parsed settings. */
export const httpTimeoutsOf = (settings: Settings): HttpTimeouts => ({
  headersTimeoutMs: settings.HEADERS_TIMEOUT_MS,
  bodyTimeoutMs: settings.BODY_TIMEOUT_MS,
  keepAliveTimeoutMs: settings.KEEP_ALIVE_TIMEOUT_MS,
  sendTimeoutMs: settings.SEND_TIMEOUT_MS,
});
