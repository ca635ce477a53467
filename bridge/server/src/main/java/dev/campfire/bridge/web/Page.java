package dev.campfire.bridge.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file, ready to be sent.
 *
 * @param gzipped null where it saves nothing
 * @param etag weak, since it stands for the plain and the packed form
 * @param headers that go out with it, apart from its type, size and tag
 */
record Page(
    Buffer plain, Buffer gzipped, String contentType, String etag, Map<String, String> headers) {
  /** Less than this fits a packet either way. */
  private static final int WORTH_PACKING = 1_024;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          // RFC 9512.
          Map.entry("yaml", "application/yaml"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  static Page of(String name, byte[] content, Map<String, String> headers) {
    byte[] packed = isPacked(name) ? content : pack(content);
    boolean saves = content.length >= WORTH_PACKING && packed.length < content.length * 9L / 10;
    return new Page(
        Buffer.buffer(content),
        saves ? Buffer.buffer(packed) : null,
        TYPES.getOrDefault(extension(name), "application/octet-stream"),
        "W/\"" + digest(content) + "\"",
        headers);
  }

  private static boolean isPacked(String name) {
    String extension = extension(name);
    return extension.equals("woff2") || extension.equals("webp") || extension.equals("png");
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static byte[] pack(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
