package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private final InOrder order = new InOrder();
  private final List<String> started = new ArrayList<>();

  private Future<String> start(String name, Promise<String> end) {
    started.add(name);
    return end.future();
  }

  @Test
  void workOfOneKeyIsDoneOneAfterTheOther() {
    Promise<String> first = Promise.promise();
    Promise<String> second = Promise.promise();

    Future<String> one = order.after("a", () -> start("first", first));
    Future<String> two = order.after("a", () -> start("second", second));
    order.after("b", () -> start("elsewhere", Promise.promise()));

    assertThat(started).containsExactly("first", "elsewhere");
    first.complete("done");
    assertThat(started).containsExactly("first", "elsewhere", "second");
    second.complete("done too");
    assertThat(one.result()).isEqualTo("done");
    assertThat(two.result()).isEqualTo("done too");
  }

  @Test
  void workThatFailsHoldsNobodyUp() {
    Promise<String> first = Promise.promise();

    Future<String> one = order.after("a", () -> start("first", first));
    Future<String> two = order.after("a", () -> Future.succeededFuture("fine"));
    first.fail("broken");

    assertThat(one.failed()).isTrue();
    assertThat(two.result()).isEqualTo("fine");
  }

  @Test
  void nothingIsKeptOfWhatIsDone() {
    for (int i = 0; i < 100; i++) {
      order.after("key " + i, () -> Future.succeededFuture("done"));
    }
    Promise<String> last = Promise.promise();
    order.after("last", () -> start("last", last));

    assertThat(order.size()).isEqualTo(1);
    last.complete("done");
    assertThat(order.size()).isZero();
  }
}
