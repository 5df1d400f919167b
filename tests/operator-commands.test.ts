import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test.each([
  ["log", "replay", "mine", "--after", "-5"],
  ["jobs", "list", "--everything"],
  ["brokers", "dead", "--everything"],
  ["grant", "ada", "admin", "--everything"],
])("npm run %s: an invalid option is refused with the usage", (command, ...parameters) => {
  const { status, stderr } = spawnSync(process.execPath, [`scripts/${command}.ts`, ...parameters], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain(`usage: npm run ${command} -- `);
  expect(stderr).not.toMatch(/^\s+at /m);
});
