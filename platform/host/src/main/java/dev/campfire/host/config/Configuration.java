package dev.campfire.host.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.campfire.contract.Problem.FieldError;
import dev.campfire.contract.ProblemException;
import dev.campfire.host.StartFailure;
import dev.campfire.host.json.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the node is told: the defaults of {@code conf/campfire.yaml}, over them the operator's file,
 * the environment ({@code CAMPFIRE_DATABASE_URL} is {@code database.url}) and the command line. An
 * unknown key stops the start, and all faults are said at once.
 */
public final class Configuration {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String PREFIX = "CAMPFIRE_";
  private static final String EXTENSIONS = "extensions.";

  private final ObjectNode tree;
  private final List<FieldError> faults = new ArrayList<>();

  private Configuration(ObjectNode tree) {
    this.tree = tree;
  }

  /** The defaults alone. */
  public static Configuration defaults() {
    try (InputStream in = Configuration.class.getResourceAsStream("/campfire.yaml")) {
      return new Configuration((ObjectNode) YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays the operator's file over what is there. */
  public Configuration overlay(Path file) {
    try {
      JsonNode read = YAML.readTree(Files.readAllBytes(file));
      if (read == null || read.isMissingNode() || read.isNull()) {
        return this;
      }
      if (!read.isObject()) {
        throw new StartFailure("The configuration " + file + " must hold keys and values.");
      }
      merge(tree, (ObjectNode) read, "");
      return this;
    } catch (JsonProcessingException e) {
      throw new StartFailure(
          "The configuration "
              + file
              + " is not YAML: line "
              + e.getLocation().getLineNr()
              + ", "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + ".",
          e);
    } catch (IOException e) {
      throw new StartFailure("The configuration " + file + " cannot be read.", e);
    }
  }

  private void merge(ObjectNode known, ObjectNode given, String path) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode old = known.get(entry.getKey());
      if (key.startsWith(EXTENSIONS)) {
        // What keys there are says the extension, when it comes.
        known.set(entry.getKey(), entry.getValue());
      } else if (old == null) {
        faults.add(new FieldError(key, "is not a known key"));
      } else if (old.isObject() && entry.getValue().isObject()) {
        merge((ObjectNode) old, (ObjectNode) entry.getValue(), key);
      } else if (old.isObject()) {
        faults.add(new FieldError(key, "must hold keys and values"));
      } else {
        known.set(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Lays environment variables over what is there; those without our prefix are not ours. */
  public Configuration overlay(Map<String, String> environment) {
    overlay(tree, PREFIX, environment);
    return this;
  }

  private static void overlay(ObjectNode node, String prefix, Map<String, String> environment) {
    for (String key : Set.copyOf(fieldNames(node))) {
      String name = prefix + key.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
      JsonNode value = node.get(key);
      if (value.isObject()) {
        overlay((ObjectNode) value, name + "_", environment);
      } else if (environment.get(name) != null) {
        node.set(key, scalar(environment.get(name)));
      }
    }
  }

  private static List<String> fieldNames(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode scalar(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException notYaml) {
      return YAML.getNodeFactory().textNode(text);
    }
  }

  /** Sets one value by its path, as the command line does; null leaves it as it is. */
  public Configuration set(String path, Object value) {
    if (value == null) {
      return this;
    }
    ObjectNode at = tree;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.withObjectProperty(keys[i]);
    }
    at.set(keys[keys.length - 1], YAML.valueToTree(value));
    return this;
  }

  /** Takes the value of one key away. */
  public Configuration unset(String path) {
    return set(path, NullNode.getInstance());
  }

  /** One value as text, or null if it is not set. */
  public String text(String path) {
    JsonNode value = tree.at("/" + path.replace('.', '/'));
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /**
   * Binds a section to its record. Faults are kept for {@link #check}; the answer is then null.
   *
   * @param name of the section: at the top of the file, or {@code extensions.<name>}
   */
  public <C extends Record> C section(String name, Class<C> type) {
    ObjectNode section =
        tree.at("/" + name.replace('.', '/')) instanceof ObjectNode found
            ? found.deepCopy()
            : YAML.createObjectNode();
    removeNulls(section);
    try {
      return RecordReader.read(section, type);
    } catch (ProblemException e) {
      for (FieldError error : e.problem("").errors()) {
        // A record's own rule names its key already.
        boolean named = error.message().startsWith(name + ".");
        faults.add(named ? new FieldError("", error.message()) : prefixed(name, error));
      }
      return null;
    }
  }

  private static FieldError prefixed(String name, FieldError error) {
    return new FieldError(
        error.field().isEmpty() ? name : name + "." + error.field(), error.message());
  }

  /** A key without a value is one that is not set. */
  private static void removeNulls(ObjectNode node) {
    for (String key : fieldNames(node)) {
      JsonNode value = node.get(key);
      if (value.isNull()) {
        node.remove(key);
      } else if (value.isObject()) {
        removeNulls((ObjectNode) value);
      }
    }
  }

  /**
   * @throws StartFailure that names every fault found so far
   */
  public void check() {
    if (faults.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (FieldError fault : faults) {
      lines.add((fault.field() + " " + fault.message()).strip());
    }
    throw new StartFailure("The configuration is wrong: " + String.join("; ", lines) + ".");
  }
}
