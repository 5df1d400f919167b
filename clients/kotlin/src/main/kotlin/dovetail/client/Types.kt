// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
@file:Suppress("DEPRECATION", "REDUNDANT_PROJECTION", "UNUSED_PARAMETER")

package dovetail.client

import dovetail.runtime.Codec
import dovetail.runtime.Codecs
import dovetail.runtime.Field
import dovetail.runtime.Json
import dovetail.runtime.ObjectReader
import dovetail.runtime.ObjectWriter
import dovetail.runtime.OpenEnum
import dovetail.runtime.TupleReader
import dovetail.runtime.list
import dovetail.runtime.map
import dovetail.runtime.nullable
import dovetail.runtime.tag
import dovetail.runtime.tuple
import java.time.Instant

/** Input of `accounts.register`. */
data class AccountsRegisterInput(
    /** A user name, unique regardless of case. */
    val username: String,
    /** An e-mail address. */
    val email: String,
    /** 8 to 128 characters; no character classes are required. */
    val password: String,
    /**
     * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
     * Left out, it is "token".
     */
    val session: AccountsRegisterInputSession? = null,
) {
    companion object : Codec<AccountsRegisterInput> {
        override fun encode(value: AccountsRegisterInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("email", Codecs.text, value.email)
            .put("password", Codecs.text, value.password)
            .optional("session", AccountsRegisterInputSession, value.session)
            .json()

        override fun decode(json: Json): AccountsRegisterInput {
            val reader = ObjectReader(json)
            return AccountsRegisterInput(
                username = reader.get("username", Codecs.text),
                email = reader.get("email", Codecs.text),
                password = reader.get("password", Codecs.text),
                session = reader.optional("session", AccountsRegisterInputSession),
            )
        }
    }
}

/** How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned. */
sealed class AccountsRegisterInputSession(value: String) : OpenEnum<String>(value) {
    object Token : AccountsRegisterInputSession("token")

    object Cookie : AccountsRegisterInputSession("cookie")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AccountsRegisterInputSession(value)

    companion object : Codec<AccountsRegisterInputSession> {
        /** The values that this version of the app knows. */
        val known: List<AccountsRegisterInputSession> get() = listOf(Token, Cookie)

        fun of(value: String): AccountsRegisterInputSession = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AccountsRegisterInputSession): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AccountsRegisterInputSession = of(Codecs.text.decode(json))
    }
}

/** The viewer's own account. */
data class User(
    val email: String,
    /** The session's token; null when a cookie holds it. */
    val token: String?,
    /** A user name, unique regardless of case. */
    val username: String,
    val bio: String?,
    val image: String?,
) {
    companion object : Codec<User> {
        override fun encode(value: User): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .put("token", Codecs.text.nullable(), value.token)
            .put("username", Codecs.text, value.username)
            .put("bio", Codecs.text.nullable(), value.bio)
            .put("image", Codecs.text.nullable(), value.image)
            .json()

        override fun decode(json: Json): User {
            val reader = ObjectReader(json)
            return User(
                email = reader.get("email", Codecs.text),
                token = reader.get("token", Codecs.text.nullable()),
                username = reader.get("username", Codecs.text),
                bio = reader.get("bio", Codecs.text.nullable()),
                image = reader.get("image", Codecs.text.nullable()),
            )
        }
    }
}

/** Input of `accounts.login`. */
data class AccountsLoginInput(
    val email: String,
    val password: String,
    /**
     * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
     * Left out, it is "token".
     */
    val session: AccountsLoginInputSession? = null,
    /** A code from the authenticator app, or a recovery code. */
    val code: String? = null,
    val passkey: PasskeyAssertion? = null,
) {
    companion object : Codec<AccountsLoginInput> {
        override fun encode(value: AccountsLoginInput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .put("password", Codecs.text, value.password)
            .optional("session", AccountsLoginInputSession, value.session)
            .optional("code", Codecs.text, value.code)
            .optional("passkey", PasskeyAssertion, value.passkey)
            .json()

        override fun decode(json: Json): AccountsLoginInput {
            val reader = ObjectReader(json)
            return AccountsLoginInput(
                email = reader.get("email", Codecs.text),
                password = reader.get("password", Codecs.text),
                session = reader.optional("session", AccountsLoginInputSession),
                code = reader.optional("code", Codecs.text),
                passkey = reader.optional("passkey", PasskeyAssertion),
            )
        }
    }
}

/** How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned. */
sealed class AccountsLoginInputSession(value: String) : OpenEnum<String>(value) {
    object Token : AccountsLoginInputSession("token")

    object Cookie : AccountsLoginInputSession("cookie")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AccountsLoginInputSession(value)

    companion object : Codec<AccountsLoginInputSession> {
        /** The values that this version of the app knows. */
        val known: List<AccountsLoginInputSession> get() = listOf(Token, Cookie)

        fun of(value: String): AccountsLoginInputSession = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AccountsLoginInputSession): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AccountsLoginInputSession = of(Codecs.text.decode(json))
    }
}

/** A passkey assertion: `ceremony` from `passkeys.beginSignIn`, and the browser's credential, serialized by `toJSON()`. */
data class PasskeyAssertion(
    /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
    val ceremony: String,
    val credential: PasskeyAssertionCredential,
) {
    companion object : Codec<PasskeyAssertion> {
        override fun encode(value: PasskeyAssertion): Json = ObjectWriter()
            .put("ceremony", Codecs.text, value.ceremony)
            .put("credential", PasskeyAssertionCredential, value.credential)
            .json()

        override fun decode(json: Json): PasskeyAssertion {
            val reader = ObjectReader(json)
            return PasskeyAssertion(
                ceremony = reader.get("ceremony", Codecs.text),
                credential = reader.get("credential", PasskeyAssertionCredential),
            )
        }
    }
}

data class PasskeyAssertionCredential(
    val id: String,
    val rawId: String,
    val response: PasskeyAssertionCredentialResponse,
) {
    companion object : Codec<PasskeyAssertionCredential> {
        override fun encode(value: PasskeyAssertionCredential): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("rawId", Codecs.text, value.rawId)
            .put("type", Codecs.json, Json.Text("public-key"))
            .put("response", PasskeyAssertionCredentialResponse, value.response)
            .json()

        override fun decode(json: Json): PasskeyAssertionCredential {
            val reader = ObjectReader(json)
            return PasskeyAssertionCredential(
                id = reader.get("id", Codecs.text),
                rawId = reader.get("rawId", Codecs.text),
                response = reader.get("response", PasskeyAssertionCredentialResponse),
            )
        }
    }
}

data class PasskeyAssertionCredentialResponse(
    val clientDataJSON: String,
    val authenticatorData: String,
    val signature: String,
    val userHandle: Field<String> = Field.Absent,
) {
    companion object : Codec<PasskeyAssertionCredentialResponse> {
        override fun encode(value: PasskeyAssertionCredentialResponse): Json = ObjectWriter()
            .put("clientDataJSON", Codecs.text, value.clientDataJSON)
            .put("authenticatorData", Codecs.text, value.authenticatorData)
            .put("signature", Codecs.text, value.signature)
            .field("userHandle", Codecs.text, value.userHandle)
            .json()

        override fun decode(json: Json): PasskeyAssertionCredentialResponse {
            val reader = ObjectReader(json)
            return PasskeyAssertionCredentialResponse(
                clientDataJSON = reader.get("clientDataJSON", Codecs.text),
                authenticatorData = reader.get("authenticatorData", Codecs.text),
                signature = reader.get("signature", Codecs.text),
                userHandle = reader.field("userHandle", Codecs.text),
            )
        }
    }
}

/** Input of `accounts.update`. */
data class AccountsUpdateInput(
    /** A user name, unique regardless of case. */
    val username: String? = null,
    /** An e-mail address. */
    val email: String? = null,
    /** 8 to 128 characters; no character classes are required. */
    val password: String? = null,
    val bio: Field<String> = Field.Absent,
    /** URL of a picture. */
    val image: Field<String> = Field.Absent,
) {
    companion object : Codec<AccountsUpdateInput> {
        override fun encode(value: AccountsUpdateInput): Json = ObjectWriter()
            .optional("username", Codecs.text, value.username)
            .optional("email", Codecs.text, value.email)
            .optional("password", Codecs.text, value.password)
            .field("bio", Codecs.text, value.bio)
            .field("image", Codecs.text, value.image)
            .json()

        override fun decode(json: Json): AccountsUpdateInput {
            val reader = ObjectReader(json)
            return AccountsUpdateInput(
                username = reader.optional("username", Codecs.text),
                email = reader.optional("email", Codecs.text),
                password = reader.optional("password", Codecs.text),
                bio = reader.field("bio", Codecs.text),
                image = reader.field("image", Codecs.text),
            )
        }
    }
}

