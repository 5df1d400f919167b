// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
@file:Suppress("DEPRECATION", "REDUNDANT_PROJECTION", "UNUSED_PARAMETER")

package dovetail.client

import dovetail.runtime.CallException
import dovetail.runtime.CallKind
import dovetail.runtime.CallOptions
import dovetail.runtime.Caller
import dovetail.runtime.ClientOptions
import dovetail.runtime.Codecs
import dovetail.runtime.Failure
import dovetail.runtime.Json
import dovetail.runtime.LiveMessage
import dovetail.runtime.list
import dovetail.runtime.map
import dovetail.runtime.nullable
import java.time.Instant
import kotlinx.coroutines.flow.Flow

/** Codes that every call may fail with. */
object StandardErrors {
    /** 400: The request could not be parsed. */
    const val MALFORMED = "malformed"

    /** 401: Sign in to call this procedure. */
    const val UNAUTHORIZED = "unauthorized"

    /** 403: You may not call this procedure. */
    const val REFUSED = "refused"

    /** 403: This API key may not call this procedure. */
    const val OUT_OF_SCOPE = "out_of_scope"

    /** 403: Re-authenticate, then call again within ten minutes. */
    const val REAUTH_REQUIRED = "reauth_required"

    /** 404: No such procedure or route. */
    const val NO_SUCH_PROCEDURE = "no_such_procedure"

    /** 405: This HTTP method is not allowed here. */
    const val WRONG_METHOD = "wrong_method"

    /** 409: A call with this Idempotency-Key is still in progress: try again shortly. */
    const val RUNNING = "running"

    /** 422: This Idempotency-Key was used for a different call. */
    const val KEY_REUSED = "key_reused"

    /** 428: Send the ETag of the current version as If-Match. */
    const val CONDITION_REQUIRED = "condition_required"

    /** 413: The request is too large. */
    const val TOO_LARGE = "too_large"

    /** 415: Send the body as application/json. */
    const val WRONG_MEDIA_TYPE = "wrong_media_type"

    /** 422: The input does not match the contract. */
    const val INVALID = "invalid"

    /** 429: Too many calls: try again later. */
    const val LIMITED = "limited"

    /** 500: An internal error occurred. */
    const val INTERNAL = "internal"

    /** 503: The service is temporarily unavailable: try again shortly. */
    const val UNAVAILABLE = "unavailable"
}

/** Errors of `accounts.register`. */
sealed class AccountsRegisterError(failure: Failure) : CallException(failure) {
    /** `username_taken` (409): This username has already been taken. */
    class UsernameTaken(failure: Failure) : AccountsRegisterError(failure)

    /** `email_taken` (409): This email has already been taken. */
    class EmailTaken(failure: Failure) : AccountsRegisterError(failure)

    /** `password_common` (422): This password is commonly used and easy to guess: choose another. */
    class PasswordCommon(failure: Failure) : AccountsRegisterError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AccountsRegisterError(failure)

