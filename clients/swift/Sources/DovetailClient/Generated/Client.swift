// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import Foundation

/// Codes that every call may fail with.
public enum StandardErrors {
    /// 400: The request could not be parsed.
    public static let malformed = "malformed"
    /// 401: Sign in to call this procedure.
    public static let unauthorized = "unauthorized"
    /// 403: You may not call this procedure.
    public static let refused = "refused"
    /// 403: This API key may not call this procedure.
    public static let outOfScope = "out_of_scope"
    /// 403: Re-authenticate, then call again within ten minutes.
    public static let reauthRequired = "reauth_required"
    /// 404: No such procedure or route.
    public static let noSuchProcedure = "no_such_procedure"
    /// 405: This HTTP method is not allowed here.
    public static let wrongMethod = "wrong_method"
    /// 409: A call with this Idempotency-Key is still in progress: try again shortly.
    public static let running = "running"
    /// 422: This Idempotency-Key was used for a different call.
    public static let keyReused = "key_reused"
    /// 428: Send the ETag of the current version as If-Match.
    public static let conditionRequired = "condition_required"
    /// 413: The request is too large.
    public static let tooLarge = "too_large"
    /// 415: Send the body as application/json.
    public static let wrongMediaType = "wrong_media_type"
    /// 422: The input does not match the contract.
    public static let invalid = "invalid"
    /// 429: Too many calls: try again later.
    public static let limited = "limited"
    /// 500: An internal error occurred.
    public static let `internal` = "internal"
    /// 503: The service is temporarily unavailable: try again shortly.
    public static let unavailable = "unavailable"
}

/// Errors of `accounts.register`.
public enum AccountsRegisterError: DeclaredError {
    /// `username_taken` (409): This username has already been taken.
    case usernameTaken
    /// `email_taken` (409): This email has already been taken.
    case emailTaken
    /// `password_common` (422): This password is commonly used and easy to guess: choose another.
    case passwordCommon
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AccountsRegisterError {
        switch failure.code {
        case "username_taken": return .usernameTaken
        case "email_taken": return .emailTaken
        case "password_common": return .passwordCommon
        default: return .other
        }
    }
}

/// Errors of `accounts.login`.
public enum AccountsLoginError: DeclaredError {
    /// `credentials` (401): The e-mail address or the password is wrong.
    case credentials
    /// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
    case secondFactorRequired
    /// `second_factor_refused` (401): The second factor is wrong or has been used before.
    case secondFactorRefused
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AccountsLoginError {
        switch failure.code {
        case "credentials": return .credentials
        case "second_factor_required": return .secondFactorRequired
        case "second_factor_refused": return .secondFactorRefused
        default: return .other
        }
    }
}

/// Errors of `accounts.update`.
public enum AccountsUpdateError: DeclaredError {
    /// `username_taken` (409): This username has already been taken.
    case usernameTaken
    /// `email_taken` (409): This email has already been taken.
    case emailTaken
    /// `password_common` (422): This password is commonly used and easy to guess: choose another.
    case passwordCommon
    /// `no_mail` (503): This service sends no mail.
    case noMail
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AccountsUpdateError {
        switch failure.code {
        case "username_taken": return .usernameTaken
        case "email_taken": return .emailTaken
        case "password_common": return .passwordCommon
        case "no_mail": return .noMail
        default: return .other
        }
    }
}

/// Errors of `accounts.delete`.
public enum AccountsDeleteError: DeclaredError {
    /// `forbidden` (403): You can only delete your own account.
    case forbidden
    /// `last_admin` (409): The last admin cannot be removed: make another account admin first.
    case lastAdmin
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AccountsDeleteError {
        switch failure.code {
        case "forbidden": return .forbidden
        case "last_admin": return .lastAdmin
        default: return .other
        }
    }
}

/// Errors of `emails.requestVerification`.
public enum EmailsRequestVerificationError: DeclaredError {
    /// `no_mail` (503): This service sends no mail.
    case noMail
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> EmailsRequestVerificationError {
        switch failure.code {
        case "no_mail": return .noMail
        default: return .other
        }
    }
}

/// Errors of `emails.verify`.
public enum EmailsVerifyError: DeclaredError {
    /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    case linkRefused
    /// `credentials` (401): The password is wrong.
    case credentials
    /// `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
    case otherAccount
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> EmailsVerifyError {
        switch failure.code {
        case "link_refused": return .linkRefused
        case "credentials": return .credentials
        case "other_account": return .otherAccount
        default: return .other
        }
    }
}

/// Errors of `emails.change`.
public enum EmailsChangeError: DeclaredError {
    /// `no_mail` (503): This service sends no mail.
    case noMail
    /// `email_taken` (409): This email has already been taken.
    case emailTaken
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> EmailsChangeError {
        switch failure.code {
        case "no_mail": return .noMail
        case "email_taken": return .emailTaken
        default: return .other
        }
    }
}

/// Errors of `emails.undo`.
public enum EmailsUndoError: DeclaredError {
    /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    case linkRefused
    /// `email_taken` (409): This email has already been taken.
    case emailTaken
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> EmailsUndoError {
        switch failure.code {
        case "link_refused": return .linkRefused
        case "email_taken": return .emailTaken
        default: return .other
        }
    }
}

/// Errors of `emails.confirmChange`.
public enum EmailsConfirmChangeError: DeclaredError {
    /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    case linkRefused
    /// `email_taken` (409): This email has already been taken.
    case emailTaken
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> EmailsConfirmChangeError {
        switch failure.code {
        case "link_refused": return .linkRefused
        case "email_taken": return .emailTaken
        default: return .other
        }
    }
}

/// Errors of `passwords.requestReset`.
public enum PasswordsRequestResetError: DeclaredError {
    /// `no_mail` (503): This service sends no mail.
    case noMail
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasswordsRequestResetError {
        switch failure.code {
        case "no_mail": return .noMail
        default: return .other
        }
    }
}

/// Errors of `passwords.reset`.
public enum PasswordsResetError: DeclaredError {
    /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    case linkRefused
    /// `password_common` (422): This password is commonly used and easy to guess: choose another.
    case passwordCommon
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasswordsResetError {
        switch failure.code {
        case "link_refused": return .linkRefused
        case "password_common": return .passwordCommon
        default: return .other
        }
    }
}

/// Errors of `passwords.change`.
public enum PasswordsChangeError: DeclaredError {
    /// `password_common` (422): This password is commonly used and easy to guess: choose another.
    case passwordCommon
    /// `credentials` (401): The current password is wrong.
    case credentials
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasswordsChangeError {
        switch failure.code {
        case "password_common": return .passwordCommon
        case "credentials": return .credentials
        default: return .other
        }
    }
}

/// Errors of `sessions.openApp`.
public enum SessionsOpenAppError: DeclaredError {
    /// `not_a_token` (409): Sign in with `session: token` first.
    case notAToken
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> SessionsOpenAppError {
        switch failure.code {
        case "not_a_token": return .notAToken
        default: return .other
        }
    }
}

/// Errors of `sessions.refresh`.
public enum SessionsRefreshError: DeclaredError {
    /// `refresh_refused` (401): Sign in again.
    case refreshRefused
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> SessionsRefreshError {
        switch failure.code {
        case "refresh_refused": return .refreshRefused
        default: return .other
        }
    }
}

/// Errors of `sessions.reauthenticate`.
public enum SessionsReauthenticateError: DeclaredError {
    /// `credentials` (401): The password is wrong.
    case credentials
    /// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
    case secondFactorRequired
    /// `second_factor_refused` (401): The second factor is wrong or has been used before.
    case secondFactorRefused
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> SessionsReauthenticateError {
        switch failure.code {
        case "credentials": return .credentials
        case "second_factor_required": return .secondFactorRequired
        case "second_factor_refused": return .secondFactorRefused
        default: return .other
        }
    }
}

