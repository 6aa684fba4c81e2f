package io.graphc.compiler.sql.function;

import java.util.Map;
import java.util.OptionalLong;

/**
 * An integer formula over the lengths of arguments, such as {@code min(38, p + s)}: the four operations, brackets,
 * {@code min} and {@code max}. Immutable.
 */
public final class LengthFormula {
    private final String text;
    private final Node root;

    /** A node gives no number when a length in it is not known. */
    private interface Node {
        OptionalLong value(Map<String, Long> lengths);
    }

    @FunctionalInterface
    private interface Operation {
        long apply(long left, long right);
    }

    private LengthFormula(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    static LengthFormula parse(String text) {
        Reader reader = new Reader(text);
        Node root = reader.sum();
        if (reader.next() != 0) {
            throw new IllegalArgumentException("formula not understood: " + text);
        }
        return new LengthFormula(text, root);
    }

    /** The result; empty when a variable has no known length. */
    OptionalLong evaluate(Map<String, Long> lengths) {
        return root.value(lengths);
    }

    @Override
    public String toString() {
        return text;
    }

    private static Node binary(Node left, Node right, Operation operation) {
        return lengths -> {
            OptionalLong first = left.value(lengths);
            OptionalLong second = right.value(lengths);
            return first.isPresent() && second.isPresent()
                    ? OptionalLong.of(operation.apply(first.getAsLong(), second.getAsLong()))
                    : OptionalLong.empty();
        };
    }

    private static Node variable(String name) {
        return lengths -> {
            Long length = lengths.get(name);
            return length == null ? OptionalLong.empty() : OptionalLong.of(length);
        };
    }

    /** Recursive descent over the text. */
    private static final class Reader {
        private static final long SATURATED = 1L << 60;

        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        Node sum() {
            Node left = product();
            while (next() == '+' || next() == '-') {
                Operation operation = text.charAt(position++) == '+' ? Math::addExact : Math::subtractExact;
                left = binary(left, product(), operation);
            }
            return left;
        }

        private Node product() {
            Node left = atom();
            while (next() == '*' || next() == '/') {
                Operation operation =
                        text.charAt(position++) == '*' ? Reader::saturatedProduct : (first, second) -> first / second;
                left = binary(left, atom(), operation);
            }
            return left;
        }

        /** Products of unbounded lengths would leave the range of a long; every formula caps its result far below. */
        private static long saturatedProduct(long first, long second) {
            long high = Math.multiplyHigh(first, second);
            long low = first * second;
            boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
            return fits ? Math.min(low, SATURATED) : SATURATED;
        }

        private Node atom() {
            if (next() == '(') {
                position++;
                Node inner = sum();
                expect(')');
                return inner;
            }
            String word = word();
            if (Character.isDigit(word.charAt(0))) {
                long number = Long.parseLong(word);
                return lengths -> OptionalLong.of(number);
            }
            if (next() != '(') {
                return variable(word);
            }
            position++;
            Node left = sum();
            expect(',');
            Node right = sum();
            expect(')');
            return switch (word) {
                case "min" -> binary(left, right, Math::min);
                case "max" -> binary(left, right, Math::max);
                default -> throw new IllegalArgumentException("unknown function " + word + " in formula " + text);
            };
        }

        private String word() {
            next();
            int start = position;
            while (position < text.length()
                    && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
                position++;
            }
            if (position == start) {
                throw new IllegalArgumentException("formula not understood: " + text);
            }
            return text.substring(start, position);
        }

        private void expect(char wanted) {
            if (next() != wanted) {
                throw new IllegalArgumentException("formula not understood: " + text);
            }
            position++;
        }

        private char next() {
            while (position < text.length() && text.charAt(position) == ' ') {
                position++;
            }
            return position < text.length() ? text.charAt(position) : 0;
        }
    }
}
