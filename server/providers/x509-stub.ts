// The worker's replacement for @peculiar/x509 (wrangler.toml): providers/webauthn.ts trusts no certificate, so that
// no chain of them is ever built. Without it the worker is 30 KiB smaller.

class NoCertificates {
  constructor() {
    throw new TypeError("certificates of authenticators are not supported");
  }
}

export {
  NoCertificates as AuthorityKeyIdentifierExtension,
  NoCertificates as CRLDistributionPointsExtension,
  NoCertificates as SubjectKeyIdentifierExtension,
  NoCertificates as X509Certificate,
  NoCertificates as X509ChainBuilder,
  NoCertificates as X509Crl,
};