/// Errors of `sessions.current`.
public enum SessionsCurrentError: DeclaredError {
    /// `not_found` (404): The session has just ended.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> SessionsCurrentError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `sessions.revoke`.
public enum SessionsRevokeError: DeclaredError {
    /// `not_found` (404): You have no such session.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> SessionsRevokeError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `apiKeys.create`.
public enum ApiKeysCreateError: DeclaredError {
    /// `too_many` (409): An account can have at most 20 API keys: revoke one first.
    case tooMany
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ApiKeysCreateError {
        switch failure.code {
        case "too_many": return .tooMany
        default: return .other
        }
    }
}

/// Errors of `apiKeys.revoke`.
public enum ApiKeysRevokeError: DeclaredError {
    /// `not_found` (404): You have no such API key.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ApiKeysRevokeError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `serviceTokens.create`.
public enum ServiceTokensCreateError: DeclaredError {
    /// `no_signing_key` (404): This service is not configured to create tokens for other services.
    case noSigningKey
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ServiceTokensCreateError {
        switch failure.code {
        case "no_signing_key": return .noSigningKey
        default: return .other
        }
    }
}

/// Errors of `oauth.start`.
public enum OauthStartError: DeclaredError {
    /// `no_provider` (404): Sign-in with this provider is not configured.
    case noProvider
    /// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
    case providerUnavailable
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> OauthStartError {
        switch failure.code {
        case "no_provider": return .noProvider
        case "provider_unavailable": return .providerUnavailable
        default: return .other
        }
    }
}

/// Errors of `oauth.link`.
public enum OauthLinkError: DeclaredError {
    /// `no_provider` (404): Sign-in with this provider is not configured.
    case noProvider
    /// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
    case providerUnavailable
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> OauthLinkError {
        switch failure.code {
        case "no_provider": return .noProvider
        case "provider_unavailable": return .providerUnavailable
        default: return .other
        }
    }
}

/// Errors of `oauth.unlink`.
public enum OauthUnlinkError: DeclaredError {
    /// `not_found` (404): Your account has no such linked identity.
    case notFound
    /// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
    case lastWayIn
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> OauthUnlinkError {
        switch failure.code {
        case "not_found": return .notFound
        case "last_way_in": return .lastWayIn
        default: return .other
        }
    }
}

/// Errors of `factors.renewRecoveryCodes`.
public enum FactorsRenewRecoveryCodesError: DeclaredError {
    /// `no_factor` (409): Recovery codes require a second factor: add one first.
    case noFactor
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> FactorsRenewRecoveryCodesError {
        switch failure.code {
        case "no_factor": return .noFactor
        default: return .other
        }
    }
}

/// Errors of `totp.begin`.
public enum TotpBeginError: DeclaredError {
    /// `already_on` (409): This account already has an authenticator app: remove it first.
    case alreadyOn
    /// `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
    case noEncryptionKey
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> TotpBeginError {
        switch failure.code {
        case "already_on": return .alreadyOn
        case "no_encryption_key": return .noEncryptionKey
        default: return .other
        }
    }
}

/// Errors of `totp.confirm`.
public enum TotpConfirmError: DeclaredError {
    /// `not_begun` (409): No authenticator app setup is pending: begin first.
    case notBegun
    /// `wrong_code` (422): The code does not match: check the clock of the device.
    case wrongCode
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> TotpConfirmError {
        switch failure.code {
        case "not_begun": return .notBegun
        case "wrong_code": return .wrongCode
        default: return .other
        }
    }
}

/// Errors of `totp.remove`.
public enum TotpRemoveError: DeclaredError {
    /// `not_on` (404): This account has no authenticator app.
    case notOn
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> TotpRemoveError {
        switch failure.code {
        case "not_on": return .notOn
        default: return .other
        }
    }
}

/// Errors of `passkeys.beginEnrolment`.
public enum PasskeysBeginEnrolmentError: DeclaredError {
    /// `too_many` (409): An account can have at most 20 passkeys: remove one first.
    case tooMany
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasskeysBeginEnrolmentError {
        switch failure.code {
        case "too_many": return .tooMany
        default: return .other
        }
    }
}

/// Errors of `passkeys.finishEnrolment`.
public enum PasskeysFinishEnrolmentError: DeclaredError {
    /// `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
    case passkeyRefused
    /// `passkey_taken` (409): This passkey already belongs to an account.
    case passkeyTaken
    /// `too_many` (409): An account can have at most 20 passkeys: remove one first.
    case tooMany
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasskeysFinishEnrolmentError {
        switch failure.code {
        case "passkey_refused": return .passkeyRefused
        case "passkey_taken": return .passkeyTaken
        case "too_many": return .tooMany
        default: return .other
        }
    }
}

/// Errors of `passkeys.rename`.
public enum PasskeysRenameError: DeclaredError {
    /// `not_found` (404): You have no such passkey.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasskeysRenameError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `passkeys.remove`.
public enum PasskeysRemoveError: DeclaredError {
    /// `not_found` (404): You have no such passkey.
    case notFound
    /// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
    case lastWayIn
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasskeysRemoveError {
        switch failure.code {
        case "not_found": return .notFound
        case "last_way_in": return .lastWayIn
        default: return .other
        }
    }
}

/// Errors of `passkeys.signIn`.
public enum PasskeysSignInError: DeclaredError {
    /// `passkey_refused` (401): This passkey was not accepted: begin again.
    case passkeyRefused
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> PasskeysSignInError {
        switch failure.code {
        case "passkey_refused": return .passkeyRefused
        default: return .other
        }
    }
}

/// Errors of `apps.approve`.
public enum AppsApproveError: DeclaredError {
    /// `unknown_app` (401): No app is registered with this client id.
    case unknownApp
    /// `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
    case redirectUriMismatch
    /// `not_a_browser` (403): An app can only be authorized from a browser session.
    case notABrowser
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AppsApproveError {
        switch failure.code {
        case "unknown_app": return .unknownApp
        case "redirect_uri_mismatch": return .redirectUriMismatch
        case "not_a_browser": return .notABrowser
        default: return .other
        }
    }
}

/// Errors of `apps.redeem`.
public enum AppsRedeemError: DeclaredError {
    /// `unknown_app` (401): No app is registered with this client id.
    case unknownApp
    /// `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
    case invalidGrant
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AppsRedeemError {
        switch failure.code {
        case "unknown_app": return .unknownApp
        case "invalid_grant": return .invalidGrant
        default: return .other
        }
    }
}

/// Errors of `apps.revoke`.
public enum AppsRevokeError: DeclaredError {
    /// `unknown_app` (401): No app is registered with this client id.
    case unknownApp
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AppsRevokeError {
        switch failure.code {
        case "unknown_app": return .unknownApp
        default: return .other
        }
    }
}

/// Errors of `profiles.get`.
public enum ProfilesGetError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ProfilesGetError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `profiles.follow`.
public enum ProfilesFollowError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ProfilesFollowError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `profiles.unfollow`.
public enum ProfilesUnfollowError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ProfilesUnfollowError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `articles.get`.
public enum ArticlesGetError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ArticlesGetError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `articles.update`.
public enum ArticlesUpdateError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// `forbidden` (403): This article belongs to another account.
    case forbidden
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ArticlesUpdateError {
        switch failure.code {
        case "not_found": return .notFound
        case "forbidden": return .forbidden
        default: return .other
        }
    }
}

/// Errors of `articles.delete`.
public enum ArticlesDeleteError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// `forbidden` (403): This article belongs to another account.
    case forbidden
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ArticlesDeleteError {
        switch failure.code {
        case "not_found": return .notFound
        case "forbidden": return .forbidden
        default: return .other
        }
    }
}

/// Errors of `articles.favorite`.
public enum ArticlesFavoriteError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ArticlesFavoriteError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `articles.unfavorite`.
public enum ArticlesUnfavoriteError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ArticlesUnfavoriteError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `comments.list`.
public enum CommentsListError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> CommentsListError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `comments.add`.
public enum CommentsAddError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> CommentsAddError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `comments.delete`.
public enum CommentsDeleteError: DeclaredError {
    /// `article_not_found` (404): No article has this slug.
    case articleNotFound
    /// `not_found` (404): This article has no such comment.
    case notFound
    /// `forbidden` (403): This comment belongs to another account.
    case forbidden
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> CommentsDeleteError {
        switch failure.code {
        case "article_not_found": return .articleNotFound
        case "not_found": return .notFound
        case "forbidden": return .forbidden
        default: return .other
        }
    }
}

/// Errors of `comments.added`.
public enum CommentsAddedError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> CommentsAddedError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `webhooks.create`.
public enum WebhooksCreateError: DeclaredError {
    /// `too_many` (409): An account can have at most 10 endpoints: delete one first.
    case tooMany
    /// `admins_only` (403): Only an admin may register an endpoint for all accounts.
    case adminsOnly
    /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    case unavailableHere
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksCreateError {
        switch failure.code {
        case "too_many": return .tooMany
        case "admins_only": return .adminsOnly
        case "unavailable_here": return .unavailableHere
        default: return .other
        }
    }
}

/// Errors of `webhooks.get`.
public enum WebhooksGetError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksGetError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `webhooks.update`.
public enum WebhooksUpdateError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    case unavailableHere
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksUpdateError {
        switch failure.code {
        case "not_found": return .notFound
        case "unavailable_here": return .unavailableHere
        default: return .other
        }
    }
}

/// Errors of `webhooks.delete`.
public enum WebhooksDeleteError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksDeleteError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `webhooks.rotateSecret`.
public enum WebhooksRotateSecretError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    case unavailableHere
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksRotateSecretError {
        switch failure.code {
        case "not_found": return .notFound
        case "unavailable_here": return .unavailableHere
        default: return .other
        }
    }
}

