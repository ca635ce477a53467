package dev.campfire.spi;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * Work of a module on all that is stored, which an operator starts by {@code campfire <module>
 * <name>}, beside nodes that run. Blocks: for the main thread of a process of its own.
 */
public interface OperatorTask {

  String name();

  /** One sentence for {@code --help}. */
  String says();

  /** What it may be told, {@code --verify}, and what that does. */
  Map<String, String> flags();

  /**
   * @param connection of the running system's login, which may become its roles; without a time
   *     limit
   * @param flags those that were given
   * @return the status that the process ends with
   */
  int run(Connection connection, Set<String> flags, PrintStream out) throws SQLException;
}
