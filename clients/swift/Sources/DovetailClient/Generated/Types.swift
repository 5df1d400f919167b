// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import Foundation

/// Input of `accounts.register`.
public struct AccountsRegisterInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    /// An e-mail address.
    public var email: String
    /// 8 to 128 characters; no character classes are required.
    public var password: String
    /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
    /// Left out, it is "token".
    public var session: AccountsRegisterInputSession?

    public init(
        username: String,
        email: String,
        password: String,
        session: AccountsRegisterInputSession? = nil
    ) {
        self.username = username
        self.email = email
        self.password = password
        self.session = session
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.email = try container.decode(String.self, forKey: "email")
        self.password = try container.decode(String.self, forKey: "password")
        self.session = try container.decodeIfPresent(AccountsRegisterInputSession.self, forKey: "session")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.email, forKey: "email")
        try container.encode(self.password, forKey: "password")
        try container.encodeIfPresent(self.session, forKey: "session")
    }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
public enum AccountsRegisterInputSession: Codable, Hashable, Sendable {
    case token
    case cookie
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AccountsRegisterInputSession] = [.token, .cookie]

    public init(_ value: String) {
        switch value {
        case "token": self = .token
        case "cookie": self = .cookie
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .token: return "token"
        case .cookie: return "cookie"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The viewer's own account.
public struct User: Codable, Hashable, Sendable {
    public var email: String
    /// The session's token; null when a cookie holds it.
    public var token: String?
    /// A user name, unique regardless of case.
    public var username: String
    public var bio: String?
    public var image: String?

    public init(
        email: String,
        token: String?,
        username: String,
        bio: String?,
        image: String?
    ) {
        self.email = email
        self.token = token
        self.username = username
        self.bio = bio
        self.image = image
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
        self.token = try container.decode(String?.self, forKey: "token")
        self.username = try container.decode(String.self, forKey: "username")
        self.bio = try container.decode(String?.self, forKey: "bio")
        self.image = try container.decode(String?.self, forKey: "image")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
        try container.encode(self.token, forKey: "token")
        try container.encode(self.username, forKey: "username")
        try container.encode(self.bio, forKey: "bio")
        try container.encode(self.image, forKey: "image")
    }
}

/// Input of `accounts.login`.
public struct AccountsLoginInput: Codable, Hashable, Sendable {
    public var email: String
    public var password: String
    /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
    /// Left out, it is "token".
    public var session: AccountsLoginInputSession?
    /// A code from the authenticator app, or a recovery code.
    public var code: String?
    public var passkey: PasskeyAssertion?

    public init(
        email: String,
        password: String,
        session: AccountsLoginInputSession? = nil,
        code: String? = nil,
        passkey: PasskeyAssertion? = nil
    ) {
        self.email = email
        self.password = password
        self.session = session
        self.code = code
        self.passkey = passkey
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
        self.password = try container.decode(String.self, forKey: "password")
        self.session = try container.decodeIfPresent(AccountsLoginInputSession.self, forKey: "session")
        self.code = try container.decodeIfPresent(String.self, forKey: "code")
        self.passkey = try container.decodeIfPresent(PasskeyAssertion.self, forKey: "passkey")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
        try container.encode(self.password, forKey: "password")
        try container.encodeIfPresent(self.session, forKey: "session")
        try container.encodeIfPresent(self.code, forKey: "code")
        try container.encodeIfPresent(self.passkey, forKey: "passkey")
    }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
public enum AccountsLoginInputSession: Codable, Hashable, Sendable {
    case token
    case cookie
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AccountsLoginInputSession] = [.token, .cookie]

    public init(_ value: String) {
        switch value {
        case "token": self = .token
        case "cookie": self = .cookie
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .token: return "token"
        case .cookie: return "cookie"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// A passkey assertion: `ceremony` from `passkeys.beginSignIn`, and the browser's credential, serialized by `toJSON()`.
public struct PasskeyAssertion: Codable, Hashable, Sendable {
    /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
    public var ceremony: String
    public var credential: PasskeyAssertionCredential

    public init(
        ceremony: String,
        credential: PasskeyAssertionCredential
    ) {
        self.ceremony = ceremony
        self.credential = credential
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.ceremony = try container.decode(String.self, forKey: "ceremony")
        self.credential = try container.decode(PasskeyAssertionCredential.self, forKey: "credential")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.ceremony, forKey: "ceremony")
        try container.encode(self.credential, forKey: "credential")
    }
}

public struct PasskeyAssertionCredential: Codable, Hashable, Sendable {
    public var id: String
    public var rawId: String
    public var response: PasskeyAssertionCredentialResponse

    public init(
        id: String,
        rawId: String,
        response: PasskeyAssertionCredentialResponse
    ) {
        self.id = id
        self.rawId = rawId
        self.response = response
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.rawId = try container.decode(String.self, forKey: "rawId")
        self.response = try container.decode(PasskeyAssertionCredentialResponse.self, forKey: "response")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.rawId, forKey: "rawId")
        try container.encode("public-key", forKey: "type")
        try container.encode(self.response, forKey: "response")
    }
}

public struct PasskeyAssertionCredentialResponse: Codable, Hashable, Sendable {
    public var clientDataJSON: String
    public var authenticatorData: String
    public var signature: String
    public var userHandle: Field<String>

    public init(
        clientDataJSON: String,
        authenticatorData: String,
        signature: String,
        userHandle: Field<String> = .absent
    ) {
        self.clientDataJSON = clientDataJSON
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientDataJSON = try container.decode(String.self, forKey: "clientDataJSON")
        self.authenticatorData = try container.decode(String.self, forKey: "authenticatorData")
        self.signature = try container.decode(String.self, forKey: "signature")
        self.userHandle = try container.decodeField(String.self, forKey: "userHandle")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientDataJSON, forKey: "clientDataJSON")
        try container.encode(self.authenticatorData, forKey: "authenticatorData")
        try container.encode(self.signature, forKey: "signature")
        try container.encodeField(self.userHandle, forKey: "userHandle")
    }
}

/// Input of `accounts.update`.
public struct AccountsUpdateInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String?
    /// An e-mail address.
    public var email: String?
    /// 8 to 128 characters; no character classes are required.
    public var password: String?
    public var bio: Field<String>
    /// URL of a picture.
    public var image: Field<String>

    public init(
        username: String? = nil,
        email: String? = nil,
        password: String? = nil,
        bio: Field<String> = .absent,
        image: Field<String> = .absent
    ) {
        self.username = username
        self.email = email
        self.password = password
        self.bio = bio
        self.image = image
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decodeIfPresent(String.self, forKey: "username")
        self.email = try container.decodeIfPresent(String.self, forKey: "email")
        self.password = try container.decodeIfPresent(String.self, forKey: "password")
        self.bio = try container.decodeField(String.self, forKey: "bio")
        self.image = try container.decodeField(String.self, forKey: "image")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.username, forKey: "username")
        try container.encodeIfPresent(self.email, forKey: "email")
        try container.encodeIfPresent(self.password, forKey: "password")
        try container.encodeField(self.bio, forKey: "bio")
        try container.encodeField(self.image, forKey: "image")
    }
}

/// Input of `accounts.export`.
public struct AccountsExportInput: Codable, Hashable, Sendable {
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        cursor: String? = nil
    ) {
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

/// All data of an account, newest first.
public struct AccountExport: Codable, Hashable, Sendable {
    public var account: AccountExportAccount
    public var articles: [AccountExportArticlesItem]
    public var comments: [AccountExportCommentsItem]
    public var favourites: [AccountExportFavouritesItem]
    public var following: [AccountExportFollowingItem]
    /// Audit log entries about the account.
    public var record: [AccountExportRecordItem]
    /// Documents of all collections.
    public var documents: [AccountExportDocumentsItem]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        account: AccountExportAccount,
        articles: [AccountExportArticlesItem],
        comments: [AccountExportCommentsItem],
        favourites: [AccountExportFavouritesItem],
        following: [AccountExportFollowingItem],
        record: [AccountExportRecordItem],
        documents: [AccountExportDocumentsItem],
        next: String?
    ) {
        self.account = account
        self.articles = articles
        self.comments = comments
        self.favourites = favourites
        self.following = following
        self.record = record
        self.documents = documents
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.account = try container.decode(AccountExportAccount.self, forKey: "account")
        self.articles = try container.decode([AccountExportArticlesItem].self, forKey: "articles")
        self.comments = try container.decode([AccountExportCommentsItem].self, forKey: "comments")
        self.favourites = try container.decode([AccountExportFavouritesItem].self, forKey: "favourites")
        self.following = try container.decode([AccountExportFollowingItem].self, forKey: "following")
        self.record = try container.decode([AccountExportRecordItem].self, forKey: "record")
        self.documents = try container.decode([AccountExportDocumentsItem].self, forKey: "documents")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.account, forKey: "account")
        try container.encode(self.articles, forKey: "articles")
        try container.encode(self.comments, forKey: "comments")
        try container.encode(self.favourites, forKey: "favourites")
        try container.encode(self.following, forKey: "following")
        try container.encode(self.record, forKey: "record")
        try container.encode(self.documents, forKey: "documents")
        try container.encode(self.next, forKey: "next")
    }
}

public struct AccountExportAccount: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    public var email: String
    public var emailVerifiedAt: Date?
    public var bio: String?
    public var image: String?
    public var role: String
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        username: String,
        email: String,
        emailVerifiedAt: Date?,
        bio: String?,
        image: String?,
        role: String,
        createdAt: Date
    ) {
        self.username = username
        self.email = email
        self.emailVerifiedAt = emailVerifiedAt
        self.bio = bio
        self.image = image
        self.role = role
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.email = try container.decode(String.self, forKey: "email")
        self.emailVerifiedAt = try container.decode(Date?.self, forKey: "emailVerifiedAt")
        self.bio = try container.decode(String?.self, forKey: "bio")
        self.image = try container.decode(String?.self, forKey: "image")
        self.role = try container.decode(String.self, forKey: "role")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.email, forKey: "email")
        try container.encode(self.emailVerifiedAt, forKey: "emailVerifiedAt")
        try container.encode(self.bio, forKey: "bio")
        try container.encode(self.image, forKey: "image")
        try container.encode(self.role, forKey: "role")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

public struct AccountExportArticlesItem: Codable, Hashable, Sendable {
    public var slug: String
    public var title: String
    public var description: String
    public var body: String
    public var tagList: [String]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var updatedAt: Date

    public init(
        slug: String,
        title: String,
        description: String,
        body: String,
        tagList: [String],
        createdAt: Date,
        updatedAt: Date
    ) {
        self.slug = slug
        self.title = title
        self.description = description
        self.body = body
        self.tagList = tagList
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.title = try container.decode(String.self, forKey: "title")
        self.description = try container.decode(String.self, forKey: "description")
        self.body = try container.decode(String.self, forKey: "body")
        self.tagList = try container.decode([String].self, forKey: "tagList")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.updatedAt = try container.decode(Date.self, forKey: "updatedAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.title, forKey: "title")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.body, forKey: "body")
        try container.encode(self.tagList, forKey: "tagList")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.updatedAt, forKey: "updatedAt")
    }
}

public struct AccountExportCommentsItem: Codable, Hashable, Sendable {
    public var id: Int64
    public var slug: String
    public var body: String
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        id: Int64,
        slug: String,
        body: String,
        createdAt: Date
    ) {
        self.id = id
        self.slug = slug
        self.body = body
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(Int64.self, forKey: "id")
        self.slug = try container.decode(String.self, forKey: "slug")
        self.body = try container.decode(String.self, forKey: "body")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.body, forKey: "body")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