/// Errors of `webhooks.test`.
public enum WebhooksTestError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// `disabled` (409): This endpoint is disabled: enable it first.
    case disabled
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksTestError {
        switch failure.code {
        case "not_found": return .notFound
        case "disabled": return .disabled
        default: return .other
        }
    }
}

/// Errors of `webhooks.listAttempts`.
public enum WebhooksListAttemptsError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksListAttemptsError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `webhooks.replay`.
public enum WebhooksReplayError: DeclaredError {
    /// `not_found` (404): You have no such endpoint.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> WebhooksReplayError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `admin.removeComment`.
public enum AdminRemoveCommentError: DeclaredError {
    /// `article_not_found` (404): No article has this slug.
    case articleNotFound
    /// `not_found` (404): This article has no such comment.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminRemoveCommentError {
        switch failure.code {
        case "article_not_found": return .articleNotFound
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `admin.retryJob`.
public enum AdminRetryJobError: DeclaredError {
    /// `not_found` (404): No job has this id; finished ones are deleted in time.
    case notFound
    /// `already_done` (409): The job is done already.
    case alreadyDone
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminRetryJobError {
        switch failure.code {
        case "not_found": return .notFound
        case "already_done": return .alreadyDone
        default: return .other
        }
    }
}

/// Errors of `admin.cancelJob`.
public enum AdminCancelJobError: DeclaredError {
    /// `not_found` (404): No job has this id; finished ones are deleted in time.
    case notFound
    /// `already_done` (409): The job is done already.
    case alreadyDone
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminCancelJobError {
        switch failure.code {
        case "not_found": return .notFound
        case "already_done": return .alreadyDone
        default: return .other
        }
    }
}

/// Errors of `admin.suspendUser`.
public enum AdminSuspendUserError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// `own_account` (403): You cannot suspend your own account.
    case ownAccount
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminSuspendUserError {
        switch failure.code {
        case "not_found": return .notFound
        case "own_account": return .ownAccount
        default: return .other
        }
    }
}

/// Errors of `admin.restoreUser`.
public enum AdminRestoreUserError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminRestoreUserError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Errors of `admin.resetAccess`.
public enum AdminResetAccessError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// `own_account` (403): You cannot reset your own account.
    case ownAccount
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminResetAccessError {
        switch failure.code {
        case "not_found": return .notFound
        case "own_account": return .ownAccount
        default: return .other
        }
    }
}

/// Errors of `admin.changeRole`.
public enum AdminChangeRoleError: DeclaredError {
    /// `not_found` (404): No user has this user name.
    case notFound
    /// `last_admin` (409): The last admin cannot be removed: make another account admin first.
    case lastAdmin
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminChangeRoleError {
        switch failure.code {
        case "not_found": return .notFound
        case "last_admin": return .lastAdmin
        default: return .other
        }
    }
}

/// Errors of `admin.removeArticle`.
public enum AdminRemoveArticleError: DeclaredError {
    /// `not_found` (404): No article has this slug.
    case notFound
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> AdminRemoveArticleError {
        switch failure.code {
        case "not_found": return .notFound
        default: return .other
        }
    }
}

/// Procedures of `accounts`.
public struct AccountsClient: Sendable {
    let caller: Caller

    /// Sign up.
    /// Creates an account and its first session, and sends a verification link to the e-mail address.
    /// - Throws: `username_taken` (409): This username has already been taken.
    /// - Throws: `email_taken` (409): This email has already been taken.
    /// - Throws: `password_common` (422): This password is commonly used and easy to guess: choose another.
    public func register(_ input: AccountsRegisterInput, options: CallOptions = CallOptions()) async throws(CallError<AccountsRegisterError>) -> User {
        try await caller.call("accounts.register", .mutation, input, User.self, options, AccountsRegisterError.self)
    }

    /// Sign in.
    /// Starts a session. An unknown address and a wrong password get the same response. If the account has a second factor, a correct password is answered with 401 `second_factor_required`: call again with `code` or `passkey`.
    /// - Throws: `credentials` (401): The e-mail address or the password is wrong.
    /// - Throws: `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
    /// - Throws: `second_factor_refused` (401): The second factor is wrong or has been used before.
    public func login(_ input: AccountsLoginInput, options: CallOptions = CallOptions()) async throws(CallError<AccountsLoginError>) -> User {
        try await caller.call("accounts.login", .mutation, input, User.self, options, AccountsLoginError.self)
    }

    /// Get the viewer's account.
    /// For signed-in callers.
    public func current(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> User {
        try await caller.call("accounts.current", .query, Json.object([:]), User.self, options, NoErrors.self)
    }

    /// Update the viewer's account.
    /// Omitted fields stay unchanged. An empty `bio` or `image` becomes null. A new password or e-mail address requires authentication within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session stored in a cookie gets a new token. A new address is unverified; a verified old address stays in use until the new one is verified by a link sent to it.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `username_taken` (409): This username has already been taken.
    /// - Throws: `email_taken` (409): This email has already been taken.
    /// - Throws: `password_common` (422): This password is commonly used and easy to guess: choose another.
    /// - Throws: `no_mail` (503): This service sends no mail.
    public func update(_ input: AccountsUpdateInput = AccountsUpdateInput(), options: CallOptions = CallOptions()) async throws(CallError<AccountsUpdateError>) -> User {
        try await caller.call("accounts.update", .mutation, input, User.self, options, AccountsUpdateError.self)
    }

    /// Export the viewer's account data.
    /// A page holds up to 20 articles, 20 documents and 200 entries of each other list. Sessions, API keys and linked identities have procedures of their own. Secrets are stored as hashes only and are not exported.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    public func export(_ input: AccountsExportInput = AccountsExportInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> AccountExport {
        try await caller.call("accounts.export", .query, input, AccountExport.self, options, NoErrors.self)
    }

    /// Pages of `export` from `cursor` on; each is requested when it is awaited.
    public func exportPages(_ input: AccountsExportInput = AccountsExportInput(), options: CallOptions = CallOptions()) -> PullSequence<AccountExport> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.export(page, options: options)
        }
    }

    /// Delete the viewer's account.
    /// Deletes the account, its articles with the comments of others on them, and all its other data, immediately and permanently. `username` must be the viewer's own, as a confirmation. A session cookie is cleared.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `forbidden` (403): You can only delete your own account.
    /// - Throws: `last_admin` (409): The last admin cannot be removed: make another account admin first.
    public func delete(_ input: AccountsDeleteInput, options: CallOptions = CallOptions()) async throws(CallError<AccountsDeleteError>) {
        _ = try await caller.call("accounts.delete", .keyed, input, Json.self, options, AccountsDeleteError.self)
    }
}

/// Procedures of `emails`.
public struct EmailsClient: Sendable {
    let caller: Caller

    /// Request an e-mail verification link.
    /// The link is sent to the account's address, at most three times an hour, and only if the address is not verified. It is valid for one use, for a day, and until a newer one is sent.
    /// For signed-in callers.
    /// - Throws: `no_mail` (503): This service sends no mail.
    public func requestVerification(options: CallOptions = CallOptions()) async throws(CallError<EmailsRequestVerificationError>) {
        _ = try await caller.call("emails.requestVerification", .keyed, Json.object([:]), Json.self, options, EmailsRequestVerificationError.self)
    }

