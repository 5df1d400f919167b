/// Pages of a list, from a cursor on; each is requested when it is awaited.
public struct Pages<Page: Sendable>: AsyncSequence, Sendable {
    public typealias Element = Page

    let cursor: String?
    let nextCursor: @Sendable (Page) -> String?
    let load: @Sendable (String?) async throws -> Page

    public struct AsyncIterator: AsyncIteratorProtocol {
        let pages: Pages<Page>
        var cursor: String?
        var isOver = false

        public mutating func next() async throws -> Page? {
            if isOver { return nil }
            let page = try await pages.load(cursor)
            cursor = pages.nextCursor(page)
            isOver = cursor == nil
            return page
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pages: self, cursor: cursor)
    }
}

/// The items of all pages.
public struct PageItems<Page: Sendable, Item: Sendable>: AsyncSequence, Sendable {
    public typealias Element = Item

    let pages: Pages<Page>
    let itemsOf: @Sendable (Page) -> [Item]

    public struct AsyncIterator: AsyncIteratorProtocol {
        var pages: Pages<Page>.AsyncIterator
        let itemsOf: @Sendable (Page) -> [Item]
        var waiting: [Item] = []
        var at = 0

        public mutating func next() async throws -> Item? {
            while at == waiting.count {
                guard let page = try await pages.next() else { return nil }
                waiting = itemsOf(page)
                at = 0
            }
            at += 1
            return waiting[at - 1]
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pages: pages.makeAsyncIterator(), itemsOf: itemsOf)
    }
}
