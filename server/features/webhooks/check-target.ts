import type { AllowedTargets, TargetRefusal } from "../../webhooks/index.ts";

const messages: Readonly<Record<TargetRefusal, string>> = {
  url_invalid: "is not a URL",
  not_https: "must begin with https://",
  has_credentials: "must not contain a user name or password",
  has_fragment: "must not contain a fragment",
  unresolvable: "has a host that does not resolve",
  address_refused: "must lead to a public address",
};

/** Refuses a URL that webhooks are not sent to, as an error of the field `url`. */
export async function checkTarget(
  targets: AllowedTargets,
  url: string,
  invalid: (field: "url", message: string) => never,
): Promise<void> {
  const refusal = await targets.check(url);
  if (refusal !== null) invalid("url", messages[refusal]);
}