    /// Verify an e-mail address.
    /// With the account's session or password, the credentials are unchanged and the session gets a new token. Otherwise the account may have been created by another person: its password, sessions, API keys, linked identities and second factors are removed, and `resetToken` lets the owner of the address set a password.
    /// - Throws: `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    /// - Throws: `credentials` (401): The password is wrong.
    /// - Throws: `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
    public func verify(_ input: EmailsVerifyInput, options: CallOptions = CallOptions()) async throws(CallError<EmailsVerifyError>) -> EmailsVerifyOutput {
        try await caller.call("emails.verify", .mutation, input, EmailsVerifyOutput.self, options, EmailsVerifyError.self)
    }

    /// Request a change of e-mail address.
    /// A link is sent to the new address and a notification to the old one, which stays in use until the link is used. The link is valid for one use, for a day, and until a newer one is sent.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `no_mail` (503): This service sends no mail.
    /// - Throws: `email_taken` (409): This email has already been taken.
    public func change(_ input: EmailsChangeInput, options: CallOptions = CallOptions()) async throws(CallError<EmailsChangeError>) {
        _ = try await caller.call("emails.change", .keyed, input, Json.self, options, EmailsChangeError.self)
    }

    /// Revert recent credential changes.
    /// For the recipient of a security notification who did not make the change, within seven days of it. Ends all sessions, removes the password and all credentials added within the last seven days, restores an e-mail address that was replaced within them, and returns a `resetToken` to set a new password. Older credentials stay, second factors included.
    /// - Throws: `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    /// - Throws: `email_taken` (409): This email has already been taken.
    public func undo(_ input: EmailsUndoInput, options: CallOptions = CallOptions()) async throws(CallError<EmailsUndoError>) -> EmailsUndoOutput {
        try await caller.call("emails.undo", .mutation, input, EmailsUndoOutput.self, options, EmailsUndoError.self)
    }

    /// Confirm a change of e-mail address.
    /// The new address is verified. If the caller is signed in to the account, the session gets a new token.
    /// - Throws: `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    /// - Throws: `email_taken` (409): This email has already been taken.
    public func confirmChange(_ input: EmailsConfirmChangeInput, options: CallOptions = CallOptions()) async throws(CallError<EmailsConfirmChangeError>) -> EmailsConfirmChangeOutput {
        try await caller.call("emails.confirmChange", .mutation, input, EmailsConfirmChangeOutput.self, options, EmailsConfirmChangeError.self)
    }
}

/// Procedures of `passwords`.
public struct PasswordsClient: Sendable {
    let caller: Caller

    /// Request a password reset link.
    /// The response does not reveal whether the address has an account. At most three links an hour are sent for an account. A link is valid for one use, for an hour, and until a newer one is sent.
    /// - Throws: `no_mail` (503): This service sends no mail.
    public func requestReset(_ input: PasswordsRequestResetInput, options: CallOptions = CallOptions()) async throws(CallError<PasswordsRequestResetError>) {
        _ = try await caller.call("passwords.requestReset", .mutation, input, Json.self, options, PasswordsRequestResetError.self)
    }

    /// Reset a password.
    /// Ends all sessions of the account, including those of apps. API keys stay, unless the address was not yet verified. Second factors stay required to sign in; `removeRecent` removes recently added credentials.
    /// - Throws: `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
    /// - Throws: `password_common` (422): This password is commonly used and easy to guess: choose another.
    public func reset(_ input: PasswordsResetInput, options: CallOptions = CallOptions()) async throws(CallError<PasswordsResetError>) {
        _ = try await caller.call("passwords.reset", .mutation, input, Json.self, options, PasswordsResetError.self)
    }

    /// Change the viewer's password.
    /// Requires the current password or authentication within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; the current one gets a new token.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `password_common` (422): This password is commonly used and easy to guess: choose another.
    /// - Throws: `credentials` (401): The current password is wrong.
    public func change(_ input: PasswordsChangeInput, options: CallOptions = CallOptions()) async throws(CallError<PasswordsChangeError>) -> PasswordsChangeOutput {
        try await caller.call("passwords.change", .mutation, input, PasswordsChangeOutput.self, options, PasswordsChangeError.self)
    }
}

/// Procedures of `sessions`.
public struct SessionsClient: Sendable {
    let caller: Caller

    /// Exchange a session token for app tokens.
    /// For apps that can store secrets, after any kind of sign-in: replaces the session's token with a short-lived access token and a refresh token. The session's token is invalid from then on.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_a_token` (409): Sign in with `session: token` first.
    public func openApp(options: CallOptions = CallOptions()) async throws(CallError<SessionsOpenAppError>) -> AppTokens {
        try await caller.call("sessions.openApp", .mutation, Json.object([:]), AppTokens.self, options, SessionsOpenAppError.self)
    }

    /// Refresh tokens.
    /// A refresh token is valid for one use; reuse of an old one ends the session. An immediate retry, or one by the same client after a lost response, gets the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.
    /// - Throws: `refresh_refused` (401): Sign in again.
    public func refresh(_ input: SessionsRefreshInput, options: CallOptions = CallOptions()) async throws(CallError<SessionsRefreshError>) -> AppTokens {
        try await caller.call("sessions.refresh", .mutation, input, AppTokens.self, options, SessionsRefreshError.self)
    }

    /// Re-authenticate.
    /// Makes the session fresh for ten minutes. The session gets a new token; the old one is invalid. Send the password, with a second factor if the account has one; a passkey alone; or, if the account has no password, a code alone.
    /// For signed-in callers.
    /// - Throws: `credentials` (401): The password is wrong.
    /// - Throws: `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
    /// - Throws: `second_factor_refused` (401): The second factor is wrong or has been used before.
    public func reauthenticate(_ input: SessionsReauthenticateInput = SessionsReauthenticateInput(), options: CallOptions = CallOptions()) async throws(CallError<SessionsReauthenticateError>) -> SessionsReauthenticateOutput {
        try await caller.call("sessions.reauthenticate", .mutation, input, SessionsReauthenticateOutput.self, options, SessionsReauthenticateError.self)
    }

    /// Get the current session.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): The session has just ended.
    public func current(options: CallOptions = CallOptions()) async throws(CallError<SessionsCurrentError>) -> SessionsCurrentOutput {
        try await caller.call("sessions.current", .query, Json.object([:]), SessionsCurrentOutput.self, options, SessionsCurrentError.self)
    }

