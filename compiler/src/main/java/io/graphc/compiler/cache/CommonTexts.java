package io.graphc.compiler.cache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The texts of one tenant's project, held once for all tenants. Where the name of the tenant's schema stands in SQL there is
 * a gap instead, and so most SQL is common, too. Projects of tenants have mostly the same texts in the same order: each text
 * is compared with the one that is expected, which reads it once and makes nothing. Immutable and safe to share between
 * threads.
 */
final class CommonTexts {
    private static final int EXPECTED = 0;
    private static final int UNKNOWN = 1;
    private static final int FIRST = 2;

    private final List<Pieces> texts = new ArrayList<>();
    private final Map<String, Integer> whole = new HashMap<>();

    /** The numbers of the texts as the project has them, again where it has one again. */
    private final int[] order;

    /** A text, without the beginnings of names that stand between its pieces. */
    private record Pieces(List<String> pieces) {
        static Pieces of(String text, String gap) {
            List<String> pieces = new ArrayList<>();
            int from = 0;
            for (int at = text.indexOf(gap); at >= 0; at = text.indexOf(gap, from)) {
                pieces.add(text.substring(from, at));
                from = at + gap.length();
            }
            pieces.add(from == 0 ? text : text.substring(from));
            return new Pieces(List.copyOf(pieces));
        }

        boolean are(String text, String gap) {
            if (pieces.size() == 1) {
                return pieces.get(0).equals(text);
            }
            int from = 0;
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0) {
                    if (!text.startsWith(gap, from)) {
                        return false;
                    }
                    from += gap.length();
                }
                String piece = pieces.get(i);
                if (!text.startsWith(piece, from)) {
                    return false;
                }
                from += piece.length();
            }
            return from == text.length();
        }

        String with(String gap) {
            return pieces.size() == 1 ? pieces.get(0) : String.join(gap, pieces);
        }
    }

    /**
     * The texts of a project.
     *
     * @param project all of them, in their order
     * @param schema where the tenant's relations lie
     */
    CommonTexts(List<String> project, String schema) {
        Map<String, Integer> numbers = new HashMap<>();
        order = new int[project.size()];
        for (int i = 0; i < order.length; i++) {
            String text = project.get(i);
            Integer known = numbers.putIfAbsent(text, texts.size());
            order[i] = known == null ? texts.size() : known;
            if (known == null) {
                add(schema.isEmpty() ? new Pieces(List.of(text)) : Pieces.of(text, gap(schema)));
            }
        }
    }

    private void add(Pieces text) {
        if (text.pieces().size() == 1) {
            whole.put(text.pieces().get(0), texts.size());
        }
        texts.add(text);
    }

    private static String gap(String schema) {
        return "\"" + schema;
    }

    Encoder encoder(String schema) {
        return new Numbers(gap(schema));
    }

    Decoder decoder(ByteBuffer from, String schema) {
        return new Texts(from, gap(schema));
    }

    /** Writes a text that is not the expected one as the number of a common one, or as its own. */
    private final class Numbers extends Encoder {
        private final String gap;
        private int next;

        Numbers(String gap) {
            super(List.of(), List.of(), UnaryOperator.identity());
            this.gap = gap;
        }

        @Override
        void text(String value) {
            int place = next++;
            if (place < order.length && texts.get(order[place]).are(value, gap)) {
                number(EXPECTED);
                return;
            }
            Integer known = whole.get(value);
            if (known != null) {
                number(known + FIRST);
                return;
            }
            number(UNKNOWN);
            super.text(value);
        }
    }

    private final class Texts extends Decoder {
        private final String gap;
        private final String[] own = new String[texts.size()];
        private int next;

        Texts(ByteBuffer from, String gap) {
            super(from, List.of(), List.of(), UnaryOperator.identity());
            this.gap = gap;
        }

        @Override
        String text() {
            int place = next++;
            int number = number();
            if (number == UNKNOWN) {
                return super.text();
            }
            int common = number == EXPECTED ? order[place] : number - FIRST;
            if (own[common] == null) {
                own[common] = texts.get(common).with(gap);
            }
            return own[common];
        }
    }
}
