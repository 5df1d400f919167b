import { kotlinCodec, kotlinName, kotlinText } from "../../scripts/generate/native/kotlin-types.ts";
import type { NativeModel } from "../../scripts/generate/native/model.ts";
import { propertyNames } from "../../scripts/generate/native/names.ts";
import type { NativeSource } from "../support/native-program.ts";

/** Kotlin that calls each procedure of the typed client by JSON. */
export function dispatchOf({ features }: NativeModel): NativeSource {
  const properties = propertyNames(
    features.map(({ name }) => name),
    (name) => name,
  );
  const entries = features.flatMap(({ name: feature, calls }) =>
    calls.flatMap(({ name, verb, kind, input, output }) => {
      if (kind === "subscription") return [];
      const given = input === undefined ? "options = options" : `${input}.decode(input), options`;
      const place = `client.${kotlinName(properties.get(feature) ?? feature)}.${kotlinName(verb)}`;
      return [
        `    ${kotlinText(name)} to TypedCall { client, input, options ->\n        ${kotlinCodec(output)}.encode(${place}(${given}))\n    },\n`,
      ];
    }),
  );
  const text = `@file:Suppress("UNUSED_ANONYMOUS_PARAMETER", "DEPRECATION")

package tests

import dovetail.client.*
import dovetail.runtime.*

val calls: Map<String, TypedCall> = mapOf(
${entries.join("")})
`;
  return { path: "tests/Calls.kt", text };
}

/** Kotlin that decodes and encodes types by name. */
export function codecsOf(models: Readonly<Record<string, NativeModel>>): NativeSource {
  const entries = Object.entries(models).flatMap(([packageName, { declarations }]) =>
    declarations.map(
      ({ name }) =>
        `    "${packageName}.${name}" to { json -> ${packageName}.${name}.encode(${packageName}.${name}.decode(json)) },\n`,
    ),
  );
  const text = `package tests\n\nimport dovetail.runtime.Json\n\nval codecs: Map<String, (Json) -> Json> = mapOf(\n${entries.join("")})\n`;
  return { path: "tests/AllCodecs.kt", text };
}
