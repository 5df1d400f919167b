/** A setting as shown to developers. */
export interface ShownSetting {
  readonly name: string;
  readonly isSet: boolean;
  /** Absent where it may contain a secret, such as a password in a URL. */
  readonly value?: string;
}

/** Data shown only to developers on their own machine. */
export interface ForDevelopers {
  readonly settings: readonly ShownSetting[];
  /** Account of the embedded database's demo content. */
  readonly demo: { readonly email: string; readonly password: string };
  /** Whether `/graphql` is served, and the page to try it on. */
  readonly hasGraphql?: boolean;
}

/** Data of the pages that describe this server. */
export interface About {
  /** Name and version of the runtime, such as `Node 24.21.0`. */
  readonly runtime: string;
  readonly startedAt: Date;
  /** The public URL. */
  readonly publicUrl: URL;
  /** `null` in production. */
  readonly forDevelopers: ForDevelopers | null;
}
