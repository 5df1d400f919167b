/** One setting as a developer may see it. */
export interface ShownSetting {
  readonly name: string;
  readonly isSet: boolean;
  /** Absent where it may hold a secret, such as a password in an address. */
  readonly value?: string;
}

/** What only a developer on their own machine is shown. */
export interface ForDevelopers {
  readonly settings: readonly ShownSetting[];
  /** An account of the embedded database's demo content. */
  readonly demo: { readonly email: string; readonly password: string };
}

/** What the pages tell of this server. */
export interface About {
  /** The runtime's name and version, such as `Node 24.21.0`. */
  readonly runtime: string;
  readonly startedAt: Date;
  /** The address users see. */
  readonly publicUrl: URL;
  /** `null` in production. */
  readonly forDevelopers: ForDevelopers | null;
}