public struct AccountExportFavouritesItem: Codable, Hashable, Sendable {
    public var slug: String
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        slug: String,
        createdAt: Date
    ) {
        self.slug = slug
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

public struct AccountExportFollowingItem: Codable, Hashable, Sendable {
    public var username: String
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        username: String,
        createdAt: Date
    ) {
        self.username = username
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

public struct AccountExportRecordItem: Codable, Hashable, Sendable {
    /// Timestamp in UTC, ISO 8601.
    public var at: Date
    public var action: String
    /// IP address of the owner's own calls; empty for the actions of others.
    public var address: String

    public init(
        at: Date,
        action: String,
        address: String
    ) {
        self.at = at
        self.action = action
        self.address = address
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.at = try container.decode(Date.self, forKey: "at")
        self.action = try container.decode(String.self, forKey: "action")
        self.address = try container.decode(String.self, forKey: "address")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.at, forKey: "at")
        try container.encode(self.action, forKey: "action")
        try container.encode(self.address, forKey: "address")
    }
}

public struct AccountExportDocumentsItem: Codable, Hashable, Sendable {
    public var collection: String
    public var key: String
    /// The version of the shape that the value was stored in.
    public var version: Int64
    public var value: [String: Json]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var updatedAt: Date

    public init(
        collection: String,
        key: String,
        version: Int64,
        value: [String: Json],
        createdAt: Date,
        updatedAt: Date
    ) {
        self.collection = collection
        self.key = key
        self.version = version
        self.value = value
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.collection = try container.decode(String.self, forKey: "collection")
        self.key = try container.decode(String.self, forKey: "key")
        self.version = try container.decode(Int64.self, forKey: "version")
        self.value = try container.decode([String: Json].self, forKey: "value")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.updatedAt = try container.decode(Date.self, forKey: "updatedAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.collection, forKey: "collection")
        try container.encode(self.key, forKey: "key")
        try container.encode(self.version, forKey: "version")
        try container.encode(self.value, forKey: "value")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.updatedAt, forKey: "updatedAt")
    }
}

/// Input of `accounts.delete`.
public struct AccountsDeleteInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String

    public init(
        username: String
    ) {
        self.username = username
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
    }
}

/// Input of `emails.verify`.
public struct EmailsVerifyInput: Codable, Hashable, Sendable {
    /// The link's token, after `#token=`.
    public var token: String
    public var password: String?

    public init(
        token: String,
        password: String? = nil
    ) {
        self.token = token
        self.password = password
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String.self, forKey: "token")
        self.password = try container.decodeIfPresent(String.self, forKey: "password")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
        try container.encodeIfPresent(self.password, forKey: "password")
    }
}

public struct EmailsVerifyOutput: Codable, Hashable, Sendable {
    public var email: String
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?
    /// Token for `passwords.reset` if the credentials were removed; else null.
    public var resetToken: String?

    public init(
        email: String,
        token: String?,
        resetToken: String?
    ) {
        self.email = email
        self.token = token
        self.resetToken = resetToken
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
        self.token = try container.decode(String?.self, forKey: "token")
        self.resetToken = try container.decode(String?.self, forKey: "resetToken")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
        try container.encode(self.token, forKey: "token")
        try container.encode(self.resetToken, forKey: "resetToken")
    }
}

/// Input of `emails.change`.
public struct EmailsChangeInput: Codable, Hashable, Sendable {
    /// An e-mail address.
    public var email: String

    public init(
        email: String
    ) {
        self.email = email
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
    }
}

/// Input of `emails.undo`.
public struct EmailsUndoInput: Codable, Hashable, Sendable {
    /// The notification link's token, after `#undo=`.
    public var token: String

    public init(
        token: String
    ) {
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
    }
}

public struct EmailsUndoOutput: Codable, Hashable, Sendable {
    public var email: String
    /// Token for `passwords.reset`.
    public var resetToken: String

    public init(
        email: String,
        resetToken: String
    ) {
        self.email = email
        self.resetToken = resetToken
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
        self.resetToken = try container.decode(String.self, forKey: "resetToken")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
        try container.encode(self.resetToken, forKey: "resetToken")
    }
}

/// Input of `emails.confirmChange`.
public struct EmailsConfirmChangeInput: Codable, Hashable, Sendable {
    /// The link's token, after `#token=`.
    public var token: String

    public init(
        token: String
    ) {
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
    }
}

public struct EmailsConfirmChangeOutput: Codable, Hashable, Sendable {
    public var email: String
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?

    public init(
        email: String,
        token: String?
    ) {
        self.email = email
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
        self.token = try container.decode(String?.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
        try container.encode(self.token, forKey: "token")
    }
}

/// Input of `passwords.requestReset`.
public struct PasswordsRequestResetInput: Codable, Hashable, Sendable {
    /// An e-mail address.
    public var email: String

    public init(
        email: String
    ) {
        self.email = email
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.email = try container.decode(String.self, forKey: "email")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.email, forKey: "email")
    }
}

/// Input of `passwords.reset`.
public struct PasswordsResetInput: Codable, Hashable, Sendable {
    /// The link's token, after `#token=`.
    public var token: String
    /// 8 to 128 characters; no character classes are required.
    public var password: String
    /// Also removes the passkeys, authenticator apps, linked identities, API keys and recovery codes added within the last seven days, for an owner who did not add them.
    public var removeRecent: Bool?

    public init(
        token: String,
        password: String,
        removeRecent: Bool? = nil
    ) {
        self.token = token
        self.password = password
        self.removeRecent = removeRecent
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String.self, forKey: "token")
        self.password = try container.decode(String.self, forKey: "password")
        self.removeRecent = try container.decodeIfPresent(Bool.self, forKey: "removeRecent")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
        try container.encode(self.password, forKey: "password")
        try container.encodeIfPresent(self.removeRecent, forKey: "removeRecent")
    }
}

/// Input of `passwords.change`.
public struct PasswordsChangeInput: Codable, Hashable, Sendable {
    /// 8 to 128 characters; no character classes are required.
    public var password: String
    public var currentPassword: String?

    public init(
        password: String,
        currentPassword: String? = nil
    ) {
        self.password = password
        self.currentPassword = currentPassword
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.password = try container.decode(String.self, forKey: "password")
        self.currentPassword = try container.decodeIfPresent(String.self, forKey: "currentPassword")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.password, forKey: "password")
        try container.encodeIfPresent(self.currentPassword, forKey: "currentPassword")
    }
}

public struct PasswordsChangeOutput: Codable, Hashable, Sendable {
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?

    public init(
        token: String?
    ) {
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String?.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
    }
}

/// The tokens of an app's session.
public struct AppTokens: Codable, Hashable, Sendable {
    /// Send as a bearer token.
    public var accessToken: String
    /// Valid for one refresh.
    public var refreshToken: String
    /// Lifetime of the access token, in seconds.
    public var expiresInSeconds: Int64

    public init(
        accessToken: String,
        refreshToken: String,
        expiresInSeconds: Int64
    ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresInSeconds = expiresInSeconds
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.accessToken = try container.decode(String.self, forKey: "accessToken")
        self.refreshToken = try container.decode(String.self, forKey: "refreshToken")
        self.expiresInSeconds = try container.decode(Int64.self, forKey: "expiresInSeconds")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.accessToken, forKey: "accessToken")
        try container.encode(self.refreshToken, forKey: "refreshToken")
        try container.encode(self.expiresInSeconds, forKey: "expiresInSeconds")
    }
}

/// Input of `sessions.refresh`.
public struct SessionsRefreshInput: Codable, Hashable, Sendable {
    public var refreshToken: String
    /// Client id of the app that was authorized in the browser; rejected if the token belongs to another app.
    public var clientId: String?

    public init(
        refreshToken: String,
        clientId: String? = nil
    ) {
        self.refreshToken = refreshToken
        self.clientId = clientId
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.refreshToken = try container.decode(String.self, forKey: "refreshToken")
        self.clientId = try container.decodeIfPresent(String.self, forKey: "clientId")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.refreshToken, forKey: "refreshToken")
        try container.encodeIfPresent(self.clientId, forKey: "clientId")
    }
}

/// Input of `sessions.reauthenticate`.
public struct SessionsReauthenticateInput: Codable, Hashable, Sendable {
    public var password: String?
    /// A code from the authenticator app, or a recovery code.
    public var code: String?
    public var passkey: PasskeyAssertion?

    public init(
        password: String? = nil,
        code: String? = nil,
        passkey: PasskeyAssertion? = nil
    ) {
        self.password = password
        self.code = code
        self.passkey = passkey
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.password = try container.decodeIfPresent(String.self, forKey: "password")
        self.code = try container.decodeIfPresent(String.self, forKey: "code")
        self.passkey = try container.decodeIfPresent(PasskeyAssertion.self, forKey: "passkey")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.password, forKey: "password")
        try container.encodeIfPresent(self.code, forKey: "code")
        try container.encodeIfPresent(self.passkey, forKey: "passkey")
    }
}

public struct SessionsReauthenticateOutput: Codable, Hashable, Sendable {
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?

    public init(
        token: String?
    ) {
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String?.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
    }
}

public struct SessionsCurrentOutput: Codable, Hashable, Sendable {
    public var session: Session
    /// Whether the viewer authenticated within the last ten minutes.
    public var isFresh: Bool

    public init(
        session: Session,
        isFresh: Bool
    ) {
        self.session = session
        self.isFresh = isFresh
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.session = try container.decode(Session.self, forKey: "session")
        self.isFresh = try container.decode(Bool.self, forKey: "isFresh")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.session, forKey: "session")
        try container.encode(self.isFresh, forKey: "isFresh")
    }
}

/// A signed-in device or app.
public struct Session: Codable, Hashable, Sendable {
    /// A session's id, not its token.
    public var id: String
    /// `app`: an app holds a refresh token and short-lived access tokens.
    public var keptIn: SessionKeptIn
    /// Display name of the app that was authorized in the browser.
    public var app: String?
    /// `User-Agent` of the client at sign-in.
    public var userAgent: String?
    /// Authentication methods used: `pwd`, `otp`, `recovery`, `passkey`, `oauth`.
    public var methods: [String]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var lastUsedAt: Date
    /// When the session ends unless it is used before.
    public var expiresAt: Date
    /// Whether this call uses this session.
    public var current: Bool

    public init(
        id: String,
        keptIn: SessionKeptIn,
        app: String?,
        userAgent: String?,
        methods: [String],
        createdAt: Date,
        lastUsedAt: Date,
        expiresAt: Date,
        current: Bool
    ) {
        self.id = id
        self.keptIn = keptIn
        self.app = app
        self.userAgent = userAgent
        self.methods = methods
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
        self.current = current
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.keptIn = try container.decode(SessionKeptIn.self, forKey: "keptIn")
        self.app = try container.decode(String?.self, forKey: "app")
        self.userAgent = try container.decode(String?.self, forKey: "userAgent")
        self.methods = try container.decode([String].self, forKey: "methods")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.lastUsedAt = try container.decode(Date.self, forKey: "lastUsedAt")
        self.expiresAt = try container.decode(Date.self, forKey: "expiresAt")
        self.current = try container.decode(Bool.self, forKey: "current")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.keptIn, forKey: "keptIn")
        try container.encode(self.app, forKey: "app")
        try container.encode(self.userAgent, forKey: "userAgent")
        try container.encode(self.methods, forKey: "methods")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.lastUsedAt, forKey: "lastUsedAt")
        try container.encode(self.expiresAt, forKey: "expiresAt")
        try container.encode(self.current, forKey: "current")
    }
}

/// `app`: an app holds a refresh token and short-lived access tokens.
public enum SessionKeptIn: Codable, Hashable, Sendable {
    case token
    case cookie
    case app
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [SessionKeptIn] = [.token, .cookie, .app]

