package dev.campfire.bridge.socket;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * The socket as the stock bridge sees it: it gets frames that we printed and never the client's own
 * bytes, and what it writes goes through the {@link Outlet}.
 */
final class StockSocket implements SockJSSocket {
  private final SockJSSocket real;
  private final SocketSession session;
  private Handler<Buffer> frames = frame -> {};
  private Handler<Void> closed = nothing -> {};

  StockSocket(SockJSSocket real, SocketSession session) {
    this.real = real;
    this.session = session;
  }

  SocketSession session() {
    return session;
  }

  /** Gives the stock bridge a frame. */
  void receive(Buffer frame) {
    frames.handle(frame);
  }

  /** Tells the stock bridge that the socket is gone. */
  void leave() {
    closed.handle(null);
  }

  @Override
  public SockJSSocket handler(Handler<Buffer> handler) {
    frames = handler;
    return this;
  }

  @Override
  public SockJSSocket closeHandler(Handler<Void> handler) {
    closed = handler;
    return this;
  }

  /** The stock bridge would log each lost connection as an error; we close and say nothing. */
  @Override
  public SockJSSocket exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public Future<Void> write(Buffer frame) {
    session.answer(frame);
    return Future.succeededFuture();
  }

  @Override
  public SockJSSocket pause() {
    return this;
  }

  @Override
  public SockJSSocket resume() {
    return this;
  }

  @Override
  public SockJSSocket fetch(long amount) {
    return this;
  }

  @Override
  public SockJSSocket endHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public SockJSSocket setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public SockJSSocket drainHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public String writeHandlerID() {
    return real.writeHandlerID();
  }

  @Override
  public Future<Void> end() {
    return real.end();
  }

  @Override
  public void close() {
    real.close();
  }

  @Override
  public SocketAddress remoteAddress() {
    return real.remoteAddress();
  }

  @Override
  public SocketAddress localAddress() {
    return real.localAddress();
  }

  @Override
  public MultiMap headers() {
    return real.headers();
  }

  @Override
  public String uri() {
    return real.uri();
  }

  @Override
  public RoutingContext routingContext() {
    return real.routingContext();
  }

  @Override
  public Session webSession() {
    return real.webSession();
  }

  @Override
  public User webUser() {
    return real.webUser();
  }
}
