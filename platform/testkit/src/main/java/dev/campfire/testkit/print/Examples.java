package dev.campfire.testkit.print;

import dev.campfire.contract.schema.Change;
import dev.campfire.host.json.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An example of every record of the contract, made of its shape: the same each time, and readable.
 *
 * <p>What a text says cannot be made up, so it is declared here, by the component's name or, where
 * that says too little, by the record's and the component's. A text that is declared nowhere fails
 * the build.
 */
public final class Examples {
  private static final Instant MORNING = Instant.parse("2026-11-23T09:15:30.250Z");

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "accessToken", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJjYW1wZmlyZSJ9.c2ln"),
          Map.entry("action", "agent.invited"),
          Map.entry("actorKind", "agent"),
          Map.entry("agentName", "Ada Lovelace"),
          Map.entry("key", "web"),
          Map.entry("kind", "signature"),
          Map.entry("kid", "2"),
          Map.entry("allowedOrigins", "https://shop.example.com"),
          Map.entry("apiKey", "campfirekey_0193….0193….hfGZQ0v4s1Jq8gq2nYB0c3mDq3kq3oJ0"),
          Map.entry("assigneeId", "none"),
          Map.entry("before", "MjAyNi0xMS0yM1QwOToxNTozMC4yNTBa"),
          Map.entry("comment", "Quick and friendly."),
          Map.entry(
              "contactToken", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJjb250YWN0In0.c2ln"),
          Map.entry("content", "Is anybody there?"),
          Map.entry("contract", "1.0"),
          Map.entry("detail", "{\"role\": \"agent\"}"),
          Map.entry("email", "ada@demo.test"),
          Map.entry("greeting", "Hello! How can we help?"),
          Map.entry("holidays", "2026-12-25"),
          Map.entry("identity", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjNyJ9.c2ln"),
          Map.entry("identitySecret", "q3kq3oJ0hfGZQ0v4s1Jq8gq2nYB0c3mDhfGZQ0v4s1J"),
          Map.entry("invitation", "invite_0193….0193….hfGZQ0v4s1Jq8gq2nYB0c3mDq3kq3oJ0"),
          Map.entry("name", "Ada Lovelace"),
          Map.entry("next", "MjAyNi0xMS0yM1QwOToxNTozMC4yNTBa"),
          Map.entry("origin", "https://shop.example.com"),
          Map.entry("password", "campfire"),
          Map.entry("path", "/#/invitation/invite_0193….0193….hfGZQ0v4s1Jq8gq2nYB0c3mDq3kq3oJ0"),
          Map.entry("preview", "Is anybody there?"),
          Map.entry("q", "refund"),
          Map.entry("refreshToken", "hfGZQ0v4s1Jq8gq2nYB0c3mDq3kq3oJ0"),
          Map.entry("scopes", "messaging.*"),
          Map.entry("secret", "campfirekey_0193….0193….hfGZQ0v4s1Jq8gq2nYB0c3mDq3kq3oJ0"),
          Map.entry("subject", "Where is my order?"),
          Map.entry("tag", "billing"),
          Map.entry("tags", "billing"),
          Map.entry("timezone", "Europe/Berlin"),
          Map.entry("token", "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJjYW1wZmlyZSJ9.c2ln"),
          Map.entry("widgetKey", "demo"),
          Map.entry("Contact.email", "joe@example.com"),
          Map.entry("Contact.name", "Joe Doe"),
          Map.entry("ContactDetails.email", "joe@example.com"),
          Map.entry("ContactDetails.name", "Joe Doe"),
          Map.entry("ContactView.email", "joe@example.com"),
          Map.entry("ContactView.name", "Joe Doe"),
          Map.entry("ApiKey.name", "Orders"),
          Map.entry("CreateApiKey.name", "Orders"),
          Map.entry("Entry.subject", "01a207b0-644a-7000-8000-000000000001"),
          Map.entry("ServiceProfile.name", "Orders"),
          Map.entry("OrganizationSettings.name", "Demo Shop"),
          Map.entry("ChangeOrganization.name", "Demo Shop"),
          Map.entry("Organization.name", "Demo Shop"),
          Map.entry("FieldError.field", "content"),
          Map.entry("FieldError.message", "must not be blank"),
          Map.entry("Problem.type", "urn:campfire:problem:invalid_request"),
          Map.entry("Problem.title", "The request is not valid"),
          Map.entry("Problem.code", "invalid_request"),
          Map.entry("Problem.detail", "`content` must not be blank."),
          Map.entry("Problem.instance", "4bf92f3577b34da6a3ce929d0e0e4736"));

  private static final Map<String, Long> NUMBERS =
      Map.ofEntries(
          Map.entry("afterChange", 7L),
          Map.entry("afterSeq", 7L),
          Map.entry("beforeSeq", 8L),
          Map.entry("changeSeq", 9L),
          Map.entry("count", 12L),
          Map.entry("deliveredSeq", 7L),
          Map.entry("expireMs", 4_000L),
          Map.entry("fromMinute", 540L),
          Map.entry("heartbeatMs", 25_000L),
          Map.entry("lastSeq", 7L),
          Map.entry("limit", 50L),
          Map.entry("number", 1042L),
          Map.entry("readSeq", 6L),
          Map.entry("repeatMs", 2_000L),
          Map.entry("retryAfterMs", 1_000L),
          Map.entry("score", 5L),
          Map.entry("seq", 7L),
          Map.entry("status", 400L),
          Map.entry("stopMs", 1_000L),
          Map.entry("toMinute", 1_080L),
          Map.entry("unread", 1L));

  /** How long after {@link #MORNING} a time is. */
  private static final Map<String, Duration> TIMES =
      Map.of(
          "editedAt", Duration.ofMinutes(2),
          "deletedAt", Duration.ofMinutes(3),
          "updatedAt", Duration.ofMinutes(3),
          "resolvedAt", Duration.ofHours(1),
          "snoozedUntil", Duration.ofDays(1),
          "expiresAt", Duration.ofMinutes(15),
          "to", Duration.ofDays(7));

  private static final Set<String> FALSE = Set.of("duplicate", "more", "retryable");

  private static final Map<String, String> CONSTANTS =
      Map.of("Sender.kind", "contact", "LastMessage.senderKind", "contact");

  /** Optional components that stand not beside another one. */
  private static final Set<String> LEFT_OUT =
      Set.of("ReadHistory.afterSeq", "Problem.retryAfterMs", "Message.deletedAt");

  private Examples() {}

  /** A record with all its components, but for those that exclude another. */
  public static <T extends Record> T full(Class<T> type) {
    return make(type, true);
  }

  /** A record with what it must have. */
  public static <T extends Record> T least(Class<T> type) {
    return make(type, false);
  }

  private static <T extends Record> T make(Class<T> type, boolean isFull) {
    Shape.Struct struct = Shape.of(type);
    Object[] values =
        struct.fields().stream().map(field -> component(type, field, isFull)).toArray();
    return construct(type, values);
  }

  private static Object component(Class<?> type, Shape.Field field, boolean isFull) {
    String qualified = type.getSimpleName() + "." + field.name();
    if (field.optional() && (!isFull || LEFT_OUT.contains(qualified))) {
      return null;
    }
    Object value =
        field.orNull() && !isFull ? null : value(type, field.name(), field.shape(), isFull);
    return field.isChange() ? new Change<>(value) : value;
  }

  private static Object value(Class<?> type, String name, Shape shape, boolean isFull) {
    if (shape instanceof Shape.Str) {
      return text(type, name);
    } else if (shape instanceof Shape.Bool) {
      return !FALSE.contains(name);
    } else if (shape instanceof Shape.Whole whole) {
      return whole(name, whole);
    } else if (shape instanceof Shape.Real) {
      return 4.5;
    } else if (shape instanceof Shape.Id id) {
      UUID made = id(id.type() == UUID.class ? name : id.type().getSimpleName());
      return id.type() == UUID.class ? made : construct(id.type(), made);
    } else if (shape instanceof Shape.OneOf oneOf) {
      return constant(type, name, oneOf);
    } else if (shape instanceof Shape.Time) {
      return MORNING.plus(TIMES.getOrDefault(name, Duration.ZERO));
    } else if (shape instanceof Shape.ListOf list) {
      return List.of(value(type, name, list.item(), isFull));
    } else if (shape instanceof Shape.Struct struct) {
      return make(struct.type(), isFull);
    }
    throw new IllegalArgumentException("No example of " + shape);
  }

  private static String text(Class<?> type, String name) {
    String own = TEXTS.get(type.getSimpleName() + "." + name);
    String text = own == null ? TEXTS.get(name) : own;
    if (text == null) {
      throw new IllegalStateException(
          "The text `%s` of %s has no example: declare one in Examples.TEXTS"
              .formatted(name, type.getName()));
    }
    return text;
  }

  private static Object whole(String name, Shape.Whole shape) {
    long wanted = NUMBERS.getOrDefault(name, 3L);
    long min = shape.range() == null ? 0 : shape.range().min();
    long max = shape.range() == null ? Integer.MAX_VALUE : shape.range().max();
    long value = Math.max(min, Math.min(max, wanted));
    boolean isInt = shape.type() == int.class || shape.type() == Integer.class;
    return isInt ? (Object) (int) value : (Object) value;
  }

  private static Enum<?> constant(Class<?> type, String name, Shape.OneOf shape) {
    String wanted = CONSTANTS.get(type.getSimpleName() + "." + name);
    return wanted == null
        ? shape.constants().values().iterator().next()
        : shape.constants().get(wanted);
  }

  /** The same for what has the same name, so that an example's parts belong together. */
  private static UUID id(String name) {
    UUID hash = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    long high = 0x01a207b0_644a_7000L | (hash.getMostSignificantBits() & 0xfff);
    long low = 0x8000_0000_0000_0000L | (hash.getLeastSignificantBits() >>> 2);
    return new UUID(high, low);
  }

  private static <T> T construct(Class<T> type, Object... values) {
    try {
      Class<?>[] parameters =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a " + type.getName(), e);
    }
  }
}
