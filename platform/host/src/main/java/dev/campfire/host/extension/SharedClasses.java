package dev.campfire.host.extension;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Of our classes, those that an extension compiles against. Everything else it brings along, in
 * whichever version; and it does not find our modules as its own.
 */
final class SharedClasses extends ClassLoader {
  private static final List<String> SHARED =
      List.of(
          "dev.campfire.contract.",
          "dev.campfire.spi.",
          "io.vertx.",
          "io.micrometer.",
          "com.fasterxml.jackson.",
          "org.slf4j.");

  private final ClassLoader ours;

  SharedClasses(ClassLoader ours) {
    // Above the class path: what is the JDK's.
    super("campfire-shared", ClassLoader.getPlatformClassLoader());
    this.ours = ours;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return ours.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }
}
