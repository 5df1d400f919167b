// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import 'runtime/caller.dart';
import 'runtime/codec.dart';
import 'runtime/errors.dart';
import 'runtime/live.dart';
import 'types.dart';

/// Codes that every call may fail with.
abstract final class StandardErrors {
  /// 400: The request could not be parsed.
  static const String malformed = 'malformed';
  /// 401: Sign in to call this procedure.
  static const String unauthorized = 'unauthorized';
  /// 403: You may not call this procedure.
  static const String refused = 'refused';
  /// 403: This API key may not call this procedure.
  static const String outOfScope = 'out_of_scope';
  /// 403: Re-authenticate, then call again within ten minutes.
  static const String reauthRequired = 'reauth_required';
  /// 404: No such procedure or route.
  static const String noSuchProcedure = 'no_such_procedure';
  /// 405: This HTTP method is not allowed here.
  static const String wrongMethod = 'wrong_method';
  /// 409: A call with this Idempotency-Key is still in progress: try again shortly.
  static const String running = 'running';
  /// 422: This Idempotency-Key was used for a different call.
  static const String keyReused = 'key_reused';
  /// 428: Send the ETag of the current version as If-Match.
  static const String conditionRequired = 'condition_required';
  /// 413: The request is too large.
  static const String tooLarge = 'too_large';
  /// 415: Send the body as application/json.
  static const String wrongMediaType = 'wrong_media_type';
  /// 422: The input does not match the contract.
  static const String invalid = 'invalid';
  /// 429: Too many calls: try again later.
  static const String limited = 'limited';
  /// 500: An internal error occurred.
  static const String internal = 'internal';
  /// 503: The service is temporarily unavailable: try again shortly.
  static const String unavailable = 'unavailable';
}

/// Errors of `accounts.register`.
sealed class AccountsRegisterError extends CallException {
  AccountsRegisterError(super.failure);

  factory AccountsRegisterError.of(Failure failure) => switch (failure.code) {
        'username_taken' => AccountsRegisterErrorUsernameTaken(failure),
        'email_taken' => AccountsRegisterErrorEmailTaken(failure),
        'password_common' => AccountsRegisterErrorPasswordCommon(failure),
        _ => AccountsRegisterErrorOther(failure),
      };
}

/// `username_taken` (409): This username has already been taken.
final class AccountsRegisterErrorUsernameTaken extends AccountsRegisterError {
  AccountsRegisterErrorUsernameTaken(super.failure);
}

/// `email_taken` (409): This email has already been taken.
final class AccountsRegisterErrorEmailTaken extends AccountsRegisterError {
  AccountsRegisterErrorEmailTaken(super.failure);
}

