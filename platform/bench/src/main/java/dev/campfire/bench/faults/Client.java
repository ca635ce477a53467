package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.bench.wire.TokenSource;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One member of conversations, who writes down what they do and see. */
final class Client implements Person.ConnectionLog {
  private final String name;
  private final History history;
  private final Person person;
  private final List<Long> resumesMs = new ArrayList<>();
  private final List<String> closings = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int feeds;
  private int joinedAgain;
  private long lostAt;

  /**
   * @param line makes a line to the cluster that tells this client of its connections
   */
  Client(
      String name,
      History history,
      Function<Person.ConnectionLog, Person.Line> line,
      TokenSource tokens,
      int home) {
    this.name = name;
    this.history = history;
    this.person = new Person(line.apply(this), tokens, home);
  }

  String name() {
    return name;
  }

  Future<Void> connect() {
    return person.connect();
  }

  Future<JsonNode> ask(String address, Object body) {
    return person.ask(address, body);
  }

  Future<Void> join(String feed, Consumer<JsonNode> listener) {
    feeds++;
    return person.join(feed, listener);
  }

  boolean isOnline() {
    return person.isOnline();
  }

  void leave() {
    person.leave();
  }

  void note(Op op, UUID org, UUID conv, UUID cmid, UUID id, Long seq, String text) {
    history.add(
        new Entry(
            System.currentTimeMillis(),
            name,
            person == null ? 0 : person.connection(),
            op,
            org,
            conv,
            cmid,
            id,
            seq,
            text));
  }

  void marked(UUID conv, UUID reader, long seq) {
    note(Op.MARK, null, conv, null, reader, seq, null);
  }

  /** A feed was joined; after a loss, the last of them ends it. */
  void joined() {
    if (lostAt > 0 && ++joinedAgain == feeds) {
      resumesMs.add((System.nanoTime() - lostAt) / 1_000_000);
      lostAt = 0;
      note(Op.RESUME, null, null, null, null, null, null);
    }
  }

  boolean isBack() {
    return lostAt == 0 && person.isOnline();
  }

  @Override
  public void lost(int closeCode) {
    if (lostAt == 0) {
      lostAt = System.nanoTime();
    }
    joinedAgain = 0;
    closings.add(Integer.toString(closeCode));
    note(Op.LOST, null, null, null, null, null, Integer.toString(closeCode));
  }

  @Override
  public void refused(RequestFailure failure) {
    if (failure.code().equals("internal")) {
      faults.add("answered internal");
    }
  }

  @Override
  public void fault(String what) {
    faults.add(what);
  }

  /** Takes what was measured since the last time. */
  List<Long> takeResumes() {
    List<Long> taken = List.copyOf(resumesMs);
    resumesMs.clear();
    return taken;
  }

  List<String> takeClosings() {
    List<String> taken = List.copyOf(closings);
    closings.clear();
    return taken;
  }

  List<String> faults() {
    return faults;
  }
}