    public init(_ value: String) {
        switch value {
        case "token": self = .token
        case "cookie": self = .cookie
        case "app": self = .app
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .token: return "token"
        case .cookie: return "cookie"
        case .app: return "app"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct SessionsListOutput: Codable, Hashable, Sendable {
    public var sessions: [Session]

    public init(
        sessions: [Session]
    ) {
        self.sessions = sessions
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.sessions = try container.decode([Session].self, forKey: "sessions")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.sessions, forKey: "sessions")
    }
}

/// Input of `sessions.revoke`.
public struct SessionsRevokeInput: Codable, Hashable, Sendable {
    /// A session's id, not its token.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `apiKeys.create`.
public struct ApiKeysCreateInput: Codable, Hashable, Sendable {
    public var name: String
    public var scopes: [ApiKeysCreateInputScopesItem]
    /// Lifetime in days.
    /// Left out, it is 90.
    public var expiresInDays: Int64?

    public init(
        name: String,
        scopes: [ApiKeysCreateInputScopesItem],
        expiresInDays: Int64? = nil
    ) {
        self.name = name
        self.scopes = scopes
        self.expiresInDays = expiresInDays
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.name = try container.decode(String.self, forKey: "name")
        self.scopes = try container.decode([ApiKeysCreateInputScopesItem].self, forKey: "scopes")
        self.expiresInDays = try container.decodeIfPresent(Int64.self, forKey: "expiresInDays")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.name, forKey: "name")
        try container.encode(self.scopes, forKey: "scopes")
        try container.encodeIfPresent(self.expiresInDays, forKey: "expiresInDays")
    }
}

/// A permission of an API key. `articles:write`: publish, update, delete and favorite articles. `comments:write`: add and delete comments. `feed:read`: read the feed. `profiles:write`: follow and unfollow authors. `tokens:create`: create tokens for other services.
public enum ApiKeysCreateInputScopesItem: Codable, Hashable, Sendable {
    case articlesWrite
    case commentsWrite
    case feedRead
    case profilesWrite
    case tokensCreate
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ApiKeysCreateInputScopesItem] = [.articlesWrite, .commentsWrite, .feedRead, .profilesWrite, .tokensCreate]

    public init(_ value: String) {
        switch value {
        case "articles:write": self = .articlesWrite
        case "comments:write": self = .commentsWrite
        case "feed:read": self = .feedRead
        case "profiles:write": self = .profilesWrite
        case "tokens:create": self = .tokensCreate
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .articlesWrite: return "articles:write"
        case .commentsWrite: return "comments:write"
        case .feedRead: return "feed:read"
        case .profilesWrite: return "profiles:write"
        case .tokensCreate: return "tokens:create"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct ApiKeysCreateOutput: Codable, Hashable, Sendable {
    /// The key itself.
    public var key: String
    public var apiKey: ApiKey

    public init(
        key: String,
        apiKey: ApiKey
    ) {
        self.key = key
        self.apiKey = apiKey
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.key = try container.decode(String.self, forKey: "key")
        self.apiKey = try container.decode(ApiKey.self, forKey: "apiKey")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.key, forKey: "key")
        try container.encode(self.apiKey, forKey: "apiKey")
    }
}

/// A key for programs, limited to its scopes.
public struct ApiKey: Codable, Hashable, Sendable {
    /// A key's id, not its secret.
    public var id: String
    public var name: String
    /// First characters of the key, to identify it.
    public var prefix: String
    public var scopes: [String]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var expiresAt: Date
    /// Rounded to the hour; null if it was never used.
    public var lastUsedAt: Date?

    public init(
        id: String,
        name: String,
        prefix: String,
        scopes: [String],
        createdAt: Date,
        expiresAt: Date,
        lastUsedAt: Date?
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
        self.prefix = try container.decode(String.self, forKey: "prefix")
        self.scopes = try container.decode([String].self, forKey: "scopes")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.expiresAt = try container.decode(Date.self, forKey: "expiresAt")
        self.lastUsedAt = try container.decode(Date?.self, forKey: "lastUsedAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
        try container.encode(self.prefix, forKey: "prefix")
        try container.encode(self.scopes, forKey: "scopes")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.expiresAt, forKey: "expiresAt")
        try container.encode(self.lastUsedAt, forKey: "lastUsedAt")
    }
}

public struct ApiKeysListOutput: Codable, Hashable, Sendable {
    public var apiKeys: [ApiKey]

    public init(
        apiKeys: [ApiKey]
    ) {
        self.apiKeys = apiKeys
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.apiKeys = try container.decode([ApiKey].self, forKey: "apiKeys")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.apiKeys, forKey: "apiKeys")
    }
}

/// Input of `apiKeys.revoke`.
public struct ApiKeysRevokeInput: Codable, Hashable, Sendable {
    /// A key's id, not its secret.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `serviceTokens.create`.
public struct ServiceTokensCreateInput: Codable, Hashable, Sendable {
    /// The service that will accept the token: its name or URL, used as `aud`.
    public var audience: String

    public init(
        audience: String
    ) {
        self.audience = audience
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.audience = try container.decode(String.self, forKey: "audience")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.audience, forKey: "audience")
    }
}

public struct ServiceTokensCreateOutput: Codable, Hashable, Sendable {
    /// The JWT.
    public var token: String
    /// Lifetime in seconds.
    public var expiresInSeconds: Int64

    public init(
        token: String,
        expiresInSeconds: Int64
    ) {
        self.token = token
        self.expiresInSeconds = expiresInSeconds
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.token = try container.decode(String.self, forKey: "token")
        self.expiresInSeconds = try container.decode(Int64.self, forKey: "expiresInSeconds")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.token, forKey: "token")
        try container.encode(self.expiresInSeconds, forKey: "expiresInSeconds")
    }
}

public struct OauthProvidersOutput: Codable, Hashable, Sendable {
    public var providers: [OauthProvidersOutputProvidersItem]

    public init(
        providers: [OauthProvidersOutputProvidersItem]
    ) {
        self.providers = providers
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.providers = try container.decode([OauthProvidersOutputProvidersItem].self, forKey: "providers")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.providers, forKey: "providers")
    }
}

public struct OauthProvidersOutputProvidersItem: Codable, Hashable, Sendable {
    /// A provider's name.
    public var name: String
    /// Display name, for a button.
    public var label: String

    public init(
        name: String,
        label: String
    ) {
        self.name = name
        self.label = label
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.name = try container.decode(String.self, forKey: "name")
        self.label = try container.decode(String.self, forKey: "label")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.name, forKey: "name")
        try container.encode(self.label, forKey: "label")
    }
}

/// Input of `oauth.start`.
public struct OauthStartInput: Codable, Hashable, Sendable {
    /// A provider's name.
    public var provider: String
    /// Where the browser goes afterwards: a path of this service, or a registered URL of an app.
    public var returnTo: String?

    public init(
        provider: String,
        returnTo: String? = nil
    ) {
        self.provider = provider
        self.returnTo = returnTo
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.provider = try container.decode(String.self, forKey: "provider")
        self.returnTo = try container.decodeIfPresent(String.self, forKey: "returnTo")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.provider, forKey: "provider")
        try container.encodeIfPresent(self.returnTo, forKey: "returnTo")
    }
}

public struct OauthStartOutput: Codable, Hashable, Sendable {
    /// URL to send the browser to within ten minutes. Valid for this browser only.
    public var url: String

    public init(
        url: String
    ) {
        self.url = url
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.url = try container.decode(String.self, forKey: "url")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.url, forKey: "url")
    }
}

/// Input of `oauth.link`.
public struct OauthLinkInput: Codable, Hashable, Sendable {
    /// A provider's name.
    public var provider: String
    /// Where the browser goes afterwards: a path of this service, or a registered URL of an app.
    public var returnTo: String?

    public init(
        provider: String,
        returnTo: String? = nil
    ) {
        self.provider = provider
        self.returnTo = returnTo
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.provider = try container.decode(String.self, forKey: "provider")
        self.returnTo = try container.decodeIfPresent(String.self, forKey: "returnTo")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.provider, forKey: "provider")
        try container.encodeIfPresent(self.returnTo, forKey: "returnTo")
    }
}

public struct OauthLinkOutput: Codable, Hashable, Sendable {
    /// URL to send the browser to within ten minutes. Valid for this browser only.
    public var url: String

    public init(
        url: String
    ) {
        self.url = url
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.url = try container.decode(String.self, forKey: "url")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.url, forKey: "url")
    }
}

public struct OauthIdentitiesOutput: Codable, Hashable, Sendable {
    public var identities: [Identity]

    public init(
        identities: [Identity]
    ) {
        self.identities = identities
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.identities = try container.decode([Identity].self, forKey: "identities")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.identities, forKey: "identities")
    }
}

/// A linked account at an identity provider.
public struct Identity: Codable, Hashable, Sendable {
    public var id: Int64
    /// A provider's name.
    public var provider: String
    /// E-mail address that the provider reported when the account was linked.
    public var email: String?
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        id: Int64,
        provider: String,
        email: String?,
        createdAt: Date
    ) {
        self.id = id
        self.provider = provider
        self.email = email
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(Int64.self, forKey: "id")
        self.provider = try container.decode(String.self, forKey: "provider")
        self.email = try container.decode(String?.self, forKey: "email")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.provider, forKey: "provider")
        try container.encode(self.email, forKey: "email")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

/// Input of `oauth.unlink`.
public struct OauthUnlinkInput: Codable, Hashable, Sendable {
    public var id: Int64

    public init(
        id: Int64
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(Int64.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

public struct FactorsListOutput: Codable, Hashable, Sendable {
    /// Whether an authenticator app is enabled.
    public var totp: Bool
    /// Number of passkeys.
    public var passkeys: Int64
    /// Number of unused recovery codes.
    public var recoveryCodes: Int64

    public init(
        totp: Bool,
        passkeys: Int64,
        recoveryCodes: Int64
    ) {
        self.totp = totp
        self.passkeys = passkeys
        self.recoveryCodes = recoveryCodes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.totp = try container.decode(Bool.self, forKey: "totp")
        self.passkeys = try container.decode(Int64.self, forKey: "passkeys")
        self.recoveryCodes = try container.decode(Int64.self, forKey: "recoveryCodes")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.totp, forKey: "totp")
        try container.encode(self.passkeys, forKey: "passkeys")
        try container.encode(self.recoveryCodes, forKey: "recoveryCodes")
    }
}

public struct FactorsRenewRecoveryCodesOutput: Codable, Hashable, Sendable {
    /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
    public var recoveryCodes: [String]

    public init(
        recoveryCodes: [String]
    ) {
        self.recoveryCodes = recoveryCodes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.recoveryCodes = try container.decode([String].self, forKey: "recoveryCodes")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.recoveryCodes, forKey: "recoveryCodes")
    }
}

public struct TotpBeginOutput: Codable, Hashable, Sendable {
    /// The secret in base32, for manual entry.
    public var secret: String
    /// The secret as an `otpauth:` URI, for a QR code.
    public var uri: String

    public init(
        secret: String,
        uri: String
    ) {
        self.secret = secret
        self.uri = uri
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.secret = try container.decode(String.self, forKey: "secret")
        self.uri = try container.decode(String.self, forKey: "uri")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.secret, forKey: "secret")
        try container.encode(self.uri, forKey: "uri")
    }
}

/// Input of `totp.confirm`.
public struct TotpConfirmInput: Codable, Hashable, Sendable {
    /// The code that the app shows.
    public var code: String

    public init(
        code: String
    ) {
        self.code = code
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.code = try container.decode(String.self, forKey: "code")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.code, forKey: "code")
    }
}

public struct TotpConfirmOutput: Codable, Hashable, Sendable {
    /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
    public var recoveryCodes: [String]
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?

    public init(
        recoveryCodes: [String],
        token: String?
    ) {
        self.recoveryCodes = recoveryCodes
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.recoveryCodes = try container.decode([String].self, forKey: "recoveryCodes")
        self.token = try container.decode(String?.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.recoveryCodes, forKey: "recoveryCodes")
        try container.encode(self.token, forKey: "token")
    }
}

public struct PasskeysListOutput: Codable, Hashable, Sendable {
    public var passkeys: [Passkey]

    public init(
        passkeys: [Passkey]
    ) {
        self.passkeys = passkeys
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.passkeys = try container.decode([Passkey].self, forKey: "passkeys")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.passkeys, forKey: "passkeys")
    }
}

