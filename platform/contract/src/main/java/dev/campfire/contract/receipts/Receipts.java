package dev.campfire.contract.receipts;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses of receipts. */
public final class Receipts {
  private Receipts() {}

  public static final Command<MarkReceipt, Receipt> MARK =
      Command.of(
          "receipts.mark",
          MarkReceipt.class,
          Receipt.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  public static final Command<ListReceipts, ListReceipts.Answer> LIST =
      Command.of(
          "receipts.list",
          ListReceipts.class,
          ListReceipts.Answer.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  /** Between receipts nodes: what each is asked must be answered with what another was told. */
  public static final Signal<MarksHeard> MARKED = Signal.of("receipts.marked", MarksHeard.class);

  /** On the conversation's own feed. */
  public static final Topic<ReceiptEvent> CONVERSATION =
      Topic.ofConversation("conv", ReceiptEvent.class);

  public static final List<Command<?, ?>> COMMANDS = List.of(MARK, LIST);

  public static final List<Topic<?>> TOPICS = List.of(CONVERSATION);
}
