package dev.campfire.host.cli;

import dev.campfire.contract.Caller;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command about one organisation can be told, and how it is carried out. */
final class OrgOptions {
  @Option(
      names = "--org",
      paramLabel = "ORG",
      description = "Its id, widget key or name; not needed while there is only one.")
  private String name;

  @Mixin private OperatorOptions options;

  /** What is asked, as the operator of the organisation. */
  interface Work {
    void run(OperatorOptions.Session session, Caller operator);
  }

  void run(Work work) {
    options.run(session -> work.run(session, session.operatorOf(name)));
  }

  /** Where browsers come to, as the configuration says it. */
  String publicUrl() {
    return options.publicUrl();
  }
}
