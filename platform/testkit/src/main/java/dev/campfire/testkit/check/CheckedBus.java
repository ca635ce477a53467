package dev.campfire.testkit.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.bus.CoreBus;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Frame;
import dev.campfire.spi.Relay;
import dev.campfire.testkit.print.Schemas;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The bus of a node, on which every reply, event and problem is held against the schema of its
 * record: a component that is null where the record does not allow it, a text that is longer than
 * the record says, an event that the module has not declared.
 */
public final class CheckedBus implements Bus {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CoreBus bus;
  private final Collection<Topic<?>> topics;
  private final boolean takesStrangers;
  private final Map<Class<?>, ClosedSchemas> schemas = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  /**
   * @param topics what the node's modules announce
   * @param takesStrangers whether it takes in verticles from outside, whose feeds have no records
   */
  public CheckedBus(CoreBus bus, Collection<Topic<?>> topics, boolean takesStrangers) {
    this.bus = bus;
    this.topics = List.copyOf(topics);
    this.takesStrangers = takesStrangers;
  }

  @Override
  public <Q extends Record, R extends Record> Future<?> serve(
      Command<Q, R> command, Handler<Q, R> handler) {
    return bus.serve(command, handler);
  }

  @Override
  public <Q extends Record, R extends Record> Future<R> request(
      Command<Q, R> command, Caller caller, Q request) {
    return bus.forward(command, caller, WireJson.write(request))
        .map(
            reply -> {
              check(command.address(), command.reply(), reply.toString());
              return WireJson.readTrusted(reply, command.reply());
            })
        .recover(this::asProblem);
  }

  private <R> Future<R> asProblem(Throwable failure) {
    if (failure instanceof Relay.Refusal refusal) {
      check("a problem", Problem.class, refusal.getMessage());
      return Future.failedFuture(
          ProblemException.from(WireJson.readTrusted(refusal.getMessage(), Problem.class)));
    }
    return Future.failedFuture(failure);
  }

  @Override
  public <E> void publish(Topic.Address<E> address, E event, long changeSeq) {
    bus.publish(address, event, changeSeq);
  }

  @Override
  public <E> Future<?> listen(Topic<E> topic, Listener<E> listener) {
    return bus.listen(topic, listener);
  }

  @Override
  public <S extends Record> void tell(Signal<S> signal, S what) {
    bus.tell(signal, what);
  }

  @Override
  public <S extends Record> Future<?> hear(Signal<S> signal, Consumer<S> listener) {
    return bus.hear(signal, listener);
  }

  /** Looks at an event that a node has received. */
  public void check(Frame frame) {
    Buffer bytes = frame.bytes();
    JsonNode body = parse(bytes.toString()).path("body");
    List<String> found = new ArrayList<>();
    for (Topic<?> topic : topics) {
      if (topic.parse(frame.address()) != null) {
        List<String> faultsOfOne = faults(topic.event(), body);
        if (faultsOfOne.isEmpty()) {
          return;
        }
        found.addAll(faultsOfOne);
      }
    }
    if (found.isEmpty() && takesStrangers) {
      return;
    }
    faults.add(
        found.isEmpty()
            ? "No module of this node declares the feed " + frame.address()
            : frame.address() + " announced " + body + ": " + found);
  }

  private void check(String what, Class<?> type, String json) {
    List<String> found = faults(type, parse(json));
    if (!found.isEmpty()) {
      faults.add(what + " answered " + json + ": " + found);
    }
  }

  private List<String> faults(Class<?> type, JsonNode value) {
    return schemas
        .computeIfAbsent(type, CheckedBus::schemasOf)
        .faults("#/components/schemas/" + Schemas.name(type), value);
  }

  private static ClosedSchemas schemasOf(Class<?> type) {
    Schemas printed = Schemas.bare(List.of(), List.of(type));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("components").set("schemas", printed.components());
    return new ClosedSchemas(document);
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Fails if something came since the last call that no schema describes. */
  public void verify() {
    List<String> found = new ArrayList<>();
    for (String fault = faults.poll(); fault != null; fault = faults.poll()) {
      found.add(fault);
    }
    if (!found.isEmpty()) {
      throw new AssertionError("Not as the contract says:\n" + String.join("\n", found));
    }
  }
}
