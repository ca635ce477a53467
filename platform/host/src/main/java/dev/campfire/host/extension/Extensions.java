package dev.campfire.host.extension;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The extensions of a node: what is in the folder runs, and what is not does not. */
public final class Extensions {
  private static final Logger LOGGER = LoggerFactory.getLogger(Extensions.class);

  /** Asked for again and again, since not every file system tells of its changes. */
  private static final long LOOK_EVERY_MS = 1_000;

  /** A file's state; it is taken when two looks saw the same, so that it is there as a whole. */
  private record Stamp(long size, long changedAtMs) {}

  private final Vertx vertx;
  private final Path folder;
  private final ExtensionHost host;
  private final Map<String, ExtensionLanguage> languages = new HashMap<>();
  private final Map<Path, List<Running>> running = new HashMap<>();
  private final Map<Path, Stamp> taken = new HashMap<>();
  private Map<Path, Stamp> seen = Map.of();
  private Future<Void> work = Future.succeededFuture();
  private boolean isLooking;
  private long timer;

  public Extensions(Vertx vertx, Path folder, ExtensionHost host) {
    this.vertx = vertx;
    this.folder = folder;
    this.host = host;
    JarLanguage jars = new JarLanguage();
    languages.put(jars.suffix(), jars);
    ServiceLoader.load(ExtensionLanguage.class)
        .forEach(found -> languages.put(found.suffix(), found));
  }

  /** Looks from now on, until {@link #stop}; on the event loop that called. */
  public void start() {
    timer = vertx.setPeriodic(1, LOOK_EVERY_MS, tick -> look());
  }

  private void look() {
    running.values().forEach(of -> of.forEach(Running::check));
    if (isLooking) {
      return;
    }
    isLooking = true;
    work =
        vertx
            .executeBlocking(this::list)
            .compose(this::follow)
            .onComplete(done -> isLooking = false)
            .otherwise(
                failure -> {
                  LOGGER.atWarn().setCause(failure).log("The folder of extensions cannot be read");
                  return null;
                });
  }

  private Map<Path, Stamp> list() throws IOException {
    Map<Path, Stamp> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (suffix(file).matches("\\.(jar|js)")) {
          BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
          found.put(file, new Stamp(state.size(), state.lastModifiedTime().toMillis()));
        }
      }
    }
    return found;
  }

  private static String suffix(Path file) {
    String name = file.getFileName().toString();
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }

  private Future<Void> follow(Map<Path, Stamp> found) {
    Future<Void> followed = Future.succeededFuture();
    Set<Path> gone = new HashSet<>(taken.keySet());
    gone.removeAll(found.keySet());
    for (Path file : gone) {
      taken.remove(file);
      followed = followed.compose(before -> undeploy(file));
    }
    for (Map.Entry<Path, Stamp> entry : found.entrySet()) {
      Stamp stamp = entry.getValue();
      Path file = entry.getKey();
      if (stamp.equals(seen.get(file)) && !stamp.equals(taken.get(file))) {
        taken.put(file, stamp);
        followed = followed.compose(before -> undeploy(file)).compose(before -> deploy(file));
      }
    }
    seen = found;
    return followed;
  }

  private Future<Void> deploy(Path file) {
    return vertx
        .executeBlocking(() -> load(file))
        .compose(found -> start(file, found))
        .onSuccess(
            started ->
                LOGGER
                    .atInfo()
                    .addKeyValue("file", file.getFileName())
                    .addKeyValue("extensions", names(started))
                    .log("Extension deployed"))
        .otherwise(
            failure -> {
              LOGGER
                  .atError()
                  .addKeyValue("file", file.getFileName())
                  .addKeyValue("reason", failure.getMessage())
                  .setCause(failure instanceof IllegalArgumentException ? null : failure)
                  .log("The extension cannot be deployed; it is tried again when its file changes");
              return null;
            })
        .mapEmpty();
  }

  private List<Extension> load(Path file) {
    ExtensionLanguage language = languages.get(suffix(file));
    if (language == null) {
      throw new IllegalArgumentException(
          "nothing here reads " + suffix(file) + ": lay the folder `javascript` beside the jar");
    }
    try {
      return language.load(file, host);
    } catch (LinkageError | java.util.ServiceConfigurationError e) {
      throw new IllegalStateException(e);
    }
  }

  private Future<List<Running>> start(Path file, List<Extension> found) {
    List<Running> of = new ArrayList<>();
    Future<Void> started = Future.succeededFuture();
    for (Extension extension : found) {
      if (isRunning(extension.name())) {
        found.forEach(Extension::close);
        return Future.failedFuture(
            new IllegalArgumentException("another file has an extension " + extension.name()));
      }
      Running one = new Running(vertx, file, extension);
      of.add(one);
      started = started.compose(before -> one.start());
    }
    return started
        .onSuccess(
            all -> {
              running.put(file, of);
              of.forEach(one -> host.bus().offers().offer(one.extension().offer()));
            })
        .recover(
            failure ->
                Future.join(of.stream().map(Running::stop).toList())
                    .transform(gone -> Future.failedFuture(failure)))
        .map(all -> of);
  }

  private boolean isRunning(String name) {
    return running.values().stream()
        .flatMap(List::stream)
        .anyMatch(one -> one.extension().name().equals(name));
  }

  private static List<String> names(List<Running> of) {
    return of.stream().map(one -> one.extension().name()).toList();
  }

  private Future<Void> undeploy(Path file) {
    List<Running> of = running.remove(file);
    if (of == null) {
      return Future.succeededFuture();
    }
    // First nobody is sent here any more, then it goes.
    of.forEach(one -> host.bus().offers().withdraw(one.extension().name()));
    return Future.join(of.stream().map(Running::stop).toList())
        .transform(
            all -> {
              LOGGER
                  .atInfo()
                  .addKeyValue("file", file.getFileName())
                  .addKeyValue("extensions", names(of))
                  .log("Extension undeployed");
              return Future.succeededFuture();
            });
  }

  /** Undeploys all of them. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    isLooking = true;
    return work.transform(
            idle ->
                Future.join(List.copyOf(running.keySet()).stream().map(this::undeploy).toList()))
        .mapEmpty();
  }
}
