import type { Environment } from "../../../server/app/config.ts";
import { encryptionKeys } from "../../factors/owner.ts";
import { registered } from "../../native/app-client.ts";
import { comeAndGo } from "./accounts.ts";
import { administer, callSamples } from "./administration.ts";
import type { Documented } from "./call.ts";
import { useSecondFactors } from "./factors.ts";
import { publishAndRead } from "./publishing.ts";
import { holdSessions, letAppIn, linkProviders } from "./sessions.ts";
import { receiveWebhooks } from "./webhooks.ts";

/** Settings under which every procedure can be called. */
export const storySettings: Environment = {
  GITHUB_CLIENT_ID: "id",
  GITHUB_CLIENT_SECRET: "secret",
  NATIVE_APPS: registered,
  JWT_KEYS: `a:${Buffer.alloc(32, 7).toString("base64")}`,
  ENCRYPTION_KEYS: encryptionKeys.current,
};

/** Calls that succeed at every procedure with a REST route, each after what it needs. */
export const stories: readonly ((documented: Documented) => Promise<void>)[] = [
  comeAndGo,
  publishAndRead,
  useSecondFactors,
  holdSessions,
  linkProviders,
  letAppIn,
  administer,
  receiveWebhooks,
  callSamples,
];
