import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, as PEM files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority for tests. */
export interface Authority extends Certificate {
  /** Issues a certificate for `localhost`, or for another name. */
  readonly issue: (options?: { readonly name?: string; readonly isExpired?: boolean }) => Certificate;
  /** Removes its files, and those of the certificates that it issued. */
  readonly remove: () => void;
}

let serial = 0;

/** Creates an authority, by the program `openssl`. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-certificates-"));
  chmodSync(folder, 0o755);
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const ecKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...ecKey, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=Test authority", "-days", "1");
  const at = (name: string) => join(folder, name);
  const [authorityCert, authorityKey] = [at("ca.crt"), at("ca.key")];
  return {
    cert: authorityCert,
    key: authorityKey,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    issue: ({ name = "localhost", isExpired = false } = {}) => {
      serial += 1;
      const [cert, key, request] = [`${serial}.crt`, `${serial}.key`, `${serial}.csr`];
      const names = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
      openssl("req", ...ecKey, "-keyout", key, "-out", request, ...names);
      const signer = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-copy_extensions", "copy"];
      openssl("x509", "-req", "-in", request, ...signer, "-days", isExpired ? "-1" : "1", "-out", cert);
      return { cert: at(cert), key: at(key) };
    },
  };
}