/// A passkey of the viewer's account.
public struct Passkey: Codable, Hashable, Sendable {
    /// A passkey's id, not its credential id.
    public var id: String
    /// A name for the owner to identify it.
    public var name: String
    /// Whether the passkey was backed up when it was created.
    public var isSynced: Bool
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Null if it was never used.
    public var lastUsedAt: Date?

    public init(
        id: String,
        name: String,
        isSynced: Bool,
        createdAt: Date,
        lastUsedAt: Date?
    ) {
        self.id = id
        self.name = name
        self.isSynced = isSynced
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
        self.isSynced = try container.decode(Bool.self, forKey: "isSynced")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.lastUsedAt = try container.decode(Date?.self, forKey: "lastUsedAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
        try container.encode(self.isSynced, forKey: "isSynced")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.lastUsedAt, forKey: "lastUsedAt")
    }
}

public struct PasskeysBeginEnrolmentOutput: Codable, Hashable, Sendable {
    /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
    public var ceremony: String
    public var options: PasskeyCreationOptions

    public init(
        ceremony: String,
        options: PasskeyCreationOptions
    ) {
        self.ceremony = ceremony
        self.options = options
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.ceremony = try container.decode(String.self, forKey: "ceremony")
        self.options = try container.decode(PasskeyCreationOptions.self, forKey: "options")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.ceremony, forKey: "ceremony")
        try container.encode(self.options, forKey: "options")
    }
}

/// Options for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`.
public struct PasskeyCreationOptions: Codable, Hashable, Sendable {
    public var rp: PasskeyCreationOptionsRp
    public var user: PasskeyCreationOptionsUser
    public var challenge: String
    public var pubKeyCredParams: [PasskeyCreationOptionsPubKeyCredParamsItem]
    /// Milliseconds.
    public var timeout: Int64
    public var excludeCredentials: [PasskeyCreationOptionsExcludeCredentialsItem]
    public var authenticatorSelection: PasskeyCreationOptionsAuthenticatorSelection

    public init(
        rp: PasskeyCreationOptionsRp,
        user: PasskeyCreationOptionsUser,
        challenge: String,
        pubKeyCredParams: [PasskeyCreationOptionsPubKeyCredParamsItem],
        timeout: Int64,
        excludeCredentials: [PasskeyCreationOptionsExcludeCredentialsItem],
        authenticatorSelection: PasskeyCreationOptionsAuthenticatorSelection
    ) {
        self.rp = rp
        self.user = user
        self.challenge = challenge
        self.pubKeyCredParams = pubKeyCredParams
        self.timeout = timeout
        self.excludeCredentials = excludeCredentials
        self.authenticatorSelection = authenticatorSelection
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.rp = try container.decode(PasskeyCreationOptionsRp.self, forKey: "rp")
        self.user = try container.decode(PasskeyCreationOptionsUser.self, forKey: "user")
        self.challenge = try container.decode(String.self, forKey: "challenge")
        self.pubKeyCredParams = try container.decode([PasskeyCreationOptionsPubKeyCredParamsItem].self, forKey: "pubKeyCredParams")
        self.timeout = try container.decode(Int64.self, forKey: "timeout")
        self.excludeCredentials = try container.decode([PasskeyCreationOptionsExcludeCredentialsItem].self, forKey: "excludeCredentials")
        self.authenticatorSelection = try container.decode(PasskeyCreationOptionsAuthenticatorSelection.self, forKey: "authenticatorSelection")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.rp, forKey: "rp")
        try container.encode(self.user, forKey: "user")
        try container.encode(self.challenge, forKey: "challenge")
        try container.encode(self.pubKeyCredParams, forKey: "pubKeyCredParams")
        try container.encode(self.timeout, forKey: "timeout")
        try container.encode(self.excludeCredentials, forKey: "excludeCredentials")
        try container.encode(self.authenticatorSelection, forKey: "authenticatorSelection")
        try container.encode("none", forKey: "attestation")
    }
}

public struct PasskeyCreationOptionsRp: Codable, Hashable, Sendable {
    public var id: String
    public var name: String

    public init(
        id: String,
        name: String
    ) {
        self.id = id
        self.name = name
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
    }
}

public struct PasskeyCreationOptionsUser: Codable, Hashable, Sendable {
    public var id: String
    public var name: String
    public var displayName: String

    public init(
        id: String,
        name: String,
        displayName: String
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
        self.displayName = try container.decode(String.self, forKey: "displayName")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
        try container.encode(self.displayName, forKey: "displayName")
    }
}

public struct PasskeyCreationOptionsPubKeyCredParamsItem: Codable, Hashable, Sendable {
    public var alg: Int64

    public init(
        alg: Int64
    ) {
        self.alg = alg
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.alg = try container.decode(Int64.self, forKey: "alg")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("public-key", forKey: "type")
        try container.encode(self.alg, forKey: "alg")
    }
}

public struct PasskeyCreationOptionsExcludeCredentialsItem: Codable, Hashable, Sendable {
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("public-key", forKey: "type")
        try container.encode(self.id, forKey: "id")
    }
}

public struct PasskeyCreationOptionsAuthenticatorSelection: Codable, Hashable, Sendable {
    public var requireResidentKey: Bool

    public init(
        requireResidentKey: Bool
    ) {
        self.requireResidentKey = requireResidentKey
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.requireResidentKey = try container.decode(Bool.self, forKey: "requireResidentKey")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("required", forKey: "residentKey")
        try container.encode(self.requireResidentKey, forKey: "requireResidentKey")
        try container.encode("required", forKey: "userVerification")
    }
}

/// Input of `passkeys.finishEnrolment`.
public struct PasskeysFinishEnrolmentInput: Codable, Hashable, Sendable {
    /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
    public var ceremony: String
    public var credential: PasskeyRegistration
    /// A name for the owner to identify it.
    /// Left out, it is "Passkey".
    public var name: String?

    public init(
        ceremony: String,
        credential: PasskeyRegistration,
        name: String? = nil
    ) {
        self.ceremony = ceremony
        self.credential = credential
        self.name = name
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.ceremony = try container.decode(String.self, forKey: "ceremony")
        self.credential = try container.decode(PasskeyRegistration.self, forKey: "credential")
        self.name = try container.decodeIfPresent(String.self, forKey: "name")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.ceremony, forKey: "ceremony")
        try container.encode(self.credential, forKey: "credential")
        try container.encodeIfPresent(self.name, forKey: "name")
    }
}

/// The browser's new credential, serialized by `toJSON()`.
public struct PasskeyRegistration: Codable, Hashable, Sendable {
    public var id: String
    public var rawId: String
    public var response: PasskeyRegistrationResponse

    public init(
        id: String,
        rawId: String,
        response: PasskeyRegistrationResponse
    ) {
        self.id = id
        self.rawId = rawId
        self.response = response
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.rawId = try container.decode(String.self, forKey: "rawId")
        self.response = try container.decode(PasskeyRegistrationResponse.self, forKey: "response")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.rawId, forKey: "rawId")
        try container.encode("public-key", forKey: "type")
        try container.encode(self.response, forKey: "response")
    }
}

public struct PasskeyRegistrationResponse: Codable, Hashable, Sendable {
    public var clientDataJSON: String
    public var attestationObject: String
    public var transports: [String]?

    public init(
        clientDataJSON: String,
        attestationObject: String,
        transports: [String]? = nil
    ) {
        self.clientDataJSON = clientDataJSON
        self.attestationObject = attestationObject
        self.transports = transports
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientDataJSON = try container.decode(String.self, forKey: "clientDataJSON")
        self.attestationObject = try container.decode(String.self, forKey: "attestationObject")
        self.transports = try container.decodeIfPresent([String].self, forKey: "transports")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientDataJSON, forKey: "clientDataJSON")
        try container.encode(self.attestationObject, forKey: "attestationObject")
        try container.encodeIfPresent(self.transports, forKey: "transports")
    }
}

public struct PasskeysFinishEnrolmentOutput: Codable, Hashable, Sendable {
    public var passkey: Passkey
    /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
    public var recoveryCodes: [String]
    /// The session's new token, or an app's new access token; null if a cookie holds it.
    public var token: String?

    public init(
        passkey: Passkey,
        recoveryCodes: [String],
        token: String?
    ) {
        self.passkey = passkey
        self.recoveryCodes = recoveryCodes
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.passkey = try container.decode(Passkey.self, forKey: "passkey")
        self.recoveryCodes = try container.decode([String].self, forKey: "recoveryCodes")
        self.token = try container.decode(String?.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.passkey, forKey: "passkey")
        try container.encode(self.recoveryCodes, forKey: "recoveryCodes")
        try container.encode(self.token, forKey: "token")
    }
}

/// Input of `passkeys.rename`.
public struct PasskeysRenameInput: Codable, Hashable, Sendable {
    /// A passkey's id, not its credential id.
    public var id: String
    /// A name for the owner to identify it.
    public var name: String

    public init(
        id: String,
        name: String
    ) {
        self.id = id
        self.name = name
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
    }
}

/// Input of `passkeys.remove`.
public struct PasskeysRemoveInput: Codable, Hashable, Sendable {
    /// A passkey's id, not its credential id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

public struct PasskeysBeginSignInOutput: Codable, Hashable, Sendable {
    /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
    public var ceremony: String
    public var options: PasskeyRequestOptions

    public init(
        ceremony: String,
        options: PasskeyRequestOptions
    ) {
        self.ceremony = ceremony
        self.options = options
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.ceremony = try container.decode(String.self, forKey: "ceremony")
        self.options = try container.decode(PasskeyRequestOptions.self, forKey: "options")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.ceremony, forKey: "ceremony")
        try container.encode(self.options, forKey: "options")
    }
}

/// Options for `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`.
public struct PasskeyRequestOptions: Codable, Hashable, Sendable {
    public var rpId: String
    public var challenge: String
    /// Milliseconds.
    public var timeout: Int64

    public init(
        rpId: String,
        challenge: String,
        timeout: Int64
    ) {
        self.rpId = rpId
        self.challenge = challenge
        self.timeout = timeout
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.rpId = try container.decode(String.self, forKey: "rpId")
        self.challenge = try container.decode(String.self, forKey: "challenge")
        self.timeout = try container.decode(Int64.self, forKey: "timeout")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.rpId, forKey: "rpId")
        try container.encode(self.challenge, forKey: "challenge")
        try container.encode(self.timeout, forKey: "timeout")
        try container.encode("required", forKey: "userVerification")
    }
}

/// Input of `passkeys.signIn`.
public struct PasskeysSignInInput: Codable, Hashable, Sendable {
    /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
    public var ceremony: String
    public var credential: PasskeysSignInInputCredential
    /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
    /// Left out, it is "token".
    public var session: PasskeysSignInInputSession?

    public init(
        ceremony: String,
        credential: PasskeysSignInInputCredential,
        session: PasskeysSignInInputSession? = nil
    ) {
        self.ceremony = ceremony
        self.credential = credential
        self.session = session
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.ceremony = try container.decode(String.self, forKey: "ceremony")
        self.credential = try container.decode(PasskeysSignInInputCredential.self, forKey: "credential")
        self.session = try container.decodeIfPresent(PasskeysSignInInputSession.self, forKey: "session")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.ceremony, forKey: "ceremony")
        try container.encode(self.credential, forKey: "credential")
        try container.encodeIfPresent(self.session, forKey: "session")
    }
}

public struct PasskeysSignInInputCredential: Codable, Hashable, Sendable {
    public var id: String
    public var rawId: String
    public var response: PasskeysSignInInputCredentialResponse

    public init(
        id: String,
        rawId: String,
        response: PasskeysSignInInputCredentialResponse
    ) {
        self.id = id
        self.rawId = rawId
        self.response = response
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.rawId = try container.decode(String.self, forKey: "rawId")
        self.response = try container.decode(PasskeysSignInInputCredentialResponse.self, forKey: "response")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.rawId, forKey: "rawId")
        try container.encode("public-key", forKey: "type")
        try container.encode(self.response, forKey: "response")
    }
}

