/** The committed and encoded response of a mutation. Created by `write` alone. */
export class Committed {
  readonly json: string;
  /** Whether it is a replay of an earlier call with the same idempotency key. */
  readonly isReplay: boolean;

  constructor(json: string, isReplay: boolean) {
    this.json = json;
    this.isReplay = isReplay;
  }
}
