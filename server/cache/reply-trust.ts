/**
 * Checks whether replies of Redis may be trusted. Call it before a command, and the function it returns with the fence of
 * the reply.
 * @throws {RedisUnavailable} The first call: while clears may be missing. The second: for a reply across a connection
 * failure, or from a Redis restored to an earlier state.
 */
export type Trust = () => (fence: number) => void;

/** Trusts every reply; for a Redis in this process. */
export const trustAlways: Trust = () => () => {};
