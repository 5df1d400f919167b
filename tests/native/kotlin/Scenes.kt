package tests

import dovetail.client.AccountsRegisterInput
import dovetail.client.AccountsUpdateInput
import dovetail.client.ApiClient
import dovetail.client.ArticlesFavoriteInput
import dovetail.client.ArticlesGetError
import dovetail.client.ArticlesGetInput
import dovetail.client.ArticlesListInput
import dovetail.client.ArticlesPublishInput
import dovetail.client.ArticlesUpdateError
import dovetail.client.ArticlesUpdateInput
import dovetail.client.ProfilesFollowInput
import dovetail.runtime.CallException
import dovetail.runtime.ClientOptions
import dovetail.runtime.Codecs
import dovetail.runtime.Field
import dovetail.runtime.Json
import dovetail.runtime.ObjectReader
import kotlinx.coroutines.flow.toList

private fun same(what: String, expected: Any?, actual: Any?) {
    if (expected != actual) throw AssertionError("$what: expected $expected, got $actual")
}

/** A person with a client that sends their token once they have one. */
private class Person(url: String, private val name: String) {
    var token: String? = null
    val client = ApiClient(ClientOptions(url, token = { token }))

    suspend fun register() {
        val user = client.accounts.register(AccountsRegisterInput(name, "$name@example.com", "tail and pin"))
        same("username", name, user.username)
        same("bio", null, user.bio)
        token = user.token
    }
}

/** Two people sign up, publish, follow, favorite, read their feed and sign out. */
private suspend fun story(url: String): Json {
    val ada = Person(url, "ada")
    val grace = Person(url, "grace")
    ada.register()
    grace.register()
    val article = ada.client.articles.publish(
        ArticlesPublishInput("How joints hold", "No nails", "Tails and pins.", listOf("wood")),
    )
    same("slug", "how-joints-hold", article.slug)
    same("age", true, article.createdAt.toEpochMilli() > 1_700_000_000_000)
    same("following", true, grace.client.profiles.follow(ProfilesFollowInput("ada")).following)
    same("favorites", 1L, grace.client.articles.favorite(ArticlesFavoriteInput(article.slug)).favoritesCount)
    same("feed", listOf(article.slug), grace.client.articles.feed().articles.map { it.slug })
    ada.client.accounts.update(AccountsUpdateInput(bio = Field.of("Joiner")))
    same("bio kept", "Joiner", ada.client.accounts.update(AccountsUpdateInput(image = Field.Null)).bio)
    same("bio deleted", null, ada.client.accounts.update(AccountsUpdateInput(bio = Field.Null)).bio)
    val updated = ada.client.articles.update(ArticlesUpdateInput(article.slug, title = "Why joints hold"))
    same("tags", listOf("wood"), updated.tagList)
    try {
        grace.client.articles.update(ArticlesUpdateInput(updated.slug, title = "Mine"))
        throw AssertionError("another's article was updated")
    } catch (error: ArticlesUpdateError) {
        val kind = when (error) {
            is ArticlesUpdateError.Forbidden -> "forbidden"
            is ArticlesUpdateError.NotFound -> "not found"
            is ArticlesUpdateError.Other -> error.code
        }
        same("error", "forbidden", kind)
    }
    grace.client.sessions.logout()
    try {
        grace.client.accounts.current()
        throw AssertionError("signed out, and still there")
    } catch (error: CallException) {
        same("code and status", "unauthorized 401", "${error.code} ${error.status}")
    }
    return Json.Null
}

/** Errors keep their code, status, sentence, subject, request id and issues. */
private suspend fun errors(url: String): Json {
    val client = ApiClient(ClientOptions(url, headers = mapOf("x-request-id" to "request-0001")))
    try {
        client.articles.get(ArticlesGetInput("nowhere"))
        throw AssertionError("found")
    } catch (error: ArticlesGetError.NotFound) {
        same("told", "articles.get not_found 404 request-0001", "${error.procedure} ${error.code} ${error.status} ${error.requestId}")
        same("subjects", setOf("article"), error.errors.keys)
    }
    try {
        client.accounts.register(AccountsRegisterInput("", "no", "tail and pin"))
        throw AssertionError("registered")
    } catch (error: CallException) {
        same("code", "invalid", error.code)
        same("paths", listOf("username", "email"), error.issues.map { it.path })
        same("issues of a field", listOf("format"), error.issuesAt("email").map { it.code })
    }
    try {
        ApiClient(ClientOptions("$url/elsewhere")).tags.list()
        throw AssertionError("answered")
    } catch (error: CallException) {
        same("foreign", "bad_answer 404", "${error.code} ${error.status}")
    }
    return Json.Null
}

/** A list is read page by page, as far as it is collected. */
private suspend fun pages(order: ObjectReader): Json {
    val client = ApiClient(ClientOptions(order.get("url", Codecs.text)))
    val pages = client.articles.listPages(ArticlesListInput(limit = 2)).toList()
    val slugs = client.articles.listItems(ArticlesListInput(limit = 2)).toList().map { it.slug }
    same("all items", pages.flatMap { it.articles }.map { it.slug }, slugs)
    return Json.Items(slugs.map(Json::Text))
}

val scenes: Map<String, suspend (ObjectReader) -> Json> = mapOf(
    "story" to { story(it.get("url", Codecs.text)) },
    "errors" to { errors(it.get("url", Codecs.text)) },
    "pages" to ::pages,
    "open session" to ::openSession,
    "call together" to ::callTogether,
    "call alone" to { callAlone() },
    "write" to ::write,
    "deadline" to ::deadline,
    "cancel" to ::cancel,
    "stream" to ::stream,
    "mobile sign in" to ::mobileSignIn,
    "mobile finish" to ::mobileFinish,
    "mobile drafts" to ::mobileDrafts,
    "mobile follow" to { mobileFollow() },
    "mobile list" to { mobileList(it.get("url", Codecs.text)) },
)
