/**
 * Version of the wire format. Increment it in the commit that breaks clients of the previous version, with an entry in
 * CHANGELOG.md. `npm run contract:check` reports breaking changes.
 */
export const wireVersion = 1;
