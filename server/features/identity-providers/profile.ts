import { Email } from "../../../shared/fields.ts";
import { OAuthFault, type OAuthProfile } from "../../providers/identity/index.ts";

/** OpenID Connect Core, section 2. */
const maxSubjectLength = 255;

/** Whether text can be kept as it is: neither U+0000 and its like nor half a surrogate pair. */
const isKeepable = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);

/**
 * A provider's word as far as it can be taken: what it sends is input like any other. An address that is none counts as
 * no address, and so verifies nothing; names are made fit where a user name is made of one.
 * @throws {OAuthFault} `answer_invalid` for a subject that names nobody for good.
 */
export function checkedProfile(profile: OAuthProfile): OAuthProfile {
  const { subject, email, isEmailVerified } = profile;
  if (subject === "" || subject.length > maxSubjectLength || !isKeepable(subject))
    throw new OAuthFault("answer_invalid", "the subject is none");
  const isAddress = Email.safeParse(email).success;
  return { ...profile, email: isAddress ? email : null, isEmailVerified: isAddress && isEmailVerified };
}
