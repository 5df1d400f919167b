import { expect } from "vitest";
import { publicOrigin, startTestApp } from "../support/app.ts";
import { serveTestApp } from "../support/http.ts";
import { kotlinMissing } from "../support/kotlin.ts";
import { enrol } from "../support/people.ts";
import { authorizePath, letIn, openCookie, reader, registered } from "./app-client.ts";
import { clientUnderTest, testFaults, testParity, testSession, testStreams, testValues } from "./client-scenes.ts";
import { testStories } from "./client-stories.ts";
import { startKotlinProgram } from "./kotlin-program.ts";

// The Kotlin client, compiled by npm's kotlin-compiler. The program is in kotlin/.

const kotlin = clientUnderTest("Kotlin", kotlinMissing(), startKotlinProgram);
testValues(kotlin, "line: 1: expected a whole number");
testSession(kotlin);
testFaults(kotlin);
testStreams(kotlin);
testParity(kotlin);
testStories(kotlin);

kotlin.test(
  "docs/MOBILE.md: its Kotlin lists articles, signs in by a deep link, publishes what waited for the network, and follows along",
  async () => {
    const own = await startTestApp({ NATIVE_APPS: registered });
    const reached = await serveTestApp(own);
    const ada = await enrol(own);
    const cookie = await openCookie(own, ada.id);
    const { clientId, redirectUri } = reader;
    const url = String(
      await kotlin.told({ do: "mobile sign in", url: reached.url, issuer: publicOrigin, clientId, redirectUri }),
    );
    const { state = "", code_challenge: challenge = "" } = Object.fromEntries(new URL(url).searchParams);
    expect(url).toBe(`${publicOrigin}${authorizePath({ clientId, redirectUri, state, challenge, verifier: "" })}`);
    const link = await letIn(own, cookie, { clientId, redirectUri, state, challenge, verifier: "" });
    expect(await kotlin.told({ do: "mobile finish", link: link.replace(state, "another") })).toBe(null);
    expect(await kotlin.told({ do: "mobile finish", link })).toBe(ada.username);
    expect(await kotlin.told({ do: "mobile drafts", url: reached.url })).toEqual(["while offline", "while offline"]);
    expect(await kotlin.told({ do: "mobile list", url: reached.url })).toBe("While offline\n");
    expect(await kotlin.told({ do: "mobile follow" })).toBe("While away");
    await reached.stop();
    await own.stop();
  },
);
