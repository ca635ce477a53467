package dev.campfire.host.cli;

import picocli.CommandLine.Option;

/** Which organisation a command is about. */
final class OrgOption {
  @Option(
      names = "--org",
      paramLabel = "ORG",
      description = "Its id, widget key or name; not needed while there is only one.")
  String name;
}