public struct PasskeysSignInInputCredentialResponse: Codable, Hashable, Sendable {
    public var clientDataJSON: String
    public var authenticatorData: String
    public var signature: String
    public var userHandle: Field<String>

    public init(
        clientDataJSON: String,
        authenticatorData: String,
        signature: String,
        userHandle: Field<String> = .absent
    ) {
        self.clientDataJSON = clientDataJSON
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientDataJSON = try container.decode(String.self, forKey: "clientDataJSON")
        self.authenticatorData = try container.decode(String.self, forKey: "authenticatorData")
        self.signature = try container.decode(String.self, forKey: "signature")
        self.userHandle = try container.decodeField(String.self, forKey: "userHandle")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientDataJSON, forKey: "clientDataJSON")
        try container.encode(self.authenticatorData, forKey: "authenticatorData")
        try container.encode(self.signature, forKey: "signature")
        try container.encodeField(self.userHandle, forKey: "userHandle")
    }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
public enum PasskeysSignInInputSession: Codable, Hashable, Sendable {
    case token
    case cookie
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [PasskeysSignInInputSession] = [.token, .cookie]

    public init(_ value: String) {
        switch value {
        case "token": self = .token
        case "cookie": self = .cookie
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .token: return "token"
        case .cookie: return "cookie"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `apps.approve`.
public struct AppsApproveInput: Codable, Hashable, Sendable {
    /// The app's registered client id.
    public var clientId: String
    /// URL at which the app receives the browser.
    public var redirectUri: String
    /// Returned to the app unchanged.
    public var state: String?
    /// SHA-256 of the code verifier, in base64url (RFC 7636, S256).
    public var codeChallenge: String

    public init(
        clientId: String,
        redirectUri: String,
        state: String? = nil,
        codeChallenge: String
    ) {
        self.clientId = clientId
        self.redirectUri = redirectUri
        self.state = state
        self.codeChallenge = codeChallenge
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientId = try container.decode(String.self, forKey: "clientId")
        self.redirectUri = try container.decode(String.self, forKey: "redirectUri")
        self.state = try container.decodeIfPresent(String.self, forKey: "state")
        self.codeChallenge = try container.decode(String.self, forKey: "codeChallenge")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientId, forKey: "clientId")
        try container.encode(self.redirectUri, forKey: "redirectUri")
        try container.encodeIfPresent(self.state, forKey: "state")
        try container.encode(self.codeChallenge, forKey: "codeChallenge")
    }
}

public struct AppsApproveOutput: Codable, Hashable, Sendable {
    /// URL to send the browser to.
    public var url: String

    public init(
        url: String
    ) {
        self.url = url
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.url = try container.decode(String.self, forKey: "url")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.url, forKey: "url")
    }
}

/// Input of `apps.redeem`.
public struct AppsRedeemInput: Codable, Hashable, Sendable {
    /// The app's registered client id.
    public var clientId: String
    /// URL at which the app receives the browser.
    public var redirectUri: String
    /// The code from the redirect.
    public var code: String
    /// The code verifier (RFC 7636).
    public var codeVerifier: String

    public init(
        clientId: String,
        redirectUri: String,
        code: String,
        codeVerifier: String
    ) {
        self.clientId = clientId
        self.redirectUri = redirectUri
        self.code = code
        self.codeVerifier = codeVerifier
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientId = try container.decode(String.self, forKey: "clientId")
        self.redirectUri = try container.decode(String.self, forKey: "redirectUri")
        self.code = try container.decode(String.self, forKey: "code")
        self.codeVerifier = try container.decode(String.self, forKey: "codeVerifier")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientId, forKey: "clientId")
        try container.encode(self.redirectUri, forKey: "redirectUri")
        try container.encode(self.code, forKey: "code")
        try container.encode(self.codeVerifier, forKey: "codeVerifier")
    }
}

/// Input of `apps.revoke`.
public struct AppsRevokeInput: Codable, Hashable, Sendable {
    /// The app's registered client id.
    public var clientId: String
    /// An access or refresh token.
    public var token: String

    public init(
        clientId: String,
        token: String
    ) {
        self.clientId = clientId
        self.token = token
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.clientId = try container.decode(String.self, forKey: "clientId")
        self.token = try container.decode(String.self, forKey: "token")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.clientId, forKey: "clientId")
        try container.encode(self.token, forKey: "token")
    }
}

/// Input of `profiles.get`.
public struct ProfilesGetInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String

    public init(
        username: String
    ) {
        self.username = username
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
    }
}

/// A public profile of an author.
public struct Profile: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    public var bio: String?
    public var image: String?
    /// Whether the viewer follows this author.
    public var following: Bool

    public init(
        username: String,
        bio: String?,
        image: String?,
        following: Bool
    ) {
        self.username = username
        self.bio = bio
        self.image = image
        self.following = following
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.bio = try container.decode(String?.self, forKey: "bio")
        self.image = try container.decode(String?.self, forKey: "image")
        self.following = try container.decode(Bool.self, forKey: "following")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.bio, forKey: "bio")
        try container.encode(self.image, forKey: "image")
        try container.encode(self.following, forKey: "following")
    }
}

/// Input of `profiles.follow`.
public struct ProfilesFollowInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String

    public init(
        username: String
    ) {
        self.username = username
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
    }
}

/// Input of `profiles.unfollow`.
public struct ProfilesUnfollowInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String

    public init(
        username: String
    ) {
        self.username = username
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
    }
}

/// Input of `articles.list`.
public struct ArticlesListInput: Codable, Hashable, Sendable {
    /// Only articles with this tag.
    public var tag: String?
    /// Only articles by this author.
    public var author: String?
    /// Only articles that this user has favorited.
    public var favorited: String?
    /// Maximum number of items to return; larger values are clamped to 100.
    /// Left out, it is 20.
    public var limit: Int64?
    /// Number of items to skip, at most 10,000; use `cursor` to go deeper.
    /// Left out, it is 0.
    public var offset: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        tag: String? = nil,
        author: String? = nil,
        favorited: String? = nil,
        limit: Int64? = nil,
        offset: Int64? = nil,
        cursor: String? = nil
    ) {
        self.tag = tag
        self.author = author
        self.favorited = favorited
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.tag = try container.decodeIfPresent(String.self, forKey: "tag")
        self.author = try container.decodeIfPresent(String.self, forKey: "author")
        self.favorited = try container.decodeIfPresent(String.self, forKey: "favorited")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.offset = try container.decodeIfPresent(Int64.self, forKey: "offset")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.tag, forKey: "tag")
        try container.encodeIfPresent(self.author, forKey: "author")
        try container.encodeIfPresent(self.favorited, forKey: "favorited")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.offset, forKey: "offset")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

/// Articles, newest first.
public struct ArticlePage: Codable, Hashable, Sendable {
    public var articles: [ArticleSummary]
    /// Number of matching articles; with two or more filters, counted up to 10,000.
    public var articlesCount: Int64
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        articles: [ArticleSummary],
        articlesCount: Int64,
        next: String?
    ) {
        self.articles = articles
        self.articlesCount = articlesCount
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.articles = try container.decode([ArticleSummary].self, forKey: "articles")
        self.articlesCount = try container.decode(Int64.self, forKey: "articlesCount")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.articles, forKey: "articles")
        try container.encode(self.articlesCount, forKey: "articlesCount")
        try container.encode(self.next, forKey: "next")
    }
}

/// An article without its body, as in lists.
public struct ArticleSummary: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    public var title: String
    public var description: String
    /// Sorted, without duplicates.
    public var tagList: [String]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var updatedAt: Date
    /// Whether the viewer has favorited the article.
    public var favorited: Bool
    public var favoritesCount: Int64
    public var author: Profile

    public init(
        slug: String,
        title: String,
        description: String,
        tagList: [String],
        createdAt: Date,
        updatedAt: Date,
        favorited: Bool,
        favoritesCount: Int64,
        author: Profile
    ) {
        self.slug = slug
        self.title = title
        self.description = description
        self.tagList = tagList
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.favorited = favorited
        self.favoritesCount = favoritesCount
        self.author = author
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.title = try container.decode(String.self, forKey: "title")
        self.description = try container.decode(String.self, forKey: "description")
        self.tagList = try container.decode([String].self, forKey: "tagList")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.updatedAt = try container.decode(Date.self, forKey: "updatedAt")
        self.favorited = try container.decode(Bool.self, forKey: "favorited")
        self.favoritesCount = try container.decode(Int64.self, forKey: "favoritesCount")
        self.author = try container.decode(Profile.self, forKey: "author")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.title, forKey: "title")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.tagList, forKey: "tagList")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.updatedAt, forKey: "updatedAt")
        try container.encode(self.favorited, forKey: "favorited")
        try container.encode(self.favoritesCount, forKey: "favoritesCount")
        try container.encode(self.author, forKey: "author")
    }
}

/// Input of `articles.feed`.
public struct ArticlesFeedInput: Codable, Hashable, Sendable {
    /// Maximum number of items to return; larger values are clamped to 100.
    /// Left out, it is 20.
    public var limit: Int64?
    /// Number of items to skip, at most 10,000; use `cursor` to go deeper.
    /// Left out, it is 0.
    public var offset: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        limit: Int64? = nil,
        offset: Int64? = nil,
        cursor: String? = nil
    ) {
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.offset = try container.decodeIfPresent(Int64.self, forKey: "offset")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.offset, forKey: "offset")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

/// Input of `articles.get`.
public struct ArticlesGetInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// An article.
public struct Article: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    public var title: String
    public var description: String
    /// Sorted, without duplicates.
    public var tagList: [String]
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var updatedAt: Date
    /// Whether the viewer has favorited the article.
    public var favorited: Bool
    public var favoritesCount: Int64
    public var author: Profile
    public var body: String

    public init(
        slug: String,
        title: String,
        description: String,
        tagList: [String],
        createdAt: Date,
        updatedAt: Date,
        favorited: Bool,
        favoritesCount: Int64,
        author: Profile,
        body: String
    ) {
        self.slug = slug
        self.title = title
        self.description = description
        self.tagList = tagList
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.favorited = favorited
        self.favoritesCount = favoritesCount
        self.author = author
        self.body = body
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.title = try container.decode(String.self, forKey: "title")
        self.description = try container.decode(String.self, forKey: "description")
        self.tagList = try container.decode([String].self, forKey: "tagList")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.updatedAt = try container.decode(Date.self, forKey: "updatedAt")
        self.favorited = try container.decode(Bool.self, forKey: "favorited")
        self.favoritesCount = try container.decode(Int64.self, forKey: "favoritesCount")
        self.author = try container.decode(Profile.self, forKey: "author")
        self.body = try container.decode(String.self, forKey: "body")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.title, forKey: "title")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.tagList, forKey: "tagList")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.updatedAt, forKey: "updatedAt")
        try container.encode(self.favorited, forKey: "favorited")
        try container.encode(self.favoritesCount, forKey: "favoritesCount")
        try container.encode(self.author, forKey: "author")
        try container.encode(self.body, forKey: "body")
    }
}

/// Input of `articles.publish`.
public struct ArticlesPublishInput: Codable, Hashable, Sendable {
    public var title: String
    public var description: String
    public var body: String
    /// Left out, it is [].
    public var tagList: [String]?

    public init(
        title: String,
        description: String,
        body: String,
        tagList: [String]? = nil
    ) {
        self.title = title
        self.description = description
        self.body = body
        self.tagList = tagList
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.title = try container.decode(String.self, forKey: "title")
        self.description = try container.decode(String.self, forKey: "description")
        self.body = try container.decode(String.self, forKey: "body")
        self.tagList = try container.decodeIfPresent([String].self, forKey: "tagList")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.title, forKey: "title")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.body, forKey: "body")
        try container.encodeIfPresent(self.tagList, forKey: "tagList")
    }
}

