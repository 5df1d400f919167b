/** The caller's span, as its `traceparent` and `tracestate` headers name it. */
export interface RemoteContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
  /** The caller's `tracestate`; absent without a valid one. */
  readonly state?: string;
}

/** Writes a `traceparent` of W3C Trace Context. */
export const writeTraceparent = ({ traceId, spanId, isSampled }: Omit<RemoteContext, "state">): string =>
  `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`;

/** `traceparent` of W3C Trace Context, section 3.2. A later version may add fields after a dash. */
const pattern = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const maxParentLength = 256;
const maxStateLength = 512;
/** Members of a `tracestate`: visible ASCII, spaces and tabs. */
const statePattern = /^[\x20-\x7e\t]+$/;

/**
 * Reads the trace context of a request or of a stored event. An invalid or overlong `traceparent` counts as absent, as
 * the specification requires; an invalid `tracestate` alone is dropped.
 */
export function readTraceContext(traceparent: string | null | undefined, tracestate?: string): RemoteContext | null {
  if (!traceparent || traceparent.length > maxParentLength) return null;
  const [, version, traceId, spanId, flags, more] = pattern.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  if (version === "00" && more !== undefined) return null;
  const hasState = tracestate !== undefined && tracestate.length <= maxStateLength && statePattern.test(tracestate);
  // Only the lowest bit is defined.
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  return { traceId, spanId, isSampled, ...(hasState && { state: tracestate }) };
}