    /// List the viewer's sessions.
    /// Newest first, at most 100.
    /// For signed-in callers.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> SessionsListOutput {
        try await caller.call("sessions.list", .query, Json.object([:]), SessionsListOutput.self, options, NoErrors.self)
    }

    /// Revoke a session.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such session.
    public func revoke(_ input: SessionsRevokeInput, options: CallOptions = CallOptions()) async throws(CallError<SessionsRevokeError>) {
        _ = try await caller.call("sessions.revoke", .keyed, input, Json.self, options, SessionsRevokeError.self)
    }

    /// Sign out.
    /// Ends the current session.
    /// For signed-in callers.
    public func logout(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("sessions.logout", .keyed, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// Sign out on every other device.
    /// Ends all of the viewer's sessions except the current one.
    /// For signed-in callers.
    public func logoutOthers(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("sessions.logoutOthers", .keyed, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// Sign out on every device.
    /// Ends all of the viewer's sessions, including the current one. API keys stay valid.
    /// For signed-in callers.
    public func logoutEverywhere(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("sessions.logoutEverywhere", .keyed, Json.object([:]), Json.self, options, NoErrors.self)
    }
}

/// Procedures of `apiKeys`.
public struct ApiKeysClient: Sendable {
    let caller: Caller

    /// Create an API key.
    /// The key is in this response only and cannot be shown again. Send it as a bearer token. It may call the procedures of its scopes. An account has at most 20 keys.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `too_many` (409): An account can have at most 20 API keys: revoke one first.
    public func create(_ input: ApiKeysCreateInput, options: CallOptions = CallOptions()) async throws(CallError<ApiKeysCreateError>) -> ApiKeysCreateOutput {
        try await caller.call("apiKeys.create", .mutation, input, ApiKeysCreateOutput.self, options, ApiKeysCreateError.self)
    }

    /// List the viewer's API keys.
    /// Newest first, without expired keys.
    /// For signed-in callers.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ApiKeysListOutput {
        try await caller.call("apiKeys.list", .query, Json.object([:]), ApiKeysListOutput.self, options, NoErrors.self)
    }

    /// Revoke one of the viewer's API keys.
    /// The key stops working immediately.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such API key.
    public func revoke(_ input: ApiKeysRevokeInput, options: CallOptions = CallOptions()) async throws(CallError<ApiKeysRevokeError>) {
        _ = try await caller.call("apiKeys.revoke", .keyed, input, Json.self, options, ApiKeysRevokeError.self)
    }
}

/// Procedures of `serviceTokens`.
public struct ServiceTokensClient: Sendable {
    let caller: Caller

    /// Create a token for another service.
    /// Exchanges a session, an app's access token or an API key for a JWT (RFC 9068) that one other service accepts for five minutes. This service does not accept it. The verification keys are at `/.well-known/jwks.json`.
    /// For signed-in callers.
    /// API keys need the scope `tokens:create`.
    /// - Throws: `no_signing_key` (404): This service is not configured to create tokens for other services.
    public func create(_ input: ServiceTokensCreateInput, options: CallOptions = CallOptions()) async throws(CallError<ServiceTokensCreateError>) -> ServiceTokensCreateOutput {
        try await caller.call("serviceTokens.create", .mutation, input, ServiceTokensCreateOutput.self, options, ServiceTokensCreateError.self)
    }
}

/// Procedures of `oauth`.
public struct OauthClient: Sendable {
    let caller: Caller

    /// List identity providers.
    public func providers(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> OauthProvidersOutput {
        try await caller.call("oauth.providers", .query, Json.object([:]), OauthProvidersOutput.self, options, NoErrors.self)
    }

    /// Start sign-in with a provider.
    /// Returns the URL to send the browser to, and sets a cookie that is required to finish. The browser comes back signed in, or with `oauth_error` in the query string.
    /// - Throws: `no_provider` (404): Sign-in with this provider is not configured.
    /// - Throws: `provider_unavailable` (503): The identity provider does not respond: try again shortly.
    public func start(_ input: OauthStartInput, options: CallOptions = CallOptions()) async throws(CallError<OauthStartError>) -> OauthStartOutput {
        try await caller.call("oauth.start", .mutation, input, OauthStartOutput.self, options, OauthStartError.self)
    }

    /// Start linking a provider's account.
    /// Like `oauth.start`, but links the provider's account to the viewer's account.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `no_provider` (404): Sign-in with this provider is not configured.
    /// - Throws: `provider_unavailable` (503): The identity provider does not respond: try again shortly.
    public func link(_ input: OauthLinkInput, options: CallOptions = CallOptions()) async throws(CallError<OauthLinkError>) -> OauthLinkOutput {
        try await caller.call("oauth.link", .mutation, input, OauthLinkOutput.self, options, OauthLinkError.self)
    }

    /// List linked identities.
    /// For signed-in callers.
    public func identities(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> OauthIdentitiesOutput {
        try await caller.call("oauth.identities", .query, Json.object([:]), OauthIdentitiesOutput.self, options, NoErrors.self)
    }

    /// Unlink an identity.
    /// Rejected if it is the last way to sign in: set a password first.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): Your account has no such linked identity.
    /// - Throws: `last_way_in` (409): This is the last way to sign in to your account: set a password first.
    public func unlink(_ input: OauthUnlinkInput, options: CallOptions = CallOptions()) async throws(CallError<OauthUnlinkError>) {
        _ = try await caller.call("oauth.unlink", .keyed, input, Json.self, options, OauthUnlinkError.self)
    }
}

/// Procedures of `factors`.
public struct FactorsClient: Sendable {
    let caller: Caller

    /// List the viewer's second factors.
    /// If any is enabled, a password alone neither signs in nor makes a session fresh.
    /// For signed-in callers.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> FactorsListOutput {
        try await caller.call("factors.list", .query, Json.object([:]), FactorsListOutput.self, options, NoErrors.self)
    }

    /// Generate new recovery codes.
    /// Returns ten new codes and invalidates the old ones.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `no_factor` (409): Recovery codes require a second factor: add one first.
    public func renewRecoveryCodes(options: CallOptions = CallOptions()) async throws(CallError<FactorsRenewRecoveryCodesError>) -> FactorsRenewRecoveryCodesOutput {
        try await caller.call("factors.renewRecoveryCodes", .mutation, Json.object([:]), FactorsRenewRecoveryCodesOutput.self, options, FactorsRenewRecoveryCodesError.self)
    }
}

/// Procedures of `totp`.
public struct TotpClient: Sendable {
    let caller: Caller

    /// Begin authenticator app setup.
    /// Returns a new secret, once; show `uri` as a QR code. Codes are not required until the setup is confirmed. Beginning again replaces a pending setup.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `already_on` (409): This account already has an authenticator app: remove it first.
    /// - Throws: `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
    public func begin(options: CallOptions = CallOptions()) async throws(CallError<TotpBeginError>) -> TotpBeginOutput {
        try await caller.call("totp.begin", .mutation, Json.object([:]), TotpBeginOutput.self, options, TotpBeginError.self)
    }

    /// Confirm authenticator app setup.
    /// From then on a code is required to sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_begun` (409): No authenticator app setup is pending: begin first.
    /// - Throws: `wrong_code` (422): The code does not match: check the clock of the device.
    public func confirm(_ input: TotpConfirmInput, options: CallOptions = CallOptions()) async throws(CallError<TotpConfirmError>) -> TotpConfirmOutput {
        try await caller.call("totp.confirm", .mutation, input, TotpConfirmOutput.self, options, TotpConfirmError.self)
    }

    /// Remove the authenticator app.
    /// Removing the last second factor also deletes the recovery codes.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_on` (404): This account has no authenticator app.
    public func remove(options: CallOptions = CallOptions()) async throws(CallError<TotpRemoveError>) {
        _ = try await caller.call("totp.remove", .keyed, Json.object([:]), Json.self, options, TotpRemoveError.self)
    }
}

/// Procedures of `passkeys`.
public struct PasskeysClient: Sendable {
    let caller: Caller

    /// List the viewer's passkeys.
    /// For signed-in callers.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> PasskeysListOutput {
        try await caller.call("passkeys.list", .query, Json.object([:]), PasskeysListOutput.self, options, NoErrors.self)
    }

    /// Begin passkey registration.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `too_many` (409): An account can have at most 20 passkeys: remove one first.
    public func beginEnrolment(options: CallOptions = CallOptions()) async throws(CallError<PasskeysBeginEnrolmentError>) -> PasskeysBeginEnrolmentOutput {
        try await caller.call("passkeys.beginEnrolment", .mutation, Json.object([:]), PasskeysBeginEnrolmentOutput.self, options, PasskeysBeginEnrolmentError.self)
    }

    /// Finish passkey registration.
    /// Must be called in the session that began the registration. From then on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
    /// - Throws: `passkey_taken` (409): This passkey already belongs to an account.
    /// - Throws: `too_many` (409): An account can have at most 20 passkeys: remove one first.
    public func finishEnrolment(_ input: PasskeysFinishEnrolmentInput, options: CallOptions = CallOptions()) async throws(CallError<PasskeysFinishEnrolmentError>) -> PasskeysFinishEnrolmentOutput {
        try await caller.call("passkeys.finishEnrolment", .mutation, input, PasskeysFinishEnrolmentOutput.self, options, PasskeysFinishEnrolmentError.self)
    }

    /// Rename a passkey.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such passkey.
    public func rename(_ input: PasskeysRenameInput, options: CallOptions = CallOptions()) async throws(CallError<PasskeysRenameError>) -> Passkey {
        try await caller.call("passkeys.rename", .keyed, input, Passkey.self, options, PasskeysRenameError.self)
    }

    /// Remove a passkey.
    /// Rejected if it is the last way to sign in. Removing the last second factor also deletes the recovery codes.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): You have no such passkey.
    /// - Throws: `last_way_in` (409): This is the last way to sign in to your account: set a password first.
    public func remove(_ input: PasskeysRemoveInput, options: CallOptions = CallOptions()) async throws(CallError<PasskeysRemoveError>) {
        _ = try await caller.call("passkeys.remove", .keyed, input, Json.self, options, PasskeysRemoveError.self)
    }

    /// Begin passkey authentication.
    /// For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. The response reveals nothing about accounts.
    public func beginSignIn(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> PasskeysBeginSignInOutput {
        try await caller.call("passkeys.beginSignIn", .mutation, Json.object([:]), PasskeysBeginSignInOutput.self, options, NoErrors.self)
    }

    /// Sign in with a passkey.
    /// A passkey needs neither a password nor a second factor.
    /// - Throws: `passkey_refused` (401): This passkey was not accepted: begin again.
    public func signIn(_ input: PasskeysSignInInput, options: CallOptions = CallOptions()) async throws(CallError<PasskeysSignInError>) -> User {
        try await caller.call("passkeys.signIn", .mutation, input, User.self, options, PasskeysSignInError.self)
    }
}

/// Procedures of `apps`.
public struct AppsClient: Sendable {
    let caller: Caller

    /// Authorize an app.
    /// Called by the consent page at `/oauth/authorize`. Returns the app's redirect URI with an authorization code that is valid for one use within 60 seconds.
    /// For signed-in callers.
    /// - Throws: `unknown_app` (401): No app is registered with this client id.
    /// - Throws: `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
    /// - Throws: `not_a_browser` (403): An app can only be authorized from a browser session.
    public func approve(_ input: AppsApproveInput, options: CallOptions = CallOptions()) async throws(CallError<AppsApproveError>) -> AppsApproveOutput {
        try await caller.call("apps.approve", .mutation, input, AppsApproveOutput.self, options, AppsApproveError.self)
    }

    /// Exchange an authorization code for tokens.
    /// Equivalent to `POST /oauth/token` with `grant_type=authorization_code`. A code is valid for one attempt, successful or not; using it again ends the session it created.
    /// - Throws: `unknown_app` (401): No app is registered with this client id.
    /// - Throws: `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
    public func redeem(_ input: AppsRedeemInput, options: CallOptions = CallOptions()) async throws(CallError<AppsRedeemError>) -> AppTokens {
        try await caller.call("apps.redeem", .mutation, input, AppTokens.self, options, AppsRedeemError.self)
    }

    /// Revoke an app's token.
    /// Equivalent to `POST /oauth/revoke` (RFC 7009). Ends the session of an access or refresh token. An unknown token gets the same response.
    /// - Throws: `unknown_app` (401): No app is registered with this client id.
    public func revoke(_ input: AppsRevokeInput, options: CallOptions = CallOptions()) async throws(CallError<AppsRevokeError>) {
        _ = try await caller.call("apps.revoke", .mutation, input, Json.self, options, AppsRevokeError.self)
    }
}

/// Procedures of `profiles`.
public struct ProfilesClient: Sendable {
    let caller: Caller

    /// Get a profile.
    /// - Throws: `not_found` (404): No user has this user name.
    public func get(_ input: ProfilesGetInput, options: CallOptions = CallOptions()) async throws(CallError<ProfilesGetError>) -> Profile {
        try await caller.call("profiles.get", .query, input, Profile.self, options, ProfilesGetError.self)
    }

    /// Follow an author.
    /// Adds the author's articles to the viewer's feed. Idempotent.
    /// For signed-in callers.
    /// API keys need the scope `profiles:write`.
    /// - Throws: `not_found` (404): No user has this user name.
    public func follow(_ input: ProfilesFollowInput, options: CallOptions = CallOptions()) async throws(CallError<ProfilesFollowError>) -> Profile {
        try await caller.call("profiles.follow", .keyed, input, Profile.self, options, ProfilesFollowError.self)
    }

    /// Unfollow an author.
    /// For signed-in callers.
    /// API keys need the scope `profiles:write`.
    /// - Throws: `not_found` (404): No user has this user name.
    public func unfollow(_ input: ProfilesUnfollowInput, options: CallOptions = CallOptions()) async throws(CallError<ProfilesUnfollowError>) -> Profile {
        try await caller.call("profiles.unfollow", .keyed, input, Profile.self, options, ProfilesUnfollowError.self)
    }
}

/// Procedures of `articles`.
public struct ArticlesClient: Sendable {
    let caller: Caller

    /// List articles, newest first.
    public func list(_ input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ArticlePage {
        try await caller.call("articles.list", .query, input, ArticlePage.self, options, NoErrors.self)
    }

    /// Pages of `list` from `cursor` on; each is requested when it is awaited.
    public func listPages(_ input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()) -> PullSequence<ArticlePage> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.list(page, options: options)
        }
    }

    /// Items of `list` from `cursor` on, over all pages.
    public func listItems(_ input: ArticlesListInput = ArticlesListInput(), options: CallOptions = CallOptions()) -> PullSequence<ArticleSummary> {
        caller.items(of: listPages(input, options: options)) { page in page.articles }
    }

    /// List articles by followed authors, newest first.
    /// For signed-in callers.
    /// API keys need the scope `feed:read`.
    public func feed(_ input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ArticlePage {
        try await caller.call("articles.feed", .query, input, ArticlePage.self, options, NoErrors.self)
    }

    /// Pages of `feed` from `cursor` on; each is requested when it is awaited.
    public func feedPages(_ input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()) -> PullSequence<ArticlePage> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.feed(page, options: options)
        }
    }

    /// Items of `feed` from `cursor` on, over all pages.
    public func feedItems(_ input: ArticlesFeedInput = ArticlesFeedInput(), options: CallOptions = CallOptions()) -> PullSequence<ArticleSummary> {
        caller.items(of: feedPages(input, options: options)) { page in page.articles }
    }

    /// Get an article.
    /// - Throws: `not_found` (404): No article has this slug.
    public func get(_ input: ArticlesGetInput, options: CallOptions = CallOptions()) async throws(CallError<ArticlesGetError>) -> Article {
        try await caller.call("articles.get", .query, input, Article.self, options, ArticlesGetError.self)
    }

    /// Publish an article.
    /// The slug is derived from the title; a suffix makes it unique.
    /// For signed-in callers.
    /// API keys need the scope `articles:write`.
    public func publish(_ input: ArticlesPublishInput, options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> Article {
        try await caller.call("articles.publish", .keyed, input, Article.self, options, NoErrors.self)
    }

    /// Update an article.
    /// Only the author may update an article. Omitted fields stay unchanged. A new title changes the slug. An empty `tagList` removes all tags.
    /// For signed-in callers.
    /// API keys need the scope `articles:write`.
    /// - Throws: `not_found` (404): No article has this slug.
    /// - Throws: `forbidden` (403): This article belongs to another account.
    public func update(_ input: ArticlesUpdateInput, options: CallOptions = CallOptions()) async throws(CallError<ArticlesUpdateError>) -> Article {
        try await caller.call("articles.update", .keyed, input, Article.self, options, ArticlesUpdateError.self)
    }

    /// Delete an article.
    /// Only the author may delete an article. Its comments and favorites are deleted as well.
    /// For signed-in callers.
    /// API keys need the scope `articles:write`.
    /// - Throws: `not_found` (404): No article has this slug.
    /// - Throws: `forbidden` (403): This article belongs to another account.
    public func delete(_ input: ArticlesDeleteInput, options: CallOptions = CallOptions()) async throws(CallError<ArticlesDeleteError>) {
        _ = try await caller.call("articles.delete", .keyed, input, Json.self, options, ArticlesDeleteError.self)
    }

    /// Favorite an article.
    /// Idempotent.
    /// For signed-in callers.
    /// API keys need the scope `articles:write`.
    /// - Throws: `not_found` (404): No article has this slug.
    public func favorite(_ input: ArticlesFavoriteInput, options: CallOptions = CallOptions()) async throws(CallError<ArticlesFavoriteError>) -> Article {
        try await caller.call("articles.favorite", .keyed, input, Article.self, options, ArticlesFavoriteError.self)
    }

    /// Unfavorite an article.
    /// For signed-in callers.
    /// API keys need the scope `articles:write`.
    /// - Throws: `not_found` (404): No article has this slug.
    public func unfavorite(_ input: ArticlesUnfavoriteInput, options: CallOptions = CallOptions()) async throws(CallError<ArticlesUnfavoriteError>) -> Article {
        try await caller.call("articles.unfavorite", .keyed, input, Article.self, options, ArticlesUnfavoriteError.self)
    }

    /// Follow articles as they change.
    /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
    public func changes(_ input: ArticlesChangesInput = ArticlesChangesInput(), after: String? = nil) -> PullSequence<LiveMessage<ArticleChange>> {
        caller.live("articles.changes", input, after: after, ArticleChange.self, NoErrors.self)
    }
}

/// Procedures of `comments`.
public struct CommentsClient: Sendable {
    let caller: Caller

    /// List an article's comments, newest first.
    /// - Throws: `not_found` (404): No article has this slug.
    public func list(_ input: CommentsListInput, options: CallOptions = CallOptions()) async throws(CallError<CommentsListError>) -> CommentsListOutput {
        try await caller.call("comments.list", .query, input, CommentsListOutput.self, options, CommentsListError.self)
    }

    /// Pages of `list` from `cursor` on; each is requested when it is awaited.
    public func listPages(_ input: CommentsListInput, options: CallOptions = CallOptions()) -> PullSequence<CommentsListOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.list(page, options: options)
        }
    }

    /// Items of `list` from `cursor` on, over all pages.
    public func listItems(_ input: CommentsListInput, options: CallOptions = CallOptions()) -> PullSequence<Comment> {
        caller.items(of: listPages(input, options: options)) { page in page.comments }
    }

    /// Add a comment to an article.
    /// For signed-in callers.
    /// API keys need the scope `comments:write`.
    /// - Throws: `not_found` (404): No article has this slug.
    public func add(_ input: CommentsAddInput, options: CallOptions = CallOptions()) async throws(CallError<CommentsAddError>) -> Comment {
        try await caller.call("comments.add", .keyed, input, Comment.self, options, CommentsAddError.self)
    }

    /// Delete a comment.
    /// Only the author may delete a comment.
    /// For signed-in callers.
    /// API keys need the scope `comments:write`.
    /// - Throws: `article_not_found` (404): No article has this slug.
    /// - Throws: `not_found` (404): This article has no such comment.
    /// - Throws: `forbidden` (403): This comment belongs to another account.
    public func delete(_ input: CommentsDeleteInput, options: CallOptions = CallOptions()) async throws(CallError<CommentsDeleteError>) {
        _ = try await caller.call("comments.delete", .keyed, input, Json.self, options, CommentsDeleteError.self)
    }

    /// Follow an article's comments as they are added.
    /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
    /// - Throws: `not_found` (404): No article has this slug.
    public func added(_ input: CommentsAddedInput, after: String? = nil) -> PullSequence<LiveMessage<AddedComment>> {
        caller.live("comments.added", input, after: after, AddedComment.self, CommentsAddedError.self)
    }
}

