package dev.campfire.javascript;

import dev.campfire.host.extension.Extension;
import dev.campfire.host.extension.ExtensionHost;
import dev.campfire.spi.Offer;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;

/** One script with a world of its own. */
final class Script implements Extension {
  private final String name;
  private final String source;
  private final Engine engine;
  private final Facade facade;
  private volatile Context world;

  Script(String name, String source, Engine engine, ExtensionHost host) {
    this.name = name;
    this.source = source;
    this.engine = engine;
    this.facade = new Facade(name, host);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Deployable verticle() {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return Script.this.start();
      }

      /** What a script holds is the Context's, which is closed after this. */
      @Override
      public Future<?> stop() {
        return Future.succeededFuture();
      }
    };
  }

  private Future<?> start() {
    world =
        Context.newBuilder("js")
            .engine(engine)
            .sandbox(SandboxPolicy.TRUSTED)
            // Values cross as proxies; no method of a Java object can be called.
            .allowHostAccess(HostAccess.NONE)
            .allowHostClassLookup(none -> false)
            .allowIO(IOAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowCreateThread(false)
            .allowCreateProcess(false)
            .allowNativeAccess(false)
            .option("js.strict", "true")
            .option("js.console", "false")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.graal-builtin", "false")
            .build();
    try {
      facade.open(world);
      world.eval("js", source);
    } catch (PolyglotException e) {
      return Future.failedFuture(new IllegalArgumentException(Facade.told(e)));
    }
    return facade.serve();
  }

  @Override
  public Offer.Part offer() {
    return facade.offer();
  }

  @Override
  public boolean interrupt() {
    close();
    return true;
  }

  @Override
  public void close() {
    Context open = world;
    if (open != null) {
      open.close(true);
    }
  }
}
