package dev.campfire.identity;

import dev.campfire.spi.CannotStart;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Signing keys as they are stored: sealed, if the operator has named a secret. */
final class PgSealedKeys {

  private final Database database;
  private final Optional<Seal> seal;

  PgSealedKeys(Database database, Optional<Seal> seal) {
    this.database = database;
    this.seal = seal;
  }

  /** Seals what was stored before there was a secret. */
  Future<Void> sealAll() {
    return seal.isEmpty()
        ? Future.succeededFuture()
        : database
            .inNoOrg(IdentitySql.KEYS, Tuple.tuple(), row -> row)
            .compose(
                rows ->
                    Future.all(
                        rows.stream()
                            .filter(row -> row.getString("sealed_with") == null)
                            .map(row -> seal(read(row)))
                            .toList()))
            .mapEmpty();
  }

  private Future<?> seal(SigningKey key) {
    return database.inNoOrg(
        IdentitySql.SEAL_KEY,
        Tuple.of(
            key.id(),
            Buffer.buffer(seal.orElseThrow().close(nameOf(key.id()), key.privateKey())),
            seal.orElseThrow().fingerprint()),
        row -> row);
  }

  SigningKey read(Row row) {
    String kid = row.getString("kid");
    byte[] stored = PgRows.bytes(row, "private_key");
    return new SigningKey(
        kid, open(kid, stored, row.getString("sealed_with")), PgRows.bytes(row, "public_key"));
  }

  private byte[] open(String kid, byte[] stored, String sealedWith) {
    if (sealedWith == null) {
      return stored;
    }
    if (seal.isEmpty() || !seal.get().fingerprint().equals(sealedWith)) {
      throw new CannotStart(
          "The signing key "
              + kid
              + " is sealed in the database: name its secret in identity.keySecretFile"
              + " (CAMPFIRE_IDENTITY_KEY_SECRET_FILE), the file key-secret in the data folder of the"
              + " node that made it.");
    }
    return seal.get().open(nameOf(kid), stored);
  }

  /** What {@link IdentitySql#ADD_KEY} is given. */
  Tuple write(SigningKey key) {
    return Tuple.of(
        key.id(),
        Buffer.buffer(
            seal.map(box -> box.close(nameOf(key.id()), key.privateKey()))
                .orElse(key.privateKey())),
        Buffer.buffer(key.publicKey()),
        seal.map(Seal::fingerprint).orElse(null));
  }

  private static String nameOf(String kid) {
    return "signing key " + kid;
  }
}
