package dev.campfire.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of the contract, stricter than a reader is: a key that they do not name is a fault,
 * since whoever sends it has not declared it.
 */
public final class ClosedSchemas {
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                      .keyword(new Utf16Units())
                      .keyword(new NonValidationKeyword("components"))
                      .build()));
  private final ObjectNode document;
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  /**
   * @param document that schemas refer into, {@code #/components/schemas/Message}
   */
  public ClosedSchemas(JsonNode document) {
    this.document = JsonNodeFactory.instance.objectNode();
    this.document.set("components", document.get("components").deepCopy());
    close(this.document);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      if (object.path("discriminator").isTextual()) {
        // The word of AsyncAPI; the validator knows that of OpenAPI, which is an object.
        object.remove("discriminator");
      }
    }
    node.forEach(ClosedSchemas::close);
  }

  /**
   * What of a value its schema does not describe.
   *
   * @param reference to a schema of the document, {@code #/components/schemas/Message}
   * @return a sentence each, none if all is well
   */
  public List<String> faults(String reference, JsonNode value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("$ref", reference);
    JsonSchema ready = compiled.computeIfAbsent(schema, this::compile);
    List<String> faults = new ArrayList<>();
    for (ValidationMessage message : ready.validate(value)) {
      faults.add(message.getMessage());
    }
    return faults;
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = document.deepCopy();
    whole.put("$schema", SpecVersion.VersionFlag.V202012.getId());
    whole.setAll((ObjectNode) schema);
    return factory.getSchema(whole);
  }
}
