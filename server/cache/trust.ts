/**
 * To be asked before Redis is; what it returns is told how far the fence had come in the answer.
 * @throws {RedisUnavailable} each: while clears may be missing, and for an answer that another connection brought, or a Redis
 * that has gone back.
 */
export type Trust = () => (fence: number) => void;

/** Of a Redis in this process there is nothing to doubt. */
export const trustAlways: Trust = () => () => {};
