/** A client generator: packages, configuration and commands. */
export interface Tool {
  readonly name: string;
  /** Packages with exact versions; `typescript` 5.9 is installed as well, since most generators need its API. */
  readonly packages: readonly string[];
  /** Kind of output, for the table in docs/CLIENTS.md. */
  readonly makes: string;
  /** Files to write first, by path. @param api base URL of the REST API. */
  readonly files?: (api: string) => Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Note for users. */
  readonly note?: string;
  /** Part of the CI subset: quick to install and to run. */
  readonly isCheap?: true;
}

const exported = (configuration: object) => `export default ${JSON.stringify(configuration)};\n`;

const orval =
  (client: string, more: object = {}) =>
  (api: string) => ({
    "orval.config.mjs": exported({
      api: {
        input: "./openapi.json",
        output: { target: "./generated/api.ts", client, baseUrl: api, ...more },
      },
    }),
  });

/** All tested generators, in the order of the table. */
export const tools: readonly Tool[] = [
  {
    name: "openapi-typescript",
    packages: ["openapi-typescript@7.13.0", "openapi-fetch@0.17.0"],
    makes: "types, called through openapi-fetch",
    command: ["openapi-typescript", "openapi.json", "--output", "generated/api.d.ts"],
    isCheap: true,
  },
  {
    name: "hey-api",
    packages: ["@hey-api/openapi-ts@0.99.0", "zod@4.6.7"],
    makes: "functions and zod schemas",
    files: () => ({
      "openapi-ts.config.mjs": exported({
        input: "./openapi.json",
        output: "./generated",
        plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "zod"],
      }),
    }),
    isCheap: true,
    command: ["openapi-ts", "--file", "openapi-ts.config.mjs"],
  },
  {
    name: "orval-fetch",
    packages: ["orval@8.38.0"],
    makes: "functions over `fetch`",
    files: orval("fetch"),
    command: ["orval", "--config", "orval.config.mjs"],
  },
  {
    name: "orval-react-query",
    packages: ["orval@8.38.0", "@tanstack/react-query@5.108.0", "react@19.3.1", "@types/react@19.3.0"],
    makes: "hooks of TanStack Query",
    files: orval("react-query", { httpClient: "fetch" }),
    command: ["orval", "--config", "orval.config.mjs"],
  },
  {
    name: "orval-zod",
    packages: ["orval@8.38.0", "zod@4.6.7"],
    makes: "zod schemas of bodies, parameters and answers",
    files: orval("zod"),
    command: ["orval", "--config", "orval.config.mjs"],
  },
  {
    name: "kubb",
    packages: ["cli", "core", "plugin-oas", "plugin-ts", "plugin-zod", "plugin-client"]
      .map((part) => `@kubb/${part}@4.39.3`)
      .concat("zod@4.6.7"),
    makes: "types, zod schemas, functions over `fetch`",
    files: (api) => ({
      "kubb.config.mjs": [
        ...["oas", "ts", "zod", "client"].map((part) => `import * as ${part} from "@kubb/plugin-${part}";`),
        "export default {",
        '  root: ".", input: { path: "./openapi.json" }, output: { path: "./generated", clean: true, format: false, lint: false },',
        "  plugins: [oas.pluginOas({ generators: [] }), ts.pluginTs({}), zod.pluginZod({ version: '4' }),",
        `    client.pluginClient({ client: 'fetch', bundle: true, baseURL: ${JSON.stringify(api)} })],`,
        "};",
      ].join("\n"),
    }),
    command: ["kubb", "generate"],
    note: "its client sends no `content-type`: set it; version 4, since the plugins of 5 ask for a later core than there is",
  },
  {
    name: "swagger-typescript-api",
    packages: ["swagger-typescript-api@13.13.0"],
    makes: "a class over `fetch`",
    command: [
      "swagger-typescript-api",
      "generate",
      "--path",
      "openapi.json",
      "--output",
      "generated",
      "--name",
      "api.ts",
    ],
  },
  {
    name: "oazapfts",
    packages: ["oazapfts@7.5.0", "@oazapfts/runtime@1.2.0"],
    makes: "functions, typed by status",
    command: ["oazapfts", "openapi.json", "generated/api.ts"],
    isCheap: true,
  },
  {
    name: "quicktype",
    packages: ["quicktype@26.0.0"],
    makes: "types with checks at run time (also Swift, Kotlin, Dart)",
    command: [
      ...["quicktype", "--src-lang", "schema", "--src", "openapi.json#/components/schemas/"],
      ...["--lang", "typescript", "--out", "generated/api.ts"],
    ],
  },
  {
    name: "rtk-query",
    packages: ["@rtk-query/codegen-openapi@2.2.0", "@reduxjs/toolkit@2.15.0"],
    makes: "endpoints of Redux Toolkit Query",
    files: () => ({
      "rtk.json": JSON.stringify({
        schemaFile: "./openapi.json",
        apiFile: "./generated/empty.ts",
        apiImport: "emptyApi",
        outputFile: "./generated/api.ts",
        exportName: "api",
      }),
    }),
    command: ["rtk-query-codegen-openapi", "rtk.json"],
  },
];

/** A linter with its recommended rules. */
export interface Linter {
  readonly name: string;
  readonly packages: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Output for a document without findings. */
  readonly clean: RegExp;
}

export const linters: readonly Linter[] = [
  {
    name: "Redocly",
    packages: ["@redocly/cli@2.77.0"],
    command: ["redocly", "lint", "--extends", "recommended", "--max-problems", "20", "openapi.json"],
    // A document with warnings is also reported as valid, with their number.
    clean: /^(?![\s\S]*You have \d+ (?:warning|error))[\s\S]*Your API description is valid/,
  },
  {
    name: "Spectral",
    packages: ["@stoplight/spectral-cli@6.16.3"],
    files: { ".spectral.json": JSON.stringify({ extends: ["spectral:oas"] }) },
    command: ["spectral", "lint", "--ruleset", ".spectral.json", "openapi.json"],
    clean: /No results with a severity of 'error' found/,
  },
];
