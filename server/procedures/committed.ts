/** What a mutation answers, committed and encoded. Made by `write` alone. */
export class Committed {
  readonly json: string;
  /** Whether it was answered before, to a call with the same key. */
  readonly isReplay: boolean;

  constructor(json: string, isReplay: boolean) {
    this.json = json;
    this.isReplay = isReplay;
  }
}
