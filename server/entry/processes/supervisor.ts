import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { createCachingMemory } from "../../app/caching.ts";
import { type Config, ConfigError } from "../../app/config.ts";
import { pause } from "../../concurrency/pause.ts";
import { drainTimeoutMs, listen } from "../../hosts/listen-and-drain.ts";
import type { Log } from "../../providers/log.ts";
import type { Transport } from "../../redis/index.ts";
import { explainListenError } from "../listen-errors.ts";
import type { Assignment, FromProcess, ServedAddress, ToProcess } from "./messages.ts";

/** A serving process, as its supervisor sees it. */
export interface ServingProcess {
  readonly pid: number | undefined;
  /** Does nothing once the process has ended. */
  readonly send: (message: ToProcess) => void;
  readonly kill: () => void;
}

/** Callbacks for the events of a process. */
export interface ProcessEvents {
  readonly onMessage: (message: FromProcess) => void;
  readonly onExit: (status: number | null) => void;
}

export interface SupervisorOptions {
  readonly config: Pick<Config, "workers" | "shutdownDelayMs" | "port" | "host">;
  readonly database: Assignment["database"];
  /** Starts one. */
  readonly start: (assignment: Assignment, events: ProcessEvents) => ServingProcess;
  readonly log: Log;
  /** Called once all processes accept connections. */
  readonly onReady: (address: ServedAddress) => void;
  readonly stopRequested: Promise<string>;
  /** Called with the reason once the processes are to stop. */
  readonly onStopping: (reason: string) => void;
}

/** `auto` takes no more: each process has connections to the database. */
const maxAutomatic = 16;

/** The number of serving processes. */
export const processCount = ({ workers }: Pick<Config, "workers">): number =>
  workers === "auto" ? Math.min(availableParallelism(), maxAutomatic) : workers;

/**
 * Checks that the processes can share their port. Their sockets have SO_REUSEPORT, so a program that already listens would
 * go unnoticed.
 * @throws {ConfigError} where they cannot.
 */
