/// A sequence whose elements are requested when they are awaited; each loop begins anew.
public struct PullSequence<Element: Sendable>: AsyncSequence, Sendable {
    let begin: @Sendable () -> () async throws -> Element?

    public struct AsyncIterator: AsyncIteratorProtocol {
        let produce: () async throws -> Element?

        public func next() async throws -> Element? {
            try await produce()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(produce: begin())
    }
}

extension Caller {
    /// Pages of a list, from a cursor on.
    func pages<Page: Sendable>(
        from first: String?,
        next: @escaping @Sendable (Page) -> String?,
        load: @escaping @Sendable (String?) async throws -> Page
    ) -> PullSequence<Page> {
        PullSequence {
            var cursor = first
            var isOver = false
            return {
                if isOver { return nil }
                let page = try await load(cursor)
                cursor = next(page)
                isOver = cursor == nil
                return page
            }
        }
    }

    /// The items of all pages.
    func items<Page: Sendable, Item: Sendable>(
        of pages: PullSequence<Page>,
        _ itemsOf: @escaping @Sendable (Page) -> [Item]
    ) -> PullSequence<Item> {
        PullSequence {
            let pages = pages.makeAsyncIterator()
            var waiting: ArraySlice<Item> = []
            return {
                while waiting.isEmpty {
                    guard let page = try await pages.next() else { return nil }
                    waiting = itemsOf(page)[...]
                }
                return waiting.removeFirst()
            }
        }
    }
}
