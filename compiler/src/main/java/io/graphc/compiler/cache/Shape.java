package io.graphc.compiler.cache;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.source.SourceSpan;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How values of one Java type are stored. Shapes follow the declared types, component by component, so a component that is
 * added to a stored record is stored as well, with no line written here. What can be stored: records, enums, sealed
 * interfaces of these, {@code String}, {@code boolean}, {@code int}, {@code long}, {@link SourceSpan},
 * {@code OptionalInt}, {@code OptionalLong}, {@code BigDecimal}, {@code Instant}, {@code Object} where it is a value of YAML, and {@code Optional}, {@code List}, {@code Set} and {@code Map} (in their order) of what can be
 * stored. Any other type is refused when the
 * shape is made, which is before anything is stored or read. Immutable and safe to share between threads.
 */
abstract class Shape {
    abstract void write(Object value, Encoder to);

    abstract Object read(Decoder from);

    /** Makes shapes; a type that holds itself is made once. Belongs to one thread. */
    static final class Maker {
        private final Map<Type, Shape> known = new LinkedHashMap<>();

        Shape of(Type type) {
            Shape shape = known.get(type);
            if (shape == null) {
                Later later = new Later();
                known.put(type, later);
                shape = make(type);
                later.shape = shape;
                known.put(type, shape);
            }
            return shape;
        }

        private Shape make(Type type) {
            if (type instanceof ParameterizedType generic) {
                return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
            }
            if (!(type instanceof Class<?> plain)) {
                throw new GraphcBugException("values of type " + type + " cannot be stored");
            }
            Optional<Shape> scalar = ScalarShapes.of(plain);
            if (scalar.isPresent()) {
                return scalar.get();
            } else if (plain == Object.class) {
                return new PlainValue();
            } else if (plain.isRecord()) {
                return new Components(plain, this);
            } else if (plain.isSealed()) {
                return new Alternatives(plain, this);
            }
            throw new GraphcBugException("values of type " + type + " cannot be stored");
        }

        private Shape container(Class<?> raw, Type[] arguments) {
            if (raw == Optional.class || raw == List.class || raw == Set.class) {
                return new Sequence(raw, of(arguments[0]));
            } else if (raw == Map.class) {
                return new Entries(of(arguments[0]), of(arguments[1]));
            }
            throw new GraphcBugException("values of type " + raw + " cannot be stored");
        }
    }

    private static final class Later extends Shape {
        private Shape shape = this;

        @Override
        void write(Object value, Encoder to) {
            shape.write(value, to);
        }

        @Override
        Object read(Decoder from) {
            return shape.read(from);
        }
    }

    private static final class Sequence extends Shape {
        private final Class<?> type;
        private final Shape element;

        Sequence(Class<?> type, Shape element) {
            this.type = type;
            this.element = element;
        }

        @Override
        void write(Object value, Encoder to) {
            if (value instanceof Optional<?> maybe) {
                to.number(maybe.isPresent() ? 1 : 0);
                maybe.ifPresent(each -> element.write(each, to));
                return;
            }
            Collection<?> elements = (Collection<?>) value;
            to.number(elements.size());
            for (Object each : elements) {
                element.write(each, to);
            }
        }

        @Override
        Object read(Decoder from) {
            Object[] elements = new Object[from.number()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = element.read(from);
            }
            if (type == Optional.class) {
                return elements.length == 0 ? Optional.empty() : Optional.of(elements[0]);
            } else if (type == Set.class) {
                return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(elements)));
            }
            return List.of(elements);
        }
    }

    private static final class Entries extends Shape {
        private final Shape key;
        private final Shape value;

        Entries(Shape key, Shape value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void write(Object map, Encoder to) {
            Map<?, ?> entries = (Map<?, ?>) map;
            to.number(entries.size());
            entries.forEach((name, held) -> {
                key.write(name, to);
                value.write(held, to);
            });
        }

        @Override
        Object read(Decoder from) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int left = from.number(); left > 0; left--) {
                entries.put(key.read(from), value.read(from));
            }
            return entries;
        }
    }

    private static final class Components extends Shape {
        private final Constructor<?> constructor;
        private final Method[] accessors;
        private final Shape[] shapes;

        Components(Class<?> record, Maker maker) {
            RecordComponent[] components = record.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
            shapes = Arrays.stream(components)
                    .map(component -> maker.of(component.getGenericType()))
                    .toArray(Shape[]::new);
            try {
                constructor = record.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new GraphcBugException(record + " has no constructor of its components", e);
            }
            constructor.setAccessible(true);
            Arrays.stream(accessors).forEach(accessor -> accessor.setAccessible(true));
        }

        @Override
        void write(Object value, Encoder to) {
            for (int i = 0; i < shapes.length; i++) {
                shapes[i].write(component(value, i), to);
            }
        }

        private Object component(Object value, int index) {
            try {
                return accessors[index].invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new GraphcBugException("a component of a record cannot be read", e);
            }
        }

        @Override
        Object read(Decoder from) {
            Object[] components = new Object[shapes.length];
            for (int i = 0; i < components.length; i++) {
                components[i] = shapes[i].read(from);
            }
            try {
                return constructor.newInstance(components);
            } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException("a stored record is not sound", e);
            }
        }
    }

    private static final class Alternatives extends Shape {
        private final List<Class<?>> types = new ArrayList<>();
        private final List<Shape> shapes = new ArrayList<>();

        Alternatives(Class<?> sealed, Maker maker) {
            for (Class<?> permitted : sealed.getPermittedSubclasses()) {
                types.add(permitted);
                shapes.add(maker.of(permitted));
            }
        }

        @Override
        void write(Object value, Encoder to) {
            for (int i = 0; i < types.size(); i++) {
                if (types.get(i).isInstance(value)) {
                    to.number(i);
                    shapes.get(i).write(value, to);
                    return;
                }
            }
            throw new AssertionError(value);
        }

        @Override
        Object read(Decoder from) {
            return shapes.get(from.number()).read(from);
        }
    }
}
