import type { ForDevelopers } from "./server-description.ts";

/** A sample program in one language. */
export interface Sample {
  readonly title: string;
  readonly text: string;
}

type Demo = ForDevelopers["demo"];

const curl = (url: string, { email, password }: Demo) => `curl -s '${url}/api/articles?limit=3'

token=$(curl -s ${url}/api/users/login -H 'content-type: application/json' \\
  -d '{"user":{"email":"${email}","password":"${password}"}}' |
  sed 's/.*"token":"\\([^"]*\\)".*/\\1/')

curl -s ${url}/api/articles/feed -H "authorization: Bearer $token"
`;

const typescript = (url: string, { email, password }: Demo) => `import { createClient } from "./client/index.ts";

let token: string | null = null;
const client = createClient({ url: "${url}", token: () => token });

const { articles } = await client.articles.list({ limit: 3 });

const demo = { email: "${email}", password: "${password}" };
({ token } = await client.accounts.login(demo));

const feed = await client.articles.feed();
console.log(articles.length, feed.articlesCount);
`;

const swift = (url: string, { email, password }: Demo) => `import Foundation

struct Article: Decodable { let slug: String, title: String }
struct Articles: Decodable { let articles: [Article] }
struct Session: Decodable { struct User: Decodable { let token: String }; let user: User }

let api = URL(string: "${url}/api/")!

func call<T: Decodable>(
    _ path: String, token: String? = nil, body: Data? = nil
) async throws -> T {
    var request = URLRequest(url: URL(string: path, relativeTo: api)!)
    if let body {
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    if let token {
        request.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")
    }
    let (data, _) = try await URLSession.shared.data(for: request)
    return try JSONDecoder().decode(T.self, from: data)
}

let newest: Articles = try await call("articles?limit=3")
let login = #"{"user":{"email":"${email}","password":"${password}"}}"#
let session: Session = try await call("users/login", body: Data(login.utf8))
let feed: Articles = try await call("articles/feed", token: session.user.token)
print(newest.articles.count, feed.articles.count)
`;

/**
 * The same three calls in three languages: latest articles, sign-in, personal feed.
 * @param url the service's URL without a trailing slash.
 */
export const samplesFor = (url: string, demo: Demo): readonly Sample[] => [
  { title: "curl", text: curl(url, demo) },
  { title: "The typed client", text: typescript(url, demo) },
  { title: "Swift", text: swift(url, demo) },
];