/// Procedures of `feed`.
public struct FeedClient: Sendable {
    let caller: Caller

    /// Follow articles by followed authors as they change.
    /// Authors that the viewer follows or unfollows meanwhile are included or left out at once.
    /// For signed-in callers.
    /// API keys need the scope `feed:read`.
    /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
    public func changes(after: String? = nil) -> PullSequence<LiveMessage<ArticleChange>> {
        caller.live("feed.changes", Json.object([:]), after: after, ArticleChange.self, NoErrors.self)
    }
}

/// Procedures of `tags`.
public struct TagsClient: Sendable {
    let caller: Caller

    /// List tags, most used first.
    /// At most 10,000.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> TagsListOutput {
        try await caller.call("tags.list", .cacheable, Json.object([:]), TagsListOutput.self, options, NoErrors.self)
    }
}

/// Procedures of `webhooks`.
public struct WebhooksClient: Sendable {
    let caller: Caller

    /// Register a webhook endpoint.
    /// Events about the account are posted to the URL as Standard Webhooks. The secret is in this response only. An account has at most 10 endpoints. Only admins may register one for all accounts.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `too_many` (409): An account can have at most 10 endpoints: delete one first.
    /// - Throws: `admins_only` (403): Only an admin may register an endpoint for all accounts.
    /// - Throws: `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    public func create(_ input: WebhooksCreateInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksCreateError>) -> WebhooksCreateOutput {
        try await caller.call("webhooks.create", .mutation, input, WebhooksCreateOutput.self, options, WebhooksCreateError.self)
    }

    /// List the viewer's webhook endpoints.
    /// Newest first.
    /// For signed-in callers.
    public func list(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> WebhooksListOutput {
        try await caller.call("webhooks.list", .query, Json.object([:]), WebhooksListOutput.self, options, NoErrors.self)
    }

    /// Get one of the viewer's webhook endpoints.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such endpoint.
    public func get(_ input: WebhooksGetInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksGetError>) -> WebhookEndpoint {
        try await caller.call("webhooks.get", .query, input, WebhookEndpoint.self, options, WebhooksGetError.self)
    }

    /// Change a webhook endpoint.
    /// With `enabled: true` a disabled endpoint is sent what waits for it. Events that occurred meanwhile can be replayed.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): You have no such endpoint.
    /// - Throws: `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    public func update(_ input: WebhooksUpdateInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksUpdateError>) -> WebhookEndpoint {
        try await caller.call("webhooks.update", .keyed, input, WebhookEndpoint.self, options, WebhooksUpdateError.self)
    }

    /// Delete a webhook endpoint.
    /// Its pending events and its log of attempts are deleted too.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such endpoint.
    public func delete(_ input: WebhooksDeleteInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksDeleteError>) {
        _ = try await caller.call("webhooks.delete", .keyed, input, Json.self, options, WebhooksDeleteError.self)
    }

    /// Rotate a webhook endpoint's secret.
    /// Returns the new secret, once. Both secrets sign until `overlapHours` are over, so that the receiver can change over in between.
    /// For signed-in callers.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): You have no such endpoint.
    /// - Throws: `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
    public func rotateSecret(_ input: WebhooksRotateSecretInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksRotateSecretError>) -> WebhooksRotateSecretOutput {
        try await caller.call("webhooks.rotateSecret", .mutation, input, WebhooksRotateSecretOutput.self, options, WebhooksRotateSecretError.self)
    }

    /// Send a test event.
    /// Sends `webhook.test` at once, before what waits, and does not repeat it. Its result is in the log of attempts.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such endpoint.
    /// - Throws: `disabled` (409): This endpoint is disabled: enable it first.
    public func test(_ input: WebhooksTestInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksTestError>) -> WebhooksTestOutput {
        try await caller.call("webhooks.test", .keyed, input, WebhooksTestOutput.self, options, WebhooksTestError.self)
    }

    /// List the attempts of a webhook endpoint.
    /// Newest first; kept for 30 days.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such endpoint.
    public func listAttempts(_ input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksListAttemptsError>) -> WebhooksListAttemptsOutput {
        try await caller.call("webhooks.listAttempts", .query, input, WebhooksListAttemptsOutput.self, options, WebhooksListAttemptsError.self)
    }

    /// Pages of `listAttempts` from `cursor` on; each is requested when it is awaited.
    public func listAttemptsPages(_ input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()) -> PullSequence<WebhooksListAttemptsOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.listAttempts(page, options: options)
        }
    }

    /// Items of `listAttempts` from `cursor` on, over all pages.
    public func listAttemptsItems(_ input: WebhooksListAttemptsInput, options: CallOptions = CallOptions()) -> PullSequence<WebhooksListAttemptsOutputAttemptsItem> {
        caller.items(of: listAttemptsPages(input, options: options)) { page in page.attempts }
    }

    /// Send events again.
    /// One event by its id, or those that occurred from `since` and before `until`, at most 1,000 in a call, or fewer where many events concern others: also events that the endpoint has not received because it was disabled or not there yet. Events are kept for 7 days unless configured otherwise.
    /// For signed-in callers.
    /// - Throws: `not_found` (404): You have no such endpoint.
    public func replay(_ input: WebhooksReplayInput, options: CallOptions = CallOptions()) async throws(CallError<WebhooksReplayError>) -> WebhooksReplayOutput {
        try await caller.call("webhooks.replay", .keyed, input, WebhooksReplayOutput.self, options, WebhooksReplayError.self)
    }
}

