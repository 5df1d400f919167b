import { type Deprecation, startOfDay } from "../../shared/contract/index.ts";
import type { Implementation } from "../procedures/index.ts";
import type { Exchange } from "./exchange.ts";

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

/** Adds deprecation headers to the coming response where one of the called procedures is deprecated. */
export type Announce = (exchange: Exchange, called: readonly { readonly name: string }[]) => void;

/** Creates the announcer of a surface; a no-op where no procedure is deprecated. */
export function createAnnouncer(implementations: Iterable<Pick<Implementation, "name" | "procedure">>): Announce {
  const notices = new Map<string, Notice>();
  for (const { name, procedure } of implementations)
    if (procedure.deprecated !== undefined) notices.set(name, noticeOf(procedure.deprecated));
  if (notices.size === 0) return () => {};
  return (exchange, called) => {
    const found = called.map(({ name }) => notices.get(name)).filter((notice) => notice !== undefined);
    if (found.length > 0) exchange.common = { ...exchange.common, ...headersFor(found) };
  };
}