/// Input of `articles.update`.
public struct ArticlesUpdateInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    public var title: String?
    public var description: String?
    public var body: String?
    public var tagList: [String]?

    public init(
        slug: String,
        title: String? = nil,
        description: String? = nil,
        body: String? = nil,
        tagList: [String]? = nil
    ) {
        self.slug = slug
        self.title = title
        self.description = description
        self.body = body
        self.tagList = tagList
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.title = try container.decodeIfPresent(String.self, forKey: "title")
        self.description = try container.decodeIfPresent(String.self, forKey: "description")
        self.body = try container.decodeIfPresent(String.self, forKey: "body")
        self.tagList = try container.decodeIfPresent([String].self, forKey: "tagList")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encodeIfPresent(self.title, forKey: "title")
        try container.encodeIfPresent(self.description, forKey: "description")
        try container.encodeIfPresent(self.body, forKey: "body")
        try container.encodeIfPresent(self.tagList, forKey: "tagList")
    }
}

/// Input of `articles.delete`.
public struct ArticlesDeleteInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// Input of `articles.favorite`.
public struct ArticlesFavoriteInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// Input of `articles.unfavorite`.
public struct ArticlesUnfavoriteInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// Input of `articles.changes`.
public struct ArticlesChangesInput: Codable, Hashable, Sendable {
    /// Only articles by this author.
    public var author: String?

    public init(
        author: String? = nil
    ) {
        self.author = author
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.author = try container.decodeIfPresent(String.self, forKey: "author")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.author, forKey: "author")
    }
}

/// An article was published, updated or deleted.
public struct ArticleChange: Codable, Hashable, Sendable {
    public var typeValue: ArticleChangeType
    /// Timestamp in UTC, ISO 8601.
    public var at: Date
    public var slug: String
    /// The slug before, where the title changed it.
    public var formerSlug: String?
    /// The author's user name.
    public var author: String
    /// The title as it is now; null once the article is deleted.
    public var title: String?
    public var description: String?
    public var tagList: [String]

    public init(
        typeValue: ArticleChangeType,
        at: Date,
        slug: String,
        formerSlug: String?,
        author: String,
        title: String?,
        description: String?,
        tagList: [String]
    ) {
        self.typeValue = typeValue
        self.at = at
        self.slug = slug
        self.formerSlug = formerSlug
        self.author = author
        self.title = title
        self.description = description
        self.tagList = tagList
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.typeValue = try container.decode(ArticleChangeType.self, forKey: "type")
        self.at = try container.decode(Date.self, forKey: "at")
        self.slug = try container.decode(String.self, forKey: "slug")
        self.formerSlug = try container.decode(String?.self, forKey: "formerSlug")
        self.author = try container.decode(String.self, forKey: "author")
        self.title = try container.decode(String?.self, forKey: "title")
        self.description = try container.decode(String?.self, forKey: "description")
        self.tagList = try container.decode([String].self, forKey: "tagList")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.typeValue, forKey: "type")
        try container.encode(self.at, forKey: "at")
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.formerSlug, forKey: "formerSlug")
        try container.encode(self.author, forKey: "author")
        try container.encode(self.title, forKey: "title")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.tagList, forKey: "tagList")
    }
}

public enum ArticleChangeType: Codable, Hashable, Sendable {
    case published
    case updated
    case deleted
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ArticleChangeType] = [.published, .updated, .deleted]

    public init(_ value: String) {
        switch value {
        case "published": self = .published
        case "updated": self = .updated
        case "deleted": self = .deleted
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .published: return "published"
        case .updated: return "updated"
        case .deleted: return "deleted"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `comments.list`.
public struct CommentsListInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    /// Maximum number of items to return.
    /// Left out, it is 100.
    public var limit: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        slug: String,
        limit: Int64? = nil,
        cursor: String? = nil
    ) {
        self.slug = slug
        self.limit = limit
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

public struct CommentsListOutput: Codable, Hashable, Sendable {
    public var comments: [Comment]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        comments: [Comment],
        next: String?
    ) {
        self.comments = comments
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.comments = try container.decode([Comment].self, forKey: "comments")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.comments, forKey: "comments")
        try container.encode(self.next, forKey: "next")
    }
}

/// A comment on an article.
public struct Comment: Codable, Hashable, Sendable {
    /// A comment's id.
    public var id: Int64
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// Timestamp in UTC, ISO 8601.
    public var updatedAt: Date
    public var body: String
    public var author: Profile

    public init(
        id: Int64,
        createdAt: Date,
        updatedAt: Date,
        body: String,
        author: Profile
    ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.body = body
        self.author = author
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(Int64.self, forKey: "id")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.updatedAt = try container.decode(Date.self, forKey: "updatedAt")
        self.body = try container.decode(String.self, forKey: "body")
        self.author = try container.decode(Profile.self, forKey: "author")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.updatedAt, forKey: "updatedAt")
        try container.encode(self.body, forKey: "body")
        try container.encode(self.author, forKey: "author")
    }
}

/// Input of `comments.add`.
public struct CommentsAddInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    public var body: String

    public init(
        slug: String,
        body: String
    ) {
        self.slug = slug
        self.body = body
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.body = try container.decode(String.self, forKey: "body")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.body, forKey: "body")
    }
}

/// Input of `comments.delete`.
public struct CommentsDeleteInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    /// A comment's id.
    public var id: Int64

    public init(
        slug: String,
        id: Int64
    ) {
        self.slug = slug
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.id = try container.decode(Int64.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `comments.added`.
public struct CommentsAddedInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// A comment that was added to an article.
public struct AddedComment: Codable, Hashable, Sendable {
    /// A comment's id.
    public var id: Int64
    public var slug: String
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    public var body: String
    public var author: AddedCommentAuthor

    public init(
        id: Int64,
        slug: String,
        createdAt: Date,
        body: String,
        author: AddedCommentAuthor
    ) {
        self.id = id
        self.slug = slug
        self.createdAt = createdAt
        self.body = body
        self.author = author
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(Int64.self, forKey: "id")
        self.slug = try container.decode(String.self, forKey: "slug")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.body = try container.decode(String.self, forKey: "body")
        self.author = try container.decode(AddedCommentAuthor.self, forKey: "author")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.body, forKey: "body")
        try container.encode(self.author, forKey: "author")
    }
}

public struct AddedCommentAuthor: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    public var bio: String?
    public var image: String?

    public init(
        username: String,
        bio: String?,
        image: String?
    ) {
        self.username = username
        self.bio = bio
        self.image = image
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.bio = try container.decode(String?.self, forKey: "bio")
        self.image = try container.decode(String?.self, forKey: "image")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.bio, forKey: "bio")
        try container.encode(self.image, forKey: "image")
    }
}

public struct TagsListOutput: Codable, Hashable, Sendable {
    public var tags: [String]

    public init(
        tags: [String]
    ) {
        self.tags = tags
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.tags = try container.decode([String].self, forKey: "tags")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.tags, forKey: "tags")
    }
}

/// Input of `webhooks.create`.
public struct WebhooksCreateInput: Codable, Hashable, Sendable {
    /// Where events are posted: HTTPS, at a public address.
    public var url: String
    /// For people.
    /// Left out, it is "".
    public var description: String?
    /// The events that are sent; without any, all.
    /// Left out, it is [].
    public var events: [String]?
    /// Left out, it is "hmac".
    public var signature: WebhooksCreateInputSignature?
    /// Send events about all accounts; for admins.
    /// Left out, it is false.
    public var forAll: Bool?

    public init(
        url: String,
        description: String? = nil,
        events: [String]? = nil,
        signature: WebhooksCreateInputSignature? = nil,
        forAll: Bool? = nil
    ) {
        self.url = url
        self.description = description
        self.events = events
        self.signature = signature
        self.forAll = forAll
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.url = try container.decode(String.self, forKey: "url")
        self.description = try container.decodeIfPresent(String.self, forKey: "description")
        self.events = try container.decodeIfPresent([String].self, forKey: "events")
        self.signature = try container.decodeIfPresent(WebhooksCreateInputSignature.self, forKey: "signature")
        self.forAll = try container.decodeIfPresent(Bool.self, forKey: "forAll")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.url, forKey: "url")
        try container.encodeIfPresent(self.description, forKey: "description")
        try container.encodeIfPresent(self.events, forKey: "events")
        try container.encodeIfPresent(self.signature, forKey: "signature")
        try container.encodeIfPresent(self.forAll, forKey: "forAll")
    }
}

public enum WebhooksCreateInputSignature: Codable, Hashable, Sendable {
    case hmac
    case ed25519
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [WebhooksCreateInputSignature] = [.hmac, .ed25519]

    public init(_ value: String) {
        switch value {
        case "hmac": self = .hmac
        case "ed25519": self = .ed25519
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .hmac: return "hmac"
        case .ed25519: return "ed25519"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct WebhooksCreateOutput: Codable, Hashable, Sendable {
    /// The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone.
    public var secret: String?
    public var endpoint: WebhookEndpoint

    public init(
        secret: String?,
        endpoint: WebhookEndpoint
    ) {
        self.secret = secret
        self.endpoint = endpoint
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.secret = try container.decode(String?.self, forKey: "secret")
        self.endpoint = try container.decode(WebhookEndpoint.self, forKey: "endpoint")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.secret, forKey: "secret")
        try container.encode(self.endpoint, forKey: "endpoint")
    }
}

/// A receiver of events over HTTPS.
public struct WebhookEndpoint: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String
    public var url: String
    public var description: String
    public var events: [String]
    /// Whether it gets events about all accounts.
    public var forAll: Bool
    public var signature: WebhookEndpointSignature
    /// Verifies ed25519 signatures, `whpk_…`; null for HMAC.
    public var publicKey: String?
    /// Until then the former secret signs too; null after that.
    public var previousSecretUntil: Date?
    /// Since when nothing is sent; null while it is enabled.
    public var disabledAt: Date?
    /// Why it is disabled: `owner`, `gone` (it answered 410), `failing` (for three days); null while enabled.
    public var disabledReason: String?
    /// Time of the first failure since the last success.
    public var failingSince: Date?
    /// The number of events that wait to be sent.
    public var pending: Int64
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        id: String,
        url: String,
        description: String,
        events: [String],
        forAll: Bool,
        signature: WebhookEndpointSignature,
        publicKey: String?,
        previousSecretUntil: Date?,
        disabledAt: Date?,
        disabledReason: String?,
        failingSince: Date?,
        pending: Int64,
        createdAt: Date
    ) {
        self.id = id
        self.url = url
        self.description = description
        self.events = events
        self.forAll = forAll
        self.signature = signature
        self.publicKey = publicKey
        self.previousSecretUntil = previousSecretUntil
        self.disabledAt = disabledAt
        self.disabledReason = disabledReason
        self.failingSince = failingSince
        self.pending = pending
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.url = try container.decode(String.self, forKey: "url")
        self.description = try container.decode(String.self, forKey: "description")
        self.events = try container.decode([String].self, forKey: "events")
        self.forAll = try container.decode(Bool.self, forKey: "forAll")
        self.signature = try container.decode(WebhookEndpointSignature.self, forKey: "signature")
        self.publicKey = try container.decode(String?.self, forKey: "publicKey")
        self.previousSecretUntil = try container.decode(Date?.self, forKey: "previousSecretUntil")
        self.disabledAt = try container.decode(Date?.self, forKey: "disabledAt")
        self.disabledReason = try container.decode(String?.self, forKey: "disabledReason")
        self.failingSince = try container.decode(Date?.self, forKey: "failingSince")
        self.pending = try container.decode(Int64.self, forKey: "pending")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.url, forKey: "url")
        try container.encode(self.description, forKey: "description")
        try container.encode(self.events, forKey: "events")
        try container.encode(self.forAll, forKey: "forAll")
        try container.encode(self.signature, forKey: "signature")
        try container.encode(self.publicKey, forKey: "publicKey")
        try container.encode(self.previousSecretUntil, forKey: "previousSecretUntil")
        try container.encode(self.disabledAt, forKey: "disabledAt")
        try container.encode(self.disabledReason, forKey: "disabledReason")
        try container.encode(self.failingSince, forKey: "failingSince")
        try container.encode(self.pending, forKey: "pending")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

public enum WebhookEndpointSignature: Codable, Hashable, Sendable {
    case hmac
    case ed25519
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [WebhookEndpointSignature] = [.hmac, .ed25519]

