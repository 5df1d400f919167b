import { readConfig } from "../../server/app/config.ts";
import { createOperations } from "../../server/app/operator-routes.ts";
import type { DevTable } from "../../server/surfaces/pages/dev.ts";
import { createCallRecorder } from "../../server/telemetry/call-recorder.ts";
import { createCallRecords } from "../../server/telemetry/metrics.ts";
import { openMetricsText } from "../../server/telemetry/open-metrics.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import type { TestDatabase } from "../support/database.ts";

/** An application with its pages for developers, as `npm run dev` serves them. */
export async function startRecordedApp(
  environment: Record<string, string> = {},
  tables: readonly DevTable[] = [],
  database?: TestDatabase,
): Promise<TestApp> {
  const recorder = createCallRecorder({ max: 3, inner: null });
  const records = createCallRecords();
  const operations = createOperations({
    config: readConfig(environment),
    metricsText: () => openMetricsText(records, []),
    recorder,
    hasMailbox: true,
    tables,
  });
  const telemetry = { tracer: recorder.tracer, calls: records };
  return startTestApp(environment, undefined, {
    ...openTestCaching(),
    telemetry,
    operations,
    ...(database !== undefined && { database }),
  });
}
