package dev.campfire.bench.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** A line between two processes that can be cut, hold its breath, or tear at a random byte. */
final class CutProxy {
  private final NetServer server;
  private final NetClient client;
  private final String here;
  private final String host;
  private final int target;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;
  private volatile boolean isMute;
  private volatile RandomGenerator tearing;

  /**
   * @param here where it listens
   */
  CutProxy(Vertx vertx, String here, String host, int target) {
    this.server = vertx.createNetServer().connectHandler(this::connect);
    this.client = vertx.createNetClient();
    this.here = here;
    this.host = host;
    this.target = target;
  }

  Future<Integer> listen() {
    return server.listen(0, here).map(NetServer::actualPort);
  }

  private void connect(NetSocket from) {
    if (isCut) {
      from.close();
      return;
    }
    from.pause();
    client
        .connect(target, host)
        .onComplete(
            to -> {
              open.add(from);
              open.add(to);
              join(from, to, Long.MAX_VALUE, false);
              // Only what the server says is torn: an acknowledgement, half a frame.
              join(
                  to,
                  from,
                  tearing == null ? Long.MAX_VALUE : tearing.nextLong(2_000, 60_000),
                  true);
              from.resume();
            },
            refused -> from.close());
  }

  /**
   * @param bytes after how many the line is torn
   * @param isAnswer whether it is what the target says
   */
  private void join(NetSocket from, NetSocket to, long bytes, boolean isAnswer) {
    long[] left = {bytes};
    from.handler(
        data -> {
          if (isCut || isAnswer && isMute) {
            return;
          }
          if (data.length() > left[0]) {
            to.write(data.getBuffer(0, (int) left[0])).onComplete(sent -> to.close());
            from.close();
            return;
          }
          left[0] -= left[0] == Long.MAX_VALUE ? 0 : data.length();
          to.write(data);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
    from.exceptionHandler(broken -> {});
    from.closeHandler(
        closed -> {
          open.remove(from);
          to.close();
        });
  }

  /** Ends what is open and lets nothing through until {@link #heal}. */
  void reset() {
    isCut = true;
    open.forEach(NetSocket::close);
  }

  /** Swallows what comes, on connections that look open. */
  void blackhole() {
    isCut = true;
  }

  /** Swallows what the target says, and lets through what is said to it. */
  void mute() {
    isMute = true;
  }

  void heal() {
    isCut = false;
    isMute = false;
    open.forEach(NetSocket::close);
  }

  /** Tears each connection from now on after some random number of bytes; null ends it. */
  void tear(RandomGenerator random) {
    tearing = random;
    open.forEach(NetSocket::close);
  }
}
