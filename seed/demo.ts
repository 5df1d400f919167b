import type { Db } from "../server/database/index.ts";
export const seedDemo = async (_db: Db): Promise<boolean> => false;