/// `password_common` (422): This password is commonly used and easy to guess: choose another.
final class AccountsRegisterErrorPasswordCommon extends AccountsRegisterError {
  AccountsRegisterErrorPasswordCommon(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AccountsRegisterErrorOther extends AccountsRegisterError {
  AccountsRegisterErrorOther(super.failure);
}

/// Errors of `accounts.login`.
sealed class AccountsLoginError extends CallException {
  AccountsLoginError(super.failure);

  factory AccountsLoginError.of(Failure failure) => switch (failure.code) {
        'credentials' => AccountsLoginErrorCredentials(failure),
        'second_factor_required' => AccountsLoginErrorSecondFactorRequired(failure),
        'second_factor_refused' => AccountsLoginErrorSecondFactorRefused(failure),
        _ => AccountsLoginErrorOther(failure),
      };
}

/// `credentials` (401): The e-mail address or the password is wrong.
final class AccountsLoginErrorCredentials extends AccountsLoginError {
  AccountsLoginErrorCredentials(super.failure);
}

/// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
final class AccountsLoginErrorSecondFactorRequired extends AccountsLoginError {
  AccountsLoginErrorSecondFactorRequired(super.failure);
}

/// `second_factor_refused` (401): The second factor is wrong or has been used before.
final class AccountsLoginErrorSecondFactorRefused extends AccountsLoginError {
  AccountsLoginErrorSecondFactorRefused(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AccountsLoginErrorOther extends AccountsLoginError {
  AccountsLoginErrorOther(super.failure);
}

/// Errors of `accounts.update`.
sealed class AccountsUpdateError extends CallException {
  AccountsUpdateError(super.failure);

  factory AccountsUpdateError.of(Failure failure) => switch (failure.code) {
        'username_taken' => AccountsUpdateErrorUsernameTaken(failure),
        'email_taken' => AccountsUpdateErrorEmailTaken(failure),
        'password_common' => AccountsUpdateErrorPasswordCommon(failure),
        'no_mail' => AccountsUpdateErrorNoMail(failure),
        _ => AccountsUpdateErrorOther(failure),
      };
}

/// `username_taken` (409): This username has already been taken.
final class AccountsUpdateErrorUsernameTaken extends AccountsUpdateError {
  AccountsUpdateErrorUsernameTaken(super.failure);
}

/// `email_taken` (409): This email has already been taken.
final class AccountsUpdateErrorEmailTaken extends AccountsUpdateError {
  AccountsUpdateErrorEmailTaken(super.failure);
}

/// `password_common` (422): This password is commonly used and easy to guess: choose another.
final class AccountsUpdateErrorPasswordCommon extends AccountsUpdateError {
  AccountsUpdateErrorPasswordCommon(super.failure);
}

/// `no_mail` (503): This service sends no mail.
final class AccountsUpdateErrorNoMail extends AccountsUpdateError {
  AccountsUpdateErrorNoMail(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AccountsUpdateErrorOther extends AccountsUpdateError {
  AccountsUpdateErrorOther(super.failure);
}

/// Errors of `accounts.delete`.
sealed class AccountsDeleteError extends CallException {
  AccountsDeleteError(super.failure);

  factory AccountsDeleteError.of(Failure failure) => switch (failure.code) {
        'forbidden' => AccountsDeleteErrorForbidden(failure),
        'last_admin' => AccountsDeleteErrorLastAdmin(failure),
        _ => AccountsDeleteErrorOther(failure),
      };
}

/// `forbidden` (403): You can only delete your own account.
final class AccountsDeleteErrorForbidden extends AccountsDeleteError {
  AccountsDeleteErrorForbidden(super.failure);
}

/// `last_admin` (409): The last admin cannot be removed: make another account admin first.
final class AccountsDeleteErrorLastAdmin extends AccountsDeleteError {
  AccountsDeleteErrorLastAdmin(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AccountsDeleteErrorOther extends AccountsDeleteError {
  AccountsDeleteErrorOther(super.failure);
}

/// Errors of `emails.requestVerification`.
sealed class EmailsRequestVerificationError extends CallException {
  EmailsRequestVerificationError(super.failure);

  factory EmailsRequestVerificationError.of(Failure failure) => switch (failure.code) {
        'no_mail' => EmailsRequestVerificationErrorNoMail(failure),
        _ => EmailsRequestVerificationErrorOther(failure),
      };
}

/// `no_mail` (503): This service sends no mail.
final class EmailsRequestVerificationErrorNoMail extends EmailsRequestVerificationError {
  EmailsRequestVerificationErrorNoMail(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class EmailsRequestVerificationErrorOther extends EmailsRequestVerificationError {
  EmailsRequestVerificationErrorOther(super.failure);
}

/// Errors of `emails.verify`.
sealed class EmailsVerifyError extends CallException {
  EmailsVerifyError(super.failure);

  factory EmailsVerifyError.of(Failure failure) => switch (failure.code) {
        'link_refused' => EmailsVerifyErrorLinkRefused(failure),
        'credentials' => EmailsVerifyErrorCredentials(failure),
        'other_account' => EmailsVerifyErrorOtherAccount(failure),
        _ => EmailsVerifyErrorOther(failure),
      };
}

/// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
final class EmailsVerifyErrorLinkRefused extends EmailsVerifyError {
  EmailsVerifyErrorLinkRefused(super.failure);
}

/// `credentials` (401): The password is wrong.
final class EmailsVerifyErrorCredentials extends EmailsVerifyError {
  EmailsVerifyErrorCredentials(super.failure);
}

/// `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
final class EmailsVerifyErrorOtherAccount extends EmailsVerifyError {
  EmailsVerifyErrorOtherAccount(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class EmailsVerifyErrorOther extends EmailsVerifyError {
  EmailsVerifyErrorOther(super.failure);
}

/// Errors of `emails.change`.
sealed class EmailsChangeError extends CallException {
  EmailsChangeError(super.failure);

  factory EmailsChangeError.of(Failure failure) => switch (failure.code) {
        'no_mail' => EmailsChangeErrorNoMail(failure),
        'email_taken' => EmailsChangeErrorEmailTaken(failure),
        _ => EmailsChangeErrorOther(failure),
      };
}

/// `no_mail` (503): This service sends no mail.
final class EmailsChangeErrorNoMail extends EmailsChangeError {
  EmailsChangeErrorNoMail(super.failure);
}

/// `email_taken` (409): This email has already been taken.
final class EmailsChangeErrorEmailTaken extends EmailsChangeError {
  EmailsChangeErrorEmailTaken(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class EmailsChangeErrorOther extends EmailsChangeError {
  EmailsChangeErrorOther(super.failure);
}

/// Errors of `emails.undo`.
sealed class EmailsUndoError extends CallException {
  EmailsUndoError(super.failure);

  factory EmailsUndoError.of(Failure failure) => switch (failure.code) {
        'link_refused' => EmailsUndoErrorLinkRefused(failure),
        'email_taken' => EmailsUndoErrorEmailTaken(failure),
        _ => EmailsUndoErrorOther(failure),
      };
}

/// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
final class EmailsUndoErrorLinkRefused extends EmailsUndoError {
  EmailsUndoErrorLinkRefused(super.failure);
}

/// `email_taken` (409): This email has already been taken.
final class EmailsUndoErrorEmailTaken extends EmailsUndoError {
  EmailsUndoErrorEmailTaken(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class EmailsUndoErrorOther extends EmailsUndoError {
  EmailsUndoErrorOther(super.failure);
}

/// Errors of `emails.confirmChange`.
sealed class EmailsConfirmChangeError extends CallException {
  EmailsConfirmChangeError(super.failure);

  factory EmailsConfirmChangeError.of(Failure failure) => switch (failure.code) {
        'link_refused' => EmailsConfirmChangeErrorLinkRefused(failure),
        'email_taken' => EmailsConfirmChangeErrorEmailTaken(failure),
        _ => EmailsConfirmChangeErrorOther(failure),
      };
}

/// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
final class EmailsConfirmChangeErrorLinkRefused extends EmailsConfirmChangeError {
  EmailsConfirmChangeErrorLinkRefused(super.failure);
}

/// `email_taken` (409): This email has already been taken.
final class EmailsConfirmChangeErrorEmailTaken extends EmailsConfirmChangeError {
  EmailsConfirmChangeErrorEmailTaken(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class EmailsConfirmChangeErrorOther extends EmailsConfirmChangeError {
  EmailsConfirmChangeErrorOther(super.failure);
}

/// Errors of `passwords.requestReset`.
sealed class PasswordsRequestResetError extends CallException {
  PasswordsRequestResetError(super.failure);

  factory PasswordsRequestResetError.of(Failure failure) => switch (failure.code) {
        'no_mail' => PasswordsRequestResetErrorNoMail(failure),
        _ => PasswordsRequestResetErrorOther(failure),
      };
}

/// `no_mail` (503): This service sends no mail.
final class PasswordsRequestResetErrorNoMail extends PasswordsRequestResetError {
  PasswordsRequestResetErrorNoMail(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasswordsRequestResetErrorOther extends PasswordsRequestResetError {
  PasswordsRequestResetErrorOther(super.failure);
}

/// Errors of `passwords.reset`.
sealed class PasswordsResetError extends CallException {
  PasswordsResetError(super.failure);

  factory PasswordsResetError.of(Failure failure) => switch (failure.code) {
        'link_refused' => PasswordsResetErrorLinkRefused(failure),
        'password_common' => PasswordsResetErrorPasswordCommon(failure),
        _ => PasswordsResetErrorOther(failure),
      };
}

/// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
final class PasswordsResetErrorLinkRefused extends PasswordsResetError {
  PasswordsResetErrorLinkRefused(super.failure);
}

/// `password_common` (422): This password is commonly used and easy to guess: choose another.
final class PasswordsResetErrorPasswordCommon extends PasswordsResetError {
  PasswordsResetErrorPasswordCommon(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasswordsResetErrorOther extends PasswordsResetError {
  PasswordsResetErrorOther(super.failure);
}

/// Errors of `passwords.change`.
sealed class PasswordsChangeError extends CallException {
  PasswordsChangeError(super.failure);

  factory PasswordsChangeError.of(Failure failure) => switch (failure.code) {
        'password_common' => PasswordsChangeErrorPasswordCommon(failure),
        'credentials' => PasswordsChangeErrorCredentials(failure),
        _ => PasswordsChangeErrorOther(failure),
      };
}

/// `password_common` (422): This password is commonly used and easy to guess: choose another.
final class PasswordsChangeErrorPasswordCommon extends PasswordsChangeError {
  PasswordsChangeErrorPasswordCommon(super.failure);
}

/// `credentials` (401): The current password is wrong.
final class PasswordsChangeErrorCredentials extends PasswordsChangeError {
  PasswordsChangeErrorCredentials(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasswordsChangeErrorOther extends PasswordsChangeError {
  PasswordsChangeErrorOther(super.failure);
}

/// Errors of `sessions.openApp`.
sealed class SessionsOpenAppError extends CallException {
  SessionsOpenAppError(super.failure);

  factory SessionsOpenAppError.of(Failure failure) => switch (failure.code) {
        'not_a_token' => SessionsOpenAppErrorNotAToken(failure),
        _ => SessionsOpenAppErrorOther(failure),
      };
}

/// `not_a_token` (409): Sign in with `session: token` first.
final class SessionsOpenAppErrorNotAToken extends SessionsOpenAppError {
  SessionsOpenAppErrorNotAToken(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class SessionsOpenAppErrorOther extends SessionsOpenAppError {
  SessionsOpenAppErrorOther(super.failure);
}

/// Errors of `sessions.refresh`.
sealed class SessionsRefreshError extends CallException {
  SessionsRefreshError(super.failure);

  factory SessionsRefreshError.of(Failure failure) => switch (failure.code) {
        'refresh_refused' => SessionsRefreshErrorRefreshRefused(failure),
        _ => SessionsRefreshErrorOther(failure),
      };
}

/// `refresh_refused` (401): Sign in again.
final class SessionsRefreshErrorRefreshRefused extends SessionsRefreshError {
  SessionsRefreshErrorRefreshRefused(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class SessionsRefreshErrorOther extends SessionsRefreshError {
  SessionsRefreshErrorOther(super.failure);
}

/// Errors of `sessions.reauthenticate`.
sealed class SessionsReauthenticateError extends CallException {
  SessionsReauthenticateError(super.failure);

  factory SessionsReauthenticateError.of(Failure failure) => switch (failure.code) {
        'credentials' => SessionsReauthenticateErrorCredentials(failure),
        'second_factor_required' => SessionsReauthenticateErrorSecondFactorRequired(failure),
        'second_factor_refused' => SessionsReauthenticateErrorSecondFactorRefused(failure),
        _ => SessionsReauthenticateErrorOther(failure),
      };
}

/// `credentials` (401): The password is wrong.
final class SessionsReauthenticateErrorCredentials extends SessionsReauthenticateError {
  SessionsReauthenticateErrorCredentials(super.failure);
}

/// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
final class SessionsReauthenticateErrorSecondFactorRequired extends SessionsReauthenticateError {
  SessionsReauthenticateErrorSecondFactorRequired(super.failure);
}

/// `second_factor_refused` (401): The second factor is wrong or has been used before.
final class SessionsReauthenticateErrorSecondFactorRefused extends SessionsReauthenticateError {
  SessionsReauthenticateErrorSecondFactorRefused(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class SessionsReauthenticateErrorOther extends SessionsReauthenticateError {
  SessionsReauthenticateErrorOther(super.failure);
}

/// Errors of `sessions.current`.
sealed class SessionsCurrentError extends CallException {
  SessionsCurrentError(super.failure);

  factory SessionsCurrentError.of(Failure failure) => switch (failure.code) {
        'not_found' => SessionsCurrentErrorNotFound(failure),
        _ => SessionsCurrentErrorOther(failure),
      };
}

/// `not_found` (404): The session has just ended.
final class SessionsCurrentErrorNotFound extends SessionsCurrentError {
  SessionsCurrentErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class SessionsCurrentErrorOther extends SessionsCurrentError {
  SessionsCurrentErrorOther(super.failure);
}

/// Errors of `sessions.revoke`.
sealed class SessionsRevokeError extends CallException {
  SessionsRevokeError(super.failure);

  factory SessionsRevokeError.of(Failure failure) => switch (failure.code) {
        'not_found' => SessionsRevokeErrorNotFound(failure),
        _ => SessionsRevokeErrorOther(failure),
      };
}

/// `not_found` (404): You have no such session.
final class SessionsRevokeErrorNotFound extends SessionsRevokeError {
  SessionsRevokeErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class SessionsRevokeErrorOther extends SessionsRevokeError {
  SessionsRevokeErrorOther(super.failure);
}

/// Errors of `apiKeys.create`.
sealed class ApiKeysCreateError extends CallException {
  ApiKeysCreateError(super.failure);

  factory ApiKeysCreateError.of(Failure failure) => switch (failure.code) {
        'too_many' => ApiKeysCreateErrorTooMany(failure),
        _ => ApiKeysCreateErrorOther(failure),
      };
}

/// `too_many` (409): An account can have at most 20 API keys: revoke one first.
final class ApiKeysCreateErrorTooMany extends ApiKeysCreateError {
  ApiKeysCreateErrorTooMany(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ApiKeysCreateErrorOther extends ApiKeysCreateError {
  ApiKeysCreateErrorOther(super.failure);
}

/// Errors of `apiKeys.revoke`.
sealed class ApiKeysRevokeError extends CallException {
  ApiKeysRevokeError(super.failure);

  factory ApiKeysRevokeError.of(Failure failure) => switch (failure.code) {
        'not_found' => ApiKeysRevokeErrorNotFound(failure),
        _ => ApiKeysRevokeErrorOther(failure),
      };
}

/// `not_found` (404): You have no such API key.
final class ApiKeysRevokeErrorNotFound extends ApiKeysRevokeError {
  ApiKeysRevokeErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ApiKeysRevokeErrorOther extends ApiKeysRevokeError {
  ApiKeysRevokeErrorOther(super.failure);
}

/// Errors of `serviceTokens.create`.
sealed class ServiceTokensCreateError extends CallException {
  ServiceTokensCreateError(super.failure);

  factory ServiceTokensCreateError.of(Failure failure) => switch (failure.code) {
        'no_signing_key' => ServiceTokensCreateErrorNoSigningKey(failure),
        _ => ServiceTokensCreateErrorOther(failure),
      };
}

/// `no_signing_key` (404): This service is not configured to create tokens for other services.
final class ServiceTokensCreateErrorNoSigningKey extends ServiceTokensCreateError {
  ServiceTokensCreateErrorNoSigningKey(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ServiceTokensCreateErrorOther extends ServiceTokensCreateError {
  ServiceTokensCreateErrorOther(super.failure);
}

/// Errors of `oauth.start`.
sealed class OauthStartError extends CallException {
  OauthStartError(super.failure);

  factory OauthStartError.of(Failure failure) => switch (failure.code) {
        'no_provider' => OauthStartErrorNoProvider(failure),
        'provider_unavailable' => OauthStartErrorProviderUnavailable(failure),
        _ => OauthStartErrorOther(failure),
      };
}

/// `no_provider` (404): Sign-in with this provider is not configured.
final class OauthStartErrorNoProvider extends OauthStartError {
  OauthStartErrorNoProvider(super.failure);
}

/// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
final class OauthStartErrorProviderUnavailable extends OauthStartError {
  OauthStartErrorProviderUnavailable(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class OauthStartErrorOther extends OauthStartError {
  OauthStartErrorOther(super.failure);
}

/// Errors of `oauth.link`.
sealed class OauthLinkError extends CallException {
  OauthLinkError(super.failure);

  factory OauthLinkError.of(Failure failure) => switch (failure.code) {
        'no_provider' => OauthLinkErrorNoProvider(failure),
        'provider_unavailable' => OauthLinkErrorProviderUnavailable(failure),
        _ => OauthLinkErrorOther(failure),
      };
}

/// `no_provider` (404): Sign-in with this provider is not configured.
final class OauthLinkErrorNoProvider extends OauthLinkError {
  OauthLinkErrorNoProvider(super.failure);
}

/// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
final class OauthLinkErrorProviderUnavailable extends OauthLinkError {
  OauthLinkErrorProviderUnavailable(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class OauthLinkErrorOther extends OauthLinkError {
  OauthLinkErrorOther(super.failure);
}

/// Errors of `oauth.unlink`.
sealed class OauthUnlinkError extends CallException {
  OauthUnlinkError(super.failure);

  factory OauthUnlinkError.of(Failure failure) => switch (failure.code) {
        'not_found' => OauthUnlinkErrorNotFound(failure),
        'last_way_in' => OauthUnlinkErrorLastWayIn(failure),
        _ => OauthUnlinkErrorOther(failure),
      };
}

/// `not_found` (404): Your account has no such linked identity.
final class OauthUnlinkErrorNotFound extends OauthUnlinkError {
  OauthUnlinkErrorNotFound(super.failure);
}

/// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
final class OauthUnlinkErrorLastWayIn extends OauthUnlinkError {
  OauthUnlinkErrorLastWayIn(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class OauthUnlinkErrorOther extends OauthUnlinkError {
  OauthUnlinkErrorOther(super.failure);
}

/// Errors of `factors.renewRecoveryCodes`.
sealed class FactorsRenewRecoveryCodesError extends CallException {
  FactorsRenewRecoveryCodesError(super.failure);

  factory FactorsRenewRecoveryCodesError.of(Failure failure) => switch (failure.code) {
        'no_factor' => FactorsRenewRecoveryCodesErrorNoFactor(failure),
        _ => FactorsRenewRecoveryCodesErrorOther(failure),
      };
}

/// `no_factor` (409): Recovery codes require a second factor: add one first.
final class FactorsRenewRecoveryCodesErrorNoFactor extends FactorsRenewRecoveryCodesError {
  FactorsRenewRecoveryCodesErrorNoFactor(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class FactorsRenewRecoveryCodesErrorOther extends FactorsRenewRecoveryCodesError {
  FactorsRenewRecoveryCodesErrorOther(super.failure);
}

/// Errors of `totp.begin`.
sealed class TotpBeginError extends CallException {
  TotpBeginError(super.failure);

  factory TotpBeginError.of(Failure failure) => switch (failure.code) {
        'already_on' => TotpBeginErrorAlreadyOn(failure),
        'no_encryption_key' => TotpBeginErrorNoEncryptionKey(failure),
        _ => TotpBeginErrorOther(failure),
      };
}

/// `already_on` (409): This account already has an authenticator app: remove it first.
final class TotpBeginErrorAlreadyOn extends TotpBeginError {
  TotpBeginErrorAlreadyOn(super.failure);
}

/// `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
final class TotpBeginErrorNoEncryptionKey extends TotpBeginError {
  TotpBeginErrorNoEncryptionKey(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class TotpBeginErrorOther extends TotpBeginError {
  TotpBeginErrorOther(super.failure);
}

/// Errors of `totp.confirm`.
sealed class TotpConfirmError extends CallException {
  TotpConfirmError(super.failure);

  factory TotpConfirmError.of(Failure failure) => switch (failure.code) {
        'not_begun' => TotpConfirmErrorNotBegun(failure),
        'wrong_code' => TotpConfirmErrorWrongCode(failure),
        _ => TotpConfirmErrorOther(failure),
      };
}

/// `not_begun` (409): No authenticator app setup is pending: begin first.
final class TotpConfirmErrorNotBegun extends TotpConfirmError {
  TotpConfirmErrorNotBegun(super.failure);
}

/// `wrong_code` (422): The code does not match: check the clock of the device.
final class TotpConfirmErrorWrongCode extends TotpConfirmError {
  TotpConfirmErrorWrongCode(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class TotpConfirmErrorOther extends TotpConfirmError {
  TotpConfirmErrorOther(super.failure);
}

/// Errors of `totp.remove`.
sealed class TotpRemoveError extends CallException {
  TotpRemoveError(super.failure);

  factory TotpRemoveError.of(Failure failure) => switch (failure.code) {
        'not_on' => TotpRemoveErrorNotOn(failure),
        _ => TotpRemoveErrorOther(failure),
      };
}

/// `not_on` (404): This account has no authenticator app.
final class TotpRemoveErrorNotOn extends TotpRemoveError {
  TotpRemoveErrorNotOn(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class TotpRemoveErrorOther extends TotpRemoveError {
  TotpRemoveErrorOther(super.failure);
}

/// Errors of `passkeys.beginEnrolment`.
sealed class PasskeysBeginEnrolmentError extends CallException {
  PasskeysBeginEnrolmentError(super.failure);

  factory PasskeysBeginEnrolmentError.of(Failure failure) => switch (failure.code) {
        'too_many' => PasskeysBeginEnrolmentErrorTooMany(failure),
        _ => PasskeysBeginEnrolmentErrorOther(failure),
      };
}

/// `too_many` (409): An account can have at most 20 passkeys: remove one first.
final class PasskeysBeginEnrolmentErrorTooMany extends PasskeysBeginEnrolmentError {
  PasskeysBeginEnrolmentErrorTooMany(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasskeysBeginEnrolmentErrorOther extends PasskeysBeginEnrolmentError {
  PasskeysBeginEnrolmentErrorOther(super.failure);
}

/// Errors of `passkeys.finishEnrolment`.
sealed class PasskeysFinishEnrolmentError extends CallException {
  PasskeysFinishEnrolmentError(super.failure);

  factory PasskeysFinishEnrolmentError.of(Failure failure) => switch (failure.code) {
        'passkey_refused' => PasskeysFinishEnrolmentErrorPasskeyRefused(failure),
        'passkey_taken' => PasskeysFinishEnrolmentErrorPasskeyTaken(failure),
        'too_many' => PasskeysFinishEnrolmentErrorTooMany(failure),
        _ => PasskeysFinishEnrolmentErrorOther(failure),
      };
}

/// `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
final class PasskeysFinishEnrolmentErrorPasskeyRefused extends PasskeysFinishEnrolmentError {
  PasskeysFinishEnrolmentErrorPasskeyRefused(super.failure);
}

/// `passkey_taken` (409): This passkey already belongs to an account.
final class PasskeysFinishEnrolmentErrorPasskeyTaken extends PasskeysFinishEnrolmentError {
  PasskeysFinishEnrolmentErrorPasskeyTaken(super.failure);
}

/// `too_many` (409): An account can have at most 20 passkeys: remove one first.
final class PasskeysFinishEnrolmentErrorTooMany extends PasskeysFinishEnrolmentError {
  PasskeysFinishEnrolmentErrorTooMany(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasskeysFinishEnrolmentErrorOther extends PasskeysFinishEnrolmentError {
  PasskeysFinishEnrolmentErrorOther(super.failure);
}

/// Errors of `passkeys.rename`.
sealed class PasskeysRenameError extends CallException {
  PasskeysRenameError(super.failure);

  factory PasskeysRenameError.of(Failure failure) => switch (failure.code) {
        'not_found' => PasskeysRenameErrorNotFound(failure),
        _ => PasskeysRenameErrorOther(failure),
      };
}

/// `not_found` (404): You have no such passkey.
final class PasskeysRenameErrorNotFound extends PasskeysRenameError {
  PasskeysRenameErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasskeysRenameErrorOther extends PasskeysRenameError {
  PasskeysRenameErrorOther(super.failure);
}

/// Errors of `passkeys.remove`.
sealed class PasskeysRemoveError extends CallException {
  PasskeysRemoveError(super.failure);

  factory PasskeysRemoveError.of(Failure failure) => switch (failure.code) {
        'not_found' => PasskeysRemoveErrorNotFound(failure),
        'last_way_in' => PasskeysRemoveErrorLastWayIn(failure),
        _ => PasskeysRemoveErrorOther(failure),
      };
}

/// `not_found` (404): You have no such passkey.
final class PasskeysRemoveErrorNotFound extends PasskeysRemoveError {
  PasskeysRemoveErrorNotFound(super.failure);
}

/// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
final class PasskeysRemoveErrorLastWayIn extends PasskeysRemoveError {
  PasskeysRemoveErrorLastWayIn(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasskeysRemoveErrorOther extends PasskeysRemoveError {
  PasskeysRemoveErrorOther(super.failure);
}

/// Errors of `passkeys.signIn`.
sealed class PasskeysSignInError extends CallException {
  PasskeysSignInError(super.failure);

  factory PasskeysSignInError.of(Failure failure) => switch (failure.code) {
        'passkey_refused' => PasskeysSignInErrorPasskeyRefused(failure),
        _ => PasskeysSignInErrorOther(failure),
      };
}

/// `passkey_refused` (401): This passkey was not accepted: begin again.
final class PasskeysSignInErrorPasskeyRefused extends PasskeysSignInError {
  PasskeysSignInErrorPasskeyRefused(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class PasskeysSignInErrorOther extends PasskeysSignInError {
  PasskeysSignInErrorOther(super.failure);
}

/// Errors of `apps.approve`.
sealed class AppsApproveError extends CallException {
  AppsApproveError(super.failure);

  factory AppsApproveError.of(Failure failure) => switch (failure.code) {
        'unknown_app' => AppsApproveErrorUnknownApp(failure),
        'redirect_uri_mismatch' => AppsApproveErrorRedirectUriMismatch(failure),
        'not_a_browser' => AppsApproveErrorNotABrowser(failure),
        _ => AppsApproveErrorOther(failure),
      };
}

/// `unknown_app` (401): No app is registered with this client id.
final class AppsApproveErrorUnknownApp extends AppsApproveError {
  AppsApproveErrorUnknownApp(super.failure);
}

/// `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
final class AppsApproveErrorRedirectUriMismatch extends AppsApproveError {
  AppsApproveErrorRedirectUriMismatch(super.failure);
}

/// `not_a_browser` (403): An app can only be authorized from a browser session.
final class AppsApproveErrorNotABrowser extends AppsApproveError {
  AppsApproveErrorNotABrowser(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AppsApproveErrorOther extends AppsApproveError {
  AppsApproveErrorOther(super.failure);
}

/// Errors of `apps.redeem`.
sealed class AppsRedeemError extends CallException {
  AppsRedeemError(super.failure);

  factory AppsRedeemError.of(Failure failure) => switch (failure.code) {
        'unknown_app' => AppsRedeemErrorUnknownApp(failure),
        'invalid_grant' => AppsRedeemErrorInvalidGrant(failure),
        _ => AppsRedeemErrorOther(failure),
      };
}

/// `unknown_app` (401): No app is registered with this client id.
final class AppsRedeemErrorUnknownApp extends AppsRedeemError {
  AppsRedeemErrorUnknownApp(super.failure);
}

/// `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
final class AppsRedeemErrorInvalidGrant extends AppsRedeemError {
  AppsRedeemErrorInvalidGrant(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AppsRedeemErrorOther extends AppsRedeemError {
  AppsRedeemErrorOther(super.failure);
}

/// Errors of `apps.revoke`.
sealed class AppsRevokeError extends CallException {
  AppsRevokeError(super.failure);

  factory AppsRevokeError.of(Failure failure) => switch (failure.code) {
        'unknown_app' => AppsRevokeErrorUnknownApp(failure),
        _ => AppsRevokeErrorOther(failure),
      };
}

/// `unknown_app` (401): No app is registered with this client id.
final class AppsRevokeErrorUnknownApp extends AppsRevokeError {
  AppsRevokeErrorUnknownApp(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AppsRevokeErrorOther extends AppsRevokeError {
  AppsRevokeErrorOther(super.failure);
}

/// Errors of `profiles.get`.
sealed class ProfilesGetError extends CallException {
  ProfilesGetError(super.failure);

  factory ProfilesGetError.of(Failure failure) => switch (failure.code) {
        'not_found' => ProfilesGetErrorNotFound(failure),
        _ => ProfilesGetErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class ProfilesGetErrorNotFound extends ProfilesGetError {
  ProfilesGetErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ProfilesGetErrorOther extends ProfilesGetError {
  ProfilesGetErrorOther(super.failure);
}

/// Errors of `profiles.follow`.
sealed class ProfilesFollowError extends CallException {
  ProfilesFollowError(super.failure);

  factory ProfilesFollowError.of(Failure failure) => switch (failure.code) {
        'not_found' => ProfilesFollowErrorNotFound(failure),
        _ => ProfilesFollowErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class ProfilesFollowErrorNotFound extends ProfilesFollowError {
  ProfilesFollowErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ProfilesFollowErrorOther extends ProfilesFollowError {
  ProfilesFollowErrorOther(super.failure);
}

/// Errors of `profiles.unfollow`.
sealed class ProfilesUnfollowError extends CallException {
  ProfilesUnfollowError(super.failure);

  factory ProfilesUnfollowError.of(Failure failure) => switch (failure.code) {
        'not_found' => ProfilesUnfollowErrorNotFound(failure),
        _ => ProfilesUnfollowErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class ProfilesUnfollowErrorNotFound extends ProfilesUnfollowError {
  ProfilesUnfollowErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ProfilesUnfollowErrorOther extends ProfilesUnfollowError {
  ProfilesUnfollowErrorOther(super.failure);
}

/// Errors of `articles.get`.
sealed class ArticlesGetError extends CallException {
  ArticlesGetError(super.failure);

  factory ArticlesGetError.of(Failure failure) => switch (failure.code) {
        'not_found' => ArticlesGetErrorNotFound(failure),
        _ => ArticlesGetErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class ArticlesGetErrorNotFound extends ArticlesGetError {
  ArticlesGetErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ArticlesGetErrorOther extends ArticlesGetError {
  ArticlesGetErrorOther(super.failure);
}

/// Errors of `articles.update`.
sealed class ArticlesUpdateError extends CallException {
  ArticlesUpdateError(super.failure);

  factory ArticlesUpdateError.of(Failure failure) => switch (failure.code) {
        'not_found' => ArticlesUpdateErrorNotFound(failure),
        'forbidden' => ArticlesUpdateErrorForbidden(failure),
        _ => ArticlesUpdateErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class ArticlesUpdateErrorNotFound extends ArticlesUpdateError {
  ArticlesUpdateErrorNotFound(super.failure);
}

/// `forbidden` (403): This article belongs to another account.
final class ArticlesUpdateErrorForbidden extends ArticlesUpdateError {
  ArticlesUpdateErrorForbidden(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ArticlesUpdateErrorOther extends ArticlesUpdateError {
  ArticlesUpdateErrorOther(super.failure);
}

/// Errors of `articles.delete`.
sealed class ArticlesDeleteError extends CallException {
  ArticlesDeleteError(super.failure);

  factory ArticlesDeleteError.of(Failure failure) => switch (failure.code) {
        'not_found' => ArticlesDeleteErrorNotFound(failure),
        'forbidden' => ArticlesDeleteErrorForbidden(failure),
        _ => ArticlesDeleteErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class ArticlesDeleteErrorNotFound extends ArticlesDeleteError {
  ArticlesDeleteErrorNotFound(super.failure);
}

/// `forbidden` (403): This article belongs to another account.
final class ArticlesDeleteErrorForbidden extends ArticlesDeleteError {
  ArticlesDeleteErrorForbidden(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ArticlesDeleteErrorOther extends ArticlesDeleteError {
  ArticlesDeleteErrorOther(super.failure);
}

/// Errors of `articles.favorite`.
sealed class ArticlesFavoriteError extends CallException {
  ArticlesFavoriteError(super.failure);

  factory ArticlesFavoriteError.of(Failure failure) => switch (failure.code) {
        'not_found' => ArticlesFavoriteErrorNotFound(failure),
        _ => ArticlesFavoriteErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class ArticlesFavoriteErrorNotFound extends ArticlesFavoriteError {
  ArticlesFavoriteErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ArticlesFavoriteErrorOther extends ArticlesFavoriteError {
  ArticlesFavoriteErrorOther(super.failure);
}

/// Errors of `articles.unfavorite`.
sealed class ArticlesUnfavoriteError extends CallException {
  ArticlesUnfavoriteError(super.failure);

  factory ArticlesUnfavoriteError.of(Failure failure) => switch (failure.code) {
        'not_found' => ArticlesUnfavoriteErrorNotFound(failure),
        _ => ArticlesUnfavoriteErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class ArticlesUnfavoriteErrorNotFound extends ArticlesUnfavoriteError {
  ArticlesUnfavoriteErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ArticlesUnfavoriteErrorOther extends ArticlesUnfavoriteError {
  ArticlesUnfavoriteErrorOther(super.failure);
}

/// Errors of `comments.list`.
sealed class CommentsListError extends CallException {
  CommentsListError(super.failure);

  factory CommentsListError.of(Failure failure) => switch (failure.code) {
        'not_found' => CommentsListErrorNotFound(failure),
        _ => CommentsListErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class CommentsListErrorNotFound extends CommentsListError {
  CommentsListErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class CommentsListErrorOther extends CommentsListError {
  CommentsListErrorOther(super.failure);
}

/// Errors of `comments.add`.
sealed class CommentsAddError extends CallException {
  CommentsAddError(super.failure);

  factory CommentsAddError.of(Failure failure) => switch (failure.code) {
        'not_found' => CommentsAddErrorNotFound(failure),
        _ => CommentsAddErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class CommentsAddErrorNotFound extends CommentsAddError {
  CommentsAddErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class CommentsAddErrorOther extends CommentsAddError {
  CommentsAddErrorOther(super.failure);
}

/// Errors of `comments.delete`.
sealed class CommentsDeleteError extends CallException {
  CommentsDeleteError(super.failure);

  factory CommentsDeleteError.of(Failure failure) => switch (failure.code) {
        'article_not_found' => CommentsDeleteErrorArticleNotFound(failure),
        'not_found' => CommentsDeleteErrorNotFound(failure),
        'forbidden' => CommentsDeleteErrorForbidden(failure),
        _ => CommentsDeleteErrorOther(failure),
      };
}

/// `article_not_found` (404): No article has this slug.
final class CommentsDeleteErrorArticleNotFound extends CommentsDeleteError {
  CommentsDeleteErrorArticleNotFound(super.failure);
}

/// `not_found` (404): This article has no such comment.
final class CommentsDeleteErrorNotFound extends CommentsDeleteError {
  CommentsDeleteErrorNotFound(super.failure);
}

/// `forbidden` (403): This comment belongs to another account.
final class CommentsDeleteErrorForbidden extends CommentsDeleteError {
  CommentsDeleteErrorForbidden(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class CommentsDeleteErrorOther extends CommentsDeleteError {
  CommentsDeleteErrorOther(super.failure);
}

/// Errors of `comments.added`.
sealed class CommentsAddedError extends CallException {
  CommentsAddedError(super.failure);

  factory CommentsAddedError.of(Failure failure) => switch (failure.code) {
        'not_found' => CommentsAddedErrorNotFound(failure),
        _ => CommentsAddedErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class CommentsAddedErrorNotFound extends CommentsAddedError {
  CommentsAddedErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class CommentsAddedErrorOther extends CommentsAddedError {
  CommentsAddedErrorOther(super.failure);
}

/// Errors of `webhooks.create`.
sealed class WebhooksCreateError extends CallException {
  WebhooksCreateError(super.failure);

  factory WebhooksCreateError.of(Failure failure) => switch (failure.code) {
        'too_many' => WebhooksCreateErrorTooMany(failure),
        'admins_only' => WebhooksCreateErrorAdminsOnly(failure),
        'unavailable_here' => WebhooksCreateErrorUnavailableHere(failure),
        _ => WebhooksCreateErrorOther(failure),
      };
}

/// `too_many` (409): An account can have at most 10 endpoints: delete one first.
final class WebhooksCreateErrorTooMany extends WebhooksCreateError {
  WebhooksCreateErrorTooMany(super.failure);
}

/// `admins_only` (403): Only an admin may register an endpoint for all accounts.
final class WebhooksCreateErrorAdminsOnly extends WebhooksCreateError {
  WebhooksCreateErrorAdminsOnly(super.failure);
}

/// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
final class WebhooksCreateErrorUnavailableHere extends WebhooksCreateError {
  WebhooksCreateErrorUnavailableHere(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksCreateErrorOther extends WebhooksCreateError {
  WebhooksCreateErrorOther(super.failure);
}

/// Errors of `webhooks.get`.
sealed class WebhooksGetError extends CallException {
  WebhooksGetError(super.failure);

  factory WebhooksGetError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksGetErrorNotFound(failure),
        _ => WebhooksGetErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksGetErrorNotFound extends WebhooksGetError {
  WebhooksGetErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksGetErrorOther extends WebhooksGetError {
  WebhooksGetErrorOther(super.failure);
}

/// Errors of `webhooks.update`.
sealed class WebhooksUpdateError extends CallException {
  WebhooksUpdateError(super.failure);

  factory WebhooksUpdateError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksUpdateErrorNotFound(failure),
        'unavailable_here' => WebhooksUpdateErrorUnavailableHere(failure),
        _ => WebhooksUpdateErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksUpdateErrorNotFound extends WebhooksUpdateError {
  WebhooksUpdateErrorNotFound(super.failure);
}

/// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
final class WebhooksUpdateErrorUnavailableHere extends WebhooksUpdateError {
  WebhooksUpdateErrorUnavailableHere(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksUpdateErrorOther extends WebhooksUpdateError {
  WebhooksUpdateErrorOther(super.failure);
}

/// Errors of `webhooks.delete`.
sealed class WebhooksDeleteError extends CallException {
  WebhooksDeleteError(super.failure);

  factory WebhooksDeleteError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksDeleteErrorNotFound(failure),
        _ => WebhooksDeleteErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksDeleteErrorNotFound extends WebhooksDeleteError {
  WebhooksDeleteErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksDeleteErrorOther extends WebhooksDeleteError {
  WebhooksDeleteErrorOther(super.failure);
}

/// Errors of `webhooks.rotateSecret`.
sealed class WebhooksRotateSecretError extends CallException {
  WebhooksRotateSecretError(super.failure);

  factory WebhooksRotateSecretError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksRotateSecretErrorNotFound(failure),
        'unavailable_here' => WebhooksRotateSecretErrorUnavailableHere(failure),
        _ => WebhooksRotateSecretErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksRotateSecretErrorNotFound extends WebhooksRotateSecretError {
  WebhooksRotateSecretErrorNotFound(super.failure);
}

/// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
final class WebhooksRotateSecretErrorUnavailableHere extends WebhooksRotateSecretError {
  WebhooksRotateSecretErrorUnavailableHere(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksRotateSecretErrorOther extends WebhooksRotateSecretError {
  WebhooksRotateSecretErrorOther(super.failure);
}

/// Errors of `webhooks.test`.
sealed class WebhooksTestError extends CallException {
  WebhooksTestError(super.failure);

  factory WebhooksTestError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksTestErrorNotFound(failure),
        'disabled' => WebhooksTestErrorDisabled(failure),
        _ => WebhooksTestErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksTestErrorNotFound extends WebhooksTestError {
  WebhooksTestErrorNotFound(super.failure);
}

/// `disabled` (409): This endpoint is disabled: enable it first.
final class WebhooksTestErrorDisabled extends WebhooksTestError {
  WebhooksTestErrorDisabled(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksTestErrorOther extends WebhooksTestError {
  WebhooksTestErrorOther(super.failure);
}

/// Errors of `webhooks.listAttempts`.
sealed class WebhooksListAttemptsError extends CallException {
  WebhooksListAttemptsError(super.failure);

  factory WebhooksListAttemptsError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksListAttemptsErrorNotFound(failure),
        _ => WebhooksListAttemptsErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksListAttemptsErrorNotFound extends WebhooksListAttemptsError {
  WebhooksListAttemptsErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksListAttemptsErrorOther extends WebhooksListAttemptsError {
  WebhooksListAttemptsErrorOther(super.failure);
}

/// Errors of `webhooks.replay`.
sealed class WebhooksReplayError extends CallException {
  WebhooksReplayError(super.failure);

  factory WebhooksReplayError.of(Failure failure) => switch (failure.code) {
        'not_found' => WebhooksReplayErrorNotFound(failure),
        _ => WebhooksReplayErrorOther(failure),
      };
}

/// `not_found` (404): You have no such endpoint.
final class WebhooksReplayErrorNotFound extends WebhooksReplayError {
  WebhooksReplayErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class WebhooksReplayErrorOther extends WebhooksReplayError {
  WebhooksReplayErrorOther(super.failure);
}

/// Errors of `admin.removeComment`.
sealed class AdminRemoveCommentError extends CallException {
  AdminRemoveCommentError(super.failure);

  factory AdminRemoveCommentError.of(Failure failure) => switch (failure.code) {
        'article_not_found' => AdminRemoveCommentErrorArticleNotFound(failure),
        'not_found' => AdminRemoveCommentErrorNotFound(failure),
        _ => AdminRemoveCommentErrorOther(failure),
      };
}

/// `article_not_found` (404): No article has this slug.
final class AdminRemoveCommentErrorArticleNotFound extends AdminRemoveCommentError {
  AdminRemoveCommentErrorArticleNotFound(super.failure);
}

/// `not_found` (404): This article has no such comment.
final class AdminRemoveCommentErrorNotFound extends AdminRemoveCommentError {
  AdminRemoveCommentErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminRemoveCommentErrorOther extends AdminRemoveCommentError {
  AdminRemoveCommentErrorOther(super.failure);
}

/// Errors of `admin.retryJob`.
sealed class AdminRetryJobError extends CallException {
  AdminRetryJobError(super.failure);

  factory AdminRetryJobError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminRetryJobErrorNotFound(failure),
        'already_done' => AdminRetryJobErrorAlreadyDone(failure),
        _ => AdminRetryJobErrorOther(failure),
      };
}

/// `not_found` (404): No job has this id; finished ones are deleted in time.
final class AdminRetryJobErrorNotFound extends AdminRetryJobError {
  AdminRetryJobErrorNotFound(super.failure);
}

/// `already_done` (409): The job is done already.
final class AdminRetryJobErrorAlreadyDone extends AdminRetryJobError {
  AdminRetryJobErrorAlreadyDone(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminRetryJobErrorOther extends AdminRetryJobError {
  AdminRetryJobErrorOther(super.failure);
}

/// Errors of `admin.cancelJob`.
sealed class AdminCancelJobError extends CallException {
  AdminCancelJobError(super.failure);

  factory AdminCancelJobError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminCancelJobErrorNotFound(failure),
        'already_done' => AdminCancelJobErrorAlreadyDone(failure),
        _ => AdminCancelJobErrorOther(failure),
      };
}

/// `not_found` (404): No job has this id; finished ones are deleted in time.
final class AdminCancelJobErrorNotFound extends AdminCancelJobError {
  AdminCancelJobErrorNotFound(super.failure);
}

/// `already_done` (409): The job is done already.
final class AdminCancelJobErrorAlreadyDone extends AdminCancelJobError {
  AdminCancelJobErrorAlreadyDone(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminCancelJobErrorOther extends AdminCancelJobError {
  AdminCancelJobErrorOther(super.failure);
}

/// Errors of `admin.suspendUser`.
sealed class AdminSuspendUserError extends CallException {
  AdminSuspendUserError(super.failure);

  factory AdminSuspendUserError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminSuspendUserErrorNotFound(failure),
        'own_account' => AdminSuspendUserErrorOwnAccount(failure),
        _ => AdminSuspendUserErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class AdminSuspendUserErrorNotFound extends AdminSuspendUserError {
  AdminSuspendUserErrorNotFound(super.failure);
}

/// `own_account` (403): You cannot suspend your own account.
final class AdminSuspendUserErrorOwnAccount extends AdminSuspendUserError {
  AdminSuspendUserErrorOwnAccount(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminSuspendUserErrorOther extends AdminSuspendUserError {
  AdminSuspendUserErrorOther(super.failure);
}

/// Errors of `admin.restoreUser`.
sealed class AdminRestoreUserError extends CallException {
  AdminRestoreUserError(super.failure);

  factory AdminRestoreUserError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminRestoreUserErrorNotFound(failure),
        _ => AdminRestoreUserErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class AdminRestoreUserErrorNotFound extends AdminRestoreUserError {
  AdminRestoreUserErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminRestoreUserErrorOther extends AdminRestoreUserError {
  AdminRestoreUserErrorOther(super.failure);
}

/// Errors of `admin.resetAccess`.
sealed class AdminResetAccessError extends CallException {
  AdminResetAccessError(super.failure);

  factory AdminResetAccessError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminResetAccessErrorNotFound(failure),
        'own_account' => AdminResetAccessErrorOwnAccount(failure),
        _ => AdminResetAccessErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class AdminResetAccessErrorNotFound extends AdminResetAccessError {
  AdminResetAccessErrorNotFound(super.failure);
}

/// `own_account` (403): You cannot reset your own account.
final class AdminResetAccessErrorOwnAccount extends AdminResetAccessError {
  AdminResetAccessErrorOwnAccount(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminResetAccessErrorOther extends AdminResetAccessError {
  AdminResetAccessErrorOther(super.failure);
}

/// Errors of `admin.changeRole`.
sealed class AdminChangeRoleError extends CallException {
  AdminChangeRoleError(super.failure);

  factory AdminChangeRoleError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminChangeRoleErrorNotFound(failure),
        'last_admin' => AdminChangeRoleErrorLastAdmin(failure),
        _ => AdminChangeRoleErrorOther(failure),
      };
}

/// `not_found` (404): No user has this user name.
final class AdminChangeRoleErrorNotFound extends AdminChangeRoleError {
  AdminChangeRoleErrorNotFound(super.failure);
}

/// `last_admin` (409): The last admin cannot be removed: make another account admin first.
final class AdminChangeRoleErrorLastAdmin extends AdminChangeRoleError {
  AdminChangeRoleErrorLastAdmin(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminChangeRoleErrorOther extends AdminChangeRoleError {
  AdminChangeRoleErrorOther(super.failure);
}

/// Errors of `admin.removeArticle`.
sealed class AdminRemoveArticleError extends CallException {
  AdminRemoveArticleError(super.failure);

  factory AdminRemoveArticleError.of(Failure failure) => switch (failure.code) {
        'not_found' => AdminRemoveArticleErrorNotFound(failure),
        _ => AdminRemoveArticleErrorOther(failure),
      };
}

/// `not_found` (404): No article has this slug.
final class AdminRemoveArticleErrorNotFound extends AdminRemoveArticleError {
  AdminRemoveArticleErrorNotFound(super.failure);
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class AdminRemoveArticleErrorOther extends AdminRemoveArticleError {
  AdminRemoveArticleErrorOther(super.failure);
}

/// Procedures of `accounts`.
final class AccountsClient {
  const AccountsClient._(this._caller);

  final Caller _caller;

  /// Sign up.
  /// Creates an account and its first session, and sends a verification link to the e-mail address.
  /// `username_taken` (409): This username has already been taken.
  /// `email_taken` (409): This email has already been taken.
  /// `password_common` (422): This password is commonly used and easy to guess: choose another.
  /// Throws [AccountsRegisterError].
  Future<User> register(AccountsRegisterInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.register', CallKind.mutation, input.toJson(), User.codec, options, AccountsRegisterError.of);

  /// Sign in.
  /// Starts a session. An unknown address and a wrong password get the same response. If the account has a second factor, a correct password is answered with 401 `second_factor_required`: call again with `code` or `passkey`.
  /// `credentials` (401): The e-mail address or the password is wrong.
  /// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
  /// `second_factor_refused` (401): The second factor is wrong or has been used before.
  /// Throws [AccountsLoginError].
  Future<User> login(AccountsLoginInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.login', CallKind.mutation, input.toJson(), User.codec, options, AccountsLoginError.of);

  /// Get the viewer's account.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<User> current([CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.current', CallKind.query, const <String, Object?>{}, User.codec, options);

  /// Update the viewer's account.
  /// Omitted fields stay unchanged. An empty `bio` or `image` becomes null. A new password or e-mail address requires authentication within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session stored in a cookie gets a new token. A new address is unverified; a verified old address stays in use until the new one is verified by a link sent to it.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `username_taken` (409): This username has already been taken.
  /// `email_taken` (409): This email has already been taken.
  /// `password_common` (422): This password is commonly used and easy to guess: choose another.
  /// `no_mail` (503): This service sends no mail.
  /// Throws [AccountsUpdateError].
  Future<User> update([AccountsUpdateInput input = const AccountsUpdateInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.update', CallKind.mutation, input.toJson(), User.codec, options, AccountsUpdateError.of);

  /// Export the viewer's account data.
  /// A page holds up to 20 articles, 20 documents and 200 entries of each other list. Sessions, API keys and linked identities have procedures of their own. Secrets are stored as hashes only and are not exported.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// Throws [CallException].
  Future<AccountExport> export([AccountsExportInput input = const AccountsExportInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.export', CallKind.query, input.toJson(), AccountExport.codec, options);

  /// Pages of [export] from `cursor` on; each is requested when it is listened for.
  Stream<AccountExport> exportPages([AccountsExportInput input = const AccountsExportInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => export(AccountsExportInput(cursor: cursor), options),
      );

  /// Delete the viewer's account.
  /// Deletes the account, its articles with the comments of others on them, and all its other data, immediately and permanently. `username` must be the viewer's own, as a confirmation. A session cookie is cleared.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `forbidden` (403): You can only delete your own account.
  /// `last_admin` (409): The last admin cannot be removed: make another account admin first.
  /// Throws [AccountsDeleteError].
  Future<void> delete(AccountsDeleteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('accounts.delete', CallKind.keyed, input.toJson(), jsonCodec, options, AccountsDeleteError.of);
}

/// Procedures of `emails`.
final class EmailsClient {
  const EmailsClient._(this._caller);

  final Caller _caller;

  /// Request an e-mail verification link.
  /// The link is sent to the account's address, at most three times an hour, and only if the address is not verified. It is valid for one use, for a day, and until a newer one is sent.
  /// For signed-in callers.
  /// `no_mail` (503): This service sends no mail.
  /// Throws [EmailsRequestVerificationError].
  Future<void> requestVerification([CallOptions options = const CallOptions()]) =>
      _caller.call('emails.requestVerification', CallKind.keyed, const <String, Object?>{}, jsonCodec, options, EmailsRequestVerificationError.of);

  /// Verify an e-mail address.
  /// With the account's session or password, the credentials are unchanged and the session gets a new token. Otherwise the account may have been created by another person: its password, sessions, API keys, linked identities and second factors are removed, and `resetToken` lets the owner of the address set a password.
  /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
  /// `credentials` (401): The password is wrong.
  /// `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
  /// Throws [EmailsVerifyError].
  Future<EmailsVerifyOutput> verify(EmailsVerifyInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('emails.verify', CallKind.mutation, input.toJson(), EmailsVerifyOutput.codec, options, EmailsVerifyError.of);

  /// Request a change of e-mail address.
  /// A link is sent to the new address and a notification to the old one, which stays in use until the link is used. The link is valid for one use, for a day, and until a newer one is sent.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `no_mail` (503): This service sends no mail.
  /// `email_taken` (409): This email has already been taken.
  /// Throws [EmailsChangeError].
  Future<void> change(EmailsChangeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('emails.change', CallKind.keyed, input.toJson(), jsonCodec, options, EmailsChangeError.of);

  /// Revert recent credential changes.
  /// For the recipient of a security notification who did not make the change, within seven days of it. Ends all sessions, removes the password and all credentials added within the last seven days, restores an e-mail address that was replaced within them, and returns a `resetToken` to set a new password. Older credentials stay, second factors included.
  /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
  /// `email_taken` (409): This email has already been taken.
  /// Throws [EmailsUndoError].
  Future<EmailsUndoOutput> undo(EmailsUndoInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('emails.undo', CallKind.mutation, input.toJson(), EmailsUndoOutput.codec, options, EmailsUndoError.of);

  /// Confirm a change of e-mail address.
  /// The new address is verified. If the caller is signed in to the account, the session gets a new token.
  /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
  /// `email_taken` (409): This email has already been taken.
  /// Throws [EmailsConfirmChangeError].
  Future<EmailsConfirmChangeOutput> confirmChange(EmailsConfirmChangeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('emails.confirmChange', CallKind.mutation, input.toJson(), EmailsConfirmChangeOutput.codec, options, EmailsConfirmChangeError.of);
}

/// Procedures of `passwords`.
final class PasswordsClient {
  const PasswordsClient._(this._caller);

  final Caller _caller;

  /// Request a password reset link.
  /// The response does not reveal whether the address has an account. At most three links an hour are sent for an account. A link is valid for one use, for an hour, and until a newer one is sent.
  /// `no_mail` (503): This service sends no mail.
  /// Throws [PasswordsRequestResetError].
  Future<void> requestReset(PasswordsRequestResetInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passwords.requestReset', CallKind.mutation, input.toJson(), jsonCodec, options, PasswordsRequestResetError.of);

  /// Reset a password.
  /// Ends all sessions of the account, including those of apps. API keys stay, unless the address was not yet verified. Second factors stay required to sign in; `removeRecent` removes recently added credentials.
  /// `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
  /// `password_common` (422): This password is commonly used and easy to guess: choose another.
  /// Throws [PasswordsResetError].
  Future<void> reset(PasswordsResetInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passwords.reset', CallKind.mutation, input.toJson(), jsonCodec, options, PasswordsResetError.of);

  /// Change the viewer's password.
  /// Requires the current password or authentication within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; the current one gets a new token.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `password_common` (422): This password is commonly used and easy to guess: choose another.
  /// `credentials` (401): The current password is wrong.
  /// Throws [PasswordsChangeError].
  Future<PasswordsChangeOutput> change(PasswordsChangeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passwords.change', CallKind.mutation, input.toJson(), PasswordsChangeOutput.codec, options, PasswordsChangeError.of);
}

/// Procedures of `sessions`.
final class SessionsClient {
  const SessionsClient._(this._caller);

  final Caller _caller;

  /// Exchange a session token for app tokens.
  /// For apps that can store secrets, after any kind of sign-in: replaces the session's token with a short-lived access token and a refresh token. The session's token is invalid from then on.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_a_token` (409): Sign in with `session: token` first.
  /// Throws [SessionsOpenAppError].
  Future<AppTokens> openApp([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.openApp', CallKind.mutation, const <String, Object?>{}, AppTokens.codec, options, SessionsOpenAppError.of);

  /// Refresh tokens.
  /// A refresh token is valid for one use; reuse of an old one ends the session. An immediate retry, or one by the same client after a lost response, gets the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.
  /// `refresh_refused` (401): Sign in again.
  /// Throws [SessionsRefreshError].
  Future<AppTokens> refresh(SessionsRefreshInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.refresh', CallKind.mutation, input.toJson(), AppTokens.codec, options, SessionsRefreshError.of);

  /// Re-authenticate.
  /// Makes the session fresh for ten minutes. The session gets a new token; the old one is invalid. Send the password, with a second factor if the account has one; a passkey alone; or, if the account has no password, a code alone.
  /// For signed-in callers.
  /// `credentials` (401): The password is wrong.
  /// `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
  /// `second_factor_refused` (401): The second factor is wrong or has been used before.
  /// Throws [SessionsReauthenticateError].
  Future<SessionsReauthenticateOutput> reauthenticate([SessionsReauthenticateInput input = const SessionsReauthenticateInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.reauthenticate', CallKind.mutation, input.toJson(), SessionsReauthenticateOutput.codec, options, SessionsReauthenticateError.of);

  /// Get the current session.
  /// For signed-in callers.
  /// `not_found` (404): The session has just ended.
  /// Throws [SessionsCurrentError].
  Future<SessionsCurrentOutput> current([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.current', CallKind.query, const <String, Object?>{}, SessionsCurrentOutput.codec, options, SessionsCurrentError.of);

  /// List the viewer's sessions.
  /// Newest first, at most 100.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<SessionsListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.list', CallKind.query, const <String, Object?>{}, SessionsListOutput.codec, options);

  /// Revoke a session.
  /// For signed-in callers.
  /// `not_found` (404): You have no such session.
  /// Throws [SessionsRevokeError].
  Future<void> revoke(SessionsRevokeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.revoke', CallKind.keyed, input.toJson(), jsonCodec, options, SessionsRevokeError.of);

  /// Sign out.
  /// Ends the current session.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<void> logout([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.logout', CallKind.keyed, const <String, Object?>{}, jsonCodec, options);

  /// Sign out on every other device.
  /// Ends all of the viewer's sessions except the current one.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<void> logoutOthers([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.logoutOthers', CallKind.keyed, const <String, Object?>{}, jsonCodec, options);

  /// Sign out on every device.
  /// Ends all of the viewer's sessions, including the current one. API keys stay valid.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<void> logoutEverywhere([CallOptions options = const CallOptions()]) =>
      _caller.call('sessions.logoutEverywhere', CallKind.keyed, const <String, Object?>{}, jsonCodec, options);
}

/// Procedures of `apiKeys`.
final class ApiKeysClient {
  const ApiKeysClient._(this._caller);

  final Caller _caller;

  /// Create an API key.
  /// The key is in this response only and cannot be shown again. Send it as a bearer token. It may call the procedures of its scopes. An account has at most 20 keys.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `too_many` (409): An account can have at most 20 API keys: revoke one first.
  /// Throws [ApiKeysCreateError].
  Future<ApiKeysCreateOutput> create(ApiKeysCreateInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('apiKeys.create', CallKind.mutation, input.toJson(), ApiKeysCreateOutput.codec, options, ApiKeysCreateError.of);

  /// List the viewer's API keys.
  /// Newest first, without expired keys.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<ApiKeysListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('apiKeys.list', CallKind.query, const <String, Object?>{}, ApiKeysListOutput.codec, options);

  /// Revoke one of the viewer's API keys.
  /// The key stops working immediately.
  /// For signed-in callers.
  /// `not_found` (404): You have no such API key.
  /// Throws [ApiKeysRevokeError].
  Future<void> revoke(ApiKeysRevokeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('apiKeys.revoke', CallKind.keyed, input.toJson(), jsonCodec, options, ApiKeysRevokeError.of);
}

/// Procedures of `serviceTokens`.
final class ServiceTokensClient {
  const ServiceTokensClient._(this._caller);

  final Caller _caller;

  /// Create a token for another service.
  /// Exchanges a session, an app's access token or an API key for a JWT (RFC 9068) that one other service accepts for five minutes. This service does not accept it. The verification keys are at `/.well-known/jwks.json`.
  /// For signed-in callers.
  /// API keys need the scope `tokens:create`.
  /// `no_signing_key` (404): This service is not configured to create tokens for other services.
  /// Throws [ServiceTokensCreateError].
  Future<ServiceTokensCreateOutput> create(ServiceTokensCreateInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('serviceTokens.create', CallKind.mutation, input.toJson(), ServiceTokensCreateOutput.codec, options, ServiceTokensCreateError.of);
}

/// Procedures of `oauth`.
final class OauthClient {
  const OauthClient._(this._caller);

  final Caller _caller;

  /// List identity providers.
  /// Throws [CallException].
  Future<OauthProvidersOutput> providers([CallOptions options = const CallOptions()]) =>
      _caller.call('oauth.providers', CallKind.query, const <String, Object?>{}, OauthProvidersOutput.codec, options);

  /// Start sign-in with a provider.
  /// Returns the URL to send the browser to, and sets a cookie that is required to finish. The browser comes back signed in, or with `oauth_error` in the query string.
  /// `no_provider` (404): Sign-in with this provider is not configured.
  /// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
  /// Throws [OauthStartError].
  Future<OauthStartOutput> start(OauthStartInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('oauth.start', CallKind.mutation, input.toJson(), OauthStartOutput.codec, options, OauthStartError.of);

  /// Start linking a provider's account.
  /// Like `oauth.start`, but links the provider's account to the viewer's account.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `no_provider` (404): Sign-in with this provider is not configured.
  /// `provider_unavailable` (503): The identity provider does not respond: try again shortly.
  /// Throws [OauthLinkError].
  Future<OauthLinkOutput> link(OauthLinkInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('oauth.link', CallKind.mutation, input.toJson(), OauthLinkOutput.codec, options, OauthLinkError.of);

  /// List linked identities.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<OauthIdentitiesOutput> identities([CallOptions options = const CallOptions()]) =>
      _caller.call('oauth.identities', CallKind.query, const <String, Object?>{}, OauthIdentitiesOutput.codec, options);

  /// Unlink an identity.
  /// Rejected if it is the last way to sign in: set a password first.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): Your account has no such linked identity.
  /// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
  /// Throws [OauthUnlinkError].
  Future<void> unlink(OauthUnlinkInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('oauth.unlink', CallKind.keyed, input.toJson(), jsonCodec, options, OauthUnlinkError.of);
}

/// Procedures of `factors`.
final class FactorsClient {
  const FactorsClient._(this._caller);

  final Caller _caller;

  /// List the viewer's second factors.
  /// If any is enabled, a password alone neither signs in nor makes a session fresh.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<FactorsListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('factors.list', CallKind.query, const <String, Object?>{}, FactorsListOutput.codec, options);

  /// Generate new recovery codes.
  /// Returns ten new codes and invalidates the old ones.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `no_factor` (409): Recovery codes require a second factor: add one first.
  /// Throws [FactorsRenewRecoveryCodesError].
  Future<FactorsRenewRecoveryCodesOutput> renewRecoveryCodes([CallOptions options = const CallOptions()]) =>
      _caller.call('factors.renewRecoveryCodes', CallKind.mutation, const <String, Object?>{}, FactorsRenewRecoveryCodesOutput.codec, options, FactorsRenewRecoveryCodesError.of);
}

/// Procedures of `totp`.
final class TotpClient {
  const TotpClient._(this._caller);

  final Caller _caller;

  /// Begin authenticator app setup.
  /// Returns a new secret, once; show `uri` as a QR code. Codes are not required until the setup is confirmed. Beginning again replaces a pending setup.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `already_on` (409): This account already has an authenticator app: remove it first.
  /// `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
  /// Throws [TotpBeginError].
  Future<TotpBeginOutput> begin([CallOptions options = const CallOptions()]) =>
      _caller.call('totp.begin', CallKind.mutation, const <String, Object?>{}, TotpBeginOutput.codec, options, TotpBeginError.of);

  /// Confirm authenticator app setup.
  /// From then on a code is required to sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_begun` (409): No authenticator app setup is pending: begin first.
  /// `wrong_code` (422): The code does not match: check the clock of the device.
  /// Throws [TotpConfirmError].
  Future<TotpConfirmOutput> confirm(TotpConfirmInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('totp.confirm', CallKind.mutation, input.toJson(), TotpConfirmOutput.codec, options, TotpConfirmError.of);

  /// Remove the authenticator app.
  /// Removing the last second factor also deletes the recovery codes.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_on` (404): This account has no authenticator app.
  /// Throws [TotpRemoveError].
  Future<void> remove([CallOptions options = const CallOptions()]) =>
      _caller.call('totp.remove', CallKind.keyed, const <String, Object?>{}, jsonCodec, options, TotpRemoveError.of);
}

/// Procedures of `passkeys`.
final class PasskeysClient {
  const PasskeysClient._(this._caller);

  final Caller _caller;

  /// List the viewer's passkeys.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<PasskeysListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.list', CallKind.query, const <String, Object?>{}, PasskeysListOutput.codec, options);

  /// Begin passkey registration.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `too_many` (409): An account can have at most 20 passkeys: remove one first.
  /// Throws [PasskeysBeginEnrolmentError].
  Future<PasskeysBeginEnrolmentOutput> beginEnrolment([CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.beginEnrolment', CallKind.mutation, const <String, Object?>{}, PasskeysBeginEnrolmentOutput.codec, options, PasskeysBeginEnrolmentError.of);

  /// Finish passkey registration.
  /// Must be called in the session that began the registration. From then on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
  /// `passkey_taken` (409): This passkey already belongs to an account.
  /// `too_many` (409): An account can have at most 20 passkeys: remove one first.
  /// Throws [PasskeysFinishEnrolmentError].
  Future<PasskeysFinishEnrolmentOutput> finishEnrolment(PasskeysFinishEnrolmentInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.finishEnrolment', CallKind.mutation, input.toJson(), PasskeysFinishEnrolmentOutput.codec, options, PasskeysFinishEnrolmentError.of);

  /// Rename a passkey.
  /// For signed-in callers.
  /// `not_found` (404): You have no such passkey.
  /// Throws [PasskeysRenameError].
  Future<Passkey> rename(PasskeysRenameInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.rename', CallKind.keyed, input.toJson(), Passkey.codec, options, PasskeysRenameError.of);

  /// Remove a passkey.
  /// Rejected if it is the last way to sign in. Removing the last second factor also deletes the recovery codes.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): You have no such passkey.
  /// `last_way_in` (409): This is the last way to sign in to your account: set a password first.
  /// Throws [PasskeysRemoveError].
  Future<void> remove(PasskeysRemoveInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.remove', CallKind.keyed, input.toJson(), jsonCodec, options, PasskeysRemoveError.of);

  /// Begin passkey authentication.
  /// For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. The response reveals nothing about accounts.
  /// Throws [CallException].
  Future<PasskeysBeginSignInOutput> beginSignIn([CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.beginSignIn', CallKind.mutation, const <String, Object?>{}, PasskeysBeginSignInOutput.codec, options);

  /// Sign in with a passkey.
  /// A passkey needs neither a password nor a second factor.
  /// `passkey_refused` (401): This passkey was not accepted: begin again.
  /// Throws [PasskeysSignInError].
  Future<User> signIn(PasskeysSignInInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('passkeys.signIn', CallKind.mutation, input.toJson(), User.codec, options, PasskeysSignInError.of);
}

/// Procedures of `apps`.
final class AppsClient {
  const AppsClient._(this._caller);

  final Caller _caller;

  /// Authorize an app.
  /// Called by the consent page at `/oauth/authorize`. Returns the app's redirect URI with an authorization code that is valid for one use within 60 seconds.
  /// For signed-in callers.
  /// `unknown_app` (401): No app is registered with this client id.
  /// `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
  /// `not_a_browser` (403): An app can only be authorized from a browser session.
  /// Throws [AppsApproveError].
  Future<AppsApproveOutput> approve(AppsApproveInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('apps.approve', CallKind.mutation, input.toJson(), AppsApproveOutput.codec, options, AppsApproveError.of);

  /// Exchange an authorization code for tokens.
  /// Equivalent to `POST /oauth/token` with `grant_type=authorization_code`. A code is valid for one attempt, successful or not; using it again ends the session it created.
  /// `unknown_app` (401): No app is registered with this client id.
  /// `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
  /// Throws [AppsRedeemError].
  Future<AppTokens> redeem(AppsRedeemInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('apps.redeem', CallKind.mutation, input.toJson(), AppTokens.codec, options, AppsRedeemError.of);

  /// Revoke an app's token.
  /// Equivalent to `POST /oauth/revoke` (RFC 7009). Ends the session of an access or refresh token. An unknown token gets the same response.
  /// `unknown_app` (401): No app is registered with this client id.
  /// Throws [AppsRevokeError].
  Future<void> revoke(AppsRevokeInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('apps.revoke', CallKind.mutation, input.toJson(), jsonCodec, options, AppsRevokeError.of);
}

/// Procedures of `profiles`.
final class ProfilesClient {
  const ProfilesClient._(this._caller);

  final Caller _caller;

  /// Get a profile.
  /// `not_found` (404): No user has this user name.
  /// Throws [ProfilesGetError].
  Future<Profile> get(ProfilesGetInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('profiles.get', CallKind.query, input.toJson(), Profile.codec, options, ProfilesGetError.of);

  /// Follow an author.
  /// Adds the author's articles to the viewer's feed. Idempotent.
  /// For signed-in callers.
  /// API keys need the scope `profiles:write`.
  /// `not_found` (404): No user has this user name.
  /// Throws [ProfilesFollowError].
  Future<Profile> follow(ProfilesFollowInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('profiles.follow', CallKind.keyed, input.toJson(), Profile.codec, options, ProfilesFollowError.of);

  /// Unfollow an author.
  /// For signed-in callers.
  /// API keys need the scope `profiles:write`.
  /// `not_found` (404): No user has this user name.
  /// Throws [ProfilesUnfollowError].
  Future<Profile> unfollow(ProfilesUnfollowInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('profiles.unfollow', CallKind.keyed, input.toJson(), Profile.codec, options, ProfilesUnfollowError.of);
}

/// Procedures of `articles`.
final class ArticlesClient {
  const ArticlesClient._(this._caller);

  final Caller _caller;

  /// List articles, newest first.
  /// Throws [CallException].
  Future<ArticlePage> list([ArticlesListInput input = const ArticlesListInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('articles.list', CallKind.query, input.toJson(), ArticlePage.codec, options);

  /// Pages of [list] from `cursor` on; each is requested when it is listened for.
  Stream<ArticlePage> listPages([ArticlesListInput input = const ArticlesListInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => list(ArticlesListInput(tag: input.tag, author: input.author, favorited: input.favorited, limit: input.limit, offset: input.offset, cursor: cursor), options),
      );

  /// Items of [list] from `cursor` on, over all pages.
  Stream<ArticleSummary> listItems([ArticlesListInput input = const ArticlesListInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(listPages(input, options), (page) => page.articles);

  /// List articles by followed authors, newest first.
  /// For signed-in callers.
  /// API keys need the scope `feed:read`.
  /// Throws [CallException].
  Future<ArticlePage> feed([ArticlesFeedInput input = const ArticlesFeedInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('articles.feed', CallKind.query, input.toJson(), ArticlePage.codec, options);

  /// Pages of [feed] from `cursor` on; each is requested when it is listened for.
  Stream<ArticlePage> feedPages([ArticlesFeedInput input = const ArticlesFeedInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => feed(ArticlesFeedInput(limit: input.limit, offset: input.offset, cursor: cursor), options),
      );

  /// Items of [feed] from `cursor` on, over all pages.
  Stream<ArticleSummary> feedItems([ArticlesFeedInput input = const ArticlesFeedInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(feedPages(input, options), (page) => page.articles);

  /// Get an article.
  /// `not_found` (404): No article has this slug.
  /// Throws [ArticlesGetError].
  Future<Article> get(ArticlesGetInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.get', CallKind.query, input.toJson(), Article.codec, options, ArticlesGetError.of);

  /// Publish an article.
  /// The slug is derived from the title; a suffix makes it unique.
  /// For signed-in callers.
  /// API keys need the scope `articles:write`.
  /// Throws [CallException].
  Future<Article> publish(ArticlesPublishInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.publish', CallKind.keyed, input.toJson(), Article.codec, options);

  /// Update an article.
  /// Only the author may update an article. Omitted fields stay unchanged. A new title changes the slug. An empty `tagList` removes all tags.
  /// For signed-in callers.
  /// API keys need the scope `articles:write`.
  /// `not_found` (404): No article has this slug.
  /// `forbidden` (403): This article belongs to another account.
  /// Throws [ArticlesUpdateError].
  Future<Article> update(ArticlesUpdateInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.update', CallKind.keyed, input.toJson(), Article.codec, options, ArticlesUpdateError.of);

  /// Delete an article.
  /// Only the author may delete an article. Its comments and favorites are deleted as well.
  /// For signed-in callers.
  /// API keys need the scope `articles:write`.
  /// `not_found` (404): No article has this slug.
  /// `forbidden` (403): This article belongs to another account.
  /// Throws [ArticlesDeleteError].
  Future<void> delete(ArticlesDeleteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.delete', CallKind.keyed, input.toJson(), jsonCodec, options, ArticlesDeleteError.of);

  /// Favorite an article.
  /// Idempotent.
  /// For signed-in callers.
  /// API keys need the scope `articles:write`.
  /// `not_found` (404): No article has this slug.
  /// Throws [ArticlesFavoriteError].
  Future<Article> favorite(ArticlesFavoriteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.favorite', CallKind.keyed, input.toJson(), Article.codec, options, ArticlesFavoriteError.of);

  /// Unfavorite an article.
  /// For signed-in callers.
  /// API keys need the scope `articles:write`.
  /// `not_found` (404): No article has this slug.
  /// Throws [ArticlesUnfavoriteError].
  Future<Article> unfavorite(ArticlesUnfavoriteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('articles.unfavorite', CallKind.keyed, input.toJson(), Article.codec, options, ArticlesUnfavoriteError.of);

  /// Follow articles as they change.
  /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
  Stream<LiveMessage<ArticleChange>> changes([ArticlesChangesInput input = const ArticlesChangesInput(), String? after]) =>
      _caller.live('articles.changes', input.toJson(), after, ArticleChange.codec);
}

/// Procedures of `comments`.
final class CommentsClient {
  const CommentsClient._(this._caller);

  final Caller _caller;

  /// List an article's comments, newest first.
  /// `not_found` (404): No article has this slug.
  /// Throws [CommentsListError].
  Future<CommentsListOutput> list(CommentsListInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('comments.list', CallKind.query, input.toJson(), CommentsListOutput.codec, options, CommentsListError.of);

  /// Pages of [list] from `cursor` on; each is requested when it is listened for.
  Stream<CommentsListOutput> listPages(CommentsListInput input, [CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => list(CommentsListInput(slug: input.slug, limit: input.limit, cursor: cursor), options),
      );

  /// Items of [list] from `cursor` on, over all pages.
  Stream<Comment> listItems(CommentsListInput input, [CallOptions options = const CallOptions()]) =>
      _caller.items(listPages(input, options), (page) => page.comments);

  /// Add a comment to an article.
  /// For signed-in callers.
  /// API keys need the scope `comments:write`.
  /// `not_found` (404): No article has this slug.
  /// Throws [CommentsAddError].
  Future<Comment> add(CommentsAddInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('comments.add', CallKind.keyed, input.toJson(), Comment.codec, options, CommentsAddError.of);

  /// Delete a comment.
  /// Only the author may delete a comment.
  /// For signed-in callers.
  /// API keys need the scope `comments:write`.
  /// `article_not_found` (404): No article has this slug.
  /// `not_found` (404): This article has no such comment.
  /// `forbidden` (403): This comment belongs to another account.
  /// Throws [CommentsDeleteError].
  Future<void> delete(CommentsDeleteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('comments.delete', CallKind.keyed, input.toJson(), jsonCodec, options, CommentsDeleteError.of);

  /// Follow an article's comments as they are added.
  /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
  /// `not_found` (404): No article has this slug.
  Stream<LiveMessage<AddedComment>> added(CommentsAddedInput input, [String? after]) =>
      _caller.live('comments.added', input.toJson(), after, AddedComment.codec, CommentsAddedError.of);
}

/// Procedures of `feed`.
final class FeedClient {
  const FeedClient._(this._caller);

  final Caller _caller;

  /// Follow articles by followed authors as they change.
  /// Authors that the viewer follows or unfollows meanwhile are included or left out at once.
  /// For signed-in callers.
  /// API keys need the scope `feed:read`.
  /// A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.
  Stream<LiveMessage<ArticleChange>> changes([String? after]) =>
      _caller.live('feed.changes', const <String, Object?>{}, after, ArticleChange.codec);
}

/// Procedures of `tags`.
final class TagsClient {
  const TagsClient._(this._caller);

  final Caller _caller;

  /// List tags, most used first.
  /// At most 10,000.
  /// Throws [CallException].
  Future<TagsListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('tags.list', CallKind.public, const <String, Object?>{}, TagsListOutput.codec, options);
}

/// Procedures of `webhooks`.
final class WebhooksClient {
  const WebhooksClient._(this._caller);

  final Caller _caller;

  /// Register a webhook endpoint.
  /// Events about the account are posted to the URL as Standard Webhooks. The secret is in this response only. An account has at most 10 endpoints. Only admins may register one for all accounts.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `too_many` (409): An account can have at most 10 endpoints: delete one first.
  /// `admins_only` (403): Only an admin may register an endpoint for all accounts.
  /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
  /// Throws [WebhooksCreateError].
  Future<WebhooksCreateOutput> create(WebhooksCreateInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.create', CallKind.mutation, input.toJson(), WebhooksCreateOutput.codec, options, WebhooksCreateError.of);

  /// List the viewer's webhook endpoints.
  /// Newest first.
  /// For signed-in callers.
  /// Throws [CallException].
  Future<WebhooksListOutput> list([CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.list', CallKind.query, const <String, Object?>{}, WebhooksListOutput.codec, options);

  /// Get one of the viewer's webhook endpoints.
  /// For signed-in callers.
  /// `not_found` (404): You have no such endpoint.
  /// Throws [WebhooksGetError].
  Future<WebhookEndpoint> get(WebhooksGetInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.get', CallKind.query, input.toJson(), WebhookEndpoint.codec, options, WebhooksGetError.of);

  /// Change a webhook endpoint.
  /// With `enabled: true` a disabled endpoint is sent what waits for it. Events that occurred meanwhile can be replayed.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): You have no such endpoint.
  /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
  /// Throws [WebhooksUpdateError].
  Future<WebhookEndpoint> update(WebhooksUpdateInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.update', CallKind.keyed, input.toJson(), WebhookEndpoint.codec, options, WebhooksUpdateError.of);

  /// Delete a webhook endpoint.
  /// Its pending events and its log of attempts are deleted too.
  /// For signed-in callers.
  /// `not_found` (404): You have no such endpoint.
  /// Throws [WebhooksDeleteError].
  Future<void> delete(WebhooksDeleteInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.delete', CallKind.keyed, input.toJson(), jsonCodec, options, WebhooksDeleteError.of);

  /// Rotate a webhook endpoint's secret.
  /// Returns the new secret, once. Both secrets sign until `overlapHours` are over, so that the receiver can change over in between.
  /// For signed-in callers.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): You have no such endpoint.
  /// `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
  /// Throws [WebhooksRotateSecretError].
  Future<WebhooksRotateSecretOutput> rotateSecret(WebhooksRotateSecretInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.rotateSecret', CallKind.mutation, input.toJson(), WebhooksRotateSecretOutput.codec, options, WebhooksRotateSecretError.of);

  /// Send a test event.
  /// Sends `webhook.test` at once, before what waits, and does not repeat it. Its result is in the log of attempts.
  /// For signed-in callers.
  /// `not_found` (404): You have no such endpoint.
  /// `disabled` (409): This endpoint is disabled: enable it first.
  /// Throws [WebhooksTestError].
  Future<WebhooksTestOutput> test(WebhooksTestInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.test', CallKind.keyed, input.toJson(), WebhooksTestOutput.codec, options, WebhooksTestError.of);

  /// List the attempts of a webhook endpoint.
  /// Newest first; kept for 30 days.
  /// For signed-in callers.
  /// `not_found` (404): You have no such endpoint.
  /// Throws [WebhooksListAttemptsError].
  Future<WebhooksListAttemptsOutput> listAttempts(WebhooksListAttemptsInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.listAttempts', CallKind.query, input.toJson(), WebhooksListAttemptsOutput.codec, options, WebhooksListAttemptsError.of);

  /// Pages of [listAttempts] from `cursor` on; each is requested when it is listened for.
  Stream<WebhooksListAttemptsOutput> listAttemptsPages(WebhooksListAttemptsInput input, [CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => listAttempts(WebhooksListAttemptsInput(id: input.id, limit: input.limit, cursor: cursor), options),
      );

  /// Items of [listAttempts] from `cursor` on, over all pages.
  Stream<WebhooksListAttemptsOutputAttemptsItem> listAttemptsItems(WebhooksListAttemptsInput input, [CallOptions options = const CallOptions()]) =>
      _caller.items(listAttemptsPages(input, options), (page) => page.attempts);

  /// Send events again.
  /// One event by its id, or those that occurred from `since` and before `until`, at most 1,000 in a call, or fewer where many events concern others: also events that the endpoint has not received because it was disabled or not there yet. Events are kept for 7 days unless configured otherwise.
  /// For signed-in callers.
  /// `not_found` (404): You have no such endpoint.
  /// Throws [WebhooksReplayError].
  Future<WebhooksReplayOutput> replay(WebhooksReplayInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('webhooks.replay', CallKind.keyed, input.toJson(), WebhooksReplayOutput.codec, options, WebhooksReplayError.of);
}

/// Procedures of `admin`.
final class AdminClient {
  const AdminClient._(this._caller);

  final Caller _caller;

  /// Remove a comment as a moderator.
  /// For a signed-in moderator.
  /// `article_not_found` (404): No article has this slug.
  /// `not_found` (404): This article has no such comment.
  /// Throws [AdminRemoveCommentError].
  Future<void> removeComment(AdminRemoveCommentInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.removeComment', CallKind.keyed, input.toJson(), jsonCodec, options, AdminRemoveCommentError.of);

  /// List jobs by state.
  /// Ended jobs are listed with the latest first, others with the longest due first.
  /// For a signed-in admin.
  /// Throws [CallException].
  Future<AdminListJobsOutput> listJobs([AdminListJobsInput input = const AdminListJobsInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('admin.listJobs', CallKind.query, input.toJson(), AdminListJobsOutput.codec, options);

  /// Pages of [listJobs] from `cursor` on; each is requested when it is listened for.
  Stream<AdminListJobsOutput> listJobsPages([AdminListJobsInput input = const AdminListJobsInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => listJobs(AdminListJobsInput(state: input.state, name: input.name, limit: input.limit, cursor: cursor), options),
      );

  /// Items of [listJobs] from `cursor` on, over all pages.
  Stream<ManagedJob> listJobsItems([AdminListJobsInput input = const AdminListJobsInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(listJobsPages(input, options), (page) => page.jobs);

  /// Retry a dead or cancelled job.
  /// It is due at once, with all its attempts. A job that waits or runs stays as it is.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No job has this id; finished ones are deleted in time.
  /// `already_done` (409): The job is done already.
  /// Throws [AdminRetryJobError].
  Future<ManagedJob> retryJob(AdminRetryJobInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.retryJob', CallKind.keyed, input.toJson(), ManagedJob.codec, options, AdminRetryJobError.of);

  /// Retry the dead jobs of a name.
  /// At most 1,000 of them, those first that died last.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// Throws [CallException].
  Future<AdminRetryDeadJobsOutput> retryDeadJobs(AdminRetryDeadJobsInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.retryDeadJobs', CallKind.keyed, input.toJson(), AdminRetryDeadJobsOutput.codec, options);

  /// Cancel a job.
  /// It is not attempted again; a running attempt gets an aborted signal, and its changes so far remain. A dead job is dismissed. Idempotent.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No job has this id; finished ones are deleted in time.
  /// `already_done` (409): The job is done already.
  /// Throws [AdminCancelJobError].
  Future<ManagedJob> cancelJob(AdminCancelJobInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.cancelJob', CallKind.keyed, input.toJson(), ManagedJob.codec, options, AdminCancelJobError.of);

  /// List accounts, newest first.
  /// For a signed-in admin.
  /// Throws [CallException].
  Future<AdminListUsersOutput> listUsers([AdminListUsersInput input = const AdminListUsersInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('admin.listUsers', CallKind.query, input.toJson(), AdminListUsersOutput.codec, options);

  /// Pages of [listUsers] from `cursor` on; each is requested when it is listened for.
  Stream<AdminListUsersOutput> listUsersPages([AdminListUsersInput input = const AdminListUsersInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => listUsers(AdminListUsersInput(search: input.search, role: input.role, state: input.state, limit: input.limit, cursor: cursor), options),
      );

  /// Items of [listUsers] from `cursor` on, over all pages.
  Stream<ManagedUser> listUsersItems([AdminListUsersInput input = const AdminListUsersInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(listUsersPages(input, options), (page) => page.users);

  /// Suspend an account.
  /// Ends its sessions, including those of apps; its API keys are disabled until the account is restored. Its articles and comments stay visible. Idempotent.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No user has this user name.
  /// `own_account` (403): You cannot suspend your own account.
  /// Throws [AdminSuspendUserError].
  Future<ManagedUser> suspendUser(AdminSuspendUserInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.suspendUser', CallKind.keyed, input.toJson(), ManagedUser.codec, options, AdminSuspendUserError.of);

  /// Lift an account's suspension.
  /// The owner can sign in again, and the account's API keys work again.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No user has this user name.
  /// Throws [AdminRestoreUserError].
  Future<ManagedUser> restoreUser(AdminRestoreUserInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.restoreUser', CallKind.keyed, input.toJson(), ManagedUser.codec, options, AdminRestoreUserError.of);

  /// Reset an account's credentials.
  /// For an owner who cannot recover the account by e-mail alone and has proved their identity. Ends all sessions and removes the second factors, or all credentials: the owner then sets a password through a reset link sent to the account's address. The owner is notified by e-mail, and the reset is recorded in the audit log.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No user has this user name.
  /// `own_account` (403): You cannot reset your own account.
  /// Throws [AdminResetAccessError].
  Future<ManagedUser> resetAccess(AdminResetAccessInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.resetAccess', CallKind.keyed, input.toJson(), ManagedUser.codec, options, AdminResetAccessError.of);

  /// Change an account's role.
  /// Ends the account's sessions if the role changes. The role of the last admin cannot be changed.
  /// For a signed-in admin.
  /// The caller must have signed in within the last ten minutes.
  /// `not_found` (404): No user has this user name.
  /// `last_admin` (409): The last admin cannot be removed: make another account admin first.
  /// Throws [AdminChangeRoleError].
  Future<ManagedUser> changeRole(AdminChangeRoleInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.changeRole', CallKind.keyed, input.toJson(), ManagedUser.codec, options, AdminChangeRoleError.of);

  /// Remove an article as a moderator.
  /// Its comments and favorites are deleted as well.
  /// For a signed-in moderator.
  /// `not_found` (404): No article has this slug.
  /// Throws [AdminRemoveArticleError].
  Future<void> removeArticle(AdminRemoveArticleInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('admin.removeArticle', CallKind.keyed, input.toJson(), jsonCodec, options, AdminRemoveArticleError.of);

  /// List audit log entries, newest first.
  /// Entries are retained for 400 days.
  /// For a signed-in admin.
  /// Throws [CallException].
  Future<AdminListAuditOutput> listAudit([AdminListAuditInput input = const AdminListAuditInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('admin.listAudit', CallKind.query, input.toJson(), AdminListAuditOutput.codec, options);

  /// Pages of [listAudit] from `cursor` on; each is requested when it is listened for.
  Stream<AdminListAuditOutput> listAuditPages([AdminListAuditInput input = const AdminListAuditInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => listAudit(AdminListAuditInput(username: input.username, action: input.action, limit: input.limit, cursor: cursor), options),
      );

  /// Items of [listAudit] from `cursor` on, over all pages.
  Stream<AuditRecord> listAuditItems([AdminListAuditInput input = const AdminListAuditInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(listAuditPages(input, options), (page) => page.entries);
}

/// Every procedure, feature by feature.
final class ApiClient {
  ApiClient(ClientOptions options) : _caller = Caller(options);

  final Caller _caller;

  late final AccountsClient accounts = AccountsClient._(_caller);
  late final EmailsClient emails = EmailsClient._(_caller);
  late final PasswordsClient passwords = PasswordsClient._(_caller);
  late final SessionsClient sessions = SessionsClient._(_caller);
  late final ApiKeysClient apiKeys = ApiKeysClient._(_caller);
  late final ServiceTokensClient serviceTokens = ServiceTokensClient._(_caller);
  late final OauthClient oauth = OauthClient._(_caller);
  late final FactorsClient factors = FactorsClient._(_caller);
  late final TotpClient totp = TotpClient._(_caller);
  late final PasskeysClient passkeys = PasskeysClient._(_caller);
  late final AppsClient apps = AppsClient._(_caller);
  late final ProfilesClient profiles = ProfilesClient._(_caller);
  late final ArticlesClient articles = ArticlesClient._(_caller);
  late final CommentsClient comments = CommentsClient._(_caller);
  late final FeedClient feed = FeedClient._(_caller);
  late final TagsClient tags = TagsClient._(_caller);
  late final WebhooksClient webhooks = WebhooksClient._(_caller);
  late final AdminClient admin = AdminClient._(_caller);
}
