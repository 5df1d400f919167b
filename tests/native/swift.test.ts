import { expect } from "vitest";
import { enrol } from "../support/people.ts";
import { swiftMissing } from "../support/swift.ts";
import { clientUnderTest, testFaults, testParity, testSession, testStreams, testValues } from "./client-scenes.ts";
import { testStories } from "./client-stories.ts";
import { startSwiftProgram } from "./swift-program.ts";

// The Swift client, compiled where a toolchain is. The program is in swift/.

const swift = clientUnderTest("Swift", swiftMissing(), startSwiftProgram);
testValues(swift, "line.3: ");
testSession(swift);
testFaults(swift);
testStreams(swift);
testParity(swift);
testStories(swift);

swift.test("docs/MOBILE.md: its Swift publishes what waited for the network, and follows along", async () => {
  const { token } = await enrol(swift.app());
  await swift.told({ do: "open session", url: swift.server().url, token });
  expect(await swift.told({ do: "mobile drafts" })).toEqual(["while-offline", "while-offline"]);
  expect(await swift.told({ do: "mobile follow" })).toBe("While away");
});
