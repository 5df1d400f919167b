import { type Deprecation, type Procedure, startOfDay } from "../../shared/contract/index.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

const msPerSecond = 1000;

/** Deprecation and sunset time of a procedure, in milliseconds since 1970. */
interface Notice {
  readonly sinceMs: number;
  readonly sunsetMs: number;
}

const noticeOf = ({ since, sunset }: Deprecation): Notice => ({
  sinceMs: startOfDay(since),
  sunsetMs: sunset === undefined ? Number.POSITIVE_INFINITY : startOfDay(sunset),
});

/** `Deprecation` (RFC 9745) and, where declared, `Sunset` (RFC 8594); the earliest of each for several procedures. */
function headersFor(notices: readonly Notice[]) {
  const sinceMs = Math.min(...notices.map((notice) => notice.sinceMs));
  const sunsetMs = Math.min(...notices.map((notice) => notice.sunsetMs));
  return {
    deprecation: `@${sinceMs / msPerSecond}`,
    ...(Number.isFinite(sunsetMs) && { sunset: new Date(sunsetMs).toUTCString() }),
  };
}

/** The notice that a response carries already, from another call of the same request. */
function announcedIn({ deprecation, sunset }: PlainHeaders): readonly Notice[] {
  if (deprecation === undefined) return [];
  const sunsetMs = sunset === undefined ? Number.POSITIVE_INFINITY : Date.parse(sunset);
  return [{ sinceMs: Number(deprecation.slice(1)) * msPerSecond, sunsetMs }];
}

/** Adds deprecation headers to the coming response where the called procedure is deprecated. */
export function announceDeprecation(exchange: Exchange, { deprecated }: Pick<Procedure, "deprecated">): void {
  if (deprecated === undefined) return;
  const { common } = exchange;
  exchange.common = { ...common, ...headersFor([...announcedIn(common), noticeOf(deprecated)]) };
}
