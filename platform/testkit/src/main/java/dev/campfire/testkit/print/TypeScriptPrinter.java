package dev.campfire.testkit.print;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.json.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints the TypeScript types of the commands that browsers may ask and the topics that they may
 * listen to. A nested record is named after its enclosing type too ({@code SendMessageAccepted}),
 * so that a new type never renames another.
 */
public final class TypeScriptPrinter {
  private final Map<String, String> declarations = new TreeMap<>();
  private final Map<String, Command<?, ?>> commands = new LinkedHashMap<>();

  private TypeScriptPrinter() {}

  /**
   * @param others records that stand in no command and no event, such as the problem
   */
  public static String print(
      Collection<Command<?, ?>> commands,
      Collection<Topic<?>> topics,
      Collection<Class<? extends Record>> others) {
    TypeScriptPrinter printer = new TypeScriptPrinter();
    for (Command<?, ?> command : commands) {
      if (command.audience() != Audience.INTERNAL) {
        printer.commands.put(command.address(), command);
        printer.declare(Shape.of(command.request()));
        printer.declare(Shape.of(command.reply()));
      }
    }
    topics.forEach(topic -> printer.declare(Shape.ofType(topic.event())));
    others.forEach(type -> printer.declare(Shape.of(type)));
    return printer.text();
  }

  private String text() {
    String addresses =
        commands.values().stream()
            .map(
                command ->
                    "  \"%s\": { request: %s; reply: %s };\n"
                        .formatted(
                            command.address(), name(command.request()), name(command.reply())))
            .collect(Collectors.joining());
    return """
        // The wire contract, printed from the Java records: mvn -pl platform/testkit -am test -Dcontract.print
        // Do not edit. An absent value has no key; `null` stands only where it is written here.

        %s
        /** What a caller may ask: the address, what is sent and what is answered. */
        export interface Commands {
        %s}

        export type CommandAddress = keyof Commands;
        """
        .formatted(String.join("\n", declarations.values()), addresses);
  }

  private static String name(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return enclosing == null ? type.getSimpleName() : name(enclosing) + type.getSimpleName();
  }

  private void declare(Shape shape) {
    if (shape instanceof Shape.Struct struct) {
      declareStruct(struct, "");
    } else if (shape instanceof Shape.Union union) {
      String name = name(union.type());
      if (declarations.putIfAbsent(name, "") == null) {
        union
            .cases()
            .forEach((type, struct) -> declareStruct(struct, "  type: \"" + type + "\";\n"));
        List<String> cases =
            union.cases().values().stream().map(struct -> name(struct.type())).toList();
        declarations.put(
            name, "export type " + name + " =\n  | " + String.join("\n  | ", cases) + ";\n");
      }
    }
  }

  private void declareStruct(Shape.Struct struct, String discriminator) {
    String name = name(struct.type());
    if (declarations.putIfAbsent(name, "") != null) {
      return;
    }
    if (struct.fields().isEmpty() && discriminator.isEmpty()) {
      // An interface without members would take anything.
      declarations.put(name, "export type " + name + " = Record<string, never>;\n");
      return;
    }
    StringBuilder text = new StringBuilder("export interface " + name + " {\n" + discriminator);
    for (Shape.Field field : struct.fields()) {
      text.append("  ")
          .append(field.name())
          .append(field.optional() ? "?: " : ": ")
          .append(type(field.shape()))
          .append(field.orNull() ? " | null;\n" : ";\n");
    }
    declarations.put(name, text.append("}\n").toString());
  }

  private String type(Shape shape) {
    if (shape instanceof Shape.Str
        || shape instanceof Shape.Id
        || shape instanceof Shape.Time
        || shape instanceof Shape.Span) {
      return "string";
    } else if (shape instanceof Shape.Bool) {
      return "boolean";
    } else if (shape instanceof Shape.Whole || shape instanceof Shape.Real) {
      return "number";
    } else if (shape instanceof Shape.OneOf oneOf) {
      String name = name(oneOf.type());
      String literals =
          oneOf.constants().keySet().stream()
              .map(literal -> "\"" + literal + "\"")
              .collect(Collectors.joining(" | "));
      declarations.putIfAbsent(name, "export type " + name + " = " + literals + ";\n");
      return name;
    } else if (shape instanceof Shape.ListOf list) {
      return type(list.item()) + "[]";
    } else if (shape instanceof Shape.Struct struct) {
      declare(struct);
      return name(struct.type());
    }
    throw new IllegalArgumentException("Not printed: " + shape);
  }
}
