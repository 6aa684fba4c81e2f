package io.graphc.compiler.cache;

import io.graphc.source.SourceSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The shapes of what holds no other values: texts, numbers, places, constants. */
final class ScalarShapes {
    private ScalarShapes() {}

    /** The shape of a type; empty where its values hold others, or cannot be stored. */
    static Optional<Shape> of(Class<?> type) {
        if (type == String.class) {
            return Optional.of(new Text());
        } else if (type == long.class) {
            return Optional.of(new LongNumber());
        } else if (type == OptionalLong.class) {
            return Optional.of(new MaybeLong());
        } else if (type == BigDecimal.class) {
            return Optional.of(new Written(BigDecimal::new));
        } else if (type == Instant.class) {
            return Optional.of(new Written(Instant::parse));
        } else if (type == int.class || type == boolean.class || type == Boolean.class || type == OptionalInt.class) {
            return Optional.of(new SmallNumber(type));
        } else if (type == SourceSpan.class) {
            return Optional.of(new Place());
        }
        return type.isEnum() ? Optional.of(new Constant(type)) : Optional.empty();
    }

    private static final class Text extends Shape {
        @Override
        void write(Object value, Encoder to) {
            to.text((String) value);
        }

        @Override
        Object read(Decoder from) {
            return from.text();
        }
    }

    private static final class Place extends Shape {
        @Override
        void write(Object value, Encoder to) {
            to.span((SourceSpan) value);
        }

        @Override
        Object read(Decoder from) {
            return from.span();
        }
    }

    private static final class SmallNumber extends Shape {
        private final Class<?> type;

        SmallNumber(Class<?> type) {
            this.type = type;
        }

        @Override
        void write(Object value, Encoder to) {
            if (value instanceof Boolean flag) {
                to.number(flag ? 1 : 0);
            } else if (value instanceof OptionalInt maybe) {
                to.number(maybe.isPresent() ? 1 : 0);
                maybe.ifPresent(to::number);
            } else {
                to.number((Integer) value);
            }
        }

        @Override
        Object read(Decoder from) {
            int number = from.number();
            if (type == int.class) {
                return number;
            } else if (type == boolean.class || type == Boolean.class) {
                return number != 0;
            }
            return number == 0 ? OptionalInt.empty() : OptionalInt.of(from.number());
        }
    }

    /** By position: another build of graphc, which may have other constants, reads no entry of this one. */
    private static final class Constant extends Shape {
        private final List<?> constants;

        Constant(Class<?> type) {
            this.constants = List.of(type.getEnumConstants());
        }

        @Override
        void write(Object value, Encoder to) {
            to.number(constants.indexOf(value));
        }

        @Override
        Object read(Decoder from) {
            return constants.get(from.number());
        }
    }

    private static final class LongNumber extends Shape {
        @Override
        void write(Object value, Encoder to) {
            long number = (Long) value;
            to.number((int) number);
            to.number((int) (number >>> Integer.SIZE));
        }

        @Override
        Object read(Decoder from) {
            long low = from.number() & 0xffffffffL;
            return low | (long) from.number() << Integer.SIZE;
        }
    }

    private static final class MaybeLong extends Shape {
        private final Shape number = new LongNumber();

        @Override
        void write(Object value, Encoder to) {
            OptionalLong maybe = (OptionalLong) value;
            to.number(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(present -> number.write(present, to));
        }

        @Override
        Object read(Decoder from) {
            return from.number() == 0 ? OptionalLong.empty() : OptionalLong.of((Long) number.read(from));
        }
    }

    /** What its own text tells all of. */
    private static final class Written extends Shape {
        private final Function<String, Object> parse;

        Written(Function<String, Object> parse) {
            this.parse = parse;
        }

        @Override
        void write(Object value, Encoder to) {
            to.text(value.toString());
        }

        @Override
        Object read(Decoder from) {
            return parse.apply(from.text());
        }
    }
}
