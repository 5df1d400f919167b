import { Email } from "../../../shared/fields.ts";
import { IdentityProviderError, type ProviderProfile } from "../../providers/identity/index.ts";

/** OpenID Connect Core, section 2. */
const maxSubjectLength = 255;

/** Whether a text can be stored: no control characters such as U+0000, no lone surrogate. */
const isKeepable = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);

/**
 * Validates a provider's profile, which is untrusted input. An invalid e-mail address counts as absent, and so verifies
 * nothing; names are normalized where a user name is derived.
 * @throws {IdentityProviderError} `answer_invalid` for an invalid subject.
 */
export function checkedProfile(profile: ProviderProfile): ProviderProfile {
  const { subject, email, isEmailVerified } = profile;
  if (subject === "" || subject.length > maxSubjectLength || !isKeepable(subject))
    throw new IdentityProviderError("answer_invalid", "the subject is invalid");
  const isAddress = Email.safeParse(email).success;
  return { ...profile, email: isAddress ? email : null, isEmailVerified: isAddress && isEmailVerified };
}
