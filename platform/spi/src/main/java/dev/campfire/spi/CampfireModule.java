package dev.campfire.spi;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import io.vertx.core.Deployable;
import java.util.List;

/**
 * A part of the product that an operator can run by its name. Found by {@link
 * java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/dev.campfire.spi.CampfireModule}.
 *
 * @param <C> its configuration, a record bound from the section of {@code campfire.yaml} that has
 *     the module's name
 */
public interface CampfireModule<C extends Record> {

  /** The name in {@code campfire run <name>} and in the configuration. */
  String name();

  /** The record that its section of the configuration is bound to; it refuses bad values. */
  Class<C> configuration();

  /** What it serves. Only these may be given to {@link Bus#serve}. */
  List<Command<?, ?>> commands();

  /** What it announces. Only these may be given to {@link Bus#publish}. */
  default List<Topic<?>> topics() {
    return List.of();
  }

  /** What an operator may start of it. */
  default List<OperatorTask> tasks() {
    return List.of();
  }

  /** Whether it goes through {@link ModuleContext#database}; a node where none does needs none. */
  default boolean usesDatabase() {
    return true;
  }

  /**
   * Whether clients come in through it. A node that leaves stops it first, while all that its
   * clients may still ask is served.
   */
  default boolean letsClientsIn() {
    return false;
  }

  /** What the node deploys: one instance, on one event loop. */
  Deployable create(ModuleContext context, C configuration);
}
