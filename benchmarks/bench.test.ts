import { describe, expect, test } from "vitest";
import { drawChart } from "./chart.ts";
import { createAnswerReader } from "./http-answers.ts";
import { OptionError, readOptions } from "./options.ts";
import { usageOf } from "./process-usage.ts";
import { replaceBetweenMarkers } from "./report.ts";
import { summarise } from "./rounds.ts";
import { median, quantile } from "./statistics.ts";

describe("the load generator", () => {
  test("takes an answer of announced length that comes in pieces", () => {
    const read = createAnswerReader();
    expect(read(Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"))).toBeUndefined();
    expect(read(Buffer.from("\r\nhel"))).toBeUndefined();
    expect(read(Buffer.from("lo"))).toEqual({ status: 200, body: Buffer.from("hello") });
  });

  test("waits for the last chunk, and is ready for the next answer", () => {
    const read = createAnswerReader();
    expect(
      read(Buffer.from("HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n2\r\nno\r\n")),
    ).toBeUndefined();
    expect(read(Buffer.from("0\r\n\r\n"))?.status).toBe(404);
    expect(read(Buffer.from("HTTP/1.1 204 No Content\r\n\r\n"))?.status).toBe(204);
  });

  test("reads what a process has used", () => {
    const { cpuMs, rssMib } = usageOf(process.pid);
    expect(cpuMs).toBeGreaterThan(0);
    expect(rssMib).toBeGreaterThan(10);
  });
});

describe("the figures", () => {
  test("a median of an even number lies between the middle two, a quantile is one of the values", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
  });

  test("a ratio is taken within each round, so that a slow round slows both", () => {
    const result = (cpuUs: number) => ({ requests: 1, perSecond: 1, cpuUs, p50Ms: 1, p99Ms: 1, rssPeakMib: 1 });
    const rounds = new Map([
      ["base", [result(10), result(100), result(10)]],
      ["ours", [result(20), result(200), result(20)]],
    ]);
    expect(summarise(rounds, "ours", "base").cpuRatio).toBe(2);
  });
});

describe("the report", () => {
  test("text outside of the markers is kept", () => {
    const first = replaceBetweenMarkers("# Ours\n", "peers", "old");
    const second = replaceBetweenMarkers(`${first}\nBy hand.\n`, "peers", "new");
    expect(second).toBe("# Ours\n\n<!-- bench:peers -->\n\nnew\n\n<!-- /bench:peers -->\n\nBy hand.\n");
  });

  test("labels cannot break the chart", () => {
    const bars = [{ label: "a<b>&", value: 2, isOurs: true }];
    expect(drawChart({ title: "t", note: "n", unit: "×", groups: [{ label: "g", bars }] })).toContain(
      "a&lt;b&gt;&amp;",
    );
  });

  test("options that cannot be used are named", () => {
    expect(() => readOptions(["--only", "peers,nothing"])).toThrow(new OptionError("--only: there is no nothing"));
    expect(() => readOptions(["--quick", "--write"])).toThrow(OptionError);
    expect(readOptions(["--quick"])).toMatchObject({ rounds: 1, seconds: 0.5, articles: [1000, 10_000] });
  });
});
