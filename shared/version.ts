/**
 * Version of what goes over the wire. It goes up by one when a client written for the one before could notice, in the
 * commit that breaks it and with an entry in CHANGELOG.md: `npm run contract:check` says when.
 */
export const wireVersion = 1;
