package dev.campfire.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import dev.campfire.testkit.print.Schemas;
import java.util.Set;

/** The bound of a text in UTF-16 units, which {@code maxLength} does not count. */
final class Utf16Units extends AbstractKeyword {
  Utf16Units() {
    super(Schemas.UTF16_UNITS);
  }

  @Override
  public JsonValidator newValidator(
      SchemaLocation location,
      JsonNodePath path,
      JsonNode bound,
      JsonSchema parent,
      ValidationContext context) {
    return new AbstractJsonValidator(location, path, this, bound) {
      @Override
      public Set<ValidationMessage> validate(
          ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
        return value.isTextual() && value.textValue().length() > bound.intValue()
            ? Set.of(
                ValidationMessage.builder()
                    .instanceLocation(at)
                    .evaluationPath(path)
                    .message(at + ": has over " + bound + " UTF-16 units")
                    .build())
            : Set.of();
      }
    };
  }
}
