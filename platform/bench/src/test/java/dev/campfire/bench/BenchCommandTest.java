package dev.campfire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void leavesOtherPeoplesServersAlone() {
    assertThat(run("chat", "--url", "https://chat.example.com")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("--allow-remote").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesInOneLineWhatTheServerWouldRefuse() {
    assertThat(run("chat", "--conversations", "100")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString())
        .startsWith("campfire: Over the server's default limits: ")
        .hasLineCount(1);
  }

  @Test
  void measuresTheMachinesLimitsUnlessToldNotTo() {
    assertThat(ceilings("chat")).isTrue();
    assertThat(ceilings("chat", "--ceilings")).isTrue();
    assertThat(ceilings("chat", "--no-ceilings")).isFalse();
  }

  private static boolean ceilings(String... arguments) {
    CommandLine chat =
        new CommandLine(new BenchCommand())
            .parseArgs(arguments)
            .subcommand()
            .commandSpec()
            .commandLine();
    return chat.getCommandSpec().findOption("--ceilings").getValue();
  }

  @Test
  void refusesAPingThatTheServerWouldRefuse() {
    assertThat(run("ping", "--from", "contact")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("--pause of at least 200ms");
  }

  @Test
  void refusesAnOptionThatItDoesNotKnow() {
    assertThat(run("chat", "--rates", "5")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("ping", "--from", "nobody")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("chat", "--duration", "30")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "idle,      --sockets,       0",
    "idle,      --sockets,       15001",
    "idle,      --duration,      10ms",
    "storm,     --sockets,       15001",
    "storm,     --within,        25s",
    "storm,     --limit,         11m",
    "storm,     --rate,          0",
    "soak,      --round,         11m",
    "soak,      --duration,      25h",
    "soak,      --rate,          20001",
    "inbox,     --rate,          801",
    "inbox,     --duration,      2h",
    "inbox,     --agents,        401",
    "api,       --rate,          0",
    "api,       --in-flight,     5001",
    "api,       --in-flight-for, 10ms",
    "api,       --conversations, 0",
    "history,   --page,          201",
    "history,   --conversations, 0",
    "history,   --warmup,        11m",
    "history,   --connections,   0",
  })
  void refusesAScenarioThatMakesNoSenseAndNamesTheOption(
      String scenario, String option, String value) {
    assertThat(run(scenario, option, value)).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).startsWith("campfire: ").contains(option).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"idle", "storm", "inbox", "api", "history", "soak"})
  void leavesOtherPeoplesServersAlone(String scenario) {
    assertThat(run(scenario, "--url", "https://chat.example.com")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("--allow-remote").hasLineCount(1);
  }

  @Test
  void fillsNoDatabaseOfOthers() {
    assertThat(
            run("fill", "--messages", "1k", "--database", "postgresql://o:secret@db.example.com/c"))
        .isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("--allow-remote").doesNotContain("secret").hasLineCount(1);
  }

  @Test
  void refusesAFillThatMakesNoSense() {
    String[] fill = {"fill", "--database", "postgresql://postgres@127.0.0.1:1/c", "--messages"};

    assertThat(run(fill[0], fill[1], fill[2], fill[3], "10", "--conversations", "11"))
        .isEqualTo(RunOptions.REFUSED);
    assertThat(run(fill[0], fill[1], fill[2], fill[3], "2000M")).isEqualTo(RunOptions.REFUSED);
    assertThat(run(fill[0], fill[1], fill[2], fill[3], "10", "--days", "0"))
        .isEqualTo(RunOptions.REFUSED);
    assertThat(run(fill[0], fill[1], fill[2])).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--conversations", "--messages", "--days");
  }

  @Test
  void comparesCostsOnOneMachineOnly() {
    String[] both = {
      "--url", "http://127.0.0.1:1", "--database", "postgresql://p@127.0.0.1/one", "--full-url"
    };

    assertThat(
            run(
                "cost",
                both[0],
                both[1],
                both[2],
                both[3],
                both[4],
                "https://chat.example.com",
                "--full-database",
                "postgresql://p@127.0.0.1/other"))
        .isEqualTo(RunOptions.REFUSED);
    assertThat(err.toString()).contains("chat.example.com").hasLineCount(1);
  }

  @Test
  void measuresTheShareOfPartsThatTheChatCanDoWithout() {
    assertThat(run("share", "--part", "messaging")).isEqualTo(RunOptions.REFUSED);
    assertThat(run("share", "--part", "nothing")).isEqualTo(RunOptions.REFUSED);
    assertThat(run("share", "--pairs", "0")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("can do without", "--pairs must").hasLineCount(3);
  }

  @Test
  void refusesToWatchFiguresWithoutAPause() {
    assertThat(run("live", "--pause", "1ms")).isEqualTo(RunOptions.REFUSED);

    assertThat(err.toString()).contains("--pause").hasLineCount(1);
  }

  @Test
  void saysThatADatabaseIsNotThere() {
    assertThat(run("fill", "--messages", "10", "--database", "postgresql://postgres@127.0.0.1:1/c"))
        .isEqualTo(RunOptions.BROKEN_OFF);

    assertThat(err.toString()).contains("127.0.0.1:1/c");
  }

  @Test
  void asksWhatToMeasure() {
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains("bench chat");
  }

  @Test
  void showsItsHelp() {
    assertThat(run("chat", "--help")).isZero();

    assertThat(out.toString()).contains("--conversations", "--limits-lifted", "--allow-remote");
  }
}
