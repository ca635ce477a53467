package dev.campfire.bench.fill;

import dev.campfire.bench.RunFailure;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table, in the binary form of COPY (PostgreSQL, COPY, “Binary Format”).
 */
final class PgRows implements Closeable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int BUFFER_BYTES = 1 << 16;

  /** A row of ours is smaller than the room left when the buffer is sent. */
  private static final int ROW_BYTES = 1 << 13;

  private static final int TEXT_OID = 25;
  private static final long SECONDS_FROM_1970_TO_2000 = 946_684_800;

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final int columns;

  private PgRows(CopyIn copy, int columns) {
    this.copy = copy;
    this.columns = columns;
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  /**
   * @param columns comma-separated, in the order in which the values of each row come
   */
  static PgRows into(Connection connection, String table, String columns) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy campfire." + table + " (" + columns + ") from stdin (format binary)");
    return new PgRows(copy, columns.split(",").length);
  }

  PgRows row() {
    if (buffer.remaining() < ROW_BYTES) {
      flush();
    }
    buffer.putShort((short) columns);
    return this;
  }

  PgRows put(UUID value) {
    if (value == null) {
      return putNull();
    }
    buffer.putInt(16).putLong(value.getMostSignificantBits());
    buffer.putLong(value.getLeastSignificantBits());
    return this;
  }

  PgRows put(long value) {
    buffer.putInt(8).putLong(value);
    return this;
  }

  PgRows put(boolean value) {
    buffer.putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  /** Also for bytea. */
  PgRows put(byte[] value) {
    buffer.putInt(value.length).put(value);
    return this;
  }

  PgRows put(String value) {
    return value == null ? putNull() : put(value.getBytes(StandardCharsets.UTF_8));
  }

  PgRows putJson(String value) {
    if (value == null) {
      return putNull();
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(text.length + 1).put((byte) 1).put(text);
    return this;
  }

  /**
   * @param micros since 1970, or null
   */
  PgRows putTime(Long micros) {
    return micros == null ? putNull() : put(micros - SECONDS_FROM_1970_TO_2000 * 1_000_000);
  }

  PgRows put(String[] values) {
    int length = 12 + (values.length == 0 ? 0 : 8);
    byte[][] encoded = new byte[values.length][];
    for (int index = 0; index < values.length; index++) {
      encoded[index] = values[index].getBytes(StandardCharsets.UTF_8);
      length += 4 + encoded[index].length;
    }
    buffer.putInt(length).putInt(values.length == 0 ? 0 : 1).putInt(0).putInt(TEXT_OID);
    if (values.length > 0) {
      buffer.putInt(values.length).putInt(1);
    }
    for (byte[] value : encoded) {
      buffer.putInt(value.length).put(value);
    }
    return this;
  }

  PgRows putNull() {
    buffer.putInt(-1);
    return this;
  }

  /** How many rows there are now, once they are all in. */
  long finish() throws SQLException {
    buffer.putShort((short) -1);
    flush();
    return copy.endCopy();
  }

  /** Gives up what is not finished. */
  @Override
  public void close() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException brokenOff) {
      // The transaction is rolled back whatever this says.
    }
  }

  private void flush() {
    try {
      copy.writeToCopy(buffer.array(), 0, buffer.position());
      buffer.clear();
    } catch (SQLException e) {
      throw new RunFailure("The rows could not be written: " + e.getMessage(), e);
    }
  }
}
