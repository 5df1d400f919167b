import { isLoopback } from "../network/loopback.ts";
import type { Log } from "../providers/log.ts";
import { type Config, type Environment, isDevelopment } from "./config.ts";
import { settingNames } from "./environment.ts";
import { isGuessable } from "./key-settings.ts";

/** A setting that is valid but probably a mistake. */
export interface SettingWarning {
  readonly setting: string;
  readonly problem: string;
  readonly advice: string;
}

export interface WarnedSettings {
  readonly config: Config;
  /** The environment. Unknown variables belong to other programs, unless a name resembles a setting. */
  readonly environment: Environment;
  readonly log: Log;
  /** True when the server itself speaks plain HTTP, so that HTTPS requires a proxy in front; false on Workers. */
  readonly isPlainHttp: boolean;
}

const isPlainAndPublic = (address: URL) => address.protocol === "http:" && !isLoopback(address);

/** Edit distance with adjacent transpositions (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)];
      const row = rows[i];
      if (row !== undefined) row[j] = Math.min(...steps, ...(isSwap ? [at(i - 2, j - 2) + 1] : []));
    }
  return at(a.length, b.length);
}

const maxNameLength = 40;
/** In names shorter than this, two edits match too many words. */
const longNameLength = 8;
const plural = (name: string) => name.replace(/(?:IES|Y|S)$/, "");

/** The setting whose name resembles `name`: different case, separator or number, or one or two typos. */
function nearlySetting(name: string): string | undefined {
  if (settingNames.includes(name) || name.length > maxNameLength) return undefined;
  const upper = name.toUpperCase().replace(/[-.]/g, "_");
  return settingNames.find((setting) => {
    if (setting === upper || plural(setting) === plural(upper)) return true;
    const allowed = Math.min(setting.length, upper.length) < longNameLength ? 1 : 2;
    return Math.abs(setting.length - upper.length) <= allowed && editsBetween(setting, upper) <= allowed;
  });
}

/** Finds variables that resemble a setting that is not set. */
export function* misspelt(environment: Environment): Generator<SettingWarning> {
  for (const name of Object.keys(environment)) {
    const setting = nearlySetting(name);
    if (setting === undefined || !environment[name] || environment[setting]) continue;
    yield { setting: name, problem: "is no setting", advice: `did you mean ${setting}?` };
  }
}

function* guessableKeys({ encryptionKeys, jwtKeys }: Config): Generator<SettingWarning> {
  for (const [setting, keys] of Object.entries({ ENCRYPTION_KEYS: encryptionKeys, JWT_KEYS: jwtKeys }))
    for (const { id, secret } of keys)
      if (isGuessable(secret))
        yield {
          setting,
          problem: `the key ${id} is not random`,
          advice: "make one with: node -p \"require('node:crypto').randomBytes(32).toString('base64')\"",
        };
  const shared = jwtKeys.find(({ secret }) => encryptionKeys.some((key) => Buffer.from(key.secret).equals(secret)));
  if (shared !== undefined)
    yield {
      setting: "JWT_KEYS",
      problem: `the key ${shared.id} is also one of ENCRYPTION_KEYS`,
      advice: "use two keys",
    };
}

function* addresses(config: Config, isSet: (name: string) => boolean, isPlainHttp: boolean): Generator<SettingWarning> {
  const { publicUrl, appOrigins, accountPages, redis, trustedProxies } = config;
  const isPublic = !isDevelopment(config);
  if (isPlainAndPublic(publicUrl))
    yield {
      setting: "PUBLIC_URL",
      problem: "is http://: passwords and tokens travel in the open, and browsers keep no session cookie",
      advice: "put TLS in front and write https://",
    };
  if (isPublic && !isSet("PUBLIC_URL"))
    yield {
      setting: "PUBLIC_URL",
      problem: "is not set, though others can reach the server: links in mail and providers lead to localhost",
      advice: "set it to the address that users see",
    };
  const plainOrigin = appOrigins === "*" ? undefined : appOrigins.find((origin) => isPlainAndPublic(new URL(origin)));
  if (isPublic && plainOrigin !== undefined)
    yield {
      setting: "APP_ORIGINS",
      problem: `${plainOrigin} is http://, so that others on the way can act as it`,
      advice: "use https://",
    };
  if (isPublic && isSet("ACCOUNT_PAGES") && isLoopback(new URL(accountPages)))
    yield { setting: "ACCOUNT_PAGES", problem: "links in mail lead to this machine", advice: "name a public address" };
  if (redis.kind === "upstash" && isPlainAndPublic(new URL(redis.url)))
    yield {
      setting: "UPSTASH_REDIS_REST_URL",
      problem: "is http://: its token travels in the open",
      advice: "use https://",
    };
  if (isPlainHttp && publicUrl.protocol === "https:" && trustedProxies === 0)
    yield {
      setting: "TRUSTED_PROXIES",
      problem: "is 0, though PUBLIC_URL is https:// and so a proxy is in front: limits take all callers for one",
      advice: "set it to the number of proxies that add to X-Forwarded-For",
    };
}

function* openToOthers(config: Config): Generator<SettingWarning> {
  if (isDevelopment(config)) return;
  if (config.limits === "off")
    yield { setting: "LIMITS", problem: "is off, though others can reach the server", advice: "leave it out" };
  if (config.serverTiming)
    yield {
      setting: "SERVER_TIMING",
      problem: "is on: responses show every caller their timing",
      advice: "leave it out",
    };
  if (config.logLevel === "silent")
    yield { setting: "LOG_LEVEL", problem: "is silent: failures leave no trace", advice: "set it to error at least" };
}

/** Logs each probably mistaken setting once at startup, without values that may be secret. */
export function warnAboutSettings({ config, environment, log, isPlainHttp }: WarnedSettings): void {
  const isSet = (name: string) => config.shownSettings.some((setting) => setting.name === name && setting.isSet);
  for (const warning of [
    ...misspelt(environment),
    ...addresses(config, isSet, isPlainHttp),
    ...openToOthers(config),
    ...guessableKeys(config),
  ])
    log.warn("config.setting_doubtful", { ...warning });
}
