package dev.campfire.host.cluster;

import com.hazelcast.config.TcpIpConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the halves of a split look for one another: of the addresses that were configured, those at
 * which somebody listens. Hazelcast asks one after the other and waits 5 s for each at which nobody
 * does ({@code AbstractJoiner.sendSplitBrainJoinMessage}), so that with ten ports a host a look
 * took half a minute on one machine, and two minutes on three.
 */
final class Candidates {
  private static final long LOOK_MS = 1_000;
  private static final int TIMEOUT_MS = 1_000;

  private final Vertx vertx;
  private final TcpIpConfig list;
  private final Supplier<Set<InetSocketAddress>> members;
  private final List<InetSocketAddress> configured;
  private final NetClient client;
  private boolean isLooking;

  /**
   * @param list by which Hazelcast looks, as it was configured: each with its port
   * @param members where those are who are members now, this node too
   */
  Candidates(Vertx vertx, TcpIpConfig list, Supplier<Set<InetSocketAddress>> members) {
    this.vertx = vertx;
    this.list = list;
    this.members = members;
    this.configured = list.getMembers().stream().map(Candidates::parse).toList();
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(TIMEOUT_MS));
  }

  /** Looks from now on, until the node's Vert.x is closed. */
  void start() {
    vertx.setPeriodic(0, LOOK_MS, timer -> look());
  }

  private static InetSocketAddress parse(String member) {
    int colon = member.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        member.substring(0, colon), Integer.parseInt(member.substring(colon + 1)));
  }

  private void look() {
    if (isLooking) {
      return;
    }
    isLooking = true;
    vertx
        .executeBlocking(this::strangers)
        .compose(this::listening)
        .onComplete(
            looked -> {
              isLooking = false;
              // Hazelcast may be reading the list, which is emptied before it is filled.
              if (looked.succeeded() && !Set.copyOf(list.getMembers()).equals(looked.result())) {
                list.setMembers(List.copyOf(looked.result()));
              }
            });
  }

  /** Those that are no members now. Blocks: names are looked up. */
  private List<InetSocketAddress> strangers() {
    Set<InetSocketAddress> known = members.get();
    return configured.stream()
        .filter(
            each -> !known.contains(new InetSocketAddress(each.getHostString(), each.getPort())))
        .toList();
  }

  private Future<Set<String>> listening(List<InetSocketAddress> addresses) {
    Set<String> found = new HashSet<>();
    List<Future<Void>> tries =
        addresses.stream()
            .map(
                each ->
                    client
                        .connect(SocketAddress.inetSocketAddress(each))
                        .onSuccess(link -> found.add(each.getHostString() + ":" + each.getPort()))
                        .compose(link -> link.close())
                        .otherwiseEmpty())
            .toList();
    return Future.join(tries).map(found);
  }
}
