package dev.campfire.host.extension;

import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.Offer;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Modules in a jar, found in it as the product's own are, with a class loader of its own. */
final class JarLanguage implements ExtensionLanguage {
  @Override
  public String suffix() {
    return ".jar";
  }

  @Override
  public List<Extension> load(Path file, ExtensionHost host) {
    URLClassLoader classes =
        new URLClassLoader(
            file.getFileName().toString(),
            new URL[] {url(file)},
            new SharedClasses(getClass().getClassLoader()));
    List<Extension> found = new ArrayList<>();
    try {
      for (CampfireModule<?> module : ServiceLoader.load(CampfireModule.class, classes)) {
        found.add(extension(module, host, classes));
      }
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "it names no class in META-INF/services/" + CampfireModule.class.getName());
      }
      return found;
    } catch (RuntimeException | Error e) {
      close(classes);
      throw e;
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <C extends Record> Extension extension(
      CampfireModule<C> module, ExtensionHost host, URLClassLoader classes) {
    Offer.Part offer =
        new Offer.Part(
            module.name(),
            module.commands().stream()
                .map(command -> new Offer.OfferedCommand(command.address(), command.audience()))
                .toList(),
            module.topics().stream()
                .map(
                    topic ->
                        new Offer.OfferedTopic(topic.name(), topic.subject(), topic.audience()))
                .toList());
    host.check(offer);
    Deployable verticle =
        module.create(host.context(), host.settings(module.name(), module.configuration()));
    return new Extension() {
      @Override
      public String name() {
        return module.name();
      }

      @Override
      public Deployable verticle() {
        return verticle;
      }

      @Override
      public Offer.Part offer() {
        return offer;
      }

      @Override
      public void close() {
        JarLanguage.close(classes);
      }
    };
  }

  private static void close(URLClassLoader classes) {
    try {
      classes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