/** Input of `accounts.export`. */
data class AccountsExportInput(
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<AccountsExportInput> {
        override fun encode(value: AccountsExportInput): Json = ObjectWriter()
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): AccountsExportInput {
            val reader = ObjectReader(json)
            return AccountsExportInput(
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

/** All data of an account, newest first. */
data class AccountExport(
    val account: AccountExportAccount,
    val articles: List<AccountExportArticlesItem>,
    val comments: List<AccountExportCommentsItem>,
    val favourites: List<AccountExportFavouritesItem>,
    val following: List<AccountExportFollowingItem>,
    /** Audit log entries about the account. */
    val record: List<AccountExportRecordItem>,
    /** Documents of all collections. */
    val documents: List<AccountExportDocumentsItem>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<AccountExport> {
        override fun encode(value: AccountExport): Json = ObjectWriter()
            .put("account", AccountExportAccount, value.account)
            .put("articles", AccountExportArticlesItem.list(), value.articles)
            .put("comments", AccountExportCommentsItem.list(), value.comments)
            .put("favourites", AccountExportFavouritesItem.list(), value.favourites)
            .put("following", AccountExportFollowingItem.list(), value.following)
            .put("record", AccountExportRecordItem.list(), value.record)
            .put("documents", AccountExportDocumentsItem.list(), value.documents)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): AccountExport {
            val reader = ObjectReader(json)
            return AccountExport(
                account = reader.get("account", AccountExportAccount),
                articles = reader.get("articles", AccountExportArticlesItem.list()),
                comments = reader.get("comments", AccountExportCommentsItem.list()),
                favourites = reader.get("favourites", AccountExportFavouritesItem.list()),
                following = reader.get("following", AccountExportFollowingItem.list()),
                record = reader.get("record", AccountExportRecordItem.list()),
                documents = reader.get("documents", AccountExportDocumentsItem.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

data class AccountExportAccount(
    /** A user name, unique regardless of case. */
    val username: String,
    val email: String,
    val emailVerifiedAt: Instant?,
    val bio: String?,
    val image: String?,
    val role: String,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<AccountExportAccount> {
        override fun encode(value: AccountExportAccount): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("email", Codecs.text, value.email)
            .put("emailVerifiedAt", Codecs.time.nullable(), value.emailVerifiedAt)
            .put("bio", Codecs.text.nullable(), value.bio)
            .put("image", Codecs.text.nullable(), value.image)
            .put("role", Codecs.text, value.role)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): AccountExportAccount {
            val reader = ObjectReader(json)
            return AccountExportAccount(
                username = reader.get("username", Codecs.text),
                email = reader.get("email", Codecs.text),
                emailVerifiedAt = reader.get("emailVerifiedAt", Codecs.time.nullable()),
                bio = reader.get("bio", Codecs.text.nullable()),
                image = reader.get("image", Codecs.text.nullable()),
                role = reader.get("role", Codecs.text),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

data class AccountExportArticlesItem(
    val slug: String,
    val title: String,
    val description: String,
    val body: String,
    val tagList: List<String>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val updatedAt: Instant,
) {
    companion object : Codec<AccountExportArticlesItem> {
        override fun encode(value: AccountExportArticlesItem): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("title", Codecs.text, value.title)
            .put("description", Codecs.text, value.description)
            .put("body", Codecs.text, value.body)
            .put("tagList", Codecs.text.list(), value.tagList)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("updatedAt", Codecs.time, value.updatedAt)
            .json()

        override fun decode(json: Json): AccountExportArticlesItem {
            val reader = ObjectReader(json)
            return AccountExportArticlesItem(
                slug = reader.get("slug", Codecs.text),
                title = reader.get("title", Codecs.text),
                description = reader.get("description", Codecs.text),
                body = reader.get("body", Codecs.text),
                tagList = reader.get("tagList", Codecs.text.list()),
                createdAt = reader.get("createdAt", Codecs.time),
                updatedAt = reader.get("updatedAt", Codecs.time),
            )
        }
    }
}

data class AccountExportCommentsItem(
    val id: Long,
    val slug: String,
    val body: String,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<AccountExportCommentsItem> {
        override fun encode(value: AccountExportCommentsItem): Json = ObjectWriter()
            .put("id", Codecs.integer, value.id)
            .put("slug", Codecs.text, value.slug)
            .put("body", Codecs.text, value.body)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): AccountExportCommentsItem {
            val reader = ObjectReader(json)
            return AccountExportCommentsItem(
                id = reader.get("id", Codecs.integer),
                slug = reader.get("slug", Codecs.text),
                body = reader.get("body", Codecs.text),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

data class AccountExportFavouritesItem(
    val slug: String,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<AccountExportFavouritesItem> {
        override fun encode(value: AccountExportFavouritesItem): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): AccountExportFavouritesItem {
            val reader = ObjectReader(json)
            return AccountExportFavouritesItem(
                slug = reader.get("slug", Codecs.text),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

data class AccountExportFollowingItem(
    val username: String,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<AccountExportFollowingItem> {
        override fun encode(value: AccountExportFollowingItem): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): AccountExportFollowingItem {
            val reader = ObjectReader(json)
            return AccountExportFollowingItem(
                username = reader.get("username", Codecs.text),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

data class AccountExportRecordItem(
    /** Timestamp in UTC, ISO 8601. */
    val at: Instant,
    val action: String,
    /** IP address of the owner's own calls; empty for the actions of others. */
    val address: String,
) {
    companion object : Codec<AccountExportRecordItem> {
        override fun encode(value: AccountExportRecordItem): Json = ObjectWriter()
            .put("at", Codecs.time, value.at)
            .put("action", Codecs.text, value.action)
            .put("address", Codecs.text, value.address)
            .json()

        override fun decode(json: Json): AccountExportRecordItem {
            val reader = ObjectReader(json)
            return AccountExportRecordItem(
                at = reader.get("at", Codecs.time),
                action = reader.get("action", Codecs.text),
                address = reader.get("address", Codecs.text),
            )
        }
    }
}

data class AccountExportDocumentsItem(
    val collection: String,
    val key: String,
    /** The version of the shape that the value was stored in. */
    val version: Long,
    val value: Map<String, Json>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val updatedAt: Instant,
) {
    companion object : Codec<AccountExportDocumentsItem> {
        override fun encode(value: AccountExportDocumentsItem): Json = ObjectWriter()
            .put("collection", Codecs.text, value.collection)
            .put("key", Codecs.text, value.key)
            .put("version", Codecs.integer, value.version)
            .put("value", Codecs.json.map(), value.value)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("updatedAt", Codecs.time, value.updatedAt)
            .json()

        override fun decode(json: Json): AccountExportDocumentsItem {
            val reader = ObjectReader(json)
            return AccountExportDocumentsItem(
                collection = reader.get("collection", Codecs.text),
                key = reader.get("key", Codecs.text),
                version = reader.get("version", Codecs.integer),
                value = reader.get("value", Codecs.json.map()),
                createdAt = reader.get("createdAt", Codecs.time),
                updatedAt = reader.get("updatedAt", Codecs.time),
            )
        }
    }
}

/** Input of `accounts.delete`. */
data class AccountsDeleteInput(
    /** A user name, unique regardless of case. */
    val username: String,
) {
    companion object : Codec<AccountsDeleteInput> {
        override fun encode(value: AccountsDeleteInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .json()

        override fun decode(json: Json): AccountsDeleteInput {
            val reader = ObjectReader(json)
            return AccountsDeleteInput(
                username = reader.get("username", Codecs.text),
            )
        }
    }
}

/** Input of `emails.verify`. */
data class EmailsVerifyInput(
    /** The link's token, after `#token=`. */
    val token: String,
    val password: String? = null,
) {
    companion object : Codec<EmailsVerifyInput> {
        override fun encode(value: EmailsVerifyInput): Json = ObjectWriter()
            .put("token", Codecs.text, value.token)
            .optional("password", Codecs.text, value.password)
            .json()

        override fun decode(json: Json): EmailsVerifyInput {
            val reader = ObjectReader(json)
            return EmailsVerifyInput(
                token = reader.get("token", Codecs.text),
                password = reader.optional("password", Codecs.text),
            )
        }
    }
}

data class EmailsVerifyOutput(
    val email: String,
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
    /** Token for `passwords.reset` if the credentials were removed; else null. */
    val resetToken: String?,
) {
    companion object : Codec<EmailsVerifyOutput> {
        override fun encode(value: EmailsVerifyOutput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .put("token", Codecs.text.nullable(), value.token)
            .put("resetToken", Codecs.text.nullable(), value.resetToken)
            .json()

        override fun decode(json: Json): EmailsVerifyOutput {
            val reader = ObjectReader(json)
            return EmailsVerifyOutput(
                email = reader.get("email", Codecs.text),
                token = reader.get("token", Codecs.text.nullable()),
                resetToken = reader.get("resetToken", Codecs.text.nullable()),
            )
        }
    }
}

/** Input of `emails.change`. */
data class EmailsChangeInput(
    /** An e-mail address. */
    val email: String,
) {
    companion object : Codec<EmailsChangeInput> {
        override fun encode(value: EmailsChangeInput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .json()

        override fun decode(json: Json): EmailsChangeInput {
            val reader = ObjectReader(json)
            return EmailsChangeInput(
                email = reader.get("email", Codecs.text),
            )
        }
    }
}

/** Input of `emails.undo`. */
data class EmailsUndoInput(
    /** The notification link's token, after `#undo=`. */
    val token: String,
) {
    companion object : Codec<EmailsUndoInput> {
        override fun encode(value: EmailsUndoInput): Json = ObjectWriter()
            .put("token", Codecs.text, value.token)
            .json()

        override fun decode(json: Json): EmailsUndoInput {
            val reader = ObjectReader(json)
            return EmailsUndoInput(
                token = reader.get("token", Codecs.text),
            )
        }
    }
}

data class EmailsUndoOutput(
    val email: String,
    /** Token for `passwords.reset`. */
    val resetToken: String,
) {
    companion object : Codec<EmailsUndoOutput> {
        override fun encode(value: EmailsUndoOutput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .put("resetToken", Codecs.text, value.resetToken)
            .json()

        override fun decode(json: Json): EmailsUndoOutput {
            val reader = ObjectReader(json)
            return EmailsUndoOutput(
                email = reader.get("email", Codecs.text),
                resetToken = reader.get("resetToken", Codecs.text),
            )
        }
    }
}

/** Input of `emails.confirmChange`. */
data class EmailsConfirmChangeInput(
    /** The link's token, after `#token=`. */
    val token: String,
) {
    companion object : Codec<EmailsConfirmChangeInput> {
        override fun encode(value: EmailsConfirmChangeInput): Json = ObjectWriter()
            .put("token", Codecs.text, value.token)
            .json()

        override fun decode(json: Json): EmailsConfirmChangeInput {
            val reader = ObjectReader(json)
            return EmailsConfirmChangeInput(
                token = reader.get("token", Codecs.text),
            )
        }
    }
}

data class EmailsConfirmChangeOutput(
    val email: String,
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
) {
    companion object : Codec<EmailsConfirmChangeOutput> {
        override fun encode(value: EmailsConfirmChangeOutput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .put("token", Codecs.text.nullable(), value.token)
            .json()

        override fun decode(json: Json): EmailsConfirmChangeOutput {
            val reader = ObjectReader(json)
            return EmailsConfirmChangeOutput(
                email = reader.get("email", Codecs.text),
                token = reader.get("token", Codecs.text.nullable()),
            )
        }
    }
}

/** Input of `passwords.requestReset`. */
data class PasswordsRequestResetInput(
    /** An e-mail address. */
    val email: String,
) {
    companion object : Codec<PasswordsRequestResetInput> {
        override fun encode(value: PasswordsRequestResetInput): Json = ObjectWriter()
            .put("email", Codecs.text, value.email)
            .json()

        override fun decode(json: Json): PasswordsRequestResetInput {
            val reader = ObjectReader(json)
            return PasswordsRequestResetInput(
                email = reader.get("email", Codecs.text),
            )
        }
    }
}

/** Input of `passwords.reset`. */
data class PasswordsResetInput(
    /** The link's token, after `#token=`. */
    val token: String,
    /** 8 to 128 characters; no character classes are required. */
    val password: String,
    /** Also removes the passkeys, authenticator apps, linked identities, API keys and recovery codes added within the last seven days, for an owner who did not add them. */
    val removeRecent: Boolean? = null,
) {
    companion object : Codec<PasswordsResetInput> {
        override fun encode(value: PasswordsResetInput): Json = ObjectWriter()
            .put("token", Codecs.text, value.token)
            .put("password", Codecs.text, value.password)
            .optional("removeRecent", Codecs.boolean, value.removeRecent)
            .json()

        override fun decode(json: Json): PasswordsResetInput {
            val reader = ObjectReader(json)
            return PasswordsResetInput(
                token = reader.get("token", Codecs.text),
                password = reader.get("password", Codecs.text),
                removeRecent = reader.optional("removeRecent", Codecs.boolean),
            )
        }
    }
}

/** Input of `passwords.change`. */
data class PasswordsChangeInput(
    /** 8 to 128 characters; no character classes are required. */
    val password: String,
    val currentPassword: String? = null,
) {
    companion object : Codec<PasswordsChangeInput> {
        override fun encode(value: PasswordsChangeInput): Json = ObjectWriter()
            .put("password", Codecs.text, value.password)
            .optional("currentPassword", Codecs.text, value.currentPassword)
            .json()

        override fun decode(json: Json): PasswordsChangeInput {
            val reader = ObjectReader(json)
            return PasswordsChangeInput(
                password = reader.get("password", Codecs.text),
                currentPassword = reader.optional("currentPassword", Codecs.text),
            )
        }
    }
}

data class PasswordsChangeOutput(
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
) {
    companion object : Codec<PasswordsChangeOutput> {
        override fun encode(value: PasswordsChangeOutput): Json = ObjectWriter()
            .put("token", Codecs.text.nullable(), value.token)
            .json()

        override fun decode(json: Json): PasswordsChangeOutput {
            val reader = ObjectReader(json)
            return PasswordsChangeOutput(
                token = reader.get("token", Codecs.text.nullable()),
            )
        }
    }
}

/** The tokens of an app's session. */
data class AppTokens(
    /** Send as a bearer token. */
    val accessToken: String,
    /** Valid for one refresh. */
    val refreshToken: String,
    /** Lifetime of the access token, in seconds. */
    val expiresInSeconds: Long,
) {
    companion object : Codec<AppTokens> {
        override fun encode(value: AppTokens): Json = ObjectWriter()
            .put("accessToken", Codecs.text, value.accessToken)
            .put("refreshToken", Codecs.text, value.refreshToken)
            .put("expiresInSeconds", Codecs.integer, value.expiresInSeconds)
            .json()

        override fun decode(json: Json): AppTokens {
            val reader = ObjectReader(json)
            return AppTokens(
                accessToken = reader.get("accessToken", Codecs.text),
                refreshToken = reader.get("refreshToken", Codecs.text),
                expiresInSeconds = reader.get("expiresInSeconds", Codecs.integer),
            )
        }
    }
}

/** Input of `sessions.refresh`. */
data class SessionsRefreshInput(
    val refreshToken: String,
    /** Client id of the app that was authorized in the browser; rejected if the token belongs to another app. */
    val clientId: String? = null,
) {
    companion object : Codec<SessionsRefreshInput> {
        override fun encode(value: SessionsRefreshInput): Json = ObjectWriter()
            .put("refreshToken", Codecs.text, value.refreshToken)
            .optional("clientId", Codecs.text, value.clientId)
            .json()

        override fun decode(json: Json): SessionsRefreshInput {
            val reader = ObjectReader(json)
            return SessionsRefreshInput(
                refreshToken = reader.get("refreshToken", Codecs.text),
                clientId = reader.optional("clientId", Codecs.text),
            )
        }
    }
}

/** Input of `sessions.reauthenticate`. */
data class SessionsReauthenticateInput(
    val password: String? = null,
    /** A code from the authenticator app, or a recovery code. */
    val code: String? = null,
    val passkey: PasskeyAssertion? = null,
) {
    companion object : Codec<SessionsReauthenticateInput> {
        override fun encode(value: SessionsReauthenticateInput): Json = ObjectWriter()
            .optional("password", Codecs.text, value.password)
            .optional("code", Codecs.text, value.code)
            .optional("passkey", PasskeyAssertion, value.passkey)
            .json()

        override fun decode(json: Json): SessionsReauthenticateInput {
            val reader = ObjectReader(json)
            return SessionsReauthenticateInput(
                password = reader.optional("password", Codecs.text),
                code = reader.optional("code", Codecs.text),
                passkey = reader.optional("passkey", PasskeyAssertion),
            )
        }
    }
}

data class SessionsReauthenticateOutput(
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
) {
    companion object : Codec<SessionsReauthenticateOutput> {
        override fun encode(value: SessionsReauthenticateOutput): Json = ObjectWriter()
            .put("token", Codecs.text.nullable(), value.token)
            .json()

        override fun decode(json: Json): SessionsReauthenticateOutput {
            val reader = ObjectReader(json)
            return SessionsReauthenticateOutput(
                token = reader.get("token", Codecs.text.nullable()),
            )
        }
    }
}

data class SessionsCurrentOutput(
    val session: Session,
    /** Whether the viewer authenticated within the last ten minutes. */
    val isFresh: Boolean,
) {
    companion object : Codec<SessionsCurrentOutput> {
        override fun encode(value: SessionsCurrentOutput): Json = ObjectWriter()
            .put("session", Session, value.session)
            .put("isFresh", Codecs.boolean, value.isFresh)
            .json()

        override fun decode(json: Json): SessionsCurrentOutput {
            val reader = ObjectReader(json)
            return SessionsCurrentOutput(
                session = reader.get("session", Session),
                isFresh = reader.get("isFresh", Codecs.boolean),
            )
        }
    }
}

/** A signed-in device or app. */
data class Session(
    /** A session's id, not its token. */
    val id: String,
    /** `app`: an app holds a refresh token and short-lived access tokens. */
    val keptIn: SessionKeptIn,
    /** Display name of the app that was authorized in the browser. */
    val app: String?,
    /** `User-Agent` of the client at sign-in. */
    val userAgent: String?,
    /** Authentication methods used: `pwd`, `otp`, `recovery`, `passkey`, `oauth`. */
    val methods: List<String>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val lastUsedAt: Instant,
    /** When the session ends unless it is used before. */
    val expiresAt: Instant,
    /** Whether this call uses this session. */
    val current: Boolean,
) {
    companion object : Codec<Session> {
        override fun encode(value: Session): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("keptIn", SessionKeptIn, value.keptIn)
            .put("app", Codecs.text.nullable(), value.app)
            .put("userAgent", Codecs.text.nullable(), value.userAgent)
            .put("methods", Codecs.text.list(), value.methods)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("lastUsedAt", Codecs.time, value.lastUsedAt)
            .put("expiresAt", Codecs.time, value.expiresAt)
            .put("current", Codecs.boolean, value.current)
            .json()

        override fun decode(json: Json): Session {
            val reader = ObjectReader(json)
            return Session(
                id = reader.get("id", Codecs.text),
                keptIn = reader.get("keptIn", SessionKeptIn),
                app = reader.get("app", Codecs.text.nullable()),
                userAgent = reader.get("userAgent", Codecs.text.nullable()),
                methods = reader.get("methods", Codecs.text.list()),
                createdAt = reader.get("createdAt", Codecs.time),
                lastUsedAt = reader.get("lastUsedAt", Codecs.time),
                expiresAt = reader.get("expiresAt", Codecs.time),
                current = reader.get("current", Codecs.boolean),
            )
        }
    }
}

/** `app`: an app holds a refresh token and short-lived access tokens. */
sealed class SessionKeptIn(value: String) : OpenEnum<String>(value) {
    object Token : SessionKeptIn("token")

    object Cookie : SessionKeptIn("cookie")

    object App : SessionKeptIn("app")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : SessionKeptIn(value)

    companion object : Codec<SessionKeptIn> {
        /** The values that this version of the app knows. */
        val known: List<SessionKeptIn> get() = listOf(Token, Cookie, App)

        fun of(value: String): SessionKeptIn = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: SessionKeptIn): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): SessionKeptIn = of(Codecs.text.decode(json))
    }
}

data class SessionsListOutput(
    val sessions: List<Session>,
) {
    companion object : Codec<SessionsListOutput> {
        override fun encode(value: SessionsListOutput): Json = ObjectWriter()
            .put("sessions", Session.list(), value.sessions)
            .json()

        override fun decode(json: Json): SessionsListOutput {
            val reader = ObjectReader(json)
            return SessionsListOutput(
                sessions = reader.get("sessions", Session.list()),
            )
        }
    }
}

/** Input of `sessions.revoke`. */
data class SessionsRevokeInput(
    /** A session's id, not its token. */
    val id: String,
) {
    companion object : Codec<SessionsRevokeInput> {
        override fun encode(value: SessionsRevokeInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): SessionsRevokeInput {
            val reader = ObjectReader(json)
            return SessionsRevokeInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `apiKeys.create`. */
data class ApiKeysCreateInput(
    val name: String,
    val scopes: List<ApiKeysCreateInputScopesItem>,
    /**
     * Lifetime in days.
     * Left out, it is 90.
     */
    val expiresInDays: Long? = null,
) {
    companion object : Codec<ApiKeysCreateInput> {
        override fun encode(value: ApiKeysCreateInput): Json = ObjectWriter()
            .put("name", Codecs.text, value.name)
            .put("scopes", ApiKeysCreateInputScopesItem.list(), value.scopes)
            .optional("expiresInDays", Codecs.integer, value.expiresInDays)
            .json()

        override fun decode(json: Json): ApiKeysCreateInput {
            val reader = ObjectReader(json)
            return ApiKeysCreateInput(
                name = reader.get("name", Codecs.text),
                scopes = reader.get("scopes", ApiKeysCreateInputScopesItem.list()),
                expiresInDays = reader.optional("expiresInDays", Codecs.integer),
            )
        }
    }
}

/** A permission of an API key. `articles:write`: publish, update, delete and favorite articles. `comments:write`: add and delete comments. `feed:read`: read the feed. `profiles:write`: follow and unfollow authors. `tokens:create`: create tokens for other services. */
sealed class ApiKeysCreateInputScopesItem(value: String) : OpenEnum<String>(value) {
    object ArticlesWrite : ApiKeysCreateInputScopesItem("articles:write")

    object CommentsWrite : ApiKeysCreateInputScopesItem("comments:write")

    object FeedRead : ApiKeysCreateInputScopesItem("feed:read")

    object ProfilesWrite : ApiKeysCreateInputScopesItem("profiles:write")

    object TokensCreate : ApiKeysCreateInputScopesItem("tokens:create")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : ApiKeysCreateInputScopesItem(value)

    companion object : Codec<ApiKeysCreateInputScopesItem> {
        /** The values that this version of the app knows. */
        val known: List<ApiKeysCreateInputScopesItem> get() = listOf(ArticlesWrite, CommentsWrite, FeedRead, ProfilesWrite, TokensCreate)

        fun of(value: String): ApiKeysCreateInputScopesItem = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: ApiKeysCreateInputScopesItem): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): ApiKeysCreateInputScopesItem = of(Codecs.text.decode(json))
    }
}

data class ApiKeysCreateOutput(
    /** The key itself. */
    val key: String,
    val apiKey: ApiKey,
) {
    companion object : Codec<ApiKeysCreateOutput> {
        override fun encode(value: ApiKeysCreateOutput): Json = ObjectWriter()
            .put("key", Codecs.text, value.key)
            .put("apiKey", ApiKey, value.apiKey)
            .json()

        override fun decode(json: Json): ApiKeysCreateOutput {
            val reader = ObjectReader(json)
            return ApiKeysCreateOutput(
                key = reader.get("key", Codecs.text),
                apiKey = reader.get("apiKey", ApiKey),
            )
        }
    }
}

/** A key for programs, limited to its scopes. */
data class ApiKey(
    /** A key's id, not its secret. */
    val id: String,
    val name: String,
    /** First characters of the key, to identify it. */
    val prefix: String,
    val scopes: List<String>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val expiresAt: Instant,
    /** Rounded to the hour; null if it was never used. */
    val lastUsedAt: Instant?,
) {
    companion object : Codec<ApiKey> {
        override fun encode(value: ApiKey): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .put("prefix", Codecs.text, value.prefix)
            .put("scopes", Codecs.text.list(), value.scopes)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("expiresAt", Codecs.time, value.expiresAt)
            .put("lastUsedAt", Codecs.time.nullable(), value.lastUsedAt)
            .json()

        override fun decode(json: Json): ApiKey {
            val reader = ObjectReader(json)
            return ApiKey(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
                prefix = reader.get("prefix", Codecs.text),
                scopes = reader.get("scopes", Codecs.text.list()),
                createdAt = reader.get("createdAt", Codecs.time),
                expiresAt = reader.get("expiresAt", Codecs.time),
                lastUsedAt = reader.get("lastUsedAt", Codecs.time.nullable()),
            )
        }
    }
}

data class ApiKeysListOutput(
    val apiKeys: List<ApiKey>,
) {
    companion object : Codec<ApiKeysListOutput> {
        override fun encode(value: ApiKeysListOutput): Json = ObjectWriter()
            .put("apiKeys", ApiKey.list(), value.apiKeys)
            .json()

        override fun decode(json: Json): ApiKeysListOutput {
            val reader = ObjectReader(json)
            return ApiKeysListOutput(
                apiKeys = reader.get("apiKeys", ApiKey.list()),
            )
        }
    }
}

/** Input of `apiKeys.revoke`. */
data class ApiKeysRevokeInput(
    /** A key's id, not its secret. */
    val id: String,
) {
    companion object : Codec<ApiKeysRevokeInput> {
        override fun encode(value: ApiKeysRevokeInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): ApiKeysRevokeInput {
            val reader = ObjectReader(json)
            return ApiKeysRevokeInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `serviceTokens.create`. */
data class ServiceTokensCreateInput(
    /** The service that will accept the token: its name or URL, used as `aud`. */
    val audience: String,
) {
    companion object : Codec<ServiceTokensCreateInput> {
        override fun encode(value: ServiceTokensCreateInput): Json = ObjectWriter()
            .put("audience", Codecs.text, value.audience)
            .json()

        override fun decode(json: Json): ServiceTokensCreateInput {
            val reader = ObjectReader(json)
            return ServiceTokensCreateInput(
                audience = reader.get("audience", Codecs.text),
            )
        }
    }
}

data class ServiceTokensCreateOutput(
    /** The JWT. */
    val token: String,
    /** Lifetime in seconds. */
    val expiresInSeconds: Long,
) {
    companion object : Codec<ServiceTokensCreateOutput> {
        override fun encode(value: ServiceTokensCreateOutput): Json = ObjectWriter()
            .put("token", Codecs.text, value.token)
            .put("expiresInSeconds", Codecs.integer, value.expiresInSeconds)
            .json()

        override fun decode(json: Json): ServiceTokensCreateOutput {
            val reader = ObjectReader(json)
            return ServiceTokensCreateOutput(
                token = reader.get("token", Codecs.text),
                expiresInSeconds = reader.get("expiresInSeconds", Codecs.integer),
            )
        }
    }
}

data class OauthProvidersOutput(
    val providers: List<OauthProvidersOutputProvidersItem>,
) {
    companion object : Codec<OauthProvidersOutput> {
        override fun encode(value: OauthProvidersOutput): Json = ObjectWriter()
            .put("providers", OauthProvidersOutputProvidersItem.list(), value.providers)
            .json()

        override fun decode(json: Json): OauthProvidersOutput {
            val reader = ObjectReader(json)
            return OauthProvidersOutput(
                providers = reader.get("providers", OauthProvidersOutputProvidersItem.list()),
            )
        }
    }
}

data class OauthProvidersOutputProvidersItem(
    /** A provider's name. */
    val name: String,
    /** Display name, for a button. */
    val label: String,
) {
    companion object : Codec<OauthProvidersOutputProvidersItem> {
        override fun encode(value: OauthProvidersOutputProvidersItem): Json = ObjectWriter()
            .put("name", Codecs.text, value.name)
            .put("label", Codecs.text, value.label)
            .json()

        override fun decode(json: Json): OauthProvidersOutputProvidersItem {
            val reader = ObjectReader(json)
            return OauthProvidersOutputProvidersItem(
                name = reader.get("name", Codecs.text),
                label = reader.get("label", Codecs.text),
            )
        }
    }
}

/** Input of `oauth.start`. */
data class OauthStartInput(
    /** A provider's name. */
    val provider: String,
    /** Where the browser goes afterwards: a path of this service, or a registered URL of an app. */
    val returnTo: String? = null,
) {
    companion object : Codec<OauthStartInput> {
        override fun encode(value: OauthStartInput): Json = ObjectWriter()
            .put("provider", Codecs.text, value.provider)
            .optional("returnTo", Codecs.text, value.returnTo)
            .json()

        override fun decode(json: Json): OauthStartInput {
            val reader = ObjectReader(json)
            return OauthStartInput(
                provider = reader.get("provider", Codecs.text),
                returnTo = reader.optional("returnTo", Codecs.text),
            )
        }
    }
}

data class OauthStartOutput(
    /** URL to send the browser to within ten minutes. Valid for this browser only. */
    val url: String,
) {
    companion object : Codec<OauthStartOutput> {
        override fun encode(value: OauthStartOutput): Json = ObjectWriter()
            .put("url", Codecs.text, value.url)
            .json()

        override fun decode(json: Json): OauthStartOutput {
            val reader = ObjectReader(json)
            return OauthStartOutput(
                url = reader.get("url", Codecs.text),
            )
        }
    }
}

/** Input of `oauth.link`. */
data class OauthLinkInput(
    /** A provider's name. */
    val provider: String,
    /** Where the browser goes afterwards: a path of this service, or a registered URL of an app. */
    val returnTo: String? = null,
) {
    companion object : Codec<OauthLinkInput> {
        override fun encode(value: OauthLinkInput): Json = ObjectWriter()
            .put("provider", Codecs.text, value.provider)
            .optional("returnTo", Codecs.text, value.returnTo)
            .json()

        override fun decode(json: Json): OauthLinkInput {
            val reader = ObjectReader(json)
            return OauthLinkInput(
                provider = reader.get("provider", Codecs.text),
                returnTo = reader.optional("returnTo", Codecs.text),
            )
        }
    }
}

data class OauthLinkOutput(
    /** URL to send the browser to within ten minutes. Valid for this browser only. */
    val url: String,
) {
    companion object : Codec<OauthLinkOutput> {
        override fun encode(value: OauthLinkOutput): Json = ObjectWriter()
            .put("url", Codecs.text, value.url)
            .json()

        override fun decode(json: Json): OauthLinkOutput {
            val reader = ObjectReader(json)
            return OauthLinkOutput(
                url = reader.get("url", Codecs.text),
            )
        }
    }
}

data class OauthIdentitiesOutput(
    val identities: List<Identity>,
) {
    companion object : Codec<OauthIdentitiesOutput> {
        override fun encode(value: OauthIdentitiesOutput): Json = ObjectWriter()
            .put("identities", Identity.list(), value.identities)
            .json()

        override fun decode(json: Json): OauthIdentitiesOutput {
            val reader = ObjectReader(json)
            return OauthIdentitiesOutput(
                identities = reader.get("identities", Identity.list()),
            )
        }
    }
}

/** A linked account at an identity provider. */
data class Identity(
    val id: Long,
    /** A provider's name. */
    val provider: String,
    /** E-mail address that the provider reported when the account was linked. */
    val email: String?,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<Identity> {
        override fun encode(value: Identity): Json = ObjectWriter()
            .put("id", Codecs.integer, value.id)
            .put("provider", Codecs.text, value.provider)
            .put("email", Codecs.text.nullable(), value.email)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): Identity {
            val reader = ObjectReader(json)
            return Identity(
                id = reader.get("id", Codecs.integer),
                provider = reader.get("provider", Codecs.text),
                email = reader.get("email", Codecs.text.nullable()),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

/** Input of `oauth.unlink`. */
data class OauthUnlinkInput(
    val id: Long,
) {
    companion object : Codec<OauthUnlinkInput> {
        override fun encode(value: OauthUnlinkInput): Json = ObjectWriter()
            .put("id", Codecs.integer, value.id)
            .json()

        override fun decode(json: Json): OauthUnlinkInput {
            val reader = ObjectReader(json)
            return OauthUnlinkInput(
                id = reader.get("id", Codecs.integer),
            )
        }
    }
}

data class FactorsListOutput(
    /** Whether an authenticator app is enabled. */
    val totp: Boolean,
    /** Number of passkeys. */
    val passkeys: Long,
    /** Number of unused recovery codes. */
    val recoveryCodes: Long,
) {
    companion object : Codec<FactorsListOutput> {
        override fun encode(value: FactorsListOutput): Json = ObjectWriter()
            .put("totp", Codecs.boolean, value.totp)
            .put("passkeys", Codecs.integer, value.passkeys)
            .put("recoveryCodes", Codecs.integer, value.recoveryCodes)
            .json()

        override fun decode(json: Json): FactorsListOutput {
            val reader = ObjectReader(json)
            return FactorsListOutput(
                totp = reader.get("totp", Codecs.boolean),
                passkeys = reader.get("passkeys", Codecs.integer),
                recoveryCodes = reader.get("recoveryCodes", Codecs.integer),
            )
        }
    }
}

data class FactorsRenewRecoveryCodesOutput(
    /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
    val recoveryCodes: List<String>,
) {
    companion object : Codec<FactorsRenewRecoveryCodesOutput> {
        override fun encode(value: FactorsRenewRecoveryCodesOutput): Json = ObjectWriter()
            .put("recoveryCodes", Codecs.text.list(), value.recoveryCodes)
            .json()

        override fun decode(json: Json): FactorsRenewRecoveryCodesOutput {
            val reader = ObjectReader(json)
            return FactorsRenewRecoveryCodesOutput(
                recoveryCodes = reader.get("recoveryCodes", Codecs.text.list()),
            )
        }
    }
}

data class TotpBeginOutput(
    /** The secret in base32, for manual entry. */
    val secret: String,
    /** The secret as an `otpauth:` URI, for a QR code. */
    val uri: String,
) {
    companion object : Codec<TotpBeginOutput> {
        override fun encode(value: TotpBeginOutput): Json = ObjectWriter()
            .put("secret", Codecs.text, value.secret)
            .put("uri", Codecs.text, value.uri)
            .json()

        override fun decode(json: Json): TotpBeginOutput {
            val reader = ObjectReader(json)
            return TotpBeginOutput(
                secret = reader.get("secret", Codecs.text),
                uri = reader.get("uri", Codecs.text),
            )
        }
    }
}

/** Input of `totp.confirm`. */
data class TotpConfirmInput(
    /** The code that the app shows. */
    val code: String,
) {
    companion object : Codec<TotpConfirmInput> {
        override fun encode(value: TotpConfirmInput): Json = ObjectWriter()
            .put("code", Codecs.text, value.code)
            .json()

        override fun decode(json: Json): TotpConfirmInput {
            val reader = ObjectReader(json)
            return TotpConfirmInput(
                code = reader.get("code", Codecs.text),
            )
        }
    }
}

data class TotpConfirmOutput(
    /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
    val recoveryCodes: List<String>,
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
) {
    companion object : Codec<TotpConfirmOutput> {
        override fun encode(value: TotpConfirmOutput): Json = ObjectWriter()
            .put("recoveryCodes", Codecs.text.list(), value.recoveryCodes)
            .put("token", Codecs.text.nullable(), value.token)
            .json()

        override fun decode(json: Json): TotpConfirmOutput {
            val reader = ObjectReader(json)
            return TotpConfirmOutput(
                recoveryCodes = reader.get("recoveryCodes", Codecs.text.list()),
                token = reader.get("token", Codecs.text.nullable()),
            )
        }
    }
}

data class PasskeysListOutput(
    val passkeys: List<Passkey>,
) {
    companion object : Codec<PasskeysListOutput> {
        override fun encode(value: PasskeysListOutput): Json = ObjectWriter()
            .put("passkeys", Passkey.list(), value.passkeys)
            .json()

        override fun decode(json: Json): PasskeysListOutput {
            val reader = ObjectReader(json)
            return PasskeysListOutput(
                passkeys = reader.get("passkeys", Passkey.list()),
            )
        }
    }
}

/** A passkey of the viewer's account. */
data class Passkey(
    /** A passkey's id, not its credential id. */
    val id: String,
    /** A name for the owner to identify it. */
    val name: String,
    /** Whether the passkey was backed up when it was created. */
    val isSynced: Boolean,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Null if it was never used. */
    val lastUsedAt: Instant?,
) {
    companion object : Codec<Passkey> {
        override fun encode(value: Passkey): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .put("isSynced", Codecs.boolean, value.isSynced)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("lastUsedAt", Codecs.time.nullable(), value.lastUsedAt)
            .json()

        override fun decode(json: Json): Passkey {
            val reader = ObjectReader(json)
            return Passkey(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
                isSynced = reader.get("isSynced", Codecs.boolean),
                createdAt = reader.get("createdAt", Codecs.time),
                lastUsedAt = reader.get("lastUsedAt", Codecs.time.nullable()),
            )
        }
    }
}

data class PasskeysBeginEnrolmentOutput(
    /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
    val ceremony: String,
    val options: PasskeyCreationOptions,
) {
    companion object : Codec<PasskeysBeginEnrolmentOutput> {
        override fun encode(value: PasskeysBeginEnrolmentOutput): Json = ObjectWriter()
            .put("ceremony", Codecs.text, value.ceremony)
            .put("options", PasskeyCreationOptions, value.options)
            .json()

        override fun decode(json: Json): PasskeysBeginEnrolmentOutput {
            val reader = ObjectReader(json)
            return PasskeysBeginEnrolmentOutput(
                ceremony = reader.get("ceremony", Codecs.text),
                options = reader.get("options", PasskeyCreationOptions),
            )
        }
    }
}

/** Options for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`. */
data class PasskeyCreationOptions(
    val rp: PasskeyCreationOptionsRp,
    val user: PasskeyCreationOptionsUser,
    val challenge: String,
    val pubKeyCredParams: List<PasskeyCreationOptionsPubKeyCredParamsItem>,
    /** Milliseconds. */
    val timeout: Long,
    val excludeCredentials: List<PasskeyCreationOptionsExcludeCredentialsItem>,
    val authenticatorSelection: PasskeyCreationOptionsAuthenticatorSelection,
) {
    companion object : Codec<PasskeyCreationOptions> {
        override fun encode(value: PasskeyCreationOptions): Json = ObjectWriter()
            .put("rp", PasskeyCreationOptionsRp, value.rp)
            .put("user", PasskeyCreationOptionsUser, value.user)
            .put("challenge", Codecs.text, value.challenge)
            .put("pubKeyCredParams", PasskeyCreationOptionsPubKeyCredParamsItem.list(), value.pubKeyCredParams)
            .put("timeout", Codecs.integer, value.timeout)
            .put("excludeCredentials", PasskeyCreationOptionsExcludeCredentialsItem.list(), value.excludeCredentials)
            .put("authenticatorSelection", PasskeyCreationOptionsAuthenticatorSelection, value.authenticatorSelection)
            .put("attestation", Codecs.json, Json.Text("none"))
            .json()

        override fun decode(json: Json): PasskeyCreationOptions {
            val reader = ObjectReader(json)
            return PasskeyCreationOptions(
                rp = reader.get("rp", PasskeyCreationOptionsRp),
                user = reader.get("user", PasskeyCreationOptionsUser),
                challenge = reader.get("challenge", Codecs.text),
                pubKeyCredParams = reader.get("pubKeyCredParams", PasskeyCreationOptionsPubKeyCredParamsItem.list()),
                timeout = reader.get("timeout", Codecs.integer),
                excludeCredentials = reader.get("excludeCredentials", PasskeyCreationOptionsExcludeCredentialsItem.list()),
                authenticatorSelection = reader.get("authenticatorSelection", PasskeyCreationOptionsAuthenticatorSelection),
            )
        }
    }
}

data class PasskeyCreationOptionsRp(
    val id: String,
    val name: String,
) {
    companion object : Codec<PasskeyCreationOptionsRp> {
        override fun encode(value: PasskeyCreationOptionsRp): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .json()

        override fun decode(json: Json): PasskeyCreationOptionsRp {
            val reader = ObjectReader(json)
            return PasskeyCreationOptionsRp(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
            )
        }
    }
}

data class PasskeyCreationOptionsUser(
    val id: String,
    val name: String,
    val displayName: String,
) {
    companion object : Codec<PasskeyCreationOptionsUser> {
        override fun encode(value: PasskeyCreationOptionsUser): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .put("displayName", Codecs.text, value.displayName)
            .json()

        override fun decode(json: Json): PasskeyCreationOptionsUser {
            val reader = ObjectReader(json)
            return PasskeyCreationOptionsUser(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
                displayName = reader.get("displayName", Codecs.text),
            )
        }
    }
}

data class PasskeyCreationOptionsPubKeyCredParamsItem(
    val alg: Long,
) {
    companion object : Codec<PasskeyCreationOptionsPubKeyCredParamsItem> {
        override fun encode(value: PasskeyCreationOptionsPubKeyCredParamsItem): Json = ObjectWriter()
            .put("type", Codecs.json, Json.Text("public-key"))
            .put("alg", Codecs.integer, value.alg)
            .json()

        override fun decode(json: Json): PasskeyCreationOptionsPubKeyCredParamsItem {
            val reader = ObjectReader(json)
            return PasskeyCreationOptionsPubKeyCredParamsItem(
                alg = reader.get("alg", Codecs.integer),
            )
        }
    }
}

data class PasskeyCreationOptionsExcludeCredentialsItem(
    val id: String,
) {
    companion object : Codec<PasskeyCreationOptionsExcludeCredentialsItem> {
        override fun encode(value: PasskeyCreationOptionsExcludeCredentialsItem): Json = ObjectWriter()
            .put("type", Codecs.json, Json.Text("public-key"))
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): PasskeyCreationOptionsExcludeCredentialsItem {
            val reader = ObjectReader(json)
            return PasskeyCreationOptionsExcludeCredentialsItem(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

data class PasskeyCreationOptionsAuthenticatorSelection(
    val requireResidentKey: Boolean,
) {
    companion object : Codec<PasskeyCreationOptionsAuthenticatorSelection> {
        override fun encode(value: PasskeyCreationOptionsAuthenticatorSelection): Json = ObjectWriter()
            .put("residentKey", Codecs.json, Json.Text("required"))
            .put("requireResidentKey", Codecs.boolean, value.requireResidentKey)
            .put("userVerification", Codecs.json, Json.Text("required"))
            .json()

        override fun decode(json: Json): PasskeyCreationOptionsAuthenticatorSelection {
            val reader = ObjectReader(json)
            return PasskeyCreationOptionsAuthenticatorSelection(
                requireResidentKey = reader.get("requireResidentKey", Codecs.boolean),
            )
        }
    }
}

/** Input of `passkeys.finishEnrolment`. */
data class PasskeysFinishEnrolmentInput(
    /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
    val ceremony: String,
    val credential: PasskeyRegistration,
    /**
     * A name for the owner to identify it.
     * Left out, it is "Passkey".
     */
    val name: String? = null,
) {
    companion object : Codec<PasskeysFinishEnrolmentInput> {
        override fun encode(value: PasskeysFinishEnrolmentInput): Json = ObjectWriter()
            .put("ceremony", Codecs.text, value.ceremony)
            .put("credential", PasskeyRegistration, value.credential)
            .optional("name", Codecs.text, value.name)
            .json()

        override fun decode(json: Json): PasskeysFinishEnrolmentInput {
            val reader = ObjectReader(json)
            return PasskeysFinishEnrolmentInput(
                ceremony = reader.get("ceremony", Codecs.text),
                credential = reader.get("credential", PasskeyRegistration),
                name = reader.optional("name", Codecs.text),
            )
        }
    }
}

/** The browser's new credential, serialized by `toJSON()`. */
data class PasskeyRegistration(
    val id: String,
    val rawId: String,
    val response: PasskeyRegistrationResponse,
) {
    companion object : Codec<PasskeyRegistration> {
        override fun encode(value: PasskeyRegistration): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("rawId", Codecs.text, value.rawId)
            .put("type", Codecs.json, Json.Text("public-key"))
            .put("response", PasskeyRegistrationResponse, value.response)
            .json()

        override fun decode(json: Json): PasskeyRegistration {
            val reader = ObjectReader(json)
            return PasskeyRegistration(
                id = reader.get("id", Codecs.text),
                rawId = reader.get("rawId", Codecs.text),
                response = reader.get("response", PasskeyRegistrationResponse),
            )
        }
    }
}

data class PasskeyRegistrationResponse(
    val clientDataJSON: String,
    val attestationObject: String,
    val transports: List<String>? = null,
) {
    companion object : Codec<PasskeyRegistrationResponse> {
        override fun encode(value: PasskeyRegistrationResponse): Json = ObjectWriter()
            .put("clientDataJSON", Codecs.text, value.clientDataJSON)
            .put("attestationObject", Codecs.text, value.attestationObject)
            .optional("transports", Codecs.text.list(), value.transports)
            .json()

        override fun decode(json: Json): PasskeyRegistrationResponse {
            val reader = ObjectReader(json)
            return PasskeyRegistrationResponse(
                clientDataJSON = reader.get("clientDataJSON", Codecs.text),
                attestationObject = reader.get("attestationObject", Codecs.text),
                transports = reader.optional("transports", Codecs.text.list()),
            )
        }
    }
}

data class PasskeysFinishEnrolmentOutput(
    val passkey: Passkey,
    /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
    val recoveryCodes: List<String>,
    /** The session's new token, or an app's new access token; null if a cookie holds it. */
    val token: String?,
) {
    companion object : Codec<PasskeysFinishEnrolmentOutput> {
        override fun encode(value: PasskeysFinishEnrolmentOutput): Json = ObjectWriter()
            .put("passkey", Passkey, value.passkey)
            .put("recoveryCodes", Codecs.text.list(), value.recoveryCodes)
            .put("token", Codecs.text.nullable(), value.token)
            .json()

        override fun decode(json: Json): PasskeysFinishEnrolmentOutput {
            val reader = ObjectReader(json)
            return PasskeysFinishEnrolmentOutput(
                passkey = reader.get("passkey", Passkey),
                recoveryCodes = reader.get("recoveryCodes", Codecs.text.list()),
                token = reader.get("token", Codecs.text.nullable()),
            )
        }
    }
}

/** Input of `passkeys.rename`. */
data class PasskeysRenameInput(
    /** A passkey's id, not its credential id. */
    val id: String,
    /** A name for the owner to identify it. */
    val name: String,
) {
    companion object : Codec<PasskeysRenameInput> {
        override fun encode(value: PasskeysRenameInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .json()

        override fun decode(json: Json): PasskeysRenameInput {
            val reader = ObjectReader(json)
            return PasskeysRenameInput(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
            )
        }
    }
}

/** Input of `passkeys.remove`. */
data class PasskeysRemoveInput(
    /** A passkey's id, not its credential id. */
    val id: String,
) {
    companion object : Codec<PasskeysRemoveInput> {
        override fun encode(value: PasskeysRemoveInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): PasskeysRemoveInput {
            val reader = ObjectReader(json)
            return PasskeysRemoveInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

data class PasskeysBeginSignInOutput(
    /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
    val ceremony: String,
    val options: PasskeyRequestOptions,
) {
    companion object : Codec<PasskeysBeginSignInOutput> {
        override fun encode(value: PasskeysBeginSignInOutput): Json = ObjectWriter()
            .put("ceremony", Codecs.text, value.ceremony)
            .put("options", PasskeyRequestOptions, value.options)
            .json()

        override fun decode(json: Json): PasskeysBeginSignInOutput {
            val reader = ObjectReader(json)
            return PasskeysBeginSignInOutput(
                ceremony = reader.get("ceremony", Codecs.text),
                options = reader.get("options", PasskeyRequestOptions),
            )
        }
    }
}

/** Options for `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`. */
data class PasskeyRequestOptions(
    val rpId: String,
    val challenge: String,
    /** Milliseconds. */
    val timeout: Long,
) {
    companion object : Codec<PasskeyRequestOptions> {
        override fun encode(value: PasskeyRequestOptions): Json = ObjectWriter()
            .put("rpId", Codecs.text, value.rpId)
            .put("challenge", Codecs.text, value.challenge)
            .put("timeout", Codecs.integer, value.timeout)
            .put("userVerification", Codecs.json, Json.Text("required"))
            .json()

        override fun decode(json: Json): PasskeyRequestOptions {
            val reader = ObjectReader(json)
            return PasskeyRequestOptions(
                rpId = reader.get("rpId", Codecs.text),
                challenge = reader.get("challenge", Codecs.text),
                timeout = reader.get("timeout", Codecs.integer),
            )
        }
    }
}

/** Input of `passkeys.signIn`. */
data class PasskeysSignInInput(
    /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
    val ceremony: String,
    val credential: PasskeysSignInInputCredential,
    /**
     * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
     * Left out, it is "token".
     */
    val session: PasskeysSignInInputSession? = null,
) {
    companion object : Codec<PasskeysSignInInput> {
        override fun encode(value: PasskeysSignInInput): Json = ObjectWriter()
            .put("ceremony", Codecs.text, value.ceremony)
            .put("credential", PasskeysSignInInputCredential, value.credential)
            .optional("session", PasskeysSignInInputSession, value.session)
            .json()

        override fun decode(json: Json): PasskeysSignInInput {
            val reader = ObjectReader(json)
            return PasskeysSignInInput(
                ceremony = reader.get("ceremony", Codecs.text),
                credential = reader.get("credential", PasskeysSignInInputCredential),
                session = reader.optional("session", PasskeysSignInInputSession),
            )
        }
    }
}

data class PasskeysSignInInputCredential(
    val id: String,
    val rawId: String,
    val response: PasskeysSignInInputCredentialResponse,
) {
    companion object : Codec<PasskeysSignInInputCredential> {
        override fun encode(value: PasskeysSignInInputCredential): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("rawId", Codecs.text, value.rawId)
            .put("type", Codecs.json, Json.Text("public-key"))
            .put("response", PasskeysSignInInputCredentialResponse, value.response)
            .json()

        override fun decode(json: Json): PasskeysSignInInputCredential {
            val reader = ObjectReader(json)
            return PasskeysSignInInputCredential(
                id = reader.get("id", Codecs.text),
                rawId = reader.get("rawId", Codecs.text),
                response = reader.get("response", PasskeysSignInInputCredentialResponse),
            )
        }
    }
}

data class PasskeysSignInInputCredentialResponse(
    val clientDataJSON: String,
    val authenticatorData: String,
    val signature: String,
    val userHandle: Field<String> = Field.Absent,
) {
    companion object : Codec<PasskeysSignInInputCredentialResponse> {
        override fun encode(value: PasskeysSignInInputCredentialResponse): Json = ObjectWriter()
            .put("clientDataJSON", Codecs.text, value.clientDataJSON)
            .put("authenticatorData", Codecs.text, value.authenticatorData)
            .put("signature", Codecs.text, value.signature)
            .field("userHandle", Codecs.text, value.userHandle)
            .json()

        override fun decode(json: Json): PasskeysSignInInputCredentialResponse {
            val reader = ObjectReader(json)
            return PasskeysSignInInputCredentialResponse(
                clientDataJSON = reader.get("clientDataJSON", Codecs.text),
                authenticatorData = reader.get("authenticatorData", Codecs.text),
                signature = reader.get("signature", Codecs.text),
                userHandle = reader.field("userHandle", Codecs.text),
            )
        }
    }
}

/** How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned. */
sealed class PasskeysSignInInputSession(value: String) : OpenEnum<String>(value) {
    object Token : PasskeysSignInInputSession("token")

    object Cookie : PasskeysSignInInputSession("cookie")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : PasskeysSignInInputSession(value)

    companion object : Codec<PasskeysSignInInputSession> {
        /** The values that this version of the app knows. */
        val known: List<PasskeysSignInInputSession> get() = listOf(Token, Cookie)

        fun of(value: String): PasskeysSignInInputSession = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: PasskeysSignInInputSession): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): PasskeysSignInInputSession = of(Codecs.text.decode(json))
    }
}

/** Input of `apps.approve`. */
data class AppsApproveInput(
    /** The app's registered client id. */
    val clientId: String,
    /** URL at which the app receives the browser. */
    val redirectUri: String,
    /** Returned to the app unchanged. */
    val state: String? = null,
    /** SHA-256 of the code verifier, in base64url (RFC 7636, S256). */
    val codeChallenge: String,
) {
    companion object : Codec<AppsApproveInput> {
        override fun encode(value: AppsApproveInput): Json = ObjectWriter()
            .put("clientId", Codecs.text, value.clientId)
            .put("redirectUri", Codecs.text, value.redirectUri)
            .optional("state", Codecs.text, value.state)
            .put("codeChallenge", Codecs.text, value.codeChallenge)
            .json()

        override fun decode(json: Json): AppsApproveInput {
            val reader = ObjectReader(json)
            return AppsApproveInput(
                clientId = reader.get("clientId", Codecs.text),
                redirectUri = reader.get("redirectUri", Codecs.text),
                state = reader.optional("state", Codecs.text),
                codeChallenge = reader.get("codeChallenge", Codecs.text),
            )
        }
    }
}

data class AppsApproveOutput(
    /** URL to send the browser to. */
    val url: String,
) {
    companion object : Codec<AppsApproveOutput> {
        override fun encode(value: AppsApproveOutput): Json = ObjectWriter()
            .put("url", Codecs.text, value.url)
            .json()

        override fun decode(json: Json): AppsApproveOutput {
            val reader = ObjectReader(json)
            return AppsApproveOutput(
                url = reader.get("url", Codecs.text),
            )
        }
    }
}

/** Input of `apps.redeem`. */
data class AppsRedeemInput(
    /** The app's registered client id. */
    val clientId: String,
    /** URL at which the app receives the browser. */
    val redirectUri: String,
    /** The code from the redirect. */
    val code: String,
    /** The code verifier (RFC 7636). */
    val codeVerifier: String,
) {
    companion object : Codec<AppsRedeemInput> {
        override fun encode(value: AppsRedeemInput): Json = ObjectWriter()
            .put("clientId", Codecs.text, value.clientId)
            .put("redirectUri", Codecs.text, value.redirectUri)
            .put("code", Codecs.text, value.code)
            .put("codeVerifier", Codecs.text, value.codeVerifier)
            .json()

        override fun decode(json: Json): AppsRedeemInput {
            val reader = ObjectReader(json)
            return AppsRedeemInput(
                clientId = reader.get("clientId", Codecs.text),
                redirectUri = reader.get("redirectUri", Codecs.text),
                code = reader.get("code", Codecs.text),
                codeVerifier = reader.get("codeVerifier", Codecs.text),
            )
        }
    }
}

/** Input of `apps.revoke`. */
data class AppsRevokeInput(
    /** The app's registered client id. */
    val clientId: String,
    /** An access or refresh token. */
    val token: String,
) {
    companion object : Codec<AppsRevokeInput> {
        override fun encode(value: AppsRevokeInput): Json = ObjectWriter()
            .put("clientId", Codecs.text, value.clientId)
            .put("token", Codecs.text, value.token)
            .json()

        override fun decode(json: Json): AppsRevokeInput {
            val reader = ObjectReader(json)
            return AppsRevokeInput(
                clientId = reader.get("clientId", Codecs.text),
                token = reader.get("token", Codecs.text),
            )
        }
    }
}

/** Input of `profiles.get`. */
data class ProfilesGetInput(
    /** A user name, unique regardless of case. */
    val username: String,
) {
    companion object : Codec<ProfilesGetInput> {
        override fun encode(value: ProfilesGetInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .json()

        override fun decode(json: Json): ProfilesGetInput {
            val reader = ObjectReader(json)
            return ProfilesGetInput(
                username = reader.get("username", Codecs.text),
            )
        }
    }
}

/** A public profile of an author. */
data class Profile(
    /** A user name, unique regardless of case. */
    val username: String,
    val bio: String?,
    val image: String?,
    /** Whether the viewer follows this author. */
    val following: Boolean,
) {
    companion object : Codec<Profile> {
        override fun encode(value: Profile): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("bio", Codecs.text.nullable(), value.bio)
            .put("image", Codecs.text.nullable(), value.image)
            .put("following", Codecs.boolean, value.following)
            .json()

        override fun decode(json: Json): Profile {
            val reader = ObjectReader(json)
            return Profile(
                username = reader.get("username", Codecs.text),
                bio = reader.get("bio", Codecs.text.nullable()),
                image = reader.get("image", Codecs.text.nullable()),
                following = reader.get("following", Codecs.boolean),
            )
        }
    }
}

/** Input of `profiles.follow`. */
data class ProfilesFollowInput(
    /** A user name, unique regardless of case. */
    val username: String,
) {
    companion object : Codec<ProfilesFollowInput> {
        override fun encode(value: ProfilesFollowInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .json()

        override fun decode(json: Json): ProfilesFollowInput {
            val reader = ObjectReader(json)
            return ProfilesFollowInput(
                username = reader.get("username", Codecs.text),
            )
        }
    }
}

/** Input of `profiles.unfollow`. */
data class ProfilesUnfollowInput(
    /** A user name, unique regardless of case. */
    val username: String,
) {
    companion object : Codec<ProfilesUnfollowInput> {
        override fun encode(value: ProfilesUnfollowInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .json()

        override fun decode(json: Json): ProfilesUnfollowInput {
            val reader = ObjectReader(json)
            return ProfilesUnfollowInput(
                username = reader.get("username", Codecs.text),
            )
        }
    }
}

/** Input of `articles.list`. */
data class ArticlesListInput(
    /** Only articles with this tag. */
    val tag: String? = null,
    /** Only articles by this author. */
    val author: String? = null,
    /** Only articles that this user has favorited. */
    val favorited: String? = null,
    /**
     * Maximum number of items to return; larger values are clamped to 100.
     * Left out, it is 20.
     */
    val limit: Long? = null,
    /**
     * Number of items to skip, at most 10,000; use `cursor` to go deeper.
     * Left out, it is 0.
     */
    val offset: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<ArticlesListInput> {
        override fun encode(value: ArticlesListInput): Json = ObjectWriter()
            .optional("tag", Codecs.text, value.tag)
            .optional("author", Codecs.text, value.author)
            .optional("favorited", Codecs.text, value.favorited)
            .optional("limit", Codecs.integer, value.limit)
            .optional("offset", Codecs.integer, value.offset)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): ArticlesListInput {
            val reader = ObjectReader(json)
            return ArticlesListInput(
                tag = reader.optional("tag", Codecs.text),
                author = reader.optional("author", Codecs.text),
                favorited = reader.optional("favorited", Codecs.text),
                limit = reader.optional("limit", Codecs.integer),
                offset = reader.optional("offset", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

/** Articles, newest first. */
data class ArticlePage(
    val articles: List<ArticleSummary>,
    /** Number of matching articles; with two or more filters, counted up to 10,000. */
    val articlesCount: Long,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<ArticlePage> {
        override fun encode(value: ArticlePage): Json = ObjectWriter()
            .put("articles", ArticleSummary.list(), value.articles)
            .put("articlesCount", Codecs.integer, value.articlesCount)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): ArticlePage {
            val reader = ObjectReader(json)
            return ArticlePage(
                articles = reader.get("articles", ArticleSummary.list()),
                articlesCount = reader.get("articlesCount", Codecs.integer),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

/** An article without its body, as in lists. */
data class ArticleSummary(
    /** The article's identifier in URLs. */
    val slug: String,
    val title: String,
    val description: String,
    /** Sorted, without duplicates. */
    val tagList: List<String>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val updatedAt: Instant,
    /** Whether the viewer has favorited the article. */
    val favorited: Boolean,
    val favoritesCount: Long,
    val author: Profile,
) {
    companion object : Codec<ArticleSummary> {
        override fun encode(value: ArticleSummary): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("title", Codecs.text, value.title)
            .put("description", Codecs.text, value.description)
            .put("tagList", Codecs.text.list(), value.tagList)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("updatedAt", Codecs.time, value.updatedAt)
            .put("favorited", Codecs.boolean, value.favorited)
            .put("favoritesCount", Codecs.integer, value.favoritesCount)
            .put("author", Profile, value.author)
            .json()

        override fun decode(json: Json): ArticleSummary {
            val reader = ObjectReader(json)
            return ArticleSummary(
                slug = reader.get("slug", Codecs.text),
                title = reader.get("title", Codecs.text),
                description = reader.get("description", Codecs.text),
                tagList = reader.get("tagList", Codecs.text.list()),
                createdAt = reader.get("createdAt", Codecs.time),
                updatedAt = reader.get("updatedAt", Codecs.time),
                favorited = reader.get("favorited", Codecs.boolean),
                favoritesCount = reader.get("favoritesCount", Codecs.integer),
                author = reader.get("author", Profile),
            )
        }
    }
}

/** Input of `articles.feed`. */
data class ArticlesFeedInput(
    /**
     * Maximum number of items to return; larger values are clamped to 100.
     * Left out, it is 20.
     */
    val limit: Long? = null,
    /**
     * Number of items to skip, at most 10,000; use `cursor` to go deeper.
     * Left out, it is 0.
     */
    val offset: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<ArticlesFeedInput> {
        override fun encode(value: ArticlesFeedInput): Json = ObjectWriter()
            .optional("limit", Codecs.integer, value.limit)
            .optional("offset", Codecs.integer, value.offset)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): ArticlesFeedInput {
            val reader = ObjectReader(json)
            return ArticlesFeedInput(
                limit = reader.optional("limit", Codecs.integer),
                offset = reader.optional("offset", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

/** Input of `articles.get`. */
data class ArticlesGetInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<ArticlesGetInput> {
        override fun encode(value: ArticlesGetInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): ArticlesGetInput {
            val reader = ObjectReader(json)
            return ArticlesGetInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** An article. */
data class Article(
    /** The article's identifier in URLs. */
    val slug: String,
    val title: String,
    val description: String,
    /** Sorted, without duplicates. */
    val tagList: List<String>,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val updatedAt: Instant,
    /** Whether the viewer has favorited the article. */
    val favorited: Boolean,
    val favoritesCount: Long,
    val author: Profile,
    val body: String,
) {
    companion object : Codec<Article> {
        override fun encode(value: Article): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("title", Codecs.text, value.title)
            .put("description", Codecs.text, value.description)
            .put("tagList", Codecs.text.list(), value.tagList)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("updatedAt", Codecs.time, value.updatedAt)
            .put("favorited", Codecs.boolean, value.favorited)
            .put("favoritesCount", Codecs.integer, value.favoritesCount)
            .put("author", Profile, value.author)
            .put("body", Codecs.text, value.body)
            .json()

        override fun decode(json: Json): Article {
            val reader = ObjectReader(json)
            return Article(
                slug = reader.get("slug", Codecs.text),
                title = reader.get("title", Codecs.text),
                description = reader.get("description", Codecs.text),
                tagList = reader.get("tagList", Codecs.text.list()),
                createdAt = reader.get("createdAt", Codecs.time),
                updatedAt = reader.get("updatedAt", Codecs.time),
                favorited = reader.get("favorited", Codecs.boolean),
                favoritesCount = reader.get("favoritesCount", Codecs.integer),
                author = reader.get("author", Profile),
                body = reader.get("body", Codecs.text),
            )
        }
    }
}

/** Input of `articles.publish`. */
data class ArticlesPublishInput(
    val title: String,
    val description: String,
    val body: String,
    /** Left out, it is []. */
    val tagList: List<String>? = null,
) {
    companion object : Codec<ArticlesPublishInput> {
        override fun encode(value: ArticlesPublishInput): Json = ObjectWriter()
            .put("title", Codecs.text, value.title)
            .put("description", Codecs.text, value.description)
            .put("body", Codecs.text, value.body)
            .optional("tagList", Codecs.text.list(), value.tagList)
            .json()

        override fun decode(json: Json): ArticlesPublishInput {
            val reader = ObjectReader(json)
            return ArticlesPublishInput(
                title = reader.get("title", Codecs.text),
                description = reader.get("description", Codecs.text),
                body = reader.get("body", Codecs.text),
                tagList = reader.optional("tagList", Codecs.text.list()),
            )
        }
    }
}

/** Input of `articles.update`. */
data class ArticlesUpdateInput(
    /** The article's identifier in URLs. */
    val slug: String,
    val title: String? = null,
    val description: String? = null,
    val body: String? = null,
    val tagList: List<String>? = null,
) {
    companion object : Codec<ArticlesUpdateInput> {
        override fun encode(value: ArticlesUpdateInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .optional("title", Codecs.text, value.title)
            .optional("description", Codecs.text, value.description)
            .optional("body", Codecs.text, value.body)
            .optional("tagList", Codecs.text.list(), value.tagList)
            .json()

        override fun decode(json: Json): ArticlesUpdateInput {
            val reader = ObjectReader(json)
            return ArticlesUpdateInput(
                slug = reader.get("slug", Codecs.text),
                title = reader.optional("title", Codecs.text),
                description = reader.optional("description", Codecs.text),
                body = reader.optional("body", Codecs.text),
                tagList = reader.optional("tagList", Codecs.text.list()),
            )
        }
    }
}

/** Input of `articles.delete`. */
data class ArticlesDeleteInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<ArticlesDeleteInput> {
        override fun encode(value: ArticlesDeleteInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): ArticlesDeleteInput {
            val reader = ObjectReader(json)
            return ArticlesDeleteInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** Input of `articles.favorite`. */
data class ArticlesFavoriteInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<ArticlesFavoriteInput> {
        override fun encode(value: ArticlesFavoriteInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): ArticlesFavoriteInput {
            val reader = ObjectReader(json)
            return ArticlesFavoriteInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** Input of `articles.unfavorite`. */
data class ArticlesUnfavoriteInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<ArticlesUnfavoriteInput> {
        override fun encode(value: ArticlesUnfavoriteInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): ArticlesUnfavoriteInput {
            val reader = ObjectReader(json)
            return ArticlesUnfavoriteInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** Input of `articles.changes`. */
data class ArticlesChangesInput(
    /** Only articles by this author. */
    val author: String? = null,
) {
    companion object : Codec<ArticlesChangesInput> {
        override fun encode(value: ArticlesChangesInput): Json = ObjectWriter()
            .optional("author", Codecs.text, value.author)
            .json()

        override fun decode(json: Json): ArticlesChangesInput {
            val reader = ObjectReader(json)
            return ArticlesChangesInput(
                author = reader.optional("author", Codecs.text),
            )
        }
    }
}

/** An article was published, updated or deleted. */
data class ArticleChange(
    val type: ArticleChangeType,
    /** Timestamp in UTC, ISO 8601. */
    val at: Instant,
    val slug: String,
    /** The slug before, where the title changed it. */
    val formerSlug: String?,
    /** The author's user name. */
    val author: String,
    /** The title as it is now; null once the article is deleted. */
    val title: String?,
    val description: String?,
    val tagList: List<String>,
) {
    companion object : Codec<ArticleChange> {
        override fun encode(value: ArticleChange): Json = ObjectWriter()
            .put("type", ArticleChangeType, value.type)
            .put("at", Codecs.time, value.at)
            .put("slug", Codecs.text, value.slug)
            .put("formerSlug", Codecs.text.nullable(), value.formerSlug)
            .put("author", Codecs.text, value.author)
            .put("title", Codecs.text.nullable(), value.title)
            .put("description", Codecs.text.nullable(), value.description)
            .put("tagList", Codecs.text.list(), value.tagList)
            .json()

        override fun decode(json: Json): ArticleChange {
            val reader = ObjectReader(json)
            return ArticleChange(
                type = reader.get("type", ArticleChangeType),
                at = reader.get("at", Codecs.time),
                slug = reader.get("slug", Codecs.text),
                formerSlug = reader.get("formerSlug", Codecs.text.nullable()),
                author = reader.get("author", Codecs.text),
                title = reader.get("title", Codecs.text.nullable()),
                description = reader.get("description", Codecs.text.nullable()),
                tagList = reader.get("tagList", Codecs.text.list()),
            )
        }
    }
}

sealed class ArticleChangeType(value: String) : OpenEnum<String>(value) {
    object Published : ArticleChangeType("published")

    object Updated : ArticleChangeType("updated")

    object Deleted : ArticleChangeType("deleted")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : ArticleChangeType(value)

    companion object : Codec<ArticleChangeType> {
        /** The values that this version of the app knows. */
        val known: List<ArticleChangeType> get() = listOf(Published, Updated, Deleted)

        fun of(value: String): ArticleChangeType = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: ArticleChangeType): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): ArticleChangeType = of(Codecs.text.decode(json))
    }
}

/** Input of `comments.list`. */
data class CommentsListInput(
    /** The article's identifier in URLs. */
    val slug: String,
    /**
     * Maximum number of items to return.
     * Left out, it is 100.
     */
    val limit: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<CommentsListInput> {
        override fun encode(value: CommentsListInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .optional("limit", Codecs.integer, value.limit)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): CommentsListInput {
            val reader = ObjectReader(json)
            return CommentsListInput(
                slug = reader.get("slug", Codecs.text),
                limit = reader.optional("limit", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

data class CommentsListOutput(
    val comments: List<Comment>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<CommentsListOutput> {
        override fun encode(value: CommentsListOutput): Json = ObjectWriter()
            .put("comments", Comment.list(), value.comments)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): CommentsListOutput {
            val reader = ObjectReader(json)
            return CommentsListOutput(
                comments = reader.get("comments", Comment.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

/** A comment on an article. */
data class Comment(
    /** A comment's id. */
    val id: Long,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** Timestamp in UTC, ISO 8601. */
    val updatedAt: Instant,
    val body: String,
    val author: Profile,
) {
    companion object : Codec<Comment> {
        override fun encode(value: Comment): Json = ObjectWriter()
            .put("id", Codecs.integer, value.id)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("updatedAt", Codecs.time, value.updatedAt)
            .put("body", Codecs.text, value.body)
            .put("author", Profile, value.author)
            .json()

        override fun decode(json: Json): Comment {
            val reader = ObjectReader(json)
            return Comment(
                id = reader.get("id", Codecs.integer),
                createdAt = reader.get("createdAt", Codecs.time),
                updatedAt = reader.get("updatedAt", Codecs.time),
                body = reader.get("body", Codecs.text),
                author = reader.get("author", Profile),
            )
        }
    }
}

/** Input of `comments.add`. */
data class CommentsAddInput(
    /** The article's identifier in URLs. */
    val slug: String,
    val body: String,
) {
    companion object : Codec<CommentsAddInput> {
        override fun encode(value: CommentsAddInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("body", Codecs.text, value.body)
            .json()

        override fun decode(json: Json): CommentsAddInput {
            val reader = ObjectReader(json)
            return CommentsAddInput(
                slug = reader.get("slug", Codecs.text),
                body = reader.get("body", Codecs.text),
            )
        }
    }
}

/** Input of `comments.delete`. */
data class CommentsDeleteInput(
    /** The article's identifier in URLs. */
    val slug: String,
    /** A comment's id. */
    val id: Long,
) {
    companion object : Codec<CommentsDeleteInput> {
        override fun encode(value: CommentsDeleteInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("id", Codecs.integer, value.id)
            .json()

        override fun decode(json: Json): CommentsDeleteInput {
            val reader = ObjectReader(json)
            return CommentsDeleteInput(
                slug = reader.get("slug", Codecs.text),
                id = reader.get("id", Codecs.integer),
            )
        }
    }
}

/** Input of `comments.added`. */
data class CommentsAddedInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<CommentsAddedInput> {
        override fun encode(value: CommentsAddedInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): CommentsAddedInput {
            val reader = ObjectReader(json)
            return CommentsAddedInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** A comment that was added to an article. */
data class AddedComment(
    /** A comment's id. */
    val id: Long,
    val slug: String,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    val body: String,
    val author: AddedCommentAuthor,
) {
    companion object : Codec<AddedComment> {
        override fun encode(value: AddedComment): Json = ObjectWriter()
            .put("id", Codecs.integer, value.id)
            .put("slug", Codecs.text, value.slug)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("body", Codecs.text, value.body)
            .put("author", AddedCommentAuthor, value.author)
            .json()

        override fun decode(json: Json): AddedComment {
            val reader = ObjectReader(json)
            return AddedComment(
                id = reader.get("id", Codecs.integer),
                slug = reader.get("slug", Codecs.text),
                createdAt = reader.get("createdAt", Codecs.time),
                body = reader.get("body", Codecs.text),
                author = reader.get("author", AddedCommentAuthor),
            )
        }
    }
}

data class AddedCommentAuthor(
    /** A user name, unique regardless of case. */
    val username: String,
    val bio: String?,
    val image: String?,
) {
    companion object : Codec<AddedCommentAuthor> {
        override fun encode(value: AddedCommentAuthor): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("bio", Codecs.text.nullable(), value.bio)
            .put("image", Codecs.text.nullable(), value.image)
            .json()

        override fun decode(json: Json): AddedCommentAuthor {
            val reader = ObjectReader(json)
            return AddedCommentAuthor(
                username = reader.get("username", Codecs.text),
                bio = reader.get("bio", Codecs.text.nullable()),
                image = reader.get("image", Codecs.text.nullable()),
            )
        }
    }
}

data class TagsListOutput(
    val tags: List<String>,
) {
    companion object : Codec<TagsListOutput> {
        override fun encode(value: TagsListOutput): Json = ObjectWriter()
            .put("tags", Codecs.text.list(), value.tags)
            .json()

        override fun decode(json: Json): TagsListOutput {
            val reader = ObjectReader(json)
            return TagsListOutput(
                tags = reader.get("tags", Codecs.text.list()),
            )
        }
    }
}

/** Input of `webhooks.create`. */
data class WebhooksCreateInput(
    /** Where events are posted: HTTPS, at a public address. */
    val url: String,
    /**
     * For people.
     * Left out, it is "".
     */
    val description: String? = null,
    /**
     * The events that are sent; without any, all.
     * Left out, it is [].
     */
    val events: List<String>? = null,
    /** Left out, it is "hmac". */
    val signature: WebhooksCreateInputSignature? = null,
    /**
     * Send events about all accounts; for admins.
     * Left out, it is false.
     */
    val forAll: Boolean? = null,
) {
    companion object : Codec<WebhooksCreateInput> {
        override fun encode(value: WebhooksCreateInput): Json = ObjectWriter()
            .put("url", Codecs.text, value.url)
            .optional("description", Codecs.text, value.description)
            .optional("events", Codecs.text.list(), value.events)
            .optional("signature", WebhooksCreateInputSignature, value.signature)
            .optional("forAll", Codecs.boolean, value.forAll)
            .json()

        override fun decode(json: Json): WebhooksCreateInput {
            val reader = ObjectReader(json)
            return WebhooksCreateInput(
                url = reader.get("url", Codecs.text),
                description = reader.optional("description", Codecs.text),
                events = reader.optional("events", Codecs.text.list()),
                signature = reader.optional("signature", WebhooksCreateInputSignature),
                forAll = reader.optional("forAll", Codecs.boolean),
            )
        }
    }
}

sealed class WebhooksCreateInputSignature(value: String) : OpenEnum<String>(value) {
    object Hmac : WebhooksCreateInputSignature("hmac")

    object Ed25519 : WebhooksCreateInputSignature("ed25519")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : WebhooksCreateInputSignature(value)

    companion object : Codec<WebhooksCreateInputSignature> {
        /** The values that this version of the app knows. */
        val known: List<WebhooksCreateInputSignature> get() = listOf(Hmac, Ed25519)

        fun of(value: String): WebhooksCreateInputSignature = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: WebhooksCreateInputSignature): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): WebhooksCreateInputSignature = of(Codecs.text.decode(json))
    }
}

data class WebhooksCreateOutput(
    /** The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone. */
    val secret: String?,
    val endpoint: WebhookEndpoint,
) {
    companion object : Codec<WebhooksCreateOutput> {
        override fun encode(value: WebhooksCreateOutput): Json = ObjectWriter()
            .put("secret", Codecs.text.nullable(), value.secret)
            .put("endpoint", WebhookEndpoint, value.endpoint)
            .json()

        override fun decode(json: Json): WebhooksCreateOutput {
            val reader = ObjectReader(json)
            return WebhooksCreateOutput(
                secret = reader.get("secret", Codecs.text.nullable()),
                endpoint = reader.get("endpoint", WebhookEndpoint),
            )
        }
    }
}

/** A receiver of events over HTTPS. */
data class WebhookEndpoint(
    /** An endpoint's id. */
    val id: String,
    val url: String,
    val description: String,
    val events: List<String>,
    /** Whether it gets events about all accounts. */
    val forAll: Boolean,
    val signature: WebhookEndpointSignature,
    /** Verifies ed25519 signatures, `whpk_…`; null for HMAC. */
    val publicKey: String?,
    /** Until then the former secret signs too; null after that. */
    val previousSecretUntil: Instant?,
    /** Since when nothing is sent; null while it is enabled. */
    val disabledAt: Instant?,
    /** Why it is disabled: `owner`, `gone` (it answered 410), `failing` (for three days); null while enabled. */
    val disabledReason: String?,
    /** Time of the first failure since the last success. */
    val failingSince: Instant?,
    /** The number of events that wait to be sent. */
    val pending: Long,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<WebhookEndpoint> {
        override fun encode(value: WebhookEndpoint): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("url", Codecs.text, value.url)
            .put("description", Codecs.text, value.description)
            .put("events", Codecs.text.list(), value.events)
            .put("forAll", Codecs.boolean, value.forAll)
            .put("signature", WebhookEndpointSignature, value.signature)
            .put("publicKey", Codecs.text.nullable(), value.publicKey)
            .put("previousSecretUntil", Codecs.time.nullable(), value.previousSecretUntil)
            .put("disabledAt", Codecs.time.nullable(), value.disabledAt)
            .put("disabledReason", Codecs.text.nullable(), value.disabledReason)
            .put("failingSince", Codecs.time.nullable(), value.failingSince)
            .put("pending", Codecs.integer, value.pending)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): WebhookEndpoint {
            val reader = ObjectReader(json)
            return WebhookEndpoint(
                id = reader.get("id", Codecs.text),
                url = reader.get("url", Codecs.text),
                description = reader.get("description", Codecs.text),
                events = reader.get("events", Codecs.text.list()),
                forAll = reader.get("forAll", Codecs.boolean),
                signature = reader.get("signature", WebhookEndpointSignature),
                publicKey = reader.get("publicKey", Codecs.text.nullable()),
                previousSecretUntil = reader.get("previousSecretUntil", Codecs.time.nullable()),
                disabledAt = reader.get("disabledAt", Codecs.time.nullable()),
                disabledReason = reader.get("disabledReason", Codecs.text.nullable()),
                failingSince = reader.get("failingSince", Codecs.time.nullable()),
                pending = reader.get("pending", Codecs.integer),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

sealed class WebhookEndpointSignature(value: String) : OpenEnum<String>(value) {
    object Hmac : WebhookEndpointSignature("hmac")

    object Ed25519 : WebhookEndpointSignature("ed25519")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : WebhookEndpointSignature(value)

    companion object : Codec<WebhookEndpointSignature> {
        /** The values that this version of the app knows. */
        val known: List<WebhookEndpointSignature> get() = listOf(Hmac, Ed25519)

        fun of(value: String): WebhookEndpointSignature = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: WebhookEndpointSignature): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): WebhookEndpointSignature = of(Codecs.text.decode(json))
    }
}

data class WebhooksListOutput(
    val endpoints: List<WebhookEndpoint>,
) {
    companion object : Codec<WebhooksListOutput> {
        override fun encode(value: WebhooksListOutput): Json = ObjectWriter()
            .put("endpoints", WebhookEndpoint.list(), value.endpoints)
            .json()

        override fun decode(json: Json): WebhooksListOutput {
            val reader = ObjectReader(json)
            return WebhooksListOutput(
                endpoints = reader.get("endpoints", WebhookEndpoint.list()),
            )
        }
    }
}

/** Input of `webhooks.get`. */
data class WebhooksGetInput(
    /** An endpoint's id. */
    val id: String,
) {
    companion object : Codec<WebhooksGetInput> {
        override fun encode(value: WebhooksGetInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): WebhooksGetInput {
            val reader = ObjectReader(json)
            return WebhooksGetInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `webhooks.update`. */
data class WebhooksUpdateInput(
    /** An endpoint's id. */
    val id: String,
    /** Where events are posted: HTTPS, at a public address. */
    val url: String? = null,
    /** For people. */
    val description: String? = null,
    /** The events that are sent; without any, all. */
    val events: List<String>? = null,
    val enabled: Boolean? = null,
) {
    companion object : Codec<WebhooksUpdateInput> {
        override fun encode(value: WebhooksUpdateInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .optional("url", Codecs.text, value.url)
            .optional("description", Codecs.text, value.description)
            .optional("events", Codecs.text.list(), value.events)
            .optional("enabled", Codecs.boolean, value.enabled)
            .json()

        override fun decode(json: Json): WebhooksUpdateInput {
            val reader = ObjectReader(json)
            return WebhooksUpdateInput(
                id = reader.get("id", Codecs.text),
                url = reader.optional("url", Codecs.text),
                description = reader.optional("description", Codecs.text),
                events = reader.optional("events", Codecs.text.list()),
                enabled = reader.optional("enabled", Codecs.boolean),
            )
        }
    }
}

/** Input of `webhooks.delete`. */
data class WebhooksDeleteInput(
    /** An endpoint's id. */
    val id: String,
) {
    companion object : Codec<WebhooksDeleteInput> {
        override fun encode(value: WebhooksDeleteInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): WebhooksDeleteInput {
            val reader = ObjectReader(json)
            return WebhooksDeleteInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `webhooks.rotateSecret`. */
data class WebhooksRotateSecretInput(
    /** An endpoint's id. */
    val id: String,
    /**
     * How long the former secret signs too; 0 if it was disclosed.
     * Left out, it is 24.
     */
    val overlapHours: Long? = null,
) {
    companion object : Codec<WebhooksRotateSecretInput> {
        override fun encode(value: WebhooksRotateSecretInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .optional("overlapHours", Codecs.integer, value.overlapHours)
            .json()

        override fun decode(json: Json): WebhooksRotateSecretInput {
            val reader = ObjectReader(json)
            return WebhooksRotateSecretInput(
                id = reader.get("id", Codecs.text),
                overlapHours = reader.optional("overlapHours", Codecs.integer),
            )
        }
    }
}

data class WebhooksRotateSecretOutput(
    /** The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone. */
    val secret: String?,
    val endpoint: WebhookEndpoint,
) {
    companion object : Codec<WebhooksRotateSecretOutput> {
        override fun encode(value: WebhooksRotateSecretOutput): Json = ObjectWriter()
            .put("secret", Codecs.text.nullable(), value.secret)
            .put("endpoint", WebhookEndpoint, value.endpoint)
            .json()

        override fun decode(json: Json): WebhooksRotateSecretOutput {
            val reader = ObjectReader(json)
            return WebhooksRotateSecretOutput(
                secret = reader.get("secret", Codecs.text.nullable()),
                endpoint = reader.get("endpoint", WebhookEndpoint),
            )
        }
    }
}

/** Input of `webhooks.test`. */
data class WebhooksTestInput(
    /** An endpoint's id. */
    val id: String,
) {
    companion object : Codec<WebhooksTestInput> {
        override fun encode(value: WebhooksTestInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): WebhooksTestInput {
            val reader = ObjectReader(json)
            return WebhooksTestInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

data class WebhooksTestOutput(
    /** The event's id, `webhook-id` of its deliveries. */
    val eventId: String,
) {
    companion object : Codec<WebhooksTestOutput> {
        override fun encode(value: WebhooksTestOutput): Json = ObjectWriter()
            .put("eventId", Codecs.text, value.eventId)
            .json()

        override fun decode(json: Json): WebhooksTestOutput {
            val reader = ObjectReader(json)
            return WebhooksTestOutput(
                eventId = reader.get("eventId", Codecs.text),
            )
        }
    }
}

/** Input of `webhooks.listAttempts`. */
data class WebhooksListAttemptsInput(
    /** An endpoint's id. */
    val id: String,
    /** Left out, it is 50. */
    val limit: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<WebhooksListAttemptsInput> {
        override fun encode(value: WebhooksListAttemptsInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .optional("limit", Codecs.integer, value.limit)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): WebhooksListAttemptsInput {
            val reader = ObjectReader(json)
            return WebhooksListAttemptsInput(
                id = reader.get("id", Codecs.text),
                limit = reader.optional("limit", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

data class WebhooksListAttemptsOutput(
    val attempts: List<WebhooksListAttemptsOutputAttemptsItem>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<WebhooksListAttemptsOutput> {
        override fun encode(value: WebhooksListAttemptsOutput): Json = ObjectWriter()
            .put("attempts", WebhooksListAttemptsOutputAttemptsItem.list(), value.attempts)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): WebhooksListAttemptsOutput {
            val reader = ObjectReader(json)
            return WebhooksListAttemptsOutput(
                attempts = reader.get("attempts", WebhooksListAttemptsOutputAttemptsItem.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

data class WebhooksListAttemptsOutputAttemptsItem(
    /** The event's id, `webhook-id` of its deliveries. */
    val eventId: String,
    val event: String,
    /** 1 for the first attempt of a delivery. */
    val attempt: Long,
    /** Timestamp in UTC, ISO 8601. */
    val at: Instant,
    val durationMs: Long,
    /** The status that was answered; null without an answer. */
    val status: Long?,
    /** Why there was no answer: `timed_out`, `connection_refused`, `certificate_expired`, `certificate_untrusted` (self-signed, or without its chain), `certificate_of_another_host`, `tls_failed`, `connection_failed` (for any other reason), `unresolvable`, `address_refused`, `url_refused`. */
    val error: String?,
) {
    companion object : Codec<WebhooksListAttemptsOutputAttemptsItem> {
        override fun encode(value: WebhooksListAttemptsOutputAttemptsItem): Json = ObjectWriter()
            .put("eventId", Codecs.text, value.eventId)
            .put("event", Codecs.text, value.event)
            .put("attempt", Codecs.integer, value.attempt)
            .put("at", Codecs.time, value.at)
            .put("durationMs", Codecs.integer, value.durationMs)
            .put("status", Codecs.integer.nullable(), value.status)
            .put("error", Codecs.text.nullable(), value.error)
            .json()

        override fun decode(json: Json): WebhooksListAttemptsOutputAttemptsItem {
            val reader = ObjectReader(json)
            return WebhooksListAttemptsOutputAttemptsItem(
                eventId = reader.get("eventId", Codecs.text),
                event = reader.get("event", Codecs.text),
                attempt = reader.get("attempt", Codecs.integer),
                at = reader.get("at", Codecs.time),
                durationMs = reader.get("durationMs", Codecs.integer),
                status = reader.get("status", Codecs.integer.nullable()),
                error = reader.get("error", Codecs.text.nullable()),
            )
        }
    }
}

/** Input of `webhooks.replay`. */
data class WebhooksReplayInput(
    /** An endpoint's id. */
    val id: String,
    /** The event's id, `webhook-id` of its deliveries. */
    val eventId: String? = null,
    /** Timestamp in UTC, ISO 8601. */
    val since: Instant? = null,
    /** Timestamp in UTC, ISO 8601. */
    val until: Instant? = null,
) {
    companion object : Codec<WebhooksReplayInput> {
        override fun encode(value: WebhooksReplayInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .optional("eventId", Codecs.text, value.eventId)
            .optional("since", Codecs.time, value.since)
            .optional("until", Codecs.time, value.until)
            .json()

        override fun decode(json: Json): WebhooksReplayInput {
            val reader = ObjectReader(json)
            return WebhooksReplayInput(
                id = reader.get("id", Codecs.text),
                eventId = reader.optional("eventId", Codecs.text),
                since = reader.optional("since", Codecs.time),
                until = reader.optional("until", Codecs.time),
            )
        }
    }
}

data class WebhooksReplayOutput(
    /** The number of events that are sent again. */
    val count: Long,
    /** Send as `since` for the rest; null when there is none. */
    val next: Instant?,
) {
    companion object : Codec<WebhooksReplayOutput> {
        override fun encode(value: WebhooksReplayOutput): Json = ObjectWriter()
            .put("count", Codecs.integer, value.count)
            .put("next", Codecs.time.nullable(), value.next)
            .json()

        override fun decode(json: Json): WebhooksReplayOutput {
            val reader = ObjectReader(json)
            return WebhooksReplayOutput(
                count = reader.get("count", Codecs.integer),
                next = reader.get("next", Codecs.time.nullable()),
            )
        }
    }
}

/** Input of `admin.removeComment`. */
data class AdminRemoveCommentInput(
    /** The article's identifier in URLs. */
    val slug: String,
    /** A comment's id. */
    val id: Long,
) {
    companion object : Codec<AdminRemoveCommentInput> {
        override fun encode(value: AdminRemoveCommentInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .put("id", Codecs.integer, value.id)
            .json()

        override fun decode(json: Json): AdminRemoveCommentInput {
            val reader = ObjectReader(json)
            return AdminRemoveCommentInput(
                slug = reader.get("slug", Codecs.text),
                id = reader.get("id", Codecs.integer),
            )
        }
    }
}

/** Input of `admin.listJobs`. */
data class AdminListJobsInput(
    /**
     * `running`: under the lease of an attempt. `dead`: out of attempts.
     * Left out, it is "dead".
     */
    val state: AdminListJobsInputState? = null,
    /** Only jobs of this name; not with `done` and `cancelled`. */
    val name: String? = null,
    /**
     * Maximum number of items to return.
     * Left out, it is 100.
     */
    val limit: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<AdminListJobsInput> {
        override fun encode(value: AdminListJobsInput): Json = ObjectWriter()
            .optional("state", AdminListJobsInputState, value.state)
            .optional("name", Codecs.text, value.name)
            .optional("limit", Codecs.integer, value.limit)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): AdminListJobsInput {
            val reader = ObjectReader(json)
            return AdminListJobsInput(
                state = reader.optional("state", AdminListJobsInputState),
                name = reader.optional("name", Codecs.text),
                limit = reader.optional("limit", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

/** `running`: under the lease of an attempt. `dead`: out of attempts. */
sealed class AdminListJobsInputState(value: String) : OpenEnum<String>(value) {
    object Pending : AdminListJobsInputState("pending")

    object Running : AdminListJobsInputState("running")

    object Done : AdminListJobsInputState("done")

    object Dead : AdminListJobsInputState("dead")

    object Cancelled : AdminListJobsInputState("cancelled")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AdminListJobsInputState(value)

    companion object : Codec<AdminListJobsInputState> {
        /** The values that this version of the app knows. */
        val known: List<AdminListJobsInputState> get() = listOf(Pending, Running, Done, Dead, Cancelled)

        fun of(value: String): AdminListJobsInputState = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AdminListJobsInputState): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AdminListJobsInputState = of(Codecs.text.decode(json))
    }
}

data class AdminListJobsOutput(
    val jobs: List<ManagedJob>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<AdminListJobsOutput> {
        override fun encode(value: AdminListJobsOutput): Json = ObjectWriter()
            .put("jobs", ManagedJob.list(), value.jobs)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): AdminListJobsOutput {
            val reader = ObjectReader(json)
            return AdminListJobsOutput(
                jobs = reader.get("jobs", ManagedJob.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

/** A job, as shown to admins: without its input, which may hold personal data. */
data class ManagedJob(
    /** A job's id. */
    val id: String,
    val name: String,
    /** `running`: under the lease of an attempt. `dead`: out of attempts. */
    val state: ManagedJobState,
    /** Attempts begun so far. */
    val attempts: Long,
    /** How the last failed attempt ended: `failed`, `timed_out`, `payload_misfit` or `lease_lapsed`. */
    val lastError: String?,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
    /** When the next attempt is due, or the lease ends; null behind another job of the same key. */
    val availableAt: Instant?,
    /** When it ended; null until then. */
    val finishedAt: Instant?,
) {
    companion object : Codec<ManagedJob> {
        override fun encode(value: ManagedJob): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .put("name", Codecs.text, value.name)
            .put("state", ManagedJobState, value.state)
            .put("attempts", Codecs.integer, value.attempts)
            .put("lastError", Codecs.text.nullable(), value.lastError)
            .put("createdAt", Codecs.time, value.createdAt)
            .put("availableAt", Codecs.time.nullable(), value.availableAt)
            .put("finishedAt", Codecs.time.nullable(), value.finishedAt)
            .json()

        override fun decode(json: Json): ManagedJob {
            val reader = ObjectReader(json)
            return ManagedJob(
                id = reader.get("id", Codecs.text),
                name = reader.get("name", Codecs.text),
                state = reader.get("state", ManagedJobState),
                attempts = reader.get("attempts", Codecs.integer),
                lastError = reader.get("lastError", Codecs.text.nullable()),
                createdAt = reader.get("createdAt", Codecs.time),
                availableAt = reader.get("availableAt", Codecs.time.nullable()),
                finishedAt = reader.get("finishedAt", Codecs.time.nullable()),
            )
        }
    }
}

/** `running`: under the lease of an attempt. `dead`: out of attempts. */
sealed class ManagedJobState(value: String) : OpenEnum<String>(value) {
    object Pending : ManagedJobState("pending")

    object Running : ManagedJobState("running")

    object Done : ManagedJobState("done")

    object Dead : ManagedJobState("dead")

    object Cancelled : ManagedJobState("cancelled")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : ManagedJobState(value)

    companion object : Codec<ManagedJobState> {
        /** The values that this version of the app knows. */
        val known: List<ManagedJobState> get() = listOf(Pending, Running, Done, Dead, Cancelled)

        fun of(value: String): ManagedJobState = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: ManagedJobState): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): ManagedJobState = of(Codecs.text.decode(json))
    }
}

/** Input of `admin.retryJob`. */
data class AdminRetryJobInput(
    /** A job's id. */
    val id: String,
) {
    companion object : Codec<AdminRetryJobInput> {
        override fun encode(value: AdminRetryJobInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): AdminRetryJobInput {
            val reader = ObjectReader(json)
            return AdminRetryJobInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `admin.retryDeadJobs`. */
data class AdminRetryDeadJobsInput(
    /** A job's name. */
    val name: String,
) {
    companion object : Codec<AdminRetryDeadJobsInput> {
        override fun encode(value: AdminRetryDeadJobsInput): Json = ObjectWriter()
            .put("name", Codecs.text, value.name)
            .json()

        override fun decode(json: Json): AdminRetryDeadJobsInput {
            val reader = ObjectReader(json)
            return AdminRetryDeadJobsInput(
                name = reader.get("name", Codecs.text),
            )
        }
    }
}

data class AdminRetryDeadJobsOutput(
    /** The number of jobs that are due again. */
    val retried: Long,
    /** Whether the name has more dead jobs: call again. */
    val hasMore: Boolean,
) {
    companion object : Codec<AdminRetryDeadJobsOutput> {
        override fun encode(value: AdminRetryDeadJobsOutput): Json = ObjectWriter()
            .put("retried", Codecs.integer, value.retried)
            .put("hasMore", Codecs.boolean, value.hasMore)
            .json()

        override fun decode(json: Json): AdminRetryDeadJobsOutput {
            val reader = ObjectReader(json)
            return AdminRetryDeadJobsOutput(
                retried = reader.get("retried", Codecs.integer),
                hasMore = reader.get("hasMore", Codecs.boolean),
            )
        }
    }
}

/** Input of `admin.cancelJob`. */
data class AdminCancelJobInput(
    /** A job's id. */
    val id: String,
) {
    companion object : Codec<AdminCancelJobInput> {
        override fun encode(value: AdminCancelJobInput): Json = ObjectWriter()
            .put("id", Codecs.text, value.id)
            .json()

        override fun decode(json: Json): AdminCancelJobInput {
            val reader = ObjectReader(json)
            return AdminCancelJobInput(
                id = reader.get("id", Codecs.text),
            )
        }
    }
}

/** Input of `admin.listUsers`. */
data class AdminListUsersInput(
    /** Case-insensitive prefix of the user name or e-mail address. */
    val search: String? = null,
    /** Each role includes the rights of the roles before it. New accounts are members. */
    val role: AdminListUsersInputRole? = null,
    val state: AdminListUsersInputState? = null,
    /**
     * Maximum number of items to return.
     * Left out, it is 100.
     */
    val limit: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<AdminListUsersInput> {
        override fun encode(value: AdminListUsersInput): Json = ObjectWriter()
            .optional("search", Codecs.text, value.search)
            .optional("role", AdminListUsersInputRole, value.role)
            .optional("state", AdminListUsersInputState, value.state)
            .optional("limit", Codecs.integer, value.limit)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): AdminListUsersInput {
            val reader = ObjectReader(json)
            return AdminListUsersInput(
                search = reader.optional("search", Codecs.text),
                role = reader.optional("role", AdminListUsersInputRole),
                state = reader.optional("state", AdminListUsersInputState),
                limit = reader.optional("limit", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

/** Each role includes the rights of the roles before it. New accounts are members. */
sealed class AdminListUsersInputRole(value: String) : OpenEnum<String>(value) {
    object Member : AdminListUsersInputRole("member")

    object Moderator : AdminListUsersInputRole("moderator")

    object Admin : AdminListUsersInputRole("admin")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AdminListUsersInputRole(value)

    companion object : Codec<AdminListUsersInputRole> {
        /** The values that this version of the app knows. */
        val known: List<AdminListUsersInputRole> get() = listOf(Member, Moderator, Admin)

        fun of(value: String): AdminListUsersInputRole = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AdminListUsersInputRole): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AdminListUsersInputRole = of(Codecs.text.decode(json))
    }
}

sealed class AdminListUsersInputState(value: String) : OpenEnum<String>(value) {
    object Active : AdminListUsersInputState("active")

    object Suspended : AdminListUsersInputState("suspended")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AdminListUsersInputState(value)

    companion object : Codec<AdminListUsersInputState> {
        /** The values that this version of the app knows. */
        val known: List<AdminListUsersInputState> get() = listOf(Active, Suspended)

        fun of(value: String): AdminListUsersInputState = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AdminListUsersInputState): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AdminListUsersInputState = of(Codecs.text.decode(json))
    }
}

data class AdminListUsersOutput(
    val users: List<ManagedUser>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<AdminListUsersOutput> {
        override fun encode(value: AdminListUsersOutput): Json = ObjectWriter()
            .put("users", ManagedUser.list(), value.users)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): AdminListUsersOutput {
            val reader = ObjectReader(json)
            return AdminListUsersOutput(
                users = reader.get("users", ManagedUser.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

/** An account, as shown to admins. */
data class ManagedUser(
    /** A user name, unique regardless of case. */
    val username: String,
    val email: String,
    /** Each role includes the rights of the roles before it. New accounts are members. */
    val role: ManagedUserRole,
    val isEmailVerified: Boolean,
    /** When the account was suspended; null if it is not suspended. */
    val suspendedAt: Instant?,
    /** Timestamp in UTC, ISO 8601. */
    val createdAt: Instant,
) {
    companion object : Codec<ManagedUser> {
        override fun encode(value: ManagedUser): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("email", Codecs.text, value.email)
            .put("role", ManagedUserRole, value.role)
            .put("isEmailVerified", Codecs.boolean, value.isEmailVerified)
            .put("suspendedAt", Codecs.time.nullable(), value.suspendedAt)
            .put("createdAt", Codecs.time, value.createdAt)
            .json()

        override fun decode(json: Json): ManagedUser {
            val reader = ObjectReader(json)
            return ManagedUser(
                username = reader.get("username", Codecs.text),
                email = reader.get("email", Codecs.text),
                role = reader.get("role", ManagedUserRole),
                isEmailVerified = reader.get("isEmailVerified", Codecs.boolean),
                suspendedAt = reader.get("suspendedAt", Codecs.time.nullable()),
                createdAt = reader.get("createdAt", Codecs.time),
            )
        }
    }
}

/** Each role includes the rights of the roles before it. New accounts are members. */
sealed class ManagedUserRole(value: String) : OpenEnum<String>(value) {
    object Member : ManagedUserRole("member")

    object Moderator : ManagedUserRole("moderator")

    object Admin : ManagedUserRole("admin")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : ManagedUserRole(value)

    companion object : Codec<ManagedUserRole> {
        /** The values that this version of the app knows. */
        val known: List<ManagedUserRole> get() = listOf(Member, Moderator, Admin)

        fun of(value: String): ManagedUserRole = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: ManagedUserRole): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): ManagedUserRole = of(Codecs.text.decode(json))
    }
}

/** Input of `admin.suspendUser`. */
data class AdminSuspendUserInput(
    /** A user name, unique regardless of case. */
    val username: String,
    /** Recorded in the audit log. */
    val reason: String? = null,
) {
    companion object : Codec<AdminSuspendUserInput> {
        override fun encode(value: AdminSuspendUserInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .optional("reason", Codecs.text, value.reason)
            .json()

        override fun decode(json: Json): AdminSuspendUserInput {
            val reader = ObjectReader(json)
            return AdminSuspendUserInput(
                username = reader.get("username", Codecs.text),
                reason = reader.optional("reason", Codecs.text),
            )
        }
    }
}

/** Input of `admin.restoreUser`. */
data class AdminRestoreUserInput(
    /** A user name, unique regardless of case. */
    val username: String,
) {
    companion object : Codec<AdminRestoreUserInput> {
        override fun encode(value: AdminRestoreUserInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .json()

        override fun decode(json: Json): AdminRestoreUserInput {
            val reader = ObjectReader(json)
            return AdminRestoreUserInput(
                username = reader.get("username", Codecs.text),
            )
        }
    }
}

/** Input of `admin.resetAccess`. */
data class AdminResetAccessInput(
    /** A user name, unique regardless of case. */
    val username: String,
    /**
     * `everything`: password, passkeys, authenticator app, identities and API keys.
     * Left out, it is "second_factors".
     */
    val remove: AdminResetAccessInputRemove? = null,
    /** Recorded in the audit log. */
    val reason: String,
) {
    companion object : Codec<AdminResetAccessInput> {
        override fun encode(value: AdminResetAccessInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .optional("remove", AdminResetAccessInputRemove, value.remove)
            .put("reason", Codecs.text, value.reason)
            .json()

        override fun decode(json: Json): AdminResetAccessInput {
            val reader = ObjectReader(json)
            return AdminResetAccessInput(
                username = reader.get("username", Codecs.text),
                remove = reader.optional("remove", AdminResetAccessInputRemove),
                reason = reader.get("reason", Codecs.text),
            )
        }
    }
}

/** `everything`: password, passkeys, authenticator app, identities and API keys. */
sealed class AdminResetAccessInputRemove(value: String) : OpenEnum<String>(value) {
    object SecondFactors : AdminResetAccessInputRemove("second_factors")

    object Everything : AdminResetAccessInputRemove("everything")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AdminResetAccessInputRemove(value)

    companion object : Codec<AdminResetAccessInputRemove> {
        /** The values that this version of the app knows. */
        val known: List<AdminResetAccessInputRemove> get() = listOf(SecondFactors, Everything)

        fun of(value: String): AdminResetAccessInputRemove = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AdminResetAccessInputRemove): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AdminResetAccessInputRemove = of(Codecs.text.decode(json))
    }
}

/** Input of `admin.changeRole`. */
data class AdminChangeRoleInput(
    /** A user name, unique regardless of case. */
    val username: String,
    /** Each role includes the rights of the roles before it. New accounts are members. */
    val role: AdminChangeRoleInputRole,
) {
    companion object : Codec<AdminChangeRoleInput> {
        override fun encode(value: AdminChangeRoleInput): Json = ObjectWriter()
            .put("username", Codecs.text, value.username)
            .put("role", AdminChangeRoleInputRole, value.role)
            .json()

        override fun decode(json: Json): AdminChangeRoleInput {
            val reader = ObjectReader(json)
            return AdminChangeRoleInput(
                username = reader.get("username", Codecs.text),
                role = reader.get("role", AdminChangeRoleInputRole),
            )
        }
    }
}

/** Each role includes the rights of the roles before it. New accounts are members. */
sealed class AdminChangeRoleInputRole(value: String) : OpenEnum<String>(value) {
    object Member : AdminChangeRoleInputRole("member")

    object Moderator : AdminChangeRoleInputRole("moderator")

    object Admin : AdminChangeRoleInputRole("admin")

    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: String) : AdminChangeRoleInputRole(value)

    companion object : Codec<AdminChangeRoleInputRole> {
        /** The values that this version of the app knows. */
        val known: List<AdminChangeRoleInputRole> get() = listOf(Member, Moderator, Admin)

        fun of(value: String): AdminChangeRoleInputRole = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: AdminChangeRoleInputRole): Json = Codecs.text.encode(value.value)

        override fun decode(json: Json): AdminChangeRoleInputRole = of(Codecs.text.decode(json))
    }
}

/** Input of `admin.removeArticle`. */
data class AdminRemoveArticleInput(
    /** The article's identifier in URLs. */
    val slug: String,
) {
    companion object : Codec<AdminRemoveArticleInput> {
        override fun encode(value: AdminRemoveArticleInput): Json = ObjectWriter()
            .put("slug", Codecs.text, value.slug)
            .json()

        override fun decode(json: Json): AdminRemoveArticleInput {
            val reader = ObjectReader(json)
            return AdminRemoveArticleInput(
                slug = reader.get("slug", Codecs.text),
            )
        }
    }
}

/** Input of `admin.listAudit`. */
data class AdminListAuditInput(
    /** Only entries with this user as actor or account. */
    val username: String? = null,
    val action: String? = null,
    /**
     * Maximum number of items to return.
     * Left out, it is 100.
     */
    val limit: Long? = null,
    /** Opaque cursor: `next` of the previous page. */
    val cursor: String? = null,
) {
    companion object : Codec<AdminListAuditInput> {
        override fun encode(value: AdminListAuditInput): Json = ObjectWriter()
            .optional("username", Codecs.text, value.username)
            .optional("action", Codecs.text, value.action)
            .optional("limit", Codecs.integer, value.limit)
            .optional("cursor", Codecs.text, value.cursor)
            .json()

        override fun decode(json: Json): AdminListAuditInput {
            val reader = ObjectReader(json)
            return AdminListAuditInput(
                username = reader.optional("username", Codecs.text),
                action = reader.optional("action", Codecs.text),
                limit = reader.optional("limit", Codecs.integer),
                cursor = reader.optional("cursor", Codecs.text),
            )
        }
    }
}

data class AdminListAuditOutput(
    val entries: List<AuditRecord>,
    /** Send as `cursor` to get the next page; null on the last page. */
    val next: String?,
) {
    companion object : Codec<AdminListAuditOutput> {
        override fun encode(value: AdminListAuditOutput): Json = ObjectWriter()
            .put("entries", AuditRecord.list(), value.entries)
            .put("next", Codecs.text.nullable(), value.next)
            .json()

        override fun decode(json: Json): AdminListAuditOutput {
            val reader = ObjectReader(json)
            return AdminListAuditOutput(
                entries = reader.get("entries", AuditRecord.list()),
                next = reader.get("next", Codecs.text.nullable()),
            )
        }
    }
}

/** An action on an account. */
data class AuditRecord(
    /** Timestamp in UTC, ISO 8601. */
    val at: Instant,
    /** The action, such as `account.suspended`. */
    val action: String,
    /** Account that acted; null if it is unknown or deleted. */
    val actor: String?,
    /** Account acted upon; null if it is unknown or deleted. */
    val account: String?,
    /** IP address of the caller. */
    val address: String,
    /** Request id of the call, as in the log. */
    val requestId: String,
    val details: Map<String, AuditRecordDetailsValue?>,
) {
    companion object : Codec<AuditRecord> {
        override fun encode(value: AuditRecord): Json = ObjectWriter()
            .put("at", Codecs.time, value.at)
            .put("action", Codecs.text, value.action)
            .put("actor", Codecs.text.nullable(), value.actor)
            .put("account", Codecs.text.nullable(), value.account)
            .put("address", Codecs.text, value.address)
            .put("requestId", Codecs.text, value.requestId)
            .put("details", AuditRecordDetailsValue.nullable().map(), value.details)
            .json()

        override fun decode(json: Json): AuditRecord {
            val reader = ObjectReader(json)
            return AuditRecord(
                at = reader.get("at", Codecs.time),
                action = reader.get("action", Codecs.text),
                actor = reader.get("actor", Codecs.text.nullable()),
                account = reader.get("account", Codecs.text.nullable()),
                address = reader.get("address", Codecs.text),
                requestId = reader.get("requestId", Codecs.text),
                details = reader.get("details", AuditRecordDetailsValue.nullable().map()),
            )
        }
    }
}

/** The first case that fits is taken. */
sealed interface AuditRecordDetailsValue {
    data class Number(val value: Double) : AuditRecordDetailsValue

    data class Boolean2(val value: Boolean) : AuditRecordDetailsValue

    data class Text(val value: String) : AuditRecordDetailsValue

    /** A case that this version of the app does not know. */
    data class Unknown(val json: Json) : AuditRecordDetailsValue

    companion object : Codec<AuditRecordDetailsValue> {
        override fun encode(value: AuditRecordDetailsValue): Json = when (value) {
            is Number -> Codecs.number.encode(value.value)
            is Boolean2 -> Codecs.boolean.encode(value.value)
            is Text -> Codecs.text.encode(value.value)
            is Unknown -> value.json
        }

        override fun decode(json: Json): AuditRecordDetailsValue = Codecs.attempt(Codecs.number, json)?.let(::Number)
            ?: Codecs.attempt(Codecs.boolean, json)?.let(::Boolean2)
            ?: Codecs.attempt(Codecs.text, json)?.let(::Text)
            ?: Unknown(json)
    }
}
