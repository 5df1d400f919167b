import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query";

interface Problem {
  readonly code: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/** The token that every call carries. */
export const session = {
  baseUrl: "",
  headers: {} as Readonly<Record<string, string>>,
  /** Guarantees what a failed call holds: the service's problem details. */
  failure: (error: unknown) => error as { readonly status: number; readonly data: Problem },
};

export const emptyApi = createApi({
  baseQuery: (request, context, extra) =>
    fetchBaseQuery({
      baseUrl: session.baseUrl,
      prepareHeaders: (headers) => {
        for (const [name, value] of Object.entries(session.headers)) headers.set(name, value);
      },
    })(request, context, extra),
  endpoints: () => ({}),
});
