/** Names of this machine as a URL writes them. A browser treats each as an origin of its own. */
export const loopbackHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** True for a URL whose host is this machine. */
export const isLoopback = ({ hostname }: Pick<URL, "hostname">): boolean => loopbackHosts.includes(hostname);

/** True for HTTPS, and for HTTP that stays on this machine. */
export const isSecureOrLoopback = (url: URL): boolean =>
  url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
