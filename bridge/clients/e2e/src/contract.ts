import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";

/** Any JSON, as a schema is. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Channel {
  address: string | null;
  messages: Record<string, { $ref: string }>;
}

interface AsyncApi {
  channels: Record<string, Channel>;
  components: { messages: Record<string, { payload: Json }>; schemas: Record<string, Json> };
}

/** Where the printed contract stands in the repository. */
export const GENERATED = new URL("../../../../docs/generated/", import.meta.url);

export function readDocument(name: string): unknown {
  return load(readFileSync(new URL(name, GENERATED), "utf8"));
}

const document = readDocument("asyncapi.yaml") as AsyncApi;

/** Stricter than a reader is: who sends a key that the contract does not name has not declared it. */
function close(node: Json): void {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node) && node["properties"] !== undefined) {
    node["additionalProperties"] ??= false;
  }
  for (const child of Object.values(node)) close(child);
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addKeyword({
  keyword: "x-maxUtf16Units",
  type: "string",
  validate: (most: number, text: string) => text.length <= most,
});
close(document.components);
ajv.addSchema({ $id: "campfire", components: document.components });

const feeds = Object.values(document.channels)
  .filter((channel) => channel.address?.startsWith("org:"))
  .map((channel) => ({
    pattern: new RegExp(`^${(channel.address ?? "").replace(/\{\w+\}/g, "[^:]+")}$`),
    messages: channel.messages,
  }));

function faults(pointer: string, value: unknown): string[] {
  const validate = ajv.getSchema(`campfire${pointer}`);
  if (validate === undefined) return [`the contract has no ${pointer}`];
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

function message(name: string, frame: unknown): string[] {
  return faults(`#/components/messages/${name}/payload`, frame);
}

/**
 * What of a frame the printed contract does not describe, a sentence each.
 *
 * @param asked the address whose answer it is, if it is one
 */
export function frameFaults(
  frame: { type: string; address?: string; body?: unknown; message?: string },
  asked?: string,
): string[] {
  if (frame.type === "pong") return message("pong", frame);
  if (frame.type === "err") {
    if (frame.body !== undefined) return message("unreadable", frame);
    const problem: unknown = JSON.parse(frame.message ?? "null");
    return [
      ...message("failureType" in frame ? "refusal" : "refused", frame),
      ...faults("#/components/schemas/Problem", problem),
    ];
  }
  if (asked !== undefined) return message(`${asked}.reply`, frame);
  const feed = feeds.find(({ pattern }) => pattern.test(frame.address ?? ""));
  const type = (frame.body as { type?: string } | undefined)?.type ?? "";
  const reference = feed?.messages[type]?.$ref;
  return reference === undefined
    ? [`no event ${type} is documented on ${frame.address ?? "no address"}`]
    : faults(`${reference}/payload`, frame);
}
