import { afterAll, beforeAll, expect, test } from "vitest";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { api } from "../../shared/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { compileKotlin, type KotlinProgram, kotlinMissing, kotlinSourcesIn, startKotlin } from "../support/kotlin.ts";
import { codecsOf, dispatchOf } from "./kotlin-dispatch.ts";

const missing = kotlinMissing();
let app: TestApp;
let server: TestServer;
let program: KotlinProgram;
beforeAll(async () => {
  if (missing !== undefined) return;
  const model = buildModel(api);
  const classes = await compileKotlin([
    ...(await kotlinSourcesIn("clients/kotlin/src/main/kotlin")),
    ...(await kotlinSourcesIn("tests/native/kotlin")),
    dispatchOf(model),
    codecsOf({ "dovetail.client": model }),
  ]);
  program = startKotlin(classes, "tests.ProgramKt");
  app = await startTestApp();
  server = await serveTestApp(app);
  // The compiler alone takes half a minute of CPU.
}, 900_000);
afterAll(async () => {
  await program?.stop();
  await server?.stop();
  await app?.stop();
});

test.for(["story", "errors", "pages"])("the Kotlin client tells its part: %s", async (scene, { skip }) => {
  skip(missing !== undefined, missing);
  expect(await program.ask({ do: scene, url: server.url })).not.toHaveProperty("failed");
});
