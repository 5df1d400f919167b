import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", ".data/**"],
    globalSetup: ["tests/support/cluster.ts"],
    typecheck: { enabled: false },
    // Machines that run CI are shared: a test may be unlucky once, not twice.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
  },
});
