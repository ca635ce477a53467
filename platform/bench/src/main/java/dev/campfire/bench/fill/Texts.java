package dev.campfire.bench.fill;

import java.nio.charset.StandardCharsets;

/** What people say: one to four sentences of several languages, a million different ones. */
final class Texts {
  private static final int MAX_PREVIEW_CODE_POINTS = 120;

  private static final String[] SENTENCES = {
    "Hello!",
    "Hi, good morning.",
    "Thank you very much.",
    "My parcel has not come yet, and the tracking page has said the same for four days.",
    "Could you please look into it?",
    "The lantern arrived with a crack in its glass.",
    "Do you have it in red?",
    "We do, and two are left.",
    "I have put one aside for you until Friday.",
    "The order number is NW-20418.",
    "I ordered the wrong size and would like to exchange it.",
    "You will find a return label in your account under “Orders”.",
    "The money is back on your card within five days.",
    "Is there anything else that I can do for you?",
    "No, that was all.",
    "Great, that works now 🎉",
    "The discount code is not accepted at the checkout, it says that it has run out.",
    "I have made you a new one, please try again.",
    "Das Zelt passt für zwei Erwachsene und zwei Kinder.",
    "Wann kommt die Lieferung an?",
    "Vielen Dank für die schnelle Antwort!",
    "Je voudrais retourner ma commande, la taille ne va pas.",
    "Merci beaucoup et bonne journée !",
    "¿Cuánto tarda el envío a Canarias?",
    "注文した商品がまだ届いていません。",
    "ありがとうございます。",
    "متى تصل الطلبية؟",
    "شكراً جزيلاً لكم",
    "One moment, please, I am asking the warehouse.",
    "Sorry for the trouble.",
    "It has been repaired twice already and now it leaks again at the same seam.",
    "Please send us a photograph of it.",
  };

  private static final byte[][] ENCODED = new byte[SENTENCES.length][];

  static {
    for (int sentence = 0; sentence < SENTENCES.length; sentence++) {
      ENCODED[sentence] = SENTENCES[sentence].getBytes(StandardCharsets.UTF_8);
    }
  }

  private Texts() {}

  /** UTF-8. */
  static byte[] content(long text) {
    int count = count(text);
    int length = count - 1;
    for (int place = 0; place < count; place++) {
      length += ENCODED[sentence(text, place)].length;
    }
    byte[] content = new byte[length];
    int at = 0;
    for (int place = 0; place < count; place++) {
      byte[] sentence = ENCODED[sentence(text, place)];
      System.arraycopy(sentence, 0, content, at, sentence.length);
      at += sentence.length;
      if (place < count - 1) {
        content[at++] = ' ';
      }
    }
    return content;
  }

  /** As the server shortens it for a line in a list; these texts hold single spaces only. */
  static String preview(long text) {
    String content = new String(content(text), StandardCharsets.UTF_8);
    return content.codePointCount(0, content.length()) <= MAX_PREVIEW_CODE_POINTS
        ? content
        : content
            .substring(0, content.offsetByCodePoints(0, MAX_PREVIEW_CODE_POINTS))
            .stripTrailing();
  }

  private static int count(long text) {
    return 1 + (int) (text & 3);
  }

  private static int sentence(long text, int place) {
    return (int) (text >>> 2 + 5 * place & 31);
  }
}