/// Procedures of `admin`.
public struct AdminClient: Sendable {
    let caller: Caller

    /// Remove a comment as a moderator.
    /// For a signed-in moderator.
    /// - Throws: `article_not_found` (404): No article has this slug.
    /// - Throws: `not_found` (404): This article has no such comment.
    public func removeComment(_ input: AdminRemoveCommentInput, options: CallOptions = CallOptions()) async throws(CallError<AdminRemoveCommentError>) {
        _ = try await caller.call("admin.removeComment", .keyed, input, Json.self, options, AdminRemoveCommentError.self)
    }

    /// List jobs by state.
    /// Ended jobs are listed with the latest first, others with the longest due first.
    /// For a signed-in admin.
    public func listJobs(_ input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> AdminListJobsOutput {
        try await caller.call("admin.listJobs", .query, input, AdminListJobsOutput.self, options, NoErrors.self)
    }

    /// Pages of `listJobs` from `cursor` on; each is requested when it is awaited.
    public func listJobsPages(_ input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()) -> PullSequence<AdminListJobsOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.listJobs(page, options: options)
        }
    }

    /// Items of `listJobs` from `cursor` on, over all pages.
    public func listJobsItems(_ input: AdminListJobsInput = AdminListJobsInput(), options: CallOptions = CallOptions()) -> PullSequence<ManagedJob> {
        caller.items(of: listJobsPages(input, options: options)) { page in page.jobs }
    }

    /// Retry a dead or cancelled job.
    /// It is due at once, with all its attempts. A job that waits or runs stays as it is.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No job has this id; finished ones are deleted in time.
    /// - Throws: `already_done` (409): The job is done already.
    public func retryJob(_ input: AdminRetryJobInput, options: CallOptions = CallOptions()) async throws(CallError<AdminRetryJobError>) -> ManagedJob {
        try await caller.call("admin.retryJob", .keyed, input, ManagedJob.self, options, AdminRetryJobError.self)
    }

    /// Retry the dead jobs of a name.
    /// At most 1,000 of them, those first that died last.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    public func retryDeadJobs(_ input: AdminRetryDeadJobsInput, options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> AdminRetryDeadJobsOutput {
        try await caller.call("admin.retryDeadJobs", .keyed, input, AdminRetryDeadJobsOutput.self, options, NoErrors.self)
    }

    /// Cancel a job.
    /// It is not attempted again; a running attempt gets an aborted signal, and its changes so far remain. A dead job is dismissed. Idempotent.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No job has this id; finished ones are deleted in time.
    /// - Throws: `already_done` (409): The job is done already.
    public func cancelJob(_ input: AdminCancelJobInput, options: CallOptions = CallOptions()) async throws(CallError<AdminCancelJobError>) -> ManagedJob {
        try await caller.call("admin.cancelJob", .keyed, input, ManagedJob.self, options, AdminCancelJobError.self)
    }

    /// List accounts, newest first.
    /// For a signed-in admin.
    public func listUsers(_ input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> AdminListUsersOutput {
        try await caller.call("admin.listUsers", .query, input, AdminListUsersOutput.self, options, NoErrors.self)
    }

    /// Pages of `listUsers` from `cursor` on; each is requested when it is awaited.
    public func listUsersPages(_ input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()) -> PullSequence<AdminListUsersOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.listUsers(page, options: options)
        }
    }

    /// Items of `listUsers` from `cursor` on, over all pages.
    public func listUsersItems(_ input: AdminListUsersInput = AdminListUsersInput(), options: CallOptions = CallOptions()) -> PullSequence<ManagedUser> {
        caller.items(of: listUsersPages(input, options: options)) { page in page.users }
    }

    /// Suspend an account.
    /// Ends its sessions, including those of apps; its API keys are disabled until the account is restored. Its articles and comments stay visible. Idempotent.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No user has this user name.
    /// - Throws: `own_account` (403): You cannot suspend your own account.
    public func suspendUser(_ input: AdminSuspendUserInput, options: CallOptions = CallOptions()) async throws(CallError<AdminSuspendUserError>) -> ManagedUser {
        try await caller.call("admin.suspendUser", .keyed, input, ManagedUser.self, options, AdminSuspendUserError.self)
    }

    /// Lift an account's suspension.
    /// The owner can sign in again, and the account's API keys work again.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No user has this user name.
    public func restoreUser(_ input: AdminRestoreUserInput, options: CallOptions = CallOptions()) async throws(CallError<AdminRestoreUserError>) -> ManagedUser {
        try await caller.call("admin.restoreUser", .keyed, input, ManagedUser.self, options, AdminRestoreUserError.self)
    }

    /// Reset an account's credentials.
    /// For an owner who cannot recover the account by e-mail alone and has proved their identity. Ends all sessions and removes the second factors, or all credentials: the owner then sets a password through a reset link sent to the account's address. The owner is notified by e-mail, and the reset is recorded in the audit log.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No user has this user name.
    /// - Throws: `own_account` (403): You cannot reset your own account.
    public func resetAccess(_ input: AdminResetAccessInput, options: CallOptions = CallOptions()) async throws(CallError<AdminResetAccessError>) -> ManagedUser {
        try await caller.call("admin.resetAccess", .keyed, input, ManagedUser.self, options, AdminResetAccessError.self)
    }

    /// Change an account's role.
    /// Ends the account's sessions if the role changes. The role of the last admin cannot be changed.
    /// For a signed-in admin.
    /// The caller must have signed in within the last ten minutes.
    /// - Throws: `not_found` (404): No user has this user name.
    /// - Throws: `last_admin` (409): The last admin cannot be removed: make another account admin first.
    public func changeRole(_ input: AdminChangeRoleInput, options: CallOptions = CallOptions()) async throws(CallError<AdminChangeRoleError>) -> ManagedUser {
        try await caller.call("admin.changeRole", .keyed, input, ManagedUser.self, options, AdminChangeRoleError.self)
    }

    /// Remove an article as a moderator.
    /// Its comments and favorites are deleted as well.
    /// For a signed-in moderator.
    /// - Throws: `not_found` (404): No article has this slug.
    public func removeArticle(_ input: AdminRemoveArticleInput, options: CallOptions = CallOptions()) async throws(CallError<AdminRemoveArticleError>) {
        _ = try await caller.call("admin.removeArticle", .keyed, input, Json.self, options, AdminRemoveArticleError.self)
    }

    /// List audit log entries, newest first.
    /// Entries are retained for 400 days.
    /// For a signed-in admin.
    public func listAudit(_ input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> AdminListAuditOutput {
        try await caller.call("admin.listAudit", .query, input, AdminListAuditOutput.self, options, NoErrors.self)
    }

    /// Pages of `listAudit` from `cursor` on; each is requested when it is awaited.
    public func listAuditPages(_ input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()) -> PullSequence<AdminListAuditOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.listAudit(page, options: options)
        }
    }

    /// Items of `listAudit` from `cursor` on, over all pages.
    public func listAuditItems(_ input: AdminListAuditInput = AdminListAuditInput(), options: CallOptions = CallOptions()) -> PullSequence<AuditRecord> {
        caller.items(of: listAuditPages(input, options: options)) { page in page.entries }
    }
}

