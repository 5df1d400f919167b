import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { commonPasswords } from "./common-passwords.data.ts";
import { isCommonPassword } from "./common-passwords.ts";

// From the beginning, middle and end of the lists of 10,000 by Burnett, Have I Been Pwned and the dark web.
const wellKnown = `password 12345678 baseball football superman 1qaz2wsx jennifer sunshine iloveyou starwars computer
  michelle princess 987654321 corvette victoria whatever qazwsxedc trustno1 passw0rd password1 password123 welcome1
  qwerty123 1q2w3e4r5t zaq12wsx asdfasdf 123qweasd qwertyqwerty 1234512345 1029384756 147258369 minecraft 3rjs1la7qe
  linkedin babygirl1 homelesspa 789456123 123456789a butterfly liverpool charlie1 snickers access14
  letmein1 mustang1 chocolate spiderman elizabeth 12345qwert usuckballz1 soso123aljg fktrcfylh`;

describe("common passwords", () => {
  test.each(wellKnown.split(/\s+/))("refuses %s", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test.each(["PASSWORD", "PassWord", "bAsEbAlL", "Iloveyou", "TRUSTNO1", "QwErTyUiOp", "ＰＡＳＳＷＯＲＤ"])(
    "ignores case and Unicode form of %s",
    (password) => {
      expect(isCommonPassword(password)).toBe(true);
    },
  );

  test.each([
    ...["aaaaaaaa", "77777777777", "12121212", "abcabcabc", "12341234", "qwqwqwqw", "432143214"],
    ...["12345678", "23456789", "67890123", "876543210", "abcdefgh", "ZYXWVUTS", "qwertyuiop", "poiuytre", "asdfghjkl"],
    ...["31121999", "12311999", "19991231", "01012009"],
  ])("refuses the pattern %s", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test.each([
    ...["a fine password", "correct horse battery staple", "dovetail-demo", "plane, chisel & saw", "tails before pins"],
    ...["xK3#vQ9!mz", "8h2f7d1k", "83920174", "99999998", "12345679x!", "Zwölf Boxkämpfer", "密码不容易猜到吧"],
  ])("accepts %s", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  test("decodes thousands of entries, and no others", () => {
    const entries = [...commonPasswords.matchAll(/[A-Z][^A-Z]+/g)];
    expect(entries.length).toBeGreaterThan(5500);
    expect(entries.map(([entry]) => entry).join("")).toBe(commonPasswords);
  });

  test("costs the worker at most 20 KiB", () => {
    expect(gzipSync(commonPasswords, { level: 9 }).length).toBeLessThan(20 * 1024);
  });
});
