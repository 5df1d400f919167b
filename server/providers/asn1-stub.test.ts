import { createSign, generateKeyPairSync } from "node:crypto";
import { ECDSASigValue as RealValue } from "@peculiar/asn1-ecc";
import { AsnParser as RealParser } from "@peculiar/asn1-schema";
import { expect, test } from "vitest";
import { AsnParser, ECDSASigValue } from "./asn1-stub.ts";

test.each(["P-256", "P-384", "P-521"])("a signature over %s is taken apart as the library does it", (namedCurve) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve });
  for (let round = 0; round < 300; round++) {
    const der = new Uint8Array(createSign("sha256").update(String(round)).sign(privateKey));
    const real = RealParser.parse(der, RealValue);
    const { r, s } = AsnParser.parse(der, ECDSASigValue);
    expect([new Uint8Array(r), new Uint8Array(s)]).toEqual([new Uint8Array(real.r), new Uint8Array(real.s)]);
  }
});

const signature = [0x30, 6, 2, 1, 5, 2, 1, 7];

test.each<[string, readonly number[]]>([
  ["nothing", []],
  ["a byte too few", signature.slice(0, -1)],
  ["a byte too many", [...signature, 0]],
  ["a third number", [0x30, 9, 2, 1, 5, 2, 1, 7, 2, 1, 9]],
  ["a negative number", [0x30, 6, 2, 1, 0x80, 2, 1, 7]],
  ["zero", [0x30, 6, 2, 1, 0, 2, 1, 7]],
  ["a number with a needless zero", [0x30, 7, 2, 2, 0, 5, 2, 1, 7]],
  ["a number without bytes", [0x30, 5, 2, 0, 2, 1, 7]],
  ["a needlessly long length", [0x30, 0x81, 6, 2, 1, 5, 2, 1, 7]],
  ["another type", [0x31, 6, 2, 1, 5, 2, 1, 7]],
])("no signature: %s", (_, bytes) => {
  expect(() => AsnParser.parse(new Uint8Array(bytes), ECDSASigValue)).toThrow("not an ECDSA signature");
});

test("certificates and attestations are refused", () => {
  expect(() => AsnParser.parse(new Uint8Array(signature), RealValue)).toThrow("not supported");
});