/// Every procedure, feature by feature.
public struct ApiClient: Sendable {
    public let accounts: AccountsClient
    public let emails: EmailsClient
    public let passwords: PasswordsClient
    public let sessions: SessionsClient
    public let apiKeys: ApiKeysClient
    public let serviceTokens: ServiceTokensClient
    public let oauth: OauthClient
    public let factors: FactorsClient
    public let totp: TotpClient
    public let passkeys: PasskeysClient
    public let apps: AppsClient
    public let profiles: ProfilesClient
    public let articles: ArticlesClient
    public let comments: CommentsClient
    public let feed: FeedClient
    public let tags: TagsClient
    public let webhooks: WebhooksClient
    public let admin: AdminClient

    public init(_ options: ClientOptions) {
        let caller = Caller(options)
        self.accounts = AccountsClient(caller: caller)
        self.emails = EmailsClient(caller: caller)
        self.passwords = PasswordsClient(caller: caller)
        self.sessions = SessionsClient(caller: caller)
        self.apiKeys = ApiKeysClient(caller: caller)
        self.serviceTokens = ServiceTokensClient(caller: caller)
        self.oauth = OauthClient(caller: caller)
        self.factors = FactorsClient(caller: caller)
        self.totp = TotpClient(caller: caller)
        self.passkeys = PasskeysClient(caller: caller)
        self.apps = AppsClient(caller: caller)
        self.profiles = ProfilesClient(caller: caller)
        self.articles = ArticlesClient(caller: caller)
        self.comments = CommentsClient(caller: caller)
        self.feed = FeedClient(caller: caller)
        self.tags = TagsClient(caller: caller)
        self.webhooks = WebhooksClient(caller: caller)
        self.admin = AdminClient(caller: caller)
    }
}
