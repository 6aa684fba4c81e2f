package io.graphc.compiler.sql.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that SQL may call, by name. Immutable to callers and thread-safe. A signature is parsed when its name is
 * first asked for, as a project uses few of the hundreds there are.
 *
 * <p>The table {@code functions.txt} beside this class holds what the function metadata of Trino 435 gives; the
 * geospatial, machine learning and Teradata functions of the Trino documentation, which Athena has too; and Athena's
 * own {@code invoker_principal}. A function newer than that is unknown here until a project declares it.
 * Names that start with {@code $} are operators and other things that no user can call.
 */
public final class FunctionCatalog {
    private static final String TABLE = "functions.txt";
    private static final String OPERATOR = "$operator$";

    private final SortedMap<String, List<String>> lines;
    private final Map<String, List<FunctionSignature>> parsed = new ConcurrentHashMap<>();
    private final Set<String> names;

    private FunctionCatalog(SortedMap<String, List<String>> lines, Map<String, List<FunctionSignature>> declared) {
        this.lines = lines;
        this.parsed.putAll(declared);
        SortedMap<String, Boolean> visible = new TreeMap<>();
        lines.keySet().forEach(name -> visible.put(name, true));
        declared.keySet().forEach(name -> visible.put(name, true));
        visible.keySet().removeIf(name -> name.startsWith("$"));
        this.names = Collections.unmodifiableSet(visible.keySet());
    }

    /** Trino's own functions and Athena's; one instance for the process. */
    public static FunctionCatalog trino() {
        return Holder.TRINO;
    }

    /** This catalogue with functions that a project declares; a declared name hides all overloads it had. */
    public FunctionCatalog with(List<FunctionSignature> signatures) {
        Map<String, List<FunctionSignature>> declared = new TreeMap<>();
        for (FunctionSignature signature : signatures) {
            declared.computeIfAbsent(signature.name(), name -> new ArrayList<>())
                    .add(signature);
        }
        declared.replaceAll((name, overloads) -> List.copyOf(overloads));
        return new FunctionCatalog(lines, declared);
    }

    /** All overloads of a name, letter case ignored; none for an unknown name. */
    public List<FunctionSignature> find(String name) {
        return overloads(name.toLowerCase(Locale.ROOT));
    }

    /** The overloads of an operator such as {@code add}. */
    List<FunctionSignature> findOperator(String operator) {
        return overloads(OPERATOR + operator);
    }

    /** Every name that can be called, in alphabetical order. */
    public Set<String> names() {
        return names;
    }

    /** How the overloads of a name meet rows (Trino never mixes kinds under one name); empty for an unknown name. */
    public Optional<FunctionKind> kind(String name) {
        return find(name).stream().findFirst().map(FunctionSignature::kind);
    }

    public boolean isAggregate(String name) {
        return kind(name).filter(kind -> kind == FunctionKind.AGGREGATE).isPresent();
    }

    /** Whether the name is a function that only makes sense with {@code OVER}, such as {@code row_number}. */
    public boolean isWindow(String name) {
        return kind(name).filter(kind -> kind == FunctionKind.WINDOW).isPresent();
    }

    /** Whether all overloads of the name give equal results for equal arguments; true for an unknown name. */
    public boolean isDeterministic(String name) {
        return find(name).stream().allMatch(FunctionSignature::deterministic);
    }

    private List<FunctionSignature> overloads(String name) {
        List<FunctionSignature> known = parsed.get(name);
        if (known != null) {
            return known;
        }
        List<String> unparsed = lines.get(name);
        if (unparsed == null) {
            return List.of();
        }
        return parsed.computeIfAbsent(
                name, key -> unparsed.stream().map(SignatureParser::parse).toList());
    }

    /** Reads the table when it is first needed. */
    private static final class Holder {
        static final FunctionCatalog TRINO = new FunctionCatalog(read(), Map.of());

        private static SortedMap<String, List<String>> read() {
            SortedMap<String, List<String>> lines = new TreeMap<>();
            try (InputStream stream = FunctionCatalog.class.getResourceAsStream(TABLE)) {
                if (stream == null) {
                    throw new IllegalStateException("the resource " + TABLE + " is missing");
                }
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.isEmpty() && line.charAt(0) != '#') {
                        lines.computeIfAbsent(line.substring(0, line.indexOf('(')), name -> new ArrayList<>())
                                .add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return lines;
        }
    }
}
