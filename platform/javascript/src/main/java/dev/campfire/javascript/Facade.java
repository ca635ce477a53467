package dev.campfire.javascript;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.OrgId;
import dev.campfire.host.extension.ExtensionHost;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Happening;
import dev.campfire.spi.Offer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a script can do: declare commands and topics, listen to events, and, in answer to either,
 * ask and announce in the organisation that it was called for.
 */
final class Facade {
  private static final Logger LOGGER = LoggerFactory.getLogger(Facade.class);

  private record Served(Audience audience, Value handler) {}

  private final String name;
  private final ExtensionHost host;
  private final Map<String, Served> commands = new LinkedHashMap<>();
  private final Map<String, Topic<Object>> topics = new LinkedHashMap<>();
  private final Map<String, List<Value>> listeners = new LinkedHashMap<>();
  private JsValues js;

  Facade(String name, ExtensionHost host) {
    this.name = name;
    this.host = host;
  }

  /** Gives the script its three words. */
  void open(Context world) {
    js = new JsValues(world);
    Value global = world.getBindings("js");
    // It finds no class anyway; without it nobody tries.
    global.removeMember("Java");
    global.putMember("command", words(3, "command(address, audience, handler)", this::command));
    global.putMember("topic", words(2, "topic(name, audience)", this::topic));
    global.putMember("on", words(2, "on(event, handler)", this::on));
  }

  /** A word of ours; what is wrong with its use is said to the author as a JavaScript error. */
  private static ProxyExecutable words(int count, String form, ProxyExecutable word) {
    return arguments -> {
      if (arguments.length != count || !arguments[0].isString()) {
        throw new IllegalArgumentException("it reads " + form);
      }
      return word.execute(arguments);
    };
  }

  private Object command(Value... arguments) {
    Audience audience = audience(arguments[1]);
    commands.put(arguments[0].asString(), new Served(audience, function(arguments[2])));
    return null;
  }

  private Object topic(Value... arguments) {
    String topic = arguments[0].asString();
    topics.put(topic, Topic.ofOrganization(topic, Object.class, audience(arguments[1])));
    return null;
  }

  private Object on(Value... arguments) {
    listeners
        .computeIfAbsent(arguments[0].asString(), type -> new ArrayList<>())
        .add(function(arguments[1]));
    return null;
  }

  private static Audience audience(Value word) {
    for (Audience audience : Audience.values()) {
      if (word.isString() && audience.name().toLowerCase(Locale.ROOT).equals(word.asString())) {
        return audience;
      }
    }
    throw new IllegalArgumentException(
        "an audience is \"agents\", \"contacts\", \"everyone\" or \"internal\"");
  }

  private static Value function(Value handler) {
    if (!handler.canExecute()) {
      throw new IllegalArgumentException("the handler must be a function");
    }
    return handler;
  }

  /** Serves what was declared. */
  Future<?> serve() {
    host.check(offer());
    List<Future<?>> served = new ArrayList<>();
    commands.forEach(
        (address, command) ->
            served.add(
                host.bus()
                    .serve(address, (caller, body) -> answer(address, command, caller, body))));
    listeners.forEach(
        (type, handlers) ->
            served.add(
                host.bus().events().on(name, type, (event, here) -> hear(handlers, event, here))));
    return Future.all(served);
  }

  Offer.Part offer() {
    return new Offer.Part(
        name,
        commands.entrySet().stream()
            .map(each -> new Offer.OfferedCommand(each.getKey(), each.getValue().audience()))
            .toList(),
        topics.values().stream()
            .map(each -> new Offer.OfferedTopic(each.name(), each.subject(), each.audience()))
            .toList());
  }

  private Future<Buffer> answer(String address, Served command, Caller caller, Buffer body) {
    // Who may is said here as well: not only bridges reach the bus.
    if (caller.role() != dev.campfire.contract.Role.SYSTEM
        && !command.audience().includes(caller.role())) {
      return Future.failedFuture(
          ProblemException.of(ProblemCode.FORBIDDEN, "This role may not ask this."));
    }
    return js.call(
            command.handler(), js.parse(body), js.parse(WireJson.write(caller)), campfire(caller))
        .map(reply -> reply == null ? Buffer.buffer("{}") : Buffer.buffer(reply))
        .recover(failure -> Future.failedFuture(refusal(address, failure)));
  }

  /** A script refuses by {@code throw {code: "conflict", detail: "…"}}; all else is its fault. */
  private Throwable refusal(String address, Throwable failure) {
    if (failure instanceof JsValues.Thrown thrown && thrown.code() != null) {
      for (ProblemCode code : ProblemCode.values()) {
        if (code.wireName().equals(thrown.code())) {
          return ProblemException.of(code, thrown.detail());
        }
      }
    }
    if (!(failure instanceof ProblemException)) {
      LOGGER
          .atError()
          .addKeyValue("extension", name)
          .addKeyValue("address", address)
          .addKeyValue("reason", failure.getMessage())
          .log("An extension failed on a command");
    }
    return failure;
  }

  private Future<?> hear(List<Value> handlers, Buffer event, Happening here) {
    List<Future<String>> heard = new ArrayList<>();
    for (Value handler : handlers) {
      heard.add(js.call(handler, js.parse(event), campfire(here)));
    }
    return Future.join(heard);
  }

  /** What can be done in the organisation of a caller. */
  private ProxyObject campfire(Caller caller) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("org", caller.org().toString());
    words.put("request", words(2, "campfire.request(address, body)", a -> ask(caller, a)));
    words.put("publish", words(2, "campfire.publish(topic, event)", a -> tell(caller.org(), a)));
    words.put("log", words(1, "campfire.log(sentence)", this::log));
    return ProxyObject.fromMap(words);
  }

  private ProxyObject campfire(Happening here) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("org", here.org().toString());
    words.put("request", words(2, "campfire.request(address, body)", a -> ask(here.self(), a)));
    words.put("publish", words(2, "campfire.publish(topic, event)", a -> tell(here.org(), a)));
    words.put("log", words(1, "campfire.log(sentence)", this::log));
    words.put(
        "reply",
        words(
            1,
            "campfire.reply(content)",
            a -> js.promise(here.reply(a[0].asString()).map(WireJson::write))));
    return ProxyObject.fromMap(words);
  }

  private Object ask(Caller as, Value... arguments) {
    return js.promise(
        host.context()
            .relay()
            .forward(arguments[0].asString(), as, Buffer.buffer(js.text(arguments[1]))));
  }

  private Object tell(OrgId org, Value... arguments) {
    Topic<Object> topic = topics.get(arguments[0].asString());
    if (topic == null) {
      throw new IllegalArgumentException("the topic is not declared: topic(name, audience)");
    }
    host.context()
        .bus()
        .publish(topic.at(org), WireJson.readTrusted(js.text(arguments[1]), Object.class));
    return null;
  }

  private Object log(Value... arguments) {
    LOGGER.atInfo().addKeyValue("extension", name).log("{}", arguments[0].asString());
    return null;
  }

  /** What an author is told: the message and where. */
  static String told(PolyglotException e) {
    String where =
        e.getSourceLocation() == null ? "" : " in line " + e.getSourceLocation().getStartLine();
    return e.getMessage() + where;
  }
}
