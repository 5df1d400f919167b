import type { NativeModel } from "../../scripts/generate/native/model.ts";
import { swiftName, swiftProperties, swiftText } from "../../scripts/generate/native/swift-types.ts";
import type { NativeSource } from "../support/native-program.ts";

/** Swift that calls each procedure of the typed client by JSON. */
export function dispatchOf({ features }: NativeModel): NativeSource {
  const properties = swiftProperties(features.map(({ name }) => name));
  const cases = features.flatMap(({ name: feature, calls }) =>
    calls.flatMap(({ name, verb, kind, input, output }) => {
      if (kind === "subscription") return [];
      const place = `client.${swiftName(properties.get(feature) ?? feature)}.${swiftName(verb)}`;
      const called = `try await ${place}(${input === undefined ? "" : "try decoded(input)"})`;
      const ending = output.kind === "nothing" ? `${called}\n        return .null` : `return try encoded(${called})`;
      return [`    case ${swiftText(name)}:\n        ${ending}\n`];
    }),
  );
  const text = `import Foundation

@testable import DovetailClient

func call(_ name: String, _ client: ApiClient, _ input: Data) async throws -> Json {
    switch name {
${cases.join("")}    default: throw Unreadable(message: "no call \\(name)")
    }
}
`;
  return { path: "Calls.swift", text };
}

/** Swift that decodes and encodes types by name. @param models by the name of their module. */
export function codecsOf(models: Readonly<Record<string, { readonly module: string; readonly model: NativeModel }>>) {
  const cases = Object.entries(models).flatMap(([key, { module, model }]) =>
    model.declarations.map(
      ({ name }) =>
        `    case "${key}.${name}": return try ${module}.makeEncoder().encode(${module}.makeDecoder().decode(${module}.${name}.self, from: json))\n`,
    ),
  );
  const text = `import Foundation

${Object.values(models)
  .map(({ module }) => `@testable import ${module}\n`)
  .join("")}
/// Decodes JSON as a type, and encodes it again.
func codec(_ type: String, _ json: Data) throws -> Data {
    switch type {
${cases.join("")}    default: throw Unreadable(message: "no type \\(type)")
    }
}
`;
  return { path: "Codecs.swift", text };
}
