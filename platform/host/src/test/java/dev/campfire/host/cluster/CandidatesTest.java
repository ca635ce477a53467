package dev.campfire.host.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.TcpIpConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Set<InetSocketAddress> members = ConcurrentHashMap.newKeySet();
  private ServerSocket member;
  private ServerSocket other;
  private String nobody;

  @BeforeEach
  void twoListen() throws IOException {
    member = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    other = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      nobody = "127.0.0.1:" + closed.getLocalPort();
    }
    members.add(new InetSocketAddress("127.0.0.1", member.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    member.close();
    other.close();
    vertx.close();
  }

  private TcpIpConfig seek() {
    TcpIpConfig list =
        new TcpIpConfig()
            .setMembers(List.of("127.0.0.1:" + member.getLocalPort(), nobody, name(other)));
    new Candidates(vertx, list, () -> members).start();
    return list;
  }

  private static String name(ServerSocket socket) {
    return "localhost:" + socket.getLocalPort();
  }

  @Test
  void whoListensAndIsNoMemberIsLookedFor() {
    TcpIpConfig list = seek();

    await().untilAsserted(() -> assertThat(list.getMembers()).containsExactly(name(other)));
  }

  @Test
  void whoJoinsIsLookedForNoMoreAndWhoIsPartedIsAgain() {
    TcpIpConfig list = seek();
    InetSocketAddress joined = new InetSocketAddress("localhost", other.getLocalPort());

    members.add(joined);
    await().untilAsserted(() -> assertThat(list.getMembers()).isEmpty());

    members.remove(joined);
    await().untilAsserted(() -> assertThat(list.getMembers()).containsExactly(name(other)));
  }
}