    public init(_ value: String) {
        switch value {
        case "hmac": self = .hmac
        case "ed25519": self = .ed25519
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .hmac: return "hmac"
        case .ed25519: return "ed25519"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct WebhooksListOutput: Codable, Hashable, Sendable {
    public var endpoints: [WebhookEndpoint]

    public init(
        endpoints: [WebhookEndpoint]
    ) {
        self.endpoints = endpoints
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.endpoints = try container.decode([WebhookEndpoint].self, forKey: "endpoints")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.endpoints, forKey: "endpoints")
    }
}

/// Input of `webhooks.get`.
public struct WebhooksGetInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `webhooks.update`.
public struct WebhooksUpdateInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String
    /// Where events are posted: HTTPS, at a public address.
    public var url: String?
    /// For people.
    public var description: String?
    /// The events that are sent; without any, all.
    public var events: [String]?
    public var enabled: Bool?

    public init(
        id: String,
        url: String? = nil,
        description: String? = nil,
        events: [String]? = nil,
        enabled: Bool? = nil
    ) {
        self.id = id
        self.url = url
        self.description = description
        self.events = events
        self.enabled = enabled
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.url = try container.decodeIfPresent(String.self, forKey: "url")
        self.description = try container.decodeIfPresent(String.self, forKey: "description")
        self.events = try container.decodeIfPresent([String].self, forKey: "events")
        self.enabled = try container.decodeIfPresent(Bool.self, forKey: "enabled")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encodeIfPresent(self.url, forKey: "url")
        try container.encodeIfPresent(self.description, forKey: "description")
        try container.encodeIfPresent(self.events, forKey: "events")
        try container.encodeIfPresent(self.enabled, forKey: "enabled")
    }
}

/// Input of `webhooks.delete`.
public struct WebhooksDeleteInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `webhooks.rotateSecret`.
public struct WebhooksRotateSecretInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String
    /// How long the former secret signs too; 0 if it was disclosed.
    /// Left out, it is 24.
    public var overlapHours: Int64?

    public init(
        id: String,
        overlapHours: Int64? = nil
    ) {
        self.id = id
        self.overlapHours = overlapHours
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.overlapHours = try container.decodeIfPresent(Int64.self, forKey: "overlapHours")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encodeIfPresent(self.overlapHours, forKey: "overlapHours")
    }
}

public struct WebhooksRotateSecretOutput: Codable, Hashable, Sendable {
    /// The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone.
    public var secret: String?
    public var endpoint: WebhookEndpoint

    public init(
        secret: String?,
        endpoint: WebhookEndpoint
    ) {
        self.secret = secret
        self.endpoint = endpoint
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.secret = try container.decode(String?.self, forKey: "secret")
        self.endpoint = try container.decode(WebhookEndpoint.self, forKey: "endpoint")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.secret, forKey: "secret")
        try container.encode(self.endpoint, forKey: "endpoint")
    }
}

/// Input of `webhooks.test`.
public struct WebhooksTestInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

public struct WebhooksTestOutput: Codable, Hashable, Sendable {
    /// The event's id, `webhook-id` of its deliveries.
    public var eventId: String

    public init(
        eventId: String
    ) {
        self.eventId = eventId
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.eventId = try container.decode(String.self, forKey: "eventId")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.eventId, forKey: "eventId")
    }
}

/// Input of `webhooks.listAttempts`.
public struct WebhooksListAttemptsInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String
    /// Left out, it is 50.
    public var limit: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        id: String,
        limit: Int64? = nil,
        cursor: String? = nil
    ) {
        self.id = id
        self.limit = limit
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

public struct WebhooksListAttemptsOutput: Codable, Hashable, Sendable {
    public var attempts: [WebhooksListAttemptsOutputAttemptsItem]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        attempts: [WebhooksListAttemptsOutputAttemptsItem],
        next: String?
    ) {
        self.attempts = attempts
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.attempts = try container.decode([WebhooksListAttemptsOutputAttemptsItem].self, forKey: "attempts")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.attempts, forKey: "attempts")
        try container.encode(self.next, forKey: "next")
    }
}

public struct WebhooksListAttemptsOutputAttemptsItem: Codable, Hashable, Sendable {
    /// The event's id, `webhook-id` of its deliveries.
    public var eventId: String
    public var event: String
    /// 1 for the first attempt of a delivery.
    public var attempt: Int64
    /// Timestamp in UTC, ISO 8601.
    public var at: Date
    public var durationMs: Int64
    /// The status that was answered; null without an answer.
    public var status: Int64?
    /// Why there was no answer: `timed_out`, `connection_refused`, `certificate_expired`, `certificate_untrusted` (self-signed, or without its chain), `certificate_of_another_host`, `tls_failed`, `connection_failed` (for any other reason), `unresolvable`, `address_refused`, `url_refused`.
    public var error: String?

    public init(
        eventId: String,
        event: String,
        attempt: Int64,
        at: Date,
        durationMs: Int64,
        status: Int64?,
        error: String?
    ) {
        self.eventId = eventId
        self.event = event
        self.attempt = attempt
        self.at = at
        self.durationMs = durationMs
        self.status = status
        self.error = error
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.eventId = try container.decode(String.self, forKey: "eventId")
        self.event = try container.decode(String.self, forKey: "event")
        self.attempt = try container.decode(Int64.self, forKey: "attempt")
        self.at = try container.decode(Date.self, forKey: "at")
        self.durationMs = try container.decode(Int64.self, forKey: "durationMs")
        self.status = try container.decode(Int64?.self, forKey: "status")
        self.error = try container.decode(String?.self, forKey: "error")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.eventId, forKey: "eventId")
        try container.encode(self.event, forKey: "event")
        try container.encode(self.attempt, forKey: "attempt")
        try container.encode(self.at, forKey: "at")
        try container.encode(self.durationMs, forKey: "durationMs")
        try container.encode(self.status, forKey: "status")
        try container.encode(self.error, forKey: "error")
    }
}

/// Input of `webhooks.replay`.
public struct WebhooksReplayInput: Codable, Hashable, Sendable {
    /// An endpoint's id.
    public var id: String
    /// The event's id, `webhook-id` of its deliveries.
    public var eventId: String?
    /// Timestamp in UTC, ISO 8601.
    public var since: Date?
    /// Timestamp in UTC, ISO 8601.
    public var until: Date?

    public init(
        id: String,
        eventId: String? = nil,
        since: Date? = nil,
        until: Date? = nil
    ) {
        self.id = id
        self.eventId = eventId
        self.since = since
        self.until = until
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.eventId = try container.decodeIfPresent(String.self, forKey: "eventId")
        self.since = try container.decodeIfPresent(Date.self, forKey: "since")
        self.until = try container.decodeIfPresent(Date.self, forKey: "until")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encodeIfPresent(self.eventId, forKey: "eventId")
        try container.encodeIfPresent(self.since, forKey: "since")
        try container.encodeIfPresent(self.until, forKey: "until")
    }
}

public struct WebhooksReplayOutput: Codable, Hashable, Sendable {
    /// The number of events that are sent again.
    public var count: Int64
    /// Send as `since` for the rest; null when there is none.
    public var next: Date?

    public init(
        count: Int64,
        next: Date?
    ) {
        self.count = count
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.count = try container.decode(Int64.self, forKey: "count")
        self.next = try container.decode(Date?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.count, forKey: "count")
        try container.encode(self.next, forKey: "next")
    }
}

