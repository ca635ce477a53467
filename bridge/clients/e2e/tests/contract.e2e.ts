import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Parser } from "@asyncapi/parser";
import { describe, expect, it } from "vitest";
import { frameFaults, GENERATED } from "../src/contract";

describe("the printed contract", () => {
  it("is OpenAPI 3.1", async () => {
    const file = fileURLToPath(new URL("openapi.yaml", GENERATED));

    const api = await SwaggerParser.validate(file);

    expect(api).toHaveProperty("openapi", "3.1.0");
  });

  it("is AsyncAPI 3.0", async () => {
    const text = readFileSync(new URL("asyncapi.yaml", GENERATED), "utf8");

    const { document, diagnostics } = await new Parser().parse(text);

    const errors = diagnostics.filter(({ severity }) => String(severity) === "0");
    expect(errors).toEqual([]);
    expect(document?.version()).toBe("3.0.0");
  });
});

describe("what is held against it", () => {
  const org = "01a207b0-644a-7b66-a361-24970d8d916b";
  const address = `org:${org}:inbox`;
  const joined = { type: "feed.joined", at: "2026-11-23T09:15:30.250Z" };

  it("passes a frame that it describes", () => {
    expect(frameFaults({ type: "rec", address, body: joined })).toEqual([]);
    expect(frameFaults({ type: "pong" })).toEqual([]);
  });

  it.each([
    ["a key that is not declared", { ...joined, isAdmin: true }],
    ["a time of another form", { ...joined, at: "2026-11-23" }],
    ["a missing key", { type: "feed.joined" }],
    ["an event that the feed has not", { ...joined, type: "typing.changed" }],
  ])("fails %s", (_, body) => {
    expect(frameFaults({ type: "rec", address, body })).not.toEqual([]);
  });

  it("fails a reply of another shape, and a problem without its code", () => {
    const reply = { type: "rec", address: "r", body: { duplicate: "no" } };
    const refusal = { type: "err", address: "r", failureCode: 404, message: '{"status":404}' };

    expect(frameFaults(reply, "messaging.send")).not.toEqual([]);
    expect(frameFaults(refusal, "messaging.send")).not.toEqual([]);
  });
});
