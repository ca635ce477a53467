package dev.campfire.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.SignedIn;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SecretTest {

  private static final String SECRET = "a-value-that-nobody-may-print";

  @Test
  void theRecordsOfTheContractAreFound() throws Exception {
    assertThat(records()).contains(LogIn.class, SignedIn.class, Caller.class);
    assertThat(records().stream().filter(SecretTest::holdsASecret)).contains(LogIn.class);
  }

  @TestFactory
  Stream<DynamicTest> aRecordPrintsNoneOfItsSecrets() throws Exception {
    return records().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getName(),
                    () -> assertThat(sample(type).toString()).doesNotContain(SECRET)));
  }

  private static boolean holdsASecret(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(component -> component.isAnnotationPresent(Secret.class));
  }

  /** Every record among the compiled classes, so that one to come cannot be forgotten. */
  private static List<Class<?>> records() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(Class::isRecord)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A record with every component filled, and each secret one, however deep, with the canary. */
  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], components[i].getGenericType());
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object value(RecordComponent component, Type type)
      throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return List.of(value(component, list.getActualTypeArguments()[0]));
    }
    if (type == String.class) {
      return component.isAnnotationPresent(Secret.class) ? SECRET : "plain";
    }
    if (component.isAnnotationPresent(Secret.class)) {
      throw new AssertionError(component + " is secret: say here how to fill a " + type);
    }
    if (type == UUID.class) {
      return new UUID(1, 2);
    }
    if (type == Instant.class) {
      return Instant.EPOCH;
    }
    if (type == long.class || type == Long.class) {
      return 1L;
    }
    if (type == int.class || type == Integer.class) {
      return 1;
    }
    if (type == double.class || type == Double.class) {
      return 1.0;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> named
        && named.isRecord()) {
      return sample(named);
    }
    if (type instanceof Class<?> named && named.isRecord()) {
      return sample(named);
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return named.getEnumConstants()[0];
    }
    // Of no kind that could hold a secret: a class object, a type variable, an interface.
    return null;
  }
}