/// Input of `admin.removeComment`.
public struct AdminRemoveCommentInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String
    /// A comment's id.
    public var id: Int64

    public init(
        slug: String,
        id: Int64
    ) {
        self.slug = slug
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
        self.id = try container.decode(Int64.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `admin.listJobs`.
public struct AdminListJobsInput: Codable, Hashable, Sendable {
    /// `running`: under the lease of an attempt. `dead`: out of attempts.
    /// Left out, it is "dead".
    public var state: AdminListJobsInputState?
    /// Only jobs of this name; not with `done` and `cancelled`.
    public var name: String?
    /// Maximum number of items to return.
    /// Left out, it is 100.
    public var limit: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        state: AdminListJobsInputState? = nil,
        name: String? = nil,
        limit: Int64? = nil,
        cursor: String? = nil
    ) {
        self.state = state
        self.name = name
        self.limit = limit
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.state = try container.decodeIfPresent(AdminListJobsInputState.self, forKey: "state")
        self.name = try container.decodeIfPresent(String.self, forKey: "name")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.state, forKey: "state")
        try container.encodeIfPresent(self.name, forKey: "name")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

/// `running`: under the lease of an attempt. `dead`: out of attempts.
public enum AdminListJobsInputState: Codable, Hashable, Sendable {
    case pending
    case running
    case done
    case dead
    case cancelled
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AdminListJobsInputState] = [.pending, .running, .done, .dead, .cancelled]

    public init(_ value: String) {
        switch value {
        case "pending": self = .pending
        case "running": self = .running
        case "done": self = .done
        case "dead": self = .dead
        case "cancelled": self = .cancelled
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .pending: return "pending"
        case .running: return "running"
        case .done: return "done"
        case .dead: return "dead"
        case .cancelled: return "cancelled"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct AdminListJobsOutput: Codable, Hashable, Sendable {
    public var jobs: [ManagedJob]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        jobs: [ManagedJob],
        next: String?
    ) {
        self.jobs = jobs
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.jobs = try container.decode([ManagedJob].self, forKey: "jobs")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.jobs, forKey: "jobs")
        try container.encode(self.next, forKey: "next")
    }
}

/// A job, as shown to admins: without its input, which may hold personal data.
public struct ManagedJob: Codable, Hashable, Sendable {
    /// A job's id.
    public var id: String
    public var name: String
    /// `running`: under the lease of an attempt. `dead`: out of attempts.
    public var state: ManagedJobState
    /// Attempts begun so far.
    public var attempts: Int64
    /// How the last failed attempt ended: `failed`, `timed_out`, `payload_misfit` or `lease_lapsed`.
    public var lastError: String?
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date
    /// When the next attempt is due, or the lease ends; null behind another job of the same key.
    public var availableAt: Date?
    /// When it ended; null until then.
    public var finishedAt: Date?

    public init(
        id: String,
        name: String,
        state: ManagedJobState,
        attempts: Int64,
        lastError: String?,
        createdAt: Date,
        availableAt: Date?,
        finishedAt: Date?
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.attempts = attempts
        self.lastError = lastError
        self.createdAt = createdAt
        self.availableAt = availableAt
        self.finishedAt = finishedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
        self.name = try container.decode(String.self, forKey: "name")
        self.state = try container.decode(ManagedJobState.self, forKey: "state")
        self.attempts = try container.decode(Int64.self, forKey: "attempts")
        self.lastError = try container.decode(String?.self, forKey: "lastError")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
        self.availableAt = try container.decode(Date?.self, forKey: "availableAt")
        self.finishedAt = try container.decode(Date?.self, forKey: "finishedAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
        try container.encode(self.name, forKey: "name")
        try container.encode(self.state, forKey: "state")
        try container.encode(self.attempts, forKey: "attempts")
        try container.encode(self.lastError, forKey: "lastError")
        try container.encode(self.createdAt, forKey: "createdAt")
        try container.encode(self.availableAt, forKey: "availableAt")
        try container.encode(self.finishedAt, forKey: "finishedAt")
    }
}

/// `running`: under the lease of an attempt. `dead`: out of attempts.
public enum ManagedJobState: Codable, Hashable, Sendable {
    case pending
    case running
    case done
    case dead
    case cancelled
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ManagedJobState] = [.pending, .running, .done, .dead, .cancelled]

    public init(_ value: String) {
        switch value {
        case "pending": self = .pending
        case "running": self = .running
        case "done": self = .done
        case "dead": self = .dead
        case "cancelled": self = .cancelled
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .pending: return "pending"
        case .running: return "running"
        case .done: return "done"
        case .dead: return "dead"
        case .cancelled: return "cancelled"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `admin.retryJob`.
public struct AdminRetryJobInput: Codable, Hashable, Sendable {
    /// A job's id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `admin.retryDeadJobs`.
public struct AdminRetryDeadJobsInput: Codable, Hashable, Sendable {
    /// A job's name.
    public var name: String

    public init(
        name: String
    ) {
        self.name = name
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.name = try container.decode(String.self, forKey: "name")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.name, forKey: "name")
    }
}

public struct AdminRetryDeadJobsOutput: Codable, Hashable, Sendable {
    /// The number of jobs that are due again.
    public var retried: Int64
    /// Whether the name has more dead jobs: call again.
    public var hasMore: Bool

    public init(
        retried: Int64,
        hasMore: Bool
    ) {
        self.retried = retried
        self.hasMore = hasMore
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.retried = try container.decode(Int64.self, forKey: "retried")
        self.hasMore = try container.decode(Bool.self, forKey: "hasMore")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.retried, forKey: "retried")
        try container.encode(self.hasMore, forKey: "hasMore")
    }
}

/// Input of `admin.cancelJob`.
public struct AdminCancelJobInput: Codable, Hashable, Sendable {
    /// A job's id.
    public var id: String

    public init(
        id: String
    ) {
        self.id = id
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.id = try container.decode(String.self, forKey: "id")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.id, forKey: "id")
    }
}

/// Input of `admin.listUsers`.
public struct AdminListUsersInput: Codable, Hashable, Sendable {
    /// Case-insensitive prefix of the user name or e-mail address.
    public var search: String?
    /// Each role includes the rights of the roles before it. New accounts are members.
    public var role: AdminListUsersInputRole?
    public var state: AdminListUsersInputState?
    /// Maximum number of items to return.
    /// Left out, it is 100.
    public var limit: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        search: String? = nil,
        role: AdminListUsersInputRole? = nil,
        state: AdminListUsersInputState? = nil,
        limit: Int64? = nil,
        cursor: String? = nil
    ) {
        self.search = search
        self.role = role
        self.state = state
        self.limit = limit
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.search = try container.decodeIfPresent(String.self, forKey: "search")
        self.role = try container.decodeIfPresent(AdminListUsersInputRole.self, forKey: "role")
        self.state = try container.decodeIfPresent(AdminListUsersInputState.self, forKey: "state")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.search, forKey: "search")
        try container.encodeIfPresent(self.role, forKey: "role")
        try container.encodeIfPresent(self.state, forKey: "state")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

/// Each role includes the rights of the roles before it. New accounts are members.
public enum AdminListUsersInputRole: Codable, Hashable, Sendable {
    case member
    case moderator
    case admin
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AdminListUsersInputRole] = [.member, .moderator, .admin]

    public init(_ value: String) {
        switch value {
        case "member": self = .member
        case "moderator": self = .moderator
        case "admin": self = .admin
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .member: return "member"
        case .moderator: return "moderator"
        case .admin: return "admin"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public enum AdminListUsersInputState: Codable, Hashable, Sendable {
    case active
    case suspended
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AdminListUsersInputState] = [.active, .suspended]

    public init(_ value: String) {
        switch value {
        case "active": self = .active
        case "suspended": self = .suspended
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .active: return "active"
        case .suspended: return "suspended"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct AdminListUsersOutput: Codable, Hashable, Sendable {
    public var users: [ManagedUser]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        users: [ManagedUser],
        next: String?
    ) {
        self.users = users
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.users = try container.decode([ManagedUser].self, forKey: "users")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.users, forKey: "users")
        try container.encode(self.next, forKey: "next")
    }
}

/// An account, as shown to admins.
public struct ManagedUser: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    public var email: String
    /// Each role includes the rights of the roles before it. New accounts are members.
    public var role: ManagedUserRole
    public var isEmailVerified: Bool
    /// When the account was suspended; null if it is not suspended.
    public var suspendedAt: Date?
    /// Timestamp in UTC, ISO 8601.
    public var createdAt: Date

    public init(
        username: String,
        email: String,
        role: ManagedUserRole,
        isEmailVerified: Bool,
        suspendedAt: Date?,
        createdAt: Date
    ) {
        self.username = username
        self.email = email
        self.role = role
        self.isEmailVerified = isEmailVerified
        self.suspendedAt = suspendedAt
        self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.email = try container.decode(String.self, forKey: "email")
        self.role = try container.decode(ManagedUserRole.self, forKey: "role")
        self.isEmailVerified = try container.decode(Bool.self, forKey: "isEmailVerified")
        self.suspendedAt = try container.decode(Date?.self, forKey: "suspendedAt")
        self.createdAt = try container.decode(Date.self, forKey: "createdAt")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.email, forKey: "email")
        try container.encode(self.role, forKey: "role")
        try container.encode(self.isEmailVerified, forKey: "isEmailVerified")
        try container.encode(self.suspendedAt, forKey: "suspendedAt")
        try container.encode(self.createdAt, forKey: "createdAt")
    }
}

/// Each role includes the rights of the roles before it. New accounts are members.
public enum ManagedUserRole: Codable, Hashable, Sendable {
    case member
    case moderator
    case admin
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ManagedUserRole] = [.member, .moderator, .admin]

    public init(_ value: String) {
        switch value {
        case "member": self = .member
        case "moderator": self = .moderator
        case "admin": self = .admin
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .member: return "member"
        case .moderator: return "moderator"
        case .admin: return "admin"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `admin.suspendUser`.
public struct AdminSuspendUserInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    /// Recorded in the audit log.
    public var reason: String?

    public init(
        username: String,
        reason: String? = nil
    ) {
        self.username = username
        self.reason = reason
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.reason = try container.decodeIfPresent(String.self, forKey: "reason")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encodeIfPresent(self.reason, forKey: "reason")
    }
}

/// Input of `admin.restoreUser`.
public struct AdminRestoreUserInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String

    public init(
        username: String
    ) {
        self.username = username
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
    }
}

/// Input of `admin.resetAccess`.
public struct AdminResetAccessInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    /// `everything`: password, passkeys, authenticator app, identities and API keys.
    /// Left out, it is "second_factors".
    public var remove: AdminResetAccessInputRemove?
    /// Recorded in the audit log.
    public var reason: String

    public init(
        username: String,
        remove: AdminResetAccessInputRemove? = nil,
        reason: String
    ) {
        self.username = username
        self.remove = remove
        self.reason = reason
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.remove = try container.decodeIfPresent(AdminResetAccessInputRemove.self, forKey: "remove")
        self.reason = try container.decode(String.self, forKey: "reason")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encodeIfPresent(self.remove, forKey: "remove")
        try container.encode(self.reason, forKey: "reason")
    }
}

/// `everything`: password, passkeys, authenticator app, identities and API keys.
public enum AdminResetAccessInputRemove: Codable, Hashable, Sendable {
    case secondFactors
    case everything
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AdminResetAccessInputRemove] = [.secondFactors, .everything]

    public init(_ value: String) {
        switch value {
        case "second_factors": self = .secondFactors
        case "everything": self = .everything
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .secondFactors: return "second_factors"
        case .everything: return "everything"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `admin.changeRole`.
public struct AdminChangeRoleInput: Codable, Hashable, Sendable {
    /// A user name, unique regardless of case.
    public var username: String
    /// Each role includes the rights of the roles before it. New accounts are members.
    public var role: AdminChangeRoleInputRole

    public init(
        username: String,
        role: AdminChangeRoleInputRole
    ) {
        self.username = username
        self.role = role
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decode(String.self, forKey: "username")
        self.role = try container.decode(AdminChangeRoleInputRole.self, forKey: "role")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.username, forKey: "username")
        try container.encode(self.role, forKey: "role")
    }
}

/// Each role includes the rights of the roles before it. New accounts are members.
public enum AdminChangeRoleInputRole: Codable, Hashable, Sendable {
    case member
    case moderator
    case admin
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [AdminChangeRoleInputRole] = [.member, .moderator, .admin]

    public init(_ value: String) {
        switch value {
        case "member": self = .member
        case "moderator": self = .moderator
        case "admin": self = .admin
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .member: return "member"
        case .moderator: return "moderator"
        case .admin: return "admin"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Input of `admin.removeArticle`.
public struct AdminRemoveArticleInput: Codable, Hashable, Sendable {
    /// The article's identifier in URLs.
    public var slug: String

    public init(
        slug: String
    ) {
        self.slug = slug
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.slug = try container.decode(String.self, forKey: "slug")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.slug, forKey: "slug")
    }
}

/// Input of `admin.listAudit`.
public struct AdminListAuditInput: Codable, Hashable, Sendable {
    /// Only entries with this user as actor or account.
    public var username: String?
    public var action: String?
    /// Maximum number of items to return.
    /// Left out, it is 100.
    public var limit: Int64?
    /// Opaque cursor: `next` of the previous page.
    public var cursor: String?

    public init(
        username: String? = nil,
        action: String? = nil,
        limit: Int64? = nil,
        cursor: String? = nil
    ) {
        self.username = username
        self.action = action
        self.limit = limit
        self.cursor = cursor
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.username = try container.decodeIfPresent(String.self, forKey: "username")
        self.action = try container.decodeIfPresent(String.self, forKey: "action")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.username, forKey: "username")
        try container.encodeIfPresent(self.action, forKey: "action")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
    }
}

public struct AdminListAuditOutput: Codable, Hashable, Sendable {
    public var entries: [AuditRecord]
    /// Send as `cursor` to get the next page; null on the last page.
    public var next: String?

    public init(
        entries: [AuditRecord],
        next: String?
    ) {
        self.entries = entries
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.entries = try container.decode([AuditRecord].self, forKey: "entries")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.entries, forKey: "entries")
        try container.encode(self.next, forKey: "next")
    }
}

/// An action on an account.
public struct AuditRecord: Codable, Hashable, Sendable {
    /// Timestamp in UTC, ISO 8601.
    public var at: Date
    /// The action, such as `account.suspended`.
    public var action: String
    /// Account that acted; null if it is unknown or deleted.
    public var `actor`: String?
    /// Account acted upon; null if it is unknown or deleted.
    public var account: String?
    /// IP address of the caller.
    public var address: String
    /// Request id of the call, as in the log.
    public var requestId: String
    public var details: [String: AuditRecordDetailsValue?]

    public init(
        at: Date,
        action: String,
        `actor`: String?,
        account: String?,
        address: String,
        requestId: String,
        details: [String: AuditRecordDetailsValue?]
    ) {
        self.at = at
        self.action = action
        self.`actor` = `actor`
        self.account = account
        self.address = address
        self.requestId = requestId
        self.details = details
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.at = try container.decode(Date.self, forKey: "at")
        self.action = try container.decode(String.self, forKey: "action")
        self.`actor` = try container.decode(String?.self, forKey: "actor")
        self.account = try container.decode(String?.self, forKey: "account")
        self.address = try container.decode(String.self, forKey: "address")
        self.requestId = try container.decode(String.self, forKey: "requestId")
        self.details = try container.decode([String: AuditRecordDetailsValue?].self, forKey: "details")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.at, forKey: "at")
        try container.encode(self.action, forKey: "action")
        try container.encode(self.`actor`, forKey: "actor")
        try container.encode(self.account, forKey: "account")
        try container.encode(self.address, forKey: "address")
        try container.encode(self.requestId, forKey: "requestId")
        try container.encode(self.details, forKey: "details")
    }
}

/// The first case that fits is taken.
public enum AuditRecordDetailsValue: Codable, Hashable, Sendable {
    case number(Double)
    case boolean(Bool)
    case text(String)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self = .number(value)
            return
        }
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
            return
        }
        if let value = try? container.decode(String.self) {
            self = .text(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}
