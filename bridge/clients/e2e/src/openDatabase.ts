import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";

/** The embedded PostgreSQL of a node whose data are in `folder`, as its owner. */
export async function openDatabase(folder: string): Promise<Client> {
  const lines = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n");
  const database = new Client({
    host: "127.0.0.1",
    port: Number(lines[3]),
    user: "postgres",
    database: "campfire",
  });
  await database.connect();
  return database;
}
