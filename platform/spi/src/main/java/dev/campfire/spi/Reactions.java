package dev.campfire.spi;

import dev.campfire.contract.address.Command;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest module: what is done about events, one function each.
 *
 * <pre>{@code
 * public final class Greeting extends Reactions {
 *   public Greeting() {
 *     super("greeting");
 *     on(MessageSent.class, (event, campfire) -> campfire.reply("Hello!"));
 *   }
 * }
 * }</pre>
 */
public abstract class Reactions implements CampfireModule<Reactions.NoSettings> {

  /** There is nothing to be configured. */
  public record NoSettings() {}

  private record Reaction<E>(Class<E> event, Events.Listener<E> listener) {
    Future<?> begin(Events events, String name) {
      return events.on(name, event, listener);
    }
  }

  private final String name;
  private final List<Reaction<?>> reactions = new ArrayList<>();

  /**
   * @param name as {@link CampfireModule#name}
   */
  protected Reactions(String name) {
    this.name = name;
  }

  /** Says what is done about one kind of event; in the constructor. */
  protected final <E> void on(Class<E> event, Events.Listener<E> listener) {
    reactions.add(new Reaction<>(event, listener));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Class<NoSettings> configuration() {
    return NoSettings.class;
  }

  @Override
  public final List<Command<?, ?>> commands() {
    return List.of();
  }

  @Override
  public final boolean usesDatabase() {
    return false;
  }

  @Override
  public final Deployable create(ModuleContext campfire, NoSettings none) {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return Future.all(
            reactions.stream().map(reaction -> reaction.begin(campfire.events(), name)).toList());
      }
    };
  }
}
