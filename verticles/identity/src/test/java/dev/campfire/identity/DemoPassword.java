package dev.campfire.identity;

/** The hash of {@code campfire} that the demo's rows hold. */
final class DemoPassword {
  private DemoPassword() {}

  static final String PHC =
      "$argon2id$v=19$m=19456,t=2,p=1$Ze2trRmQ605S3xvQ04NMuw$eM+/nXbRxQavtVdZA0/FdaletjGIlUOcrC8Wz1CQ0wk";
}