    internal companion object {
        fun of(failure: Failure): AccountsRegisterError = when (failure.code) {
            "username_taken" -> UsernameTaken(failure)
            "email_taken" -> EmailTaken(failure)
            "password_common" -> PasswordCommon(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `accounts.login`. */
sealed class AccountsLoginError(failure: Failure) : CallException(failure) {
    /** `credentials` (401): The e-mail address or the password is wrong. */
    class Credentials(failure: Failure) : AccountsLoginError(failure)

    /** `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`. */
    class SecondFactorRequired(failure: Failure) : AccountsLoginError(failure)

    /** `second_factor_refused` (401): The second factor is wrong or has been used before. */
    class SecondFactorRefused(failure: Failure) : AccountsLoginError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AccountsLoginError(failure)

    internal companion object {
        fun of(failure: Failure): AccountsLoginError = when (failure.code) {
            "credentials" -> Credentials(failure)
            "second_factor_required" -> SecondFactorRequired(failure)
            "second_factor_refused" -> SecondFactorRefused(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `accounts.update`. */
sealed class AccountsUpdateError(failure: Failure) : CallException(failure) {
    /** `username_taken` (409): This username has already been taken. */
    class UsernameTaken(failure: Failure) : AccountsUpdateError(failure)

    /** `email_taken` (409): This email has already been taken. */
    class EmailTaken(failure: Failure) : AccountsUpdateError(failure)

    /** `password_common` (422): This password is commonly used and easy to guess: choose another. */
    class PasswordCommon(failure: Failure) : AccountsUpdateError(failure)

    /** `no_mail` (503): This service sends no mail. */
    class NoMail(failure: Failure) : AccountsUpdateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AccountsUpdateError(failure)

    internal companion object {
        fun of(failure: Failure): AccountsUpdateError = when (failure.code) {
            "username_taken" -> UsernameTaken(failure)
            "email_taken" -> EmailTaken(failure)
            "password_common" -> PasswordCommon(failure)
            "no_mail" -> NoMail(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `accounts.delete`. */
sealed class AccountsDeleteError(failure: Failure) : CallException(failure) {
    /** `forbidden` (403): You can only delete your own account. */
    class Forbidden(failure: Failure) : AccountsDeleteError(failure)

    /** `last_admin` (409): The last admin cannot be removed: make another account admin first. */
    class LastAdmin(failure: Failure) : AccountsDeleteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AccountsDeleteError(failure)

    internal companion object {
        fun of(failure: Failure): AccountsDeleteError = when (failure.code) {
            "forbidden" -> Forbidden(failure)
            "last_admin" -> LastAdmin(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `emails.requestVerification`. */
sealed class EmailsRequestVerificationError(failure: Failure) : CallException(failure) {
    /** `no_mail` (503): This service sends no mail. */
    class NoMail(failure: Failure) : EmailsRequestVerificationError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : EmailsRequestVerificationError(failure)

    internal companion object {
        fun of(failure: Failure): EmailsRequestVerificationError = when (failure.code) {
            "no_mail" -> NoMail(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `emails.verify`. */
sealed class EmailsVerifyError(failure: Failure) : CallException(failure) {
    /** `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link. */
    class LinkRefused(failure: Failure) : EmailsVerifyError(failure)

    /** `credentials` (401): The password is wrong. */
    class Credentials(failure: Failure) : EmailsVerifyError(failure)

    /** `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first. */
    class OtherAccount(failure: Failure) : EmailsVerifyError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : EmailsVerifyError(failure)

    internal companion object {
        fun of(failure: Failure): EmailsVerifyError = when (failure.code) {
            "link_refused" -> LinkRefused(failure)
            "credentials" -> Credentials(failure)
            "other_account" -> OtherAccount(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `emails.change`. */
sealed class EmailsChangeError(failure: Failure) : CallException(failure) {
    /** `no_mail` (503): This service sends no mail. */
    class NoMail(failure: Failure) : EmailsChangeError(failure)

    /** `email_taken` (409): This email has already been taken. */
    class EmailTaken(failure: Failure) : EmailsChangeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : EmailsChangeError(failure)

    internal companion object {
        fun of(failure: Failure): EmailsChangeError = when (failure.code) {
            "no_mail" -> NoMail(failure)
            "email_taken" -> EmailTaken(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `emails.undo`. */
sealed class EmailsUndoError(failure: Failure) : CallException(failure) {
    /** `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link. */
    class LinkRefused(failure: Failure) : EmailsUndoError(failure)

    /** `email_taken` (409): This email has already been taken. */
    class EmailTaken(failure: Failure) : EmailsUndoError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : EmailsUndoError(failure)

    internal companion object {
        fun of(failure: Failure): EmailsUndoError = when (failure.code) {
            "link_refused" -> LinkRefused(failure)
            "email_taken" -> EmailTaken(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `emails.confirmChange`. */
sealed class EmailsConfirmChangeError(failure: Failure) : CallException(failure) {
    /** `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link. */
    class LinkRefused(failure: Failure) : EmailsConfirmChangeError(failure)

    /** `email_taken` (409): This email has already been taken. */
    class EmailTaken(failure: Failure) : EmailsConfirmChangeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : EmailsConfirmChangeError(failure)

    internal companion object {
        fun of(failure: Failure): EmailsConfirmChangeError = when (failure.code) {
            "link_refused" -> LinkRefused(failure)
            "email_taken" -> EmailTaken(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passwords.requestReset`. */
sealed class PasswordsRequestResetError(failure: Failure) : CallException(failure) {
    /** `no_mail` (503): This service sends no mail. */
    class NoMail(failure: Failure) : PasswordsRequestResetError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasswordsRequestResetError(failure)

    internal companion object {
        fun of(failure: Failure): PasswordsRequestResetError = when (failure.code) {
            "no_mail" -> NoMail(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passwords.reset`. */
sealed class PasswordsResetError(failure: Failure) : CallException(failure) {
    /** `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link. */
    class LinkRefused(failure: Failure) : PasswordsResetError(failure)

    /** `password_common` (422): This password is commonly used and easy to guess: choose another. */
    class PasswordCommon(failure: Failure) : PasswordsResetError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasswordsResetError(failure)

    internal companion object {
        fun of(failure: Failure): PasswordsResetError = when (failure.code) {
            "link_refused" -> LinkRefused(failure)
            "password_common" -> PasswordCommon(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passwords.change`. */
sealed class PasswordsChangeError(failure: Failure) : CallException(failure) {
    /** `password_common` (422): This password is commonly used and easy to guess: choose another. */
    class PasswordCommon(failure: Failure) : PasswordsChangeError(failure)

    /** `credentials` (401): The current password is wrong. */
    class Credentials(failure: Failure) : PasswordsChangeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasswordsChangeError(failure)

    internal companion object {
        fun of(failure: Failure): PasswordsChangeError = when (failure.code) {
            "password_common" -> PasswordCommon(failure)
            "credentials" -> Credentials(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `sessions.openApp`. */
sealed class SessionsOpenAppError(failure: Failure) : CallException(failure) {
    /** `not_a_token` (409): Sign in with `session: token` first. */
    class NotAToken(failure: Failure) : SessionsOpenAppError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : SessionsOpenAppError(failure)

    internal companion object {
        fun of(failure: Failure): SessionsOpenAppError = when (failure.code) {
            "not_a_token" -> NotAToken(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `sessions.refresh`. */
sealed class SessionsRefreshError(failure: Failure) : CallException(failure) {
    /** `refresh_refused` (401): Sign in again. */
    class RefreshRefused(failure: Failure) : SessionsRefreshError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : SessionsRefreshError(failure)

    internal companion object {
        fun of(failure: Failure): SessionsRefreshError = when (failure.code) {
            "refresh_refused" -> RefreshRefused(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `sessions.reauthenticate`. */
sealed class SessionsReauthenticateError(failure: Failure) : CallException(failure) {
    /** `credentials` (401): The password is wrong. */
    class Credentials(failure: Failure) : SessionsReauthenticateError(failure)

    /** `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`. */
    class SecondFactorRequired(failure: Failure) : SessionsReauthenticateError(failure)

    /** `second_factor_refused` (401): The second factor is wrong or has been used before. */
    class SecondFactorRefused(failure: Failure) : SessionsReauthenticateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : SessionsReauthenticateError(failure)

    internal companion object {
        fun of(failure: Failure): SessionsReauthenticateError = when (failure.code) {
            "credentials" -> Credentials(failure)
            "second_factor_required" -> SecondFactorRequired(failure)
            "second_factor_refused" -> SecondFactorRefused(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `sessions.current`. */
sealed class SessionsCurrentError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): The session has just ended. */
    class NotFound(failure: Failure) : SessionsCurrentError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : SessionsCurrentError(failure)

    internal companion object {
        fun of(failure: Failure): SessionsCurrentError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `sessions.revoke`. */
sealed class SessionsRevokeError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such session. */
    class NotFound(failure: Failure) : SessionsRevokeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : SessionsRevokeError(failure)

    internal companion object {
        fun of(failure: Failure): SessionsRevokeError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `apiKeys.create`. */
sealed class ApiKeysCreateError(failure: Failure) : CallException(failure) {
    /** `too_many` (409): An account can have at most 20 API keys: revoke one first. */
    class TooMany(failure: Failure) : ApiKeysCreateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ApiKeysCreateError(failure)

    internal companion object {
        fun of(failure: Failure): ApiKeysCreateError = when (failure.code) {
            "too_many" -> TooMany(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `apiKeys.revoke`. */
sealed class ApiKeysRevokeError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such API key. */
    class NotFound(failure: Failure) : ApiKeysRevokeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ApiKeysRevokeError(failure)

    internal companion object {
        fun of(failure: Failure): ApiKeysRevokeError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `serviceTokens.create`. */
sealed class ServiceTokensCreateError(failure: Failure) : CallException(failure) {
    /** `no_signing_key` (404): This service is not configured to create tokens for other services. */
    class NoSigningKey(failure: Failure) : ServiceTokensCreateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ServiceTokensCreateError(failure)

    internal companion object {
        fun of(failure: Failure): ServiceTokensCreateError = when (failure.code) {
            "no_signing_key" -> NoSigningKey(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `oauth.start`. */
sealed class OauthStartError(failure: Failure) : CallException(failure) {
    /** `no_provider` (404): Sign-in with this provider is not configured. */
    class NoProvider(failure: Failure) : OauthStartError(failure)

    /** `provider_unavailable` (503): The identity provider does not respond: try again shortly. */
    class ProviderUnavailable(failure: Failure) : OauthStartError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : OauthStartError(failure)

    internal companion object {
        fun of(failure: Failure): OauthStartError = when (failure.code) {
            "no_provider" -> NoProvider(failure)
            "provider_unavailable" -> ProviderUnavailable(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `oauth.link`. */
sealed class OauthLinkError(failure: Failure) : CallException(failure) {
    /** `no_provider` (404): Sign-in with this provider is not configured. */
    class NoProvider(failure: Failure) : OauthLinkError(failure)

    /** `provider_unavailable` (503): The identity provider does not respond: try again shortly. */
    class ProviderUnavailable(failure: Failure) : OauthLinkError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : OauthLinkError(failure)

    internal companion object {
        fun of(failure: Failure): OauthLinkError = when (failure.code) {
            "no_provider" -> NoProvider(failure)
            "provider_unavailable" -> ProviderUnavailable(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `oauth.unlink`. */
sealed class OauthUnlinkError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): Your account has no such linked identity. */
    class NotFound(failure: Failure) : OauthUnlinkError(failure)

    /** `last_way_in` (409): This is the last way to sign in to your account: set a password first. */
    class LastWayIn(failure: Failure) : OauthUnlinkError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : OauthUnlinkError(failure)

    internal companion object {
        fun of(failure: Failure): OauthUnlinkError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "last_way_in" -> LastWayIn(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `factors.renewRecoveryCodes`. */
sealed class FactorsRenewRecoveryCodesError(failure: Failure) : CallException(failure) {
    /** `no_factor` (409): Recovery codes require a second factor: add one first. */
    class NoFactor(failure: Failure) : FactorsRenewRecoveryCodesError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : FactorsRenewRecoveryCodesError(failure)

    internal companion object {
        fun of(failure: Failure): FactorsRenewRecoveryCodesError = when (failure.code) {
            "no_factor" -> NoFactor(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `totp.begin`. */
sealed class TotpBeginError(failure: Failure) : CallException(failure) {
    /** `already_on` (409): This account already has an authenticator app: remove it first. */
    class AlreadyOn(failure: Failure) : TotpBeginError(failure)

    /** `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS. */
    class NoEncryptionKey(failure: Failure) : TotpBeginError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : TotpBeginError(failure)

    internal companion object {
        fun of(failure: Failure): TotpBeginError = when (failure.code) {
            "already_on" -> AlreadyOn(failure)
            "no_encryption_key" -> NoEncryptionKey(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `totp.confirm`. */
sealed class TotpConfirmError(failure: Failure) : CallException(failure) {
    /** `not_begun` (409): No authenticator app setup is pending: begin first. */
    class NotBegun(failure: Failure) : TotpConfirmError(failure)

    /** `wrong_code` (422): The code does not match: check the clock of the device. */
    class WrongCode(failure: Failure) : TotpConfirmError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : TotpConfirmError(failure)

    internal companion object {
        fun of(failure: Failure): TotpConfirmError = when (failure.code) {
            "not_begun" -> NotBegun(failure)
            "wrong_code" -> WrongCode(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `totp.remove`. */
sealed class TotpRemoveError(failure: Failure) : CallException(failure) {
    /** `not_on` (404): This account has no authenticator app. */
    class NotOn(failure: Failure) : TotpRemoveError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : TotpRemoveError(failure)

    internal companion object {
        fun of(failure: Failure): TotpRemoveError = when (failure.code) {
            "not_on" -> NotOn(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passkeys.beginEnrolment`. */
sealed class PasskeysBeginEnrolmentError(failure: Failure) : CallException(failure) {
    /** `too_many` (409): An account can have at most 20 passkeys: remove one first. */
    class TooMany(failure: Failure) : PasskeysBeginEnrolmentError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasskeysBeginEnrolmentError(failure)

    internal companion object {
        fun of(failure: Failure): PasskeysBeginEnrolmentError = when (failure.code) {
            "too_many" -> TooMany(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passkeys.finishEnrolment`. */
sealed class PasskeysFinishEnrolmentError(failure: Failure) : CallException(failure) {
    /** `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again. */
    class PasskeyRefused(failure: Failure) : PasskeysFinishEnrolmentError(failure)

    /** `passkey_taken` (409): This passkey already belongs to an account. */
    class PasskeyTaken(failure: Failure) : PasskeysFinishEnrolmentError(failure)

    /** `too_many` (409): An account can have at most 20 passkeys: remove one first. */
    class TooMany(failure: Failure) : PasskeysFinishEnrolmentError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasskeysFinishEnrolmentError(failure)

    internal companion object {
        fun of(failure: Failure): PasskeysFinishEnrolmentError = when (failure.code) {
            "passkey_refused" -> PasskeyRefused(failure)
            "passkey_taken" -> PasskeyTaken(failure)
            "too_many" -> TooMany(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passkeys.rename`. */
sealed class PasskeysRenameError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such passkey. */
    class NotFound(failure: Failure) : PasskeysRenameError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasskeysRenameError(failure)

    internal companion object {
        fun of(failure: Failure): PasskeysRenameError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passkeys.remove`. */
sealed class PasskeysRemoveError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such passkey. */
    class NotFound(failure: Failure) : PasskeysRemoveError(failure)

    /** `last_way_in` (409): This is the last way to sign in to your account: set a password first. */
    class LastWayIn(failure: Failure) : PasskeysRemoveError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasskeysRemoveError(failure)

    internal companion object {
        fun of(failure: Failure): PasskeysRemoveError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "last_way_in" -> LastWayIn(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `passkeys.signIn`. */
sealed class PasskeysSignInError(failure: Failure) : CallException(failure) {
    /** `passkey_refused` (401): This passkey was not accepted: begin again. */
    class PasskeyRefused(failure: Failure) : PasskeysSignInError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : PasskeysSignInError(failure)

    internal companion object {
        fun of(failure: Failure): PasskeysSignInError = when (failure.code) {
            "passkey_refused" -> PasskeyRefused(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `apps.approve`. */
sealed class AppsApproveError(failure: Failure) : CallException(failure) {
    /** `unknown_app` (401): No app is registered with this client id. */
    class UnknownApp(failure: Failure) : AppsApproveError(failure)

    /** `redirect_uri_mismatch` (400): This redirect URI is not registered for the app. */
    class RedirectUriMismatch(failure: Failure) : AppsApproveError(failure)

    /** `not_a_browser` (403): An app can only be authorized from a browser session. */
    class NotABrowser(failure: Failure) : AppsApproveError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AppsApproveError(failure)

    internal companion object {
        fun of(failure: Failure): AppsApproveError = when (failure.code) {
            "unknown_app" -> UnknownApp(failure)
            "redirect_uri_mismatch" -> RedirectUriMismatch(failure)
            "not_a_browser" -> NotABrowser(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `apps.redeem`. */
sealed class AppsRedeemError(failure: Failure) : CallException(failure) {
    /** `unknown_app` (401): No app is registered with this client id. */
    class UnknownApp(failure: Failure) : AppsRedeemError(failure)

    /** `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again. */
    class InvalidGrant(failure: Failure) : AppsRedeemError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AppsRedeemError(failure)

    internal companion object {
        fun of(failure: Failure): AppsRedeemError = when (failure.code) {
            "unknown_app" -> UnknownApp(failure)
            "invalid_grant" -> InvalidGrant(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `apps.revoke`. */
sealed class AppsRevokeError(failure: Failure) : CallException(failure) {
    /** `unknown_app` (401): No app is registered with this client id. */
    class UnknownApp(failure: Failure) : AppsRevokeError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AppsRevokeError(failure)

    internal companion object {
        fun of(failure: Failure): AppsRevokeError = when (failure.code) {
            "unknown_app" -> UnknownApp(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `profiles.get`. */
sealed class ProfilesGetError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : ProfilesGetError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ProfilesGetError(failure)

    internal companion object {
        fun of(failure: Failure): ProfilesGetError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `profiles.follow`. */
sealed class ProfilesFollowError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : ProfilesFollowError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ProfilesFollowError(failure)

    internal companion object {
        fun of(failure: Failure): ProfilesFollowError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `profiles.unfollow`. */
sealed class ProfilesUnfollowError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : ProfilesUnfollowError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ProfilesUnfollowError(failure)

    internal companion object {
        fun of(failure: Failure): ProfilesUnfollowError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `articles.get`. */
sealed class ArticlesGetError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : ArticlesGetError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ArticlesGetError(failure)

    internal companion object {
        fun of(failure: Failure): ArticlesGetError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `articles.update`. */
sealed class ArticlesUpdateError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : ArticlesUpdateError(failure)

    /** `forbidden` (403): This article belongs to another account. */
    class Forbidden(failure: Failure) : ArticlesUpdateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ArticlesUpdateError(failure)

    internal companion object {
        fun of(failure: Failure): ArticlesUpdateError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "forbidden" -> Forbidden(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `articles.delete`. */
sealed class ArticlesDeleteError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : ArticlesDeleteError(failure)

    /** `forbidden` (403): This article belongs to another account. */
    class Forbidden(failure: Failure) : ArticlesDeleteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ArticlesDeleteError(failure)

    internal companion object {
        fun of(failure: Failure): ArticlesDeleteError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "forbidden" -> Forbidden(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `articles.favorite`. */
sealed class ArticlesFavoriteError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : ArticlesFavoriteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ArticlesFavoriteError(failure)

    internal companion object {
        fun of(failure: Failure): ArticlesFavoriteError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `articles.unfavorite`. */
sealed class ArticlesUnfavoriteError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : ArticlesUnfavoriteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : ArticlesUnfavoriteError(failure)

    internal companion object {
        fun of(failure: Failure): ArticlesUnfavoriteError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `comments.list`. */
sealed class CommentsListError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : CommentsListError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : CommentsListError(failure)

    internal companion object {
        fun of(failure: Failure): CommentsListError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `comments.add`. */
sealed class CommentsAddError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : CommentsAddError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : CommentsAddError(failure)

    internal companion object {
        fun of(failure: Failure): CommentsAddError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `comments.delete`. */
sealed class CommentsDeleteError(failure: Failure) : CallException(failure) {
    /** `article_not_found` (404): No article has this slug. */
    class ArticleNotFound(failure: Failure) : CommentsDeleteError(failure)

    /** `not_found` (404): This article has no such comment. */
    class NotFound(failure: Failure) : CommentsDeleteError(failure)

    /** `forbidden` (403): This comment belongs to another account. */
    class Forbidden(failure: Failure) : CommentsDeleteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : CommentsDeleteError(failure)

    internal companion object {
        fun of(failure: Failure): CommentsDeleteError = when (failure.code) {
            "article_not_found" -> ArticleNotFound(failure)
            "not_found" -> NotFound(failure)
            "forbidden" -> Forbidden(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `comments.added`. */
sealed class CommentsAddedError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : CommentsAddedError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : CommentsAddedError(failure)

    internal companion object {
        fun of(failure: Failure): CommentsAddedError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.create`. */
sealed class WebhooksCreateError(failure: Failure) : CallException(failure) {
    /** `too_many` (409): An account can have at most 10 endpoints: delete one first. */
    class TooMany(failure: Failure) : WebhooksCreateError(failure)

    /** `admins_only` (403): Only an admin may register an endpoint for all accounts. */
    class AdminsOnly(failure: Failure) : WebhooksCreateError(failure)

    /** `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off. */
    class UnavailableHere(failure: Failure) : WebhooksCreateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksCreateError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksCreateError = when (failure.code) {
            "too_many" -> TooMany(failure)
            "admins_only" -> AdminsOnly(failure)
            "unavailable_here" -> UnavailableHere(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.get`. */
sealed class WebhooksGetError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksGetError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksGetError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksGetError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.update`. */
sealed class WebhooksUpdateError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksUpdateError(failure)

    /** `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off. */
    class UnavailableHere(failure: Failure) : WebhooksUpdateError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksUpdateError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksUpdateError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "unavailable_here" -> UnavailableHere(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.delete`. */
sealed class WebhooksDeleteError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksDeleteError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksDeleteError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksDeleteError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.rotateSecret`. */
sealed class WebhooksRotateSecretError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksRotateSecretError(failure)

    /** `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off. */
    class UnavailableHere(failure: Failure) : WebhooksRotateSecretError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksRotateSecretError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksRotateSecretError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "unavailable_here" -> UnavailableHere(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.test`. */
sealed class WebhooksTestError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksTestError(failure)

    /** `disabled` (409): This endpoint is disabled: enable it first. */
    class Disabled(failure: Failure) : WebhooksTestError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksTestError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksTestError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "disabled" -> Disabled(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.listAttempts`. */
sealed class WebhooksListAttemptsError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksListAttemptsError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksListAttemptsError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksListAttemptsError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `webhooks.replay`. */
sealed class WebhooksReplayError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): You have no such endpoint. */
    class NotFound(failure: Failure) : WebhooksReplayError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : WebhooksReplayError(failure)

    internal companion object {
        fun of(failure: Failure): WebhooksReplayError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.removeComment`. */
sealed class AdminRemoveCommentError(failure: Failure) : CallException(failure) {
    /** `article_not_found` (404): No article has this slug. */
    class ArticleNotFound(failure: Failure) : AdminRemoveCommentError(failure)

    /** `not_found` (404): This article has no such comment. */
    class NotFound(failure: Failure) : AdminRemoveCommentError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminRemoveCommentError(failure)

    internal companion object {
        fun of(failure: Failure): AdminRemoveCommentError = when (failure.code) {
            "article_not_found" -> ArticleNotFound(failure)
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.retryJob`. */
sealed class AdminRetryJobError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No job has this id; finished ones are deleted in time. */
    class NotFound(failure: Failure) : AdminRetryJobError(failure)

    /** `already_done` (409): The job is done already. */
    class AlreadyDone(failure: Failure) : AdminRetryJobError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminRetryJobError(failure)

    internal companion object {
        fun of(failure: Failure): AdminRetryJobError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "already_done" -> AlreadyDone(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.cancelJob`. */
sealed class AdminCancelJobError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No job has this id; finished ones are deleted in time. */
    class NotFound(failure: Failure) : AdminCancelJobError(failure)

    /** `already_done` (409): The job is done already. */
    class AlreadyDone(failure: Failure) : AdminCancelJobError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminCancelJobError(failure)

    internal companion object {
        fun of(failure: Failure): AdminCancelJobError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "already_done" -> AlreadyDone(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.suspendUser`. */
sealed class AdminSuspendUserError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : AdminSuspendUserError(failure)

    /** `own_account` (403): You cannot suspend your own account. */
    class OwnAccount(failure: Failure) : AdminSuspendUserError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminSuspendUserError(failure)

    internal companion object {
        fun of(failure: Failure): AdminSuspendUserError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "own_account" -> OwnAccount(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.restoreUser`. */
sealed class AdminRestoreUserError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : AdminRestoreUserError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminRestoreUserError(failure)

    internal companion object {
        fun of(failure: Failure): AdminRestoreUserError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.resetAccess`. */
sealed class AdminResetAccessError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : AdminResetAccessError(failure)

    /** `own_account` (403): You cannot reset your own account. */
    class OwnAccount(failure: Failure) : AdminResetAccessError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminResetAccessError(failure)

    internal companion object {
        fun of(failure: Failure): AdminResetAccessError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "own_account" -> OwnAccount(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.changeRole`. */
sealed class AdminChangeRoleError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No user has this user name. */
    class NotFound(failure: Failure) : AdminChangeRoleError(failure)

    /** `last_admin` (409): The last admin cannot be removed: make another account admin first. */
    class LastAdmin(failure: Failure) : AdminChangeRoleError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminChangeRoleError(failure)

    internal companion object {
        fun of(failure: Failure): AdminChangeRoleError = when (failure.code) {
            "not_found" -> NotFound(failure)
            "last_admin" -> LastAdmin(failure)
            else -> Other(failure)
        }
    }
}

/** Errors of `admin.removeArticle`. */
sealed class AdminRemoveArticleError(failure: Failure) : CallException(failure) {
    /** `not_found` (404): No article has this slug. */
    class NotFound(failure: Failure) : AdminRemoveArticleError(failure)

    /** An error that every call may fail with, or one that this version of the app does not know: see `code`. */
    class Other(failure: Failure) : AdminRemoveArticleError(failure)

    internal companion object {
        fun of(failure: Failure): AdminRemoveArticleError = when (failure.code) {
            "not_found" -> NotFound(failure)
            else -> Other(failure)
        }
    }
}

/** Procedures of `accounts`. */
class AccountsClient internal constructor(private val caller: Caller) {
    /**
     * Sign up.
     * Creates an account and its first session, and sends a verification link to the e-mail address.
     * `username_taken` (409): This username has already been taken.
     * `email_taken` (409): This email has already been taken.
     * `password_common` (422): This password is commonly used and easy to guess: choose another.
     * @throws AccountsRegisterError
     */
    suspend fun register(input: AccountsRegisterInput, options: CallOptions = CallOptions()): User =
        caller.call("accounts.register", CallKind.MUTATION, AccountsRegisterInput.encode(input), User, options, AccountsRegisterError::of)

    /**
     * Sign in.
     * Starts a session. An unknown address and a wrong password get the same response. If the account has a second factor, a correct password is answered with 401 `second_factor_required`: call again with `code` or `passkey`.
     * `credentials` (401): The e-mail address or the password is wrong.
     * `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
     * `second_factor_refused` (401): The second factor is wrong or has been used before.
     * @throws AccountsLoginError
     */
    suspend fun login(input: AccountsLoginInput, options: CallOptions = CallOptions()): User =
        caller.call("accounts.login", CallKind.MUTATION, AccountsLoginInput.encode(input), User, options, AccountsLoginError::of)

    /**
     * Get the viewer's account.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun current(options: CallOptions = CallOptions()): User =
        caller.call("accounts.current", CallKind.QUERY, Json.Fields(), User, options)

    /**
     * Update the viewer's account.
     * Omitted fields stay unchanged. An empty `bio` or `image` becomes null. A new password or e-mail address requires authentication within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session stored in a cookie gets a new token. A new address is unverified; a verified old address stays in use until the new one is verified by a link sent to it.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `username_taken` (409): This username has already been taken.
     * `email_taken` (409): This email has already been taken.
     * `password_common` (422): This password is commonly used and easy to guess: choose another.
     * `no_mail` (503): This service sends no mail.
     * @throws AccountsUpdateError
     */
    suspend fun update(input: AccountsUpdateInput = AccountsUpdateInput(), options: CallOptions = CallOptions()): User =
        caller.call("accounts.update", CallKind.MUTATION, AccountsUpdateInput.encode(input), User, options, AccountsUpdateError::of)

    /**
     * Export the viewer's account data.
     * A page holds up to 20 articles, 20 documents and 200 entries of each other list. Sessions, API keys and linked identities have procedures of their own. Secrets are stored as hashes only and are not exported.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * @throws CallException
     */
    suspend fun export(input: AccountsExportInput = AccountsExportInput(), options: CallOptions = CallOptions()): AccountExport =
        caller.call("accounts.export", CallKind.QUERY, AccountsExportInput.encode(input), AccountExport, options)

    /** Pages of [export] from `cursor` on; each is requested when it is collected. */
    fun exportPages(input: AccountsExportInput = AccountsExportInput(), options: CallOptions = CallOptions()): Flow<AccountExport> =
        caller.pages(input.cursor, { it.next }) { export(input.copy(cursor = it), options) }

    /**
     * Delete the viewer's account.
     * Deletes the account, its articles with the comments of others on them, and all its other data, immediately and permanently. `username` must be the viewer's own, as a confirmation. A session cookie is cleared.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `forbidden` (403): You can only delete your own account.
     * `last_admin` (409): The last admin cannot be removed: make another account admin first.
     * @throws AccountsDeleteError
     */
    suspend fun delete(input: AccountsDeleteInput, options: CallOptions = CallOptions()): Unit =
        caller.call("accounts.delete", CallKind.KEYED, AccountsDeleteInput.encode(input), Codecs.nothing, options, AccountsDeleteError::of)
}

/** Procedures of `emails`. */
class EmailsClient internal constructor(private val caller: Caller) {
    /**
     * Request an e-mail verification link.
     * The link is sent to the account's address, at most three times an hour, and only if the address is not verified. It is valid for one use, for a day, and until a newer one is sent.
     * For signed-in callers.
     * `no_mail` (503): This service sends no mail.
     * @throws EmailsRequestVerificationError
     */
    suspend fun requestVerification(options: CallOptions = CallOptions()): Unit =
        caller.call("emails.requestVerification", CallKind.KEYED, Json.Fields(), Codecs.nothing, options, EmailsRequestVerificationError::of)

    /**
     * Verify an e-mail address.
     * With the account's session or password, the credentials are unchanged and the session gets a new token. Otherwise the account may have been created by another person: its password, sessions, API keys, linked identities and second factors are removed, and `resetToken` lets the owner of the address set a password.
     * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
     * `credentials` (401): The password is wrong.
     * `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
     * @throws EmailsVerifyError
     */
    suspend fun verify(input: EmailsVerifyInput, options: CallOptions = CallOptions()): EmailsVerifyOutput =
        caller.call("emails.verify", CallKind.MUTATION, EmailsVerifyInput.encode(input), EmailsVerifyOutput, options, EmailsVerifyError::of)

    /**
     * Request a change of e-mail address.
     * A link is sent to the new address and a notification to the old one, which stays in use until the link is used. The link is valid for one use, for a day, and until a newer one is sent.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `no_mail` (503): This service sends no mail.
     * `email_taken` (409): This email has already been taken.
     * @throws EmailsChangeError
     */
    suspend fun change(input: EmailsChangeInput, options: CallOptions = CallOptions()): Unit =
        caller.call("emails.change", CallKind.KEYED, EmailsChangeInput.encode(input), Codecs.nothing, options, EmailsChangeError::of)

    /**
     * Revert recent credential changes.
     * For the recipient of a security notification who did not make the change, within seven days of it. Ends all sessions, removes the password and all credentials added within the last seven days, restores an e-mail address that was replaced within them, and returns a `resetToken` to set a new password. Older credentials stay, second factors included.
     * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
     * `email_taken` (409): This email has already been taken.
     * @throws EmailsUndoError
     */
    suspend fun undo(input: EmailsUndoInput, options: CallOptions = CallOptions()): EmailsUndoOutput =
        caller.call("emails.undo", CallKind.MUTATION, EmailsUndoInput.encode(input), EmailsUndoOutput, options, EmailsUndoError::of)

    /**
     * Confirm a change of e-mail address.
     * The new address is verified. If the caller is signed in to the account, the session gets a new token.
     * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
     * `email_taken` (409): This email has already been taken.
     * @throws EmailsConfirmChangeError
     */
    suspend fun confirmChange(input: EmailsConfirmChangeInput, options: CallOptions = CallOptions()): EmailsConfirmChangeOutput =
        caller.call("emails.confirmChange", CallKind.MUTATION, EmailsConfirmChangeInput.encode(input), EmailsConfirmChangeOutput, options, EmailsConfirmChangeError::of)
}

/** Procedures of `passwords`. */
class PasswordsClient internal constructor(private val caller: Caller) {
    /**
     * Request a password reset link.
     * The response does not reveal whether the address has an account. At most three links an hour are sent for an account. A link is valid for one use, for an hour, and until a newer one is sent.
     * `no_mail` (503): This service sends no mail.
     * @throws PasswordsRequestResetError
     */
    suspend fun requestReset(input: PasswordsRequestResetInput, options: CallOptions = CallOptions()): Unit =
        caller.call("passwords.requestReset", CallKind.MUTATION, PasswordsRequestResetInput.encode(input), Codecs.nothing, options, PasswordsRequestResetError::of)

    /**
     * Reset a password.
     * Ends all sessions of the account, including those of apps. API keys stay, unless the address was not yet verified. Second factors stay required to sign in; `removeRecent` removes recently added credentials.
     * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
     * `password_common` (422): This password is commonly used and easy to guess: choose another.
     * @throws PasswordsResetError
     */
    suspend fun reset(input: PasswordsResetInput, options: CallOptions = CallOptions()): Unit =
        caller.call("passwords.reset", CallKind.MUTATION, PasswordsResetInput.encode(input), Codecs.nothing, options, PasswordsResetError::of)

    /**
     * Change the viewer's password.
     * Requires the current password or authentication within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; the current one gets a new token.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `password_common` (422): This password is commonly used and easy to guess: choose another.
     * `credentials` (401): The current password is wrong.
     * @throws PasswordsChangeError
     */
    suspend fun change(input: PasswordsChangeInput, options: CallOptions = CallOptions()): PasswordsChangeOutput =
        caller.call("passwords.change", CallKind.MUTATION, PasswordsChangeInput.encode(input), PasswordsChangeOutput, options, PasswordsChangeError::of)
}

/** Procedures of `sessions`. */
class SessionsClient internal constructor(private val caller: Caller) {
    /**
     * Exchange a session token for app tokens.
     * For apps that can store secrets, after any kind of sign-in: replaces the session's token with a short-lived access token and a refresh token. The session's token is invalid from then on.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_a_token` (409): Sign in with `session: token` first.
     * @throws SessionsOpenAppError
     */
    suspend fun openApp(options: CallOptions = CallOptions()): AppTokens =
        caller.call("sessions.openApp", CallKind.MUTATION, Json.Fields(), AppTokens, options, SessionsOpenAppError::of)

    /**
     * Refresh tokens.
     * A refresh token is valid for one use; reuse of an old one ends the session. An immediate retry, or one by the same client after a lost response, gets the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.
     * `refresh_refused` (401): Sign in again.
     * @throws SessionsRefreshError
     */
    suspend fun refresh(input: SessionsRefreshInput, options: CallOptions = CallOptions()): AppTokens =
        caller.call("sessions.refresh", CallKind.MUTATION, SessionsRefreshInput.encode(input), AppTokens, options, SessionsRefreshError::of)

    /**
     * Re-authenticate.
     * Makes the session fresh for ten minutes. The session gets a new token; the old one is invalid. Send the password, with a second factor if the account has one; a passkey alone; or, if the account has no password, a code alone.
     * For signed-in callers.
     * `credentials` (401): The password is wrong.
     * `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
     * `second_factor_refused` (401): The second factor is wrong or has been used before.
     * @throws SessionsReauthenticateError
     */
    suspend fun reauthenticate(input: SessionsReauthenticateInput = SessionsReauthenticateInput(), options: CallOptions = CallOptions()): SessionsReauthenticateOutput =
        caller.call("sessions.reauthenticate", CallKind.MUTATION, SessionsReauthenticateInput.encode(input), SessionsReauthenticateOutput, options, SessionsReauthenticateError::of)

    /**
     * Get the current session.
     * For signed-in callers.
     * `not_found` (404): The session has just ended.
     * @throws SessionsCurrentError
     */
    suspend fun current(options: CallOptions = CallOptions()): SessionsCurrentOutput =
        caller.call("sessions.current", CallKind.QUERY, Json.Fields(), SessionsCurrentOutput, options, SessionsCurrentError::of)

    /**
     * List the viewer's sessions.
     * Newest first, at most 100.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): SessionsListOutput =
        caller.call("sessions.list", CallKind.QUERY, Json.Fields(), SessionsListOutput, options)

    /**
     * Revoke a session.
     * For signed-in callers.
     * `not_found` (404): You have no such session.
     * @throws SessionsRevokeError
     */
    suspend fun revoke(input: SessionsRevokeInput, options: CallOptions = CallOptions()): Unit =
        caller.call("sessions.revoke", CallKind.KEYED, SessionsRevokeInput.encode(input), Codecs.nothing, options, SessionsRevokeError::of)

    /**
     * Sign out.
     * Ends the current session.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun logout(options: CallOptions = CallOptions()): Unit =
        caller.call("sessions.logout", CallKind.KEYED, Json.Fields(), Codecs.nothing, options)

    /**
     * Sign out on every other device.
     * Ends all of the viewer's sessions except the current one.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun logoutOthers(options: CallOptions = CallOptions()): Unit =
        caller.call("sessions.logoutOthers", CallKind.KEYED, Json.Fields(), Codecs.nothing, options)

    /**
     * Sign out on every device.
     * Ends all of the viewer's sessions, including the current one. API keys stay valid.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun logoutEverywhere(options: CallOptions = CallOptions()): Unit =
        caller.call("sessions.logoutEverywhere", CallKind.KEYED, Json.Fields(), Codecs.nothing, options)
}

/** Procedures of `apiKeys`. */
class ApiKeysClient internal constructor(private val caller: Caller) {
    /**
     * Create an API key.
     * The key is in this response only and cannot be shown again. Send it as a bearer token. It may call the procedures of its scopes. An account has at most 20 keys.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `too_many` (409): An account can have at most 20 API keys: revoke one first.
     * @throws ApiKeysCreateError
     */
    suspend fun create(input: ApiKeysCreateInput, options: CallOptions = CallOptions()): ApiKeysCreateOutput =
        caller.call("apiKeys.create", CallKind.MUTATION, ApiKeysCreateInput.encode(input), ApiKeysCreateOutput, options, ApiKeysCreateError::of)

    /**
     * List the viewer's API keys.
     * Newest first, without expired keys.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): ApiKeysListOutput =
        caller.call("apiKeys.list", CallKind.QUERY, Json.Fields(), ApiKeysListOutput, options)

    /**
     * Revoke one of the viewer's API keys.
     * The key stops working immediately.
     * For signed-in callers.
     * `not_found` (404): You have no such API key.
     * @throws ApiKeysRevokeError
     */
    suspend fun revoke(input: ApiKeysRevokeInput, options: CallOptions = CallOptions()): Unit =
        caller.call("apiKeys.revoke", CallKind.KEYED, ApiKeysRevokeInput.encode(input), Codecs.nothing, options, ApiKeysRevokeError::of)
}

/** Procedures of `serviceTokens`. */
class ServiceTokensClient internal constructor(private val caller: Caller) {
    /**
     * Create a token for another service.
     * Exchanges a session, an app's access token or an API key for a JWT (RFC 9068) that one other service accepts for five minutes. This service does not accept it. The verification keys are at `/.well-known/jwks.json`.
     * For signed-in callers.
     * API keys need the scope `tokens:create`.
     * `no_signing_key` (404): This service is not configured to create tokens for other services.
     * @throws ServiceTokensCreateError
     */
    suspend fun create(input: ServiceTokensCreateInput, options: CallOptions = CallOptions()): ServiceTokensCreateOutput =
        caller.call("serviceTokens.create", CallKind.MUTATION, ServiceTokensCreateInput.encode(input), ServiceTokensCreateOutput, options, ServiceTokensCreateError::of)
}

/** Procedures of `oauth`. */
class OauthClient internal constructor(private val caller: Caller) {
    /**
     * List identity providers.
     * @throws CallException
     */
    suspend fun providers(options: CallOptions = CallOptions()): OauthProvidersOutput =
        caller.call("oauth.providers", CallKind.QUERY, Json.Fields(), OauthProvidersOutput, options)

    /**
     * Start sign-in with a provider.
     * Returns the URL to send the browser to, and sets a cookie that is required to finish. The browser comes back signed in, or with `oauth_error` in the query string.
     * `no_provider` (404): Sign-in with this provider is not configured.
     * `provider_unavailable` (503): The identity provider does not respond: try again shortly.
     * @throws OauthStartError
     */
    suspend fun start(input: OauthStartInput, options: CallOptions = CallOptions()): OauthStartOutput =
        caller.call("oauth.start", CallKind.MUTATION, OauthStartInput.encode(input), OauthStartOutput, options, OauthStartError::of)

    /**
     * Start linking a provider's account.
     * Like `oauth.start`, but links the provider's account to the viewer's account.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `no_provider` (404): Sign-in with this provider is not configured.
     * `provider_unavailable` (503): The identity provider does not respond: try again shortly.
     * @throws OauthLinkError
     */
    suspend fun link(input: OauthLinkInput, options: CallOptions = CallOptions()): OauthLinkOutput =
        caller.call("oauth.link", CallKind.MUTATION, OauthLinkInput.encode(input), OauthLinkOutput, options, OauthLinkError::of)

    /**
     * List linked identities.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun identities(options: CallOptions = CallOptions()): OauthIdentitiesOutput =
        caller.call("oauth.identities", CallKind.QUERY, Json.Fields(), OauthIdentitiesOutput, options)

    /**
     * Unlink an identity.
     * Rejected if it is the last way to sign in: set a password first.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): Your account has no such linked identity.
     * `last_way_in` (409): This is the last way to sign in to your account: set a password first.
     * @throws OauthUnlinkError
     */
    suspend fun unlink(input: OauthUnlinkInput, options: CallOptions = CallOptions()): Unit =
        caller.call("oauth.unlink", CallKind.KEYED, OauthUnlinkInput.encode(input), Codecs.nothing, options, OauthUnlinkError::of)
}

/** Procedures of `factors`. */
class FactorsClient internal constructor(private val caller: Caller) {
    /**
     * List the viewer's second factors.
     * If any is enabled, a password alone neither signs in nor makes a session fresh.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): FactorsListOutput =
        caller.call("factors.list", CallKind.QUERY, Json.Fields(), FactorsListOutput, options)

    /**
     * Generate new recovery codes.
     * Returns ten new codes and invalidates the old ones.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `no_factor` (409): Recovery codes require a second factor: add one first.
     * @throws FactorsRenewRecoveryCodesError
     */
    suspend fun renewRecoveryCodes(options: CallOptions = CallOptions()): FactorsRenewRecoveryCodesOutput =
        caller.call("factors.renewRecoveryCodes", CallKind.MUTATION, Json.Fields(), FactorsRenewRecoveryCodesOutput, options, FactorsRenewRecoveryCodesError::of)
}

/** Procedures of `totp`. */
class TotpClient internal constructor(private val caller: Caller) {
    /**
     * Begin authenticator app setup.
     * Returns a new secret, once; show `uri` as a QR code. Codes are not required until the setup is confirmed. Beginning again replaces a pending setup.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `already_on` (409): This account already has an authenticator app: remove it first.
     * `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
     * @throws TotpBeginError
     */
    suspend fun begin(options: CallOptions = CallOptions()): TotpBeginOutput =
        caller.call("totp.begin", CallKind.MUTATION, Json.Fields(), TotpBeginOutput, options, TotpBeginError::of)

    /**
     * Confirm authenticator app setup.
     * From then on a code is required to sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_begun` (409): No authenticator app setup is pending: begin first.
     * `wrong_code` (422): The code does not match: check the clock of the device.
     * @throws TotpConfirmError
     */
    suspend fun confirm(input: TotpConfirmInput, options: CallOptions = CallOptions()): TotpConfirmOutput =
        caller.call("totp.confirm", CallKind.MUTATION, TotpConfirmInput.encode(input), TotpConfirmOutput, options, TotpConfirmError::of)

    /**
     * Remove the authenticator app.
     * Removing the last second factor also deletes the recovery codes.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_on` (404): This account has no authenticator app.
     * @throws TotpRemoveError
     */
    suspend fun remove(options: CallOptions = CallOptions()): Unit =
        caller.call("totp.remove", CallKind.KEYED, Json.Fields(), Codecs.nothing, options, TotpRemoveError::of)
}

/** Procedures of `passkeys`. */
class PasskeysClient internal constructor(private val caller: Caller) {
    /**
     * List the viewer's passkeys.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): PasskeysListOutput =
        caller.call("passkeys.list", CallKind.QUERY, Json.Fields(), PasskeysListOutput, options)

    /**
     * Begin passkey registration.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `too_many` (409): An account can have at most 20 passkeys: remove one first.
     * @throws PasskeysBeginEnrolmentError
     */
    suspend fun beginEnrolment(options: CallOptions = CallOptions()): PasskeysBeginEnrolmentOutput =
        caller.call("passkeys.beginEnrolment", CallKind.MUTATION, Json.Fields(), PasskeysBeginEnrolmentOutput, options, PasskeysBeginEnrolmentError::of)

    /**
     * Finish passkey registration.
     * Must be called in the session that began the registration. From then on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
     * `passkey_taken` (409): This passkey already belongs to an account.
     * `too_many` (409): An account can have at most 20 passkeys: remove one first.
     * @throws PasskeysFinishEnrolmentError
     */
    suspend fun finishEnrolment(input: PasskeysFinishEnrolmentInput, options: CallOptions = CallOptions()): PasskeysFinishEnrolmentOutput =
        caller.call("passkeys.finishEnrolment", CallKind.MUTATION, PasskeysFinishEnrolmentInput.encode(input), PasskeysFinishEnrolmentOutput, options, PasskeysFinishEnrolmentError::of)

    /**
     * Rename a passkey.
     * For signed-in callers.
     * `not_found` (404): You have no such passkey.
     * @throws PasskeysRenameError
     */
    suspend fun rename(input: PasskeysRenameInput, options: CallOptions = CallOptions()): Passkey =
        caller.call("passkeys.rename", CallKind.KEYED, PasskeysRenameInput.encode(input), Passkey, options, PasskeysRenameError::of)

    /**
     * Remove a passkey.
     * Rejected if it is the last way to sign in. Removing the last second factor also deletes the recovery codes.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): You have no such passkey.
     * `last_way_in` (409): This is the last way to sign in to your account: set a password first.
     * @throws PasskeysRemoveError
     */
    suspend fun remove(input: PasskeysRemoveInput, options: CallOptions = CallOptions()): Unit =
        caller.call("passkeys.remove", CallKind.KEYED, PasskeysRemoveInput.encode(input), Codecs.nothing, options, PasskeysRemoveError::of)

    /**
     * Begin passkey authentication.
     * For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. The response reveals nothing about accounts.
     * @throws CallException
     */
    suspend fun beginSignIn(options: CallOptions = CallOptions()): PasskeysBeginSignInOutput =
        caller.call("passkeys.beginSignIn", CallKind.MUTATION, Json.Fields(), PasskeysBeginSignInOutput, options)

    /**
     * Sign in with a passkey.
     * A passkey needs neither a password nor a second factor.
     * `passkey_refused` (401): This passkey was not accepted: begin again.
     * @throws PasskeysSignInError
     */
    suspend fun signIn(input: PasskeysSignInInput, options: CallOptions = CallOptions()): User =
        caller.call("passkeys.signIn", CallKind.MUTATION, PasskeysSignInInput.encode(input), User, options, PasskeysSignInError::of)
}

/** Procedures of `apps`. */
class AppsClient internal constructor(private val caller: Caller) {
    /**
     * Authorize an app.
     * Called by the consent page at `/oauth/authorize`. Returns the app's redirect URI with an authorization code that is valid for one use within 60 seconds.
     * For signed-in callers.
     * `unknown_app` (401): No app is registered with this client id.
     * `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
     * `not_a_browser` (403): An app can only be authorized from a browser session.
     * @throws AppsApproveError
     */
    suspend fun approve(input: AppsApproveInput, options: CallOptions = CallOptions()): AppsApproveOutput =
        caller.call("apps.approve", CallKind.MUTATION, AppsApproveInput.encode(input), AppsApproveOutput, options, AppsApproveError::of)

    /**
     * Exchange an authorization code for tokens.
     * Equivalent to `POST /oauth/token` with `grant_type=authorization_code`. A code is valid for one attempt, successful or not; using it again ends the session it created.
     * `unknown_app` (401): No app is registered with this client id.
     * `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
     * @throws AppsRedeemError
     */
    suspend fun redeem(input: AppsRedeemInput, options: CallOptions = CallOptions()): AppTokens =
        caller.call("apps.redeem", CallKind.MUTATION, AppsRedeemInput.encode(input), AppTokens, options, AppsRedeemError::of)

    /**
     * Revoke an app's token.
     * Equivalent to `POST /oauth/revoke` (RFC 7009). Ends the session of an access or refresh token. An unknown token gets the same response.
     * `unknown_app` (401): No app is registered with this client id.
     * @throws AppsRevokeError
     */
    suspend fun revoke(input: AppsRevokeInput, options: CallOptions = CallOptions()): Unit =
        caller.call("apps.revoke", CallKind.MUTATION, AppsRevokeInput.encode(input), Codecs.nothing, options, AppsRevokeError::of)
}

/** Procedures of `profiles`. */
class ProfilesClient internal constructor(private val caller: Caller) {
    /**
     * Get a profile.
     * `not_found` (404): No user has this user name.
     * @throws ProfilesGetError
     */
    suspend fun get(input: ProfilesGetInput, options: CallOptions = CallOptions()): Profile =
        caller.call("profiles.get", CallKind.QUERY, ProfilesGetInput.encode(input), Profile, options, ProfilesGetError::of)

    /**
     * Follow an author.
     * Adds the author's articles to the viewer's feed. Idempotent.
     * For signed-in callers.
     * API keys need the scope `profiles:write`.
     * `not_found` (404): No user has this user name.
     * @throws ProfilesFollowError
     */
    suspend fun follow(input: ProfilesFollowInput, options: CallOptions = CallOptions()): Profile =
        caller.call("profiles.follow", CallKind.KEYED, ProfilesFollowInput.encode(input), Profile, options, ProfilesFollowError::of)

    /**
     * Unfollow an author.
     * For signed-in callers.
     * API keys need the scope `profiles:write`.
     * `not_found` (404): No user has this user name.
     * @throws ProfilesUnfollowError
     */
    suspend fun unfollow(input: ProfilesUnfollowInput, options: CallOptions = CallOptions()): Profile =
        caller.call("profiles.unfollow", CallKind.KEYED, ProfilesUnfollowInput.encode(input), Profile, options, ProfilesUnfollowError::of)
}

/** Procedures of `articles`. */
class ArticlesClient internal constructor(private val caller: Caller) {
    /**
     * List articles, newest first.
     * @throws CallException
     */
    suspend fun list(input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()): ArticlePage =
        caller.call("articles.list", CallKind.QUERY, ArticlesListInput.encode(input), ArticlePage, options)

    /** Pages of [list] from `cursor` on; each is requested when it is collected. */
    fun listPages(input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()): Flow<ArticlePage> =
        caller.pages(input.cursor, { it.next }) { list(input.copy(cursor = it), options) }

    /** Items of [list] from `cursor` on, over all pages. */
    fun listItems(input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()): Flow<ArticleSummary> =
        caller.items(listPages(input, options)) { it.articles }

    /**
     * List articles by followed authors, newest first.
     * For signed-in callers.
     * API keys need the scope `feed:read`.
     * @throws CallException
     */
    suspend fun feed(input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()): ArticlePage =
        caller.call("articles.feed", CallKind.QUERY, ArticlesFeedInput.encode(input), ArticlePage, options)

    /** Pages of [feed] from `cursor` on; each is requested when it is collected. */
    fun feedPages(input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()): Flow<ArticlePage> =
        caller.pages(input.cursor, { it.next }) { feed(input.copy(cursor = it), options) }

    /** Items of [feed] from `cursor` on, over all pages. */
    fun feedItems(input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()): Flow<ArticleSummary> =
        caller.items(feedPages(input, options)) { it.articles }

    /**
     * Get an article.
     * `not_found` (404): No article has this slug.
     * @throws ArticlesGetError
     */
    suspend fun get(input: ArticlesGetInput, options: CallOptions = CallOptions()): Article =
        caller.call("articles.get", CallKind.QUERY, ArticlesGetInput.encode(input), Article, options, ArticlesGetError::of)

    /**
     * Publish an article.
     * The slug is derived from the title; a suffix makes it unique.
     * For signed-in callers.
     * API keys need the scope `articles:write`.
     * @throws CallException
     */
    suspend fun publish(input: ArticlesPublishInput, options: CallOptions = CallOptions()): Article =
        caller.call("articles.publish", CallKind.KEYED, ArticlesPublishInput.encode(input), Article, options)

    /**
     * Update an article.
     * Only the author may update an article. Omitted fields stay unchanged. A new title changes the slug. An empty `tagList` removes all tags.
     * For signed-in callers.
     * API keys need the scope `articles:write`.
     * `not_found` (404): No article has this slug.
     * `forbidden` (403): This article belongs to another account.
     * @throws ArticlesUpdateError
     */
    suspend fun update(input: ArticlesUpdateInput, options: CallOptions = CallOptions()): Article =
        caller.call("articles.update", CallKind.KEYED, ArticlesUpdateInput.encode(input), Article, options, ArticlesUpdateError::of)

    /**
     * Delete an article.
     * Only the author may delete an article. Its comments and favorites are deleted as well.
     * For signed-in callers.
     * API keys need the scope `articles:write`.
     * `not_found` (404): No article has this slug.
     * `forbidden` (403): This article belongs to another account.
     * @throws ArticlesDeleteError
     */
    suspend fun delete(input: ArticlesDeleteInput, options: CallOptions = CallOptions()): Unit =
        caller.call("articles.delete", CallKind.KEYED, ArticlesDeleteInput.encode(input), Codecs.nothing, options, ArticlesDeleteError::of)

    /**
     * Favorite an article.
     * Idempotent.
     * For signed-in callers.
     * API keys need the scope `articles:write`.
     * `not_found` (404): No article has this slug.
     * @throws ArticlesFavoriteError
     */
    suspend fun favorite(input: ArticlesFavoriteInput, options: CallOptions = CallOptions()): Article =
        caller.call("articles.favorite", CallKind.KEYED, ArticlesFavoriteInput.encode(input), Article, options, ArticlesFavoriteError::of)

    /**
     * Unfavorite an article.
     * For signed-in callers.
     * API keys need the scope `articles:write`.
     * `not_found` (404): No article has this slug.
     * @throws ArticlesUnfavoriteError
     */
    suspend fun unfavorite(input: ArticlesUnfavoriteInput, options: CallOptions = CallOptions()): Article =
        caller.call("articles.unfavorite", CallKind.KEYED, ArticlesUnfavoriteInput.encode(input), Article, options, ArticlesUnfavoriteError::of)

    /**
     * Follow articles as they change.
     * A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
     */
    fun changes(input: ArticlesChangesInput = ArticlesChangesInput(), after: String? = null): Flow<LiveMessage<ArticleChange>> =
        caller.live("articles.changes", ArticlesChangesInput.encode(input), after, ArticleChange)
}

/** Procedures of `comments`. */
class CommentsClient internal constructor(private val caller: Caller) {
    /**
     * List an article's comments, newest first.
     * `not_found` (404): No article has this slug.
     * @throws CommentsListError
     */
    suspend fun list(input: CommentsListInput, options: CallOptions = CallOptions()): CommentsListOutput =
        caller.call("comments.list", CallKind.QUERY, CommentsListInput.encode(input), CommentsListOutput, options, CommentsListError::of)

    /** Pages of [list] from `cursor` on; each is requested when it is collected. */
    fun listPages(input: CommentsListInput, options: CallOptions = CallOptions()): Flow<CommentsListOutput> =
        caller.pages(input.cursor, { it.next }) { list(input.copy(cursor = it), options) }

    /** Items of [list] from `cursor` on, over all pages. */
    fun listItems(input: CommentsListInput, options: CallOptions = CallOptions()): Flow<Comment> =
        caller.items(listPages(input, options)) { it.comments }

    /**
     * Add a comment to an article.
     * For signed-in callers.
     * API keys need the scope `comments:write`.
     * `not_found` (404): No article has this slug.
     * @throws CommentsAddError
     */
    suspend fun add(input: CommentsAddInput, options: CallOptions = CallOptions()): Comment =
        caller.call("comments.add", CallKind.KEYED, CommentsAddInput.encode(input), Comment, options, CommentsAddError::of)

    /**
     * Delete a comment.
     * Only the author may delete a comment.
     * For signed-in callers.
     * API keys need the scope `comments:write`.
     * `article_not_found` (404): No article has this slug.
     * `not_found` (404): This article has no such comment.
     * `forbidden` (403): This comment belongs to another account.
     * @throws CommentsDeleteError
     */
    suspend fun delete(input: CommentsDeleteInput, options: CallOptions = CallOptions()): Unit =
        caller.call("comments.delete", CallKind.KEYED, CommentsDeleteInput.encode(input), Codecs.nothing, options, CommentsDeleteError::of)

    /**
     * Follow an article's comments as they are added.
     * A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
     * `not_found` (404): No article has this slug.
     */
    fun added(input: CommentsAddedInput, after: String? = null): Flow<LiveMessage<AddedComment>> =
        caller.live("comments.added", CommentsAddedInput.encode(input), after, AddedComment, CommentsAddedError::of)
}

/** Procedures of `feed`. */
class FeedClient internal constructor(private val caller: Caller) {
    /**
     * Follow articles by followed authors as they change.
     * Authors that the viewer follows or unfollows meanwhile are included or left out at once.
     * For signed-in callers.
     * API keys need the scope `feed:read`.
     * A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
     */
    fun changes(after: String? = null): Flow<LiveMessage<ArticleChange>> =
        caller.live("feed.changes", Json.Fields(), after, ArticleChange)
}

/** Procedures of `tags`. */
class TagsClient internal constructor(private val caller: Caller) {
    /**
     * List tags, most used first.
     * At most 10,000.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): TagsListOutput =
        caller.call("tags.list", CallKind.PUBLIC, Json.Fields(), TagsListOutput, options)
}

/** Procedures of `webhooks`. */
class WebhooksClient internal constructor(private val caller: Caller) {
    /**
     * Register a webhook endpoint.
     * Events about the account are posted to the URL as Standard Webhooks. The secret is in this response only. An account has at most 10 endpoints. Only admins may register one for all accounts.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `too_many` (409): An account can have at most 10 endpoints: delete one first.
     * `admins_only` (403): Only an admin may register an endpoint for all accounts.
     * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
     * @throws WebhooksCreateError
     */
    suspend fun create(input: WebhooksCreateInput, options: CallOptions = CallOptions()): WebhooksCreateOutput =
        caller.call("webhooks.create", CallKind.MUTATION, WebhooksCreateInput.encode(input), WebhooksCreateOutput, options, WebhooksCreateError::of)

    /**
     * List the viewer's webhook endpoints.
     * Newest first.
     * For signed-in callers.
     * @throws CallException
     */
    suspend fun list(options: CallOptions = CallOptions()): WebhooksListOutput =
        caller.call("webhooks.list", CallKind.QUERY, Json.Fields(), WebhooksListOutput, options)

    /**
     * Get one of the viewer's webhook endpoints.
     * For signed-in callers.
     * `not_found` (404): You have no such endpoint.
     * @throws WebhooksGetError
     */
    suspend fun get(input: WebhooksGetInput, options: CallOptions = CallOptions()): WebhookEndpoint =
        caller.call("webhooks.get", CallKind.QUERY, WebhooksGetInput.encode(input), WebhookEndpoint, options, WebhooksGetError::of)

    /**
     * Change a webhook endpoint.
     * With `enabled: true` a disabled endpoint is sent what waits for it. Events that occurred meanwhile can be replayed.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): You have no such endpoint.
     * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
     * @throws WebhooksUpdateError
     */
    suspend fun update(input: WebhooksUpdateInput, options: CallOptions = CallOptions()): WebhookEndpoint =
        caller.call("webhooks.update", CallKind.KEYED, WebhooksUpdateInput.encode(input), WebhookEndpoint, options, WebhooksUpdateError::of)

    /**
     * Delete a webhook endpoint.
     * Its pending events and its log of attempts are deleted too.
     * For signed-in callers.
     * `not_found` (404): You have no such endpoint.
     * @throws WebhooksDeleteError
     */
    suspend fun delete(input: WebhooksDeleteInput, options: CallOptions = CallOptions()): Unit =
        caller.call("webhooks.delete", CallKind.KEYED, WebhooksDeleteInput.encode(input), Codecs.nothing, options, WebhooksDeleteError::of)

    /**
     * Rotate a webhook endpoint's secret.
     * Returns the new secret, once. Both secrets sign until `overlapHours` are over, so that the receiver can change over in between.
     * For signed-in callers.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): You have no such endpoint.
     * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
     * @throws WebhooksRotateSecretError
     */
    suspend fun rotateSecret(input: WebhooksRotateSecretInput, options: CallOptions = CallOptions()): WebhooksRotateSecretOutput =
        caller.call("webhooks.rotateSecret", CallKind.MUTATION, WebhooksRotateSecretInput.encode(input), WebhooksRotateSecretOutput, options, WebhooksRotateSecretError::of)

    /**
     * Send a test event.
     * Sends `webhook.test` at once, before what waits, and does not repeat it. Its result is in the log of attempts.
     * For signed-in callers.
     * `not_found` (404): You have no such endpoint.
     * `disabled` (409): This endpoint is disabled: enable it first.
     * @throws WebhooksTestError
     */
    suspend fun test(input: WebhooksTestInput, options: CallOptions = CallOptions()): WebhooksTestOutput =
        caller.call("webhooks.test", CallKind.KEYED, WebhooksTestInput.encode(input), WebhooksTestOutput, options, WebhooksTestError::of)

    /**
     * List the attempts of a webhook endpoint.
     * Newest first; kept for 30 days.
     * For signed-in callers.
     * `not_found` (404): You have no such endpoint.
     * @throws WebhooksListAttemptsError
     */
    suspend fun listAttempts(input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()): WebhooksListAttemptsOutput =
        caller.call("webhooks.listAttempts", CallKind.QUERY, WebhooksListAttemptsInput.encode(input), WebhooksListAttemptsOutput, options, WebhooksListAttemptsError::of)

    /** Pages of [listAttempts] from `cursor` on; each is requested when it is collected. */
    fun listAttemptsPages(input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()): Flow<WebhooksListAttemptsOutput> =
        caller.pages(input.cursor, { it.next }) { listAttempts(input.copy(cursor = it), options) }

    /** Items of [listAttempts] from `cursor` on, over all pages. */
    fun listAttemptsItems(input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()): Flow<WebhooksListAttemptsOutputAttemptsItem> =
        caller.items(listAttemptsPages(input, options)) { it.attempts }

    /**
     * Send events again.
     * One event by its id, or those that occurred from `since` and before `until`, at most 1,000 in a call, or fewer where many events concern others: also events that the endpoint has not received because it was disabled or not there yet. Events are kept for 7 days unless configured otherwise.
     * For signed-in callers.
     * `not_found` (404): You have no such endpoint.
     * @throws WebhooksReplayError
     */
    suspend fun replay(input: WebhooksReplayInput, options: CallOptions = CallOptions()): WebhooksReplayOutput =
        caller.call("webhooks.replay", CallKind.KEYED, WebhooksReplayInput.encode(input), WebhooksReplayOutput, options, WebhooksReplayError::of)
}

/** Procedures of `admin`. */
class AdminClient internal constructor(private val caller: Caller) {
    /**
     * Remove a comment as a moderator.
     * For a signed-in moderator.
     * `article_not_found` (404): No article has this slug.
     * `not_found` (404): This article has no such comment.
     * @throws AdminRemoveCommentError
     */
    suspend fun removeComment(input: AdminRemoveCommentInput, options: CallOptions = CallOptions()): Unit =
        caller.call("admin.removeComment", CallKind.KEYED, AdminRemoveCommentInput.encode(input), Codecs.nothing, options, AdminRemoveCommentError::of)

    /**
     * List jobs by state.
     * Ended jobs are listed with the latest first, others with the longest due first.
     * For a signed-in admin.
     * @throws CallException
     */
    suspend fun listJobs(input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()): AdminListJobsOutput =
        caller.call("admin.listJobs", CallKind.QUERY, AdminListJobsInput.encode(input), AdminListJobsOutput, options)

    /** Pages of [listJobs] from `cursor` on; each is requested when it is collected. */
    fun listJobsPages(input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()): Flow<AdminListJobsOutput> =
        caller.pages(input.cursor, { it.next }) { listJobs(input.copy(cursor = it), options) }

    /** Items of [listJobs] from `cursor` on, over all pages. */
    fun listJobsItems(input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()): Flow<ManagedJob> =
        caller.items(listJobsPages(input, options)) { it.jobs }

    /**
     * Retry a dead or cancelled job.
     * It is due at once, with all its attempts. A job that waits or runs stays as it is.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No job has this id; finished ones are deleted in time.
     * `already_done` (409): The job is done already.
     * @throws AdminRetryJobError
     */
    suspend fun retryJob(input: AdminRetryJobInput, options: CallOptions = CallOptions()): ManagedJob =
        caller.call("admin.retryJob", CallKind.KEYED, AdminRetryJobInput.encode(input), ManagedJob, options, AdminRetryJobError::of)

    /**
     * Retry the dead jobs of a name.
     * At most 1,000 of them, those first that died last.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * @throws CallException
     */
    suspend fun retryDeadJobs(input: AdminRetryDeadJobsInput, options: CallOptions = CallOptions()): AdminRetryDeadJobsOutput =
        caller.call("admin.retryDeadJobs", CallKind.KEYED, AdminRetryDeadJobsInput.encode(input), AdminRetryDeadJobsOutput, options)

    /**
     * Cancel a job.
     * It is not attempted again; a running attempt gets an aborted signal, and its changes so far remain. A dead job is dismissed. Idempotent.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No job has this id; finished ones are deleted in time.
     * `already_done` (409): The job is done already.
     * @throws AdminCancelJobError
     */
    suspend fun cancelJob(input: AdminCancelJobInput, options: CallOptions = CallOptions()): ManagedJob =
        caller.call("admin.cancelJob", CallKind.KEYED, AdminCancelJobInput.encode(input), ManagedJob, options, AdminCancelJobError::of)

    /**
     * List accounts, newest first.
     * For a signed-in admin.
     * @throws CallException
     */
    suspend fun listUsers(input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()): AdminListUsersOutput =
        caller.call("admin.listUsers", CallKind.QUERY, AdminListUsersInput.encode(input), AdminListUsersOutput, options)

    /** Pages of [listUsers] from `cursor` on; each is requested when it is collected. */
    fun listUsersPages(input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()): Flow<AdminListUsersOutput> =
        caller.pages(input.cursor, { it.next }) { listUsers(input.copy(cursor = it), options) }

    /** Items of [listUsers] from `cursor` on, over all pages. */
    fun listUsersItems(input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()): Flow<ManagedUser> =
        caller.items(listUsersPages(input, options)) { it.users }

    /**
     * Suspend an account.
     * Ends its sessions, including those of apps; its API keys are disabled until the account is restored. Its articles and comments stay visible. Idempotent.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No user has this user name.
     * `own_account` (403): You cannot suspend your own account.
     * @throws AdminSuspendUserError
     */
    suspend fun suspendUser(input: AdminSuspendUserInput, options: CallOptions = CallOptions()): ManagedUser =
        caller.call("admin.suspendUser", CallKind.KEYED, AdminSuspendUserInput.encode(input), ManagedUser, options, AdminSuspendUserError::of)

    /**
     * Lift an account's suspension.
     * The owner can sign in again, and the account's API keys work again.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No user has this user name.
     * @throws AdminRestoreUserError
     */
    suspend fun restoreUser(input: AdminRestoreUserInput, options: CallOptions = CallOptions()): ManagedUser =
        caller.call("admin.restoreUser", CallKind.KEYED, AdminRestoreUserInput.encode(input), ManagedUser, options, AdminRestoreUserError::of)

    /**
     * Reset an account's credentials.
     * For an owner who cannot recover the account by e-mail alone and has proved their identity. Ends all sessions and removes the second factors, or all credentials: the owner then sets a password through a reset link sent to the account's address. The owner is notified by e-mail, and the reset is recorded in the audit log.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No user has this user name.
     * `own_account` (403): You cannot reset your own account.
     * @throws AdminResetAccessError
     */
    suspend fun resetAccess(input: AdminResetAccessInput, options: CallOptions = CallOptions()): ManagedUser =
        caller.call("admin.resetAccess", CallKind.KEYED, AdminResetAccessInput.encode(input), ManagedUser, options, AdminResetAccessError::of)

    /**
     * Change an account's role.
     * Ends the account's sessions if the role changes. The role of the last admin cannot be changed.
     * For a signed-in admin.
     * The caller must have signed in within the last ten minutes.
     * `not_found` (404): No user has this user name.
     * `last_admin` (409): The last admin cannot be removed: make another account admin first.
     * @throws AdminChangeRoleError
     */
    suspend fun changeRole(input: AdminChangeRoleInput, options: CallOptions = CallOptions()): ManagedUser =
        caller.call("admin.changeRole", CallKind.KEYED, AdminChangeRoleInput.encode(input), ManagedUser, options, AdminChangeRoleError::of)

    /**
     * Remove an article as a moderator.
     * Its comments and favorites are deleted as well.
     * For a signed-in moderator.
     * `not_found` (404): No article has this slug.
     * @throws AdminRemoveArticleError
     */
    suspend fun removeArticle(input: AdminRemoveArticleInput, options: CallOptions = CallOptions()): Unit =
        caller.call("admin.removeArticle", CallKind.KEYED, AdminRemoveArticleInput.encode(input), Codecs.nothing, options, AdminRemoveArticleError::of)

    /**
     * List audit log entries, newest first.
     * Entries are retained for 400 days.
     * For a signed-in admin.
     * @throws CallException
     */
    suspend fun listAudit(input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()): AdminListAuditOutput =
        caller.call("admin.listAudit", CallKind.QUERY, AdminListAuditInput.encode(input), AdminListAuditOutput, options)

    /** Pages of [listAudit] from `cursor` on; each is requested when it is collected. */
    fun listAuditPages(input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()): Flow<AdminListAuditOutput> =
        caller.pages(input.cursor, { it.next }) { listAudit(input.copy(cursor = it), options) }

    /** Items of [listAudit] from `cursor` on, over all pages. */
    fun listAuditItems(input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()): Flow<AuditRecord> =
        caller.items(listAuditPages(input, options)) { it.entries }
}

/** Every procedure, feature by feature. */
class ApiClient(options: ClientOptions) {
    private val caller = Caller(options)

    val accounts: AccountsClient = AccountsClient(caller)
    val emails: EmailsClient = EmailsClient(caller)
    val passwords: PasswordsClient = PasswordsClient(caller)
    val sessions: SessionsClient = SessionsClient(caller)
    val apiKeys: ApiKeysClient = ApiKeysClient(caller)
    val serviceTokens: ServiceTokensClient = ServiceTokensClient(caller)
    val oauth: OauthClient = OauthClient(caller)
    val factors: FactorsClient = FactorsClient(caller)
    val totp: TotpClient = TotpClient(caller)
    val passkeys: PasskeysClient = PasskeysClient(caller)
    val apps: AppsClient = AppsClient(caller)
    val profiles: ProfilesClient = ProfilesClient(caller)
    val articles: ArticlesClient = ArticlesClient(caller)
    val comments: CommentsClient = CommentsClient(caller)
    val feed: FeedClient = FeedClient(caller)
    val tags: TagsClient = TagsClient(caller)
    val webhooks: WebhooksClient = WebhooksClient(caller)
    val admin: AdminClient = AdminClient(caller)
}
