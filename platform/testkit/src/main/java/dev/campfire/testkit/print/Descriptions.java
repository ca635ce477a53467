package dev.campfire.testkit.print;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the sources say about types, their components, constants and addresses: the one place where
 * it is written is the Javadoc, which is not there at run time.
 */
public final class Descriptions {
  private final Map<String, String> sentences = new HashMap<>();

  private Descriptions() {}

  /**
   * Reads the Javadoc of every source file.
   *
   * @param folders roots of Java sources
   */
  public static Descriptions read(List<Path> folders) {
    Descriptions descriptions = new Descriptions();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(sources(folders)));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        descriptions.new Reader(docs, unit).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return descriptions;
  }

  private static List<Path> sources(List<Path> folders) throws IOException {
    List<Path> found = new java.util.ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(path -> path.toString().endsWith(".java")).sorted().forEach(found::add);
      }
    }
    return found;
  }

  /** The first sentence about a type, or null. */
  public String of(Class<?> type) {
    return sentences.get(type.getCanonicalName());
  }

  /** What is said about a record's component or an enum's constant, or null. */
  public String of(Class<?> type, String member) {
    return sentences.get(type.getCanonicalName() + "#" + member);
  }

  /** The first sentence about the constant that declares an address, or null. */
  public String ofAddress(String declared) {
    return sentences.get("@" + declared);
  }

  private final class Reader extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final String packageName;
    private String enclosing = "";

    Reader(DocTrees docs, CompilationUnitTree unit) {
      this.docs = docs;
      this.packageName = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      String outer = enclosing;
      enclosing =
          outer.isEmpty() ? packageName + type.getSimpleName() : outer + "." + type.getSimpleName();
      DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
      if (doc != null) {
        put(enclosing, text(doc.getFirstSentence()));
        for (DocTree tag : doc.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            put(enclosing + "#" + param.getName(), sentence(text(param.getDescription())));
          }
        }
      }
      super.visitClass(type, nothing);
      enclosing = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
      if (doc != null) {
        String first = text(doc.getFirstSentence());
        put(enclosing + "#" + variable.getName(), first);
        String address = address(variable.getInitializer());
        if (address != null) {
          sentences.merge("@" + address, first, (one, other) -> one + " " + other);
        }
      }
      return variable.getInitializer() instanceof NewClassTree
          ? null
          : super.visitVariable(variable, nothing);
    }

    /** The text that {@code Command.of} or a maker of topics is given first. */
    private static String address(ExpressionTree initializer) {
      if (initializer instanceof MethodInvocationTree call
          && (call.getMethodSelect().toString().startsWith("Command.")
              || call.getMethodSelect().toString().startsWith("Topic."))
          && !call.getArguments().isEmpty()
          && call.getArguments().get(0).getKind() == Tree.Kind.STRING_LITERAL) {
        return ((com.sun.source.tree.LiteralTree) call.getArguments().get(0)).getValue().toString();
      }
      return null;
    }

    private void put(String name, String text) {
      if (!text.isEmpty()) {
        sentences.put(name, text);
      }
    }
  }

  /** As a sentence: a capital at its start, a full stop at its end. */
  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String start =
        text.startsWith("`")
            ? text
            : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    return start.endsWith(".") ? start : start + ".";
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(Descriptions::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(DocTree part) {
    if (part instanceof TextTree text) {
      return text.getBody();
    } else if (part instanceof LiteralTree literal) {
      return "`" + literal.getBody().getBody().strip() + "`";
    } else if (part instanceof LinkTree link) {
      return link.getLabel().isEmpty()
          ? "`" + link.getReference().getSignature().replaceFirst("^.*#", "") + "`"
          : text(link.getLabel());
    }
    return switch (part.getKind()) {
      case START_ELEMENT, END_ELEMENT -> " ";
      default -> part.toString();
    };
  }
}
