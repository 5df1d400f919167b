import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Pooler, programMissing, startPooler } from "./pgbouncer.ts";
import { freePort } from "./runtimes.ts";

/** Why pgpool-II tests are skipped, or `undefined`; with `CI=true` it must be installed. */
export const pgpoolMissing = (): string | undefined => programMissing("pgpool");

/** Starts pgpool-II in front of the database's server, without load balancing, as docs/DEPLOY.md asks for. */
export const startPgpool = (databaseUrl: string, more: Readonly<Record<string, string>> = {}): Promise<Pooler> =>
  startPooler("pgpool", databaseUrl, async (folder, port) => {
    const { hostname, port: serverPort } = new URL(databaseUrl);
    const settings = {
      listen_addresses: "127.0.0.1",
      port,
      unix_socket_directories: folder,
      socket_dir: folder,
      pcp_socket_dir: folder,
      pcp_port: await freePort(),
      pid_file_name: join(folder, "pgpool.pid"),
      logdir: folder,
      backend_clustering_mode: "streaming_replication",
      load_balance_mode: "off",
      sr_check_period: 0,
      backend_hostname0: hostname,
      backend_port0: serverPort || 5432,
      num_init_children: 40,
      max_pool: 1,
      // Lets it sign in to the server by the password that the client sends.
      allow_clear_text_frontend_auth: "on",
      ...more,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
    const [config, pcp, hba] = [join(folder, "pgpool.conf"), join(folder, "pcp.conf"), join(folder, "pool_hba.conf")];
    writeFileSync(config, `${lines.join("\n")}\n`, { mode: 0o644 });
    writeFileSync(pcp, "", { mode: 0o644 });
    writeFileSync(hba, "host all all all trust\n", { mode: 0o644 });
    return ["-n", "-f", config, "-F", pcp, "-a", hba];
  });
