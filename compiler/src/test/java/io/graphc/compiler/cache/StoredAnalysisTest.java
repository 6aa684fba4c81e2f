package io.graphc.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is stored of an analysis is all of it, whatever components its records have. */
final class StoredAnalysisTest {
    private static final SourceFile FILE = new SourceFile("models/m.sql", "select 1 as a\nfrom t\n");
    private static final MappedText TEXT = MappedText.of(FILE);

    @Test
    void keepsEveryComponentOfEveryRecord() {
        for (int seed = 0; seed < 200; seed++) {
            StoredAnalysis analysis = (StoredAnalysis) new Values(seed).of(StoredAnalysis.class);
            byte[] bytes = analysis.encode(TEXT, UnaryOperator.identity()).orElseThrow();
            assertThat(StoredAnalysis.decode(ByteBuffer.wrap(bytes), TEXT, UnaryOperator.identity()))
                    .as("seed " + seed)
                    .isEqualTo(analysis);
        }
    }

    @Test
    void putsAnotherTenantsNameIntoAllTexts() {
        StoredAnalysis analysis = (StoredAnalysis) new Values(7).of(StoredAnalysis.class);
        byte[] bytes = analysis.encode(TEXT, text -> text.replace("w", "?")).orElseThrow();
        StoredAnalysis other = StoredAnalysis.decode(ByteBuffer.wrap(bytes), TEXT, text -> text.replace("?", "v"));
        assertThat(other.query().compiledSql())
                .isEqualTo(analysis.query().compiledSql().replace('w', 'v'));
        assertThat(other).isNotEqualTo(analysis);
    }

    @Test
    void storesNoPlaceOfAFileThatTheQueryWasNotWrittenIn() {
        TypedQuery query = ((StoredAnalysis) new Values(1).of(StoredAnalysis.class)).query();
        Diagnostic elsewhere = Diagnostic.of(DiagnosticCode.OPAQUE_SQL, "look there")
                .at(new SourceFile("models/other.sql", "select").top())
                .build();
        assertThat(new StoredAnalysis(query, List.of(elsewhere)).encode(TEXT, UnaryOperator.identity()))
                .isEmpty();
    }

    @Test
    void refusesATypeThatItCannotStoreBeforeAnythingIsStored() {
        record Timeout(Duration length) {}
        assertThatThrownBy(() -> new Shape.Maker().of(Timeout.class))
                .isInstanceOf(GraphcBugException.class)
                .hasMessageContaining("Duration");
    }

    /** Makes values of any type that can be stored, different ones for different seeds. */
    private static final class Values {
        private final SplittableRandom random;
        private int depth;

        Values(long seed) {
            this.random = new SplittableRandom(seed);
        }

        Object of(Type type) {
            if (type instanceof ParameterizedType generic) {
                return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
            }
            Class<?> plain = (Class<?>) type;
            if (plain == String.class) {
                return "w" + random.nextInt(50) + "\u00e4";
            } else if (plain == int.class) {
                return random.nextInt(1, 1000);
            } else if (plain == long.class) {
                return random.nextLong();
            } else if (plain == boolean.class) {
                return random.nextBoolean();
            } else if (plain == OptionalInt.class) {
                return random.nextBoolean() ? OptionalInt.of(random.nextInt(300)) : OptionalInt.empty();
            } else if (plain == SourceSpan.class) {
                return new SourceSpan(FILE, 1, random.nextInt(1, 5), 1, random.nextInt(5, 9));
            } else if (plain.isEnum()) {
                return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
            } else if (plain.isRecord()) {
                return record(plain);
            }
            Class<?>[] permitted = plain.getPermittedSubclasses();
            // The first alternative ends what would go on for ever.
            return of(permitted[depth > 12 ? 0 : random.nextInt(permitted.length)]);
        }

        private Object record(Class<?> type) {
            depth++;
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = Arrays.stream(components)
                    .map(component -> of(component.getGenericType()))
                    .toArray();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            depth--;
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (NoSuchMethodException
                    | InstantiationException
                    | IllegalAccessException
                    | InvocationTargetException e) {
                throw new IllegalStateException(type + " cannot be made", e);
            }
        }

        private Object container(Class<?> raw, Type[] arguments) {
            int size = depth > 12 ? 0 : random.nextInt(3);
            if (raw == Optional.class) {
                return size == 0 ? Optional.empty() : Optional.of(of(arguments[0]));
            } else if (raw == Map.class) {
                Map<Object, Object> entries = new LinkedHashMap<>();
                for (int i = 0; i < size; i++) {
                    entries.put(of(arguments[0]), of(arguments[1]));
                }
                return entries;
            }
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                elements.add(of(arguments[0]));
            }
            return raw == Set.class ? new LinkedHashSet<>(elements) : elements;
        }
    }
}
