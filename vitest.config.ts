import { defineConfig } from "vitest/config";

/** Whole servers, browsers and kills, which wait more than they work: two of these files run at a time. */
const paired = [
  "embedded/**/*.test.ts",
  "tests/{pages,runtimes}/**/*.test.ts",
  "tests/faults/{disk-full,embedded-*,shutdown}.test.ts",
  "tests/start.test.ts",
  "tests/{brokers,events,jobs}/{kill,consume-kill,queues}.test.ts",
  "tests/{webhooks/runtimes,telemetry/workers}.test.ts",
  "tests/**/browser.test.ts",
];

/** Deadlines and limits by the second: each of these files needs the machine to itself. */
const alone = [
  "client/faults.test.ts",
  "tests/faults/{history,kill,poolers,postgres,redis}.test.ts",
  "tests/redis/**/*.test.ts",
  "tests/{limits,limits-fallback}.test.ts",
];

const none = ["**/node_modules/**", ".data/**"];

export default defineConfig({
  test: {
    globalSetup: ["tests/support/cluster.ts"],
    typecheck: { enabled: false },
    // A machine four times slower than ours must pass: what hangs is found by the bounds of the code itself.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["**/*.test.ts"],
          exclude: [...none, ...paired, ...alone],
          maxWorkers: 3,
          // A worker imports the application once, not once a file: half a second of work each.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "paired",
          include: paired,
          exclude: none,
          maxWorkers: 2,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          exclude: none,
          maxWorkers: 1,
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