async function checkPort({ port, host }: Pick<Config, "port" | "host">): Promise<void> {
  if (["darwin", "win32"].includes(process.platform))
    throw new ConfigError(
      "WORKERS: processes cannot share a port on this operating system; leave it unset, or use Linux or FreeBSD",
    );
  if (port === 0) throw new ConfigError("PORT: must be a number above 0 where WORKERS is set");
  const probe = createServer();
  await listen(probe, { port, host }).catch((error: unknown) => {
    throw explainListenError(error, { port, host });
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** A serving process ended before all were ready for the first time. */
export class ProcessEnded extends Error {
  override readonly name = "ProcessEnded";
}

/** Time for a process to end, beyond its shutdown delay and its drain. */
const stopMarginMs = 5000;

/** How long a replacement may take to accept connections. */
const readyTimeoutMs = 60_000;
const restarting = { firstMs: 100, maxMs: 10_000 };
/** A process that served for this long restarts without a pause. */
const steadyMs = 60_000;

/** A process and what is known of it. */
interface Member extends ServingProcess {
  readonly index: number;
  readonly ready: PromiseWithResolvers<ServedAddress | undefined>;
  readonly exited: PromiseWithResolvers<void>;
  readonly startedAtMs: number;
  isReady: boolean;
  isStopping: boolean;
}

/** Resolves with the address of a process once it accepts connections; `undefined` where it ends before or takes too long. */
async function readyInTime({ ready }: Member): Promise<ServedAddress | undefined> {
  const waiting = new AbortController();
  const late = pause(readyTimeoutMs, waiting.signal).then(() => undefined);
  return Promise.race([ready.promise, late]).finally(() => waiting.abort());
}

/**
 * Keeps a number of serving processes running: restarts those that end, replaces them one by one on request, elects the one
 * that does the work without requests, and holds the in-memory Redis that they share where no other is configured.
 */
class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #members = new Set<Member>();
  readonly #memory: Transport;
  readonly #ended = Promise.withResolvers<void>();
  #elected: Member | undefined;
  #isStopping = false;
  #wasReady = false;
  readonly #firstReady = Promise.withResolvers<void>();
  #replacing: Promise<void> = this.#firstReady.promise;
  #failures = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#memory = createCachingMemory(options.log).redis;
  }

  /** @throws {ProcessEnded} when one ends before all were ready for the first time. */
  async run(): Promise<void> {
    const { config, onReady, onStopping, stopRequested } = this.#options;
    void stopRequested.then((reason) => {
      onStopping(reason);
      return this.#stopAll();
    });
    const replace = () => {
      this.#replacing = this.#replacing.then(() => this.#replaceAll());
    };
    process.on("SIGHUP", replace);
    const first = Array.from({ length: processCount(config) }, (_, index) => this.#start(index));
    const [address, ...others] = await Promise.all(first.map(({ ready }) => ready.promise));
    if (!this.#isStopping) {
      if (address === undefined || others.includes(undefined)) {
        await this.#stopAll();
        throw new ProcessEnded(
          "A serving process ended while it started; the reason is what it printed before this line.",
        );
      }
      this.#wasReady = true;
      onReady(address);
      this.#firstReady.resolve();
    }
    await this.#ended.promise;
    process.off("SIGHUP", replace);
  }

  #start(index: number): Member {
    const { config, database, start } = this.#options;
    const assignment = { count: processCount(config), index, database };
    const started = start(assignment, {
      onMessage: (message) => void this.#receive(member, message),
      onExit: (status) => this.#onExit(member, status),
    });
    const member: Member = {
      ...started,
      index,
      ready: Promise.withResolvers<ServedAddress | undefined>(),
      exited: Promise.withResolvers<void>(),
      startedAtMs: performance.now(),
      isReady: false,
      isStopping: false,
    };
    this.#members.add(member);
    return member;
  }

  async #receive(member: Member, message: FromProcess): Promise<void> {
    if (message.type === "ready") {
      member.isReady = true;
      member.ready.resolve(message);
      this.#elect();
    } else if (message.type === "redis") {
      const replies = await this.#memory.send(message.batch, new AbortController().signal);
      member.send({ type: "replies", id: message.id, replies });
    } else for (const other of this.#members) if (other !== member) other.send(message);
  }

  #onExit(member: Member, status: number | null): void {
    this.#members.delete(member);
    member.ready.resolve(undefined);
    member.exited.resolve();
    if (this.#elected === member) this.#elected = undefined;
    this.#elect();
    // While a process is replaced, two have its number, and the new one continues.
    const isThere = [...this.#members].some(({ index, isStopping }) => index === member.index && !isStopping);
    if (isThere || member.isStopping || this.#isStopping || !this.#wasReady) return;
    this.#options.log.warn("process.ended", { process: member.index, status });
    void this.#startAgain(member);
  }

  /** Starts a process in place of one that ended, after a pause that grows with each that ended early. */
  async #startAgain({ index, startedAtMs }: Member): Promise<void> {
    this.#failures = performance.now() - startedAtMs > steadyMs ? 0 : this.#failures + 1;
    const { firstMs, maxMs } = restarting;
    if (this.#failures > 0) await pause(Math.min(maxMs, firstMs * 2 ** (this.#failures - 1)));
    if (!this.#isStopping) this.#start(index);
  }

  #elect(): void {
    if (this.#elected !== undefined) return;
    this.#elected = [...this.#members].find(({ isReady, isStopping }) => isReady && !isStopping);
    this.#elected?.send({ type: "elected" });
  }

  /** Replaces each process: the next one accepts connections before the former stops. */
  async #replaceAll(): Promise<void> {
    for (const member of [...this.#members]) {
      // One that has ended meanwhile was started again.
      if (this.#isStopping || !this.#members.has(member)) continue;
      const next = this.#start(member.index);
      const address = await readyInTime(next);
      if (this.#isStopping) return;
      if (address === undefined) {
        this.#options.log.error("process.not_replaced", { process: member.index });
        next.kill();
        return;
      }
      if (this.#elected === member) this.#elected = undefined;
      await this.#stop(member, true);
      this.#options.log.info("process.replaced", { process: member.index });
    }
  }

  async #stop(member: Member, isReplaced: boolean): Promise<void> {
    member.isStopping = true;
    this.#elect();
    // One that is still starting has nothing to drain, and does not listen to messages yet.
    if (member.isReady) member.send({ type: "stop", isReplaced });
    else member.kill();
    const timer = setTimeout(member.kill, this.#options.config.shutdownDelayMs + drainTimeoutMs + stopMarginMs);
    await member.exited.promise;
    clearTimeout(timer);
  }

  async #stopAll(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#members].map((member) => this.#stop(member, false)));
    this.#ended.resolve();
  }
}

/**
 * Runs serving processes until the stop request, and waits for them to end. SIGHUP replaces them one by one.
 * @throws {ConfigError} where they cannot share the port.
 * @throws {ProcessEnded} when one of them ends before all were ready for the first time.
 */
export async function supervise(options: SupervisorOptions): Promise<void> {
  await checkPort(options.config);
  await new Supervisor(options).run();
}
