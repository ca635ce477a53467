import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";

/** Process and port of the embedded PostgreSQL of a node whose data are in `folder`. */
export async function postmaster(folder: string): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** That PostgreSQL, as another node finds it. */
export async function databaseUrl(folder: string): Promise<string> {
  return `postgresql://campfire@127.0.0.1:${(await postmaster(folder)).port}/campfire`;
}

/** That PostgreSQL, as its owner. */
export async function openDatabase(folder: string): Promise<Client> {
  const database = new Client({
    host: "127.0.0.1",
    port: (await postmaster(folder)).port,
    user: "postgres",
    database: "campfire",
  });
  await database.connect();
  return database;
}
