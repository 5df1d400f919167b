import type { Context } from "hono";
import { Fault, type Maybe } from "../procedures/index.ts";
import type { HonoEnv } from "./call.ts";

/** Answers a request, and what was refused of it in the surface's own words; other errors pass. */
export function refused(
  c: Context<HonoEnv>,
  answer: () => Maybe<Response>,
  tell: (c: Context<HonoEnv>, fault: Fault) => Response,
): Maybe<Response> {
  const failed = (error: unknown): Response => {
    if (error instanceof Fault) return tell(c, error);
    throw error;
  };
  try {
    const answered = answer();
    return answered instanceof Promise ? answered.catch(failed) : answered;
  } catch (error) {
    return failed(error);
  }
}
