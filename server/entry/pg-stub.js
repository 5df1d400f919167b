// @ts-nocheck: these files have no types of their own

// Stands for pg in the worker's script: its parts without the binding to libpq, which a worker cannot load. The paths
// are relative because the alias holds for paths within the package too.
import Client from "../../node_modules/pg/lib/client.js";
import Query from "../../node_modules/pg/lib/query.js";
import Pool from "../../node_modules/pg-pool/index.js";
import types from "../../node_modules/pg-types/index.js";

export default { Client, Pool, Query, types };
