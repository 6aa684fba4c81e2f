package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.corpus.Corpus.Answer;
import io.graphc.compiler.sql.corpus.Corpus.Comparison;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.compiler.sql.function.FunctionKind;
import io.graphc.compiler.sql.function.FunctionSignature;
import io.graphc.compiler.sql.function.TypePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Calls of every overload of the function catalogue with arguments of many types. The same calls in every run. */
final class FunctionCalls {
    private static final long SEED = 435;
    private static final int CALLS_PER_OVERLOAD = 9;
    private static final int NESTED_CALLS = 1_200;
    private static final String START = "SELECT ";
    private static final String END = " AS x FROM v";

    /** Types that only functions which this Trino lacks take or give; their calls would all be unknown. */
    private static final Set<String> ABSENT =
            Set.of("Geometry", "SphericalGeography", "BingTile", "Classifier", "Regressor", "KdbTree");

    /** Functions of Athena, of Trino's other modules, and those that are called in a form of their own. */
    private static final Set<String> ABSENT_FUNCTIONS = Set.of(
            "invoker_principal",
            "features",
            "great_circle_distance",
            "char2hexint",
            "index",
            "to_char",
            "to_date",
            "to_timestamp",
            "current_date",
            "normalize");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, List<String>> inner;

    private FunctionCalls(Map<String, List<String>> inner) {
        this.inner = inner;
    }

    /** The overloads that this Trino has too, each with its calls. */
    static Map<FunctionSignature, Set<String>> calls() {
        FunctionCalls calls = new FunctionCalls(Map.of());
        Map<FunctionSignature, Set<String>> statements = new LinkedHashMap<>();
        for (FunctionSignature signature : overloads()) {
            Set<String> own = new LinkedHashSet<>();
            for (int i = 0; i < CALLS_PER_OVERLOAD; i++) {
                own.add(calls.statement(signature, i));
            }
            statements.put(signature, own);
        }
        return statements;
    }

    static Corpus corpus() {
        Set<String> statements = new LinkedHashSet<>();
        calls().values().forEach(statements::addAll);
        return new Corpus("functions", Lattice.tables(), List.copyOf(statements));
    }

    /** Calls whose arguments are calls, of those that Trino accepted. */
    static Corpus nested(Comparison simple) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (Answer answer : simple.answers()) {
            String sql = answer.sql();
            String call = sql.substring(START.length(), sql.length() - END.length());
            String name = call.substring(0, call.indexOf('('));
            if (FunctionCatalog.trino()
                    .kind(name)
                    .filter(kind -> kind == FunctionKind.SCALAR)
                    .isPresent()) {
                byType.computeIfAbsent(answer.truth().get(0).type(), type -> new ArrayList<>())
                        .add(call);
            }
        }
        FunctionCalls calls = new FunctionCalls(byType);
        List<FunctionSignature> overloads = overloads();
        Set<String> statements = new LinkedHashSet<>();
        for (int i = 0; i < NESTED_CALLS; i++) {
            statements.add(calls.statement(overloads.get(calls.random.nextInt(overloads.size())), 2));
        }
        return new Corpus("nested calls", Lattice.tables(), List.copyOf(statements));
    }

    private static List<FunctionSignature> overloads() {
        List<FunctionSignature> overloads = new ArrayList<>();
        FunctionCatalog catalog = FunctionCatalog.trino();
        for (String name : catalog.names()) {
            for (FunctionSignature signature : catalog.find(name)) {
                String types = signature + " " + signature.result();
                if (!ABSENT_FUNCTIONS.contains(name) && ABSENT.stream().noneMatch(types::contains)) {
                    overloads.add(signature);
                }
            }
        }
        return overloads;
    }

    /** @param round the first ones keep to the declared types, later ones take what may be converted to them */
    private String statement(FunctionSignature signature, int round) {
        Expressions expressions = new Expressions(random.split(), inner, round);
        List<String> arguments = new ArrayList<>();
        int count = signature.arguments().size();
        if (signature.variadic()) {
            count += random.nextInt(-1, 3);
        }
        for (int i = 0; i < count; i++) {
            TypePattern pattern =
                    signature.arguments().get(Math.min(i, signature.arguments().size() - 1));
            arguments.add(expressions.of(pattern));
        }
        String list = String.join(", ", arguments);
        String call = signature.name() + "(" + list + ")";
        if (signature.kind() == FunctionKind.SCALAR) {
            return START + call + END;
        }
        if (signature.kind() == FunctionKind.WINDOW) {
            return START + call + " OVER (PARTITION BY c_varchar ORDER BY c_bigint)" + END;
        }
        return START
                + switch (round % 5) {
                    case 1 -> signature.name() + "(DISTINCT " + list + ")";
                    case 2 -> call + " FILTER (WHERE c_boolean)";
                    case 3 -> call + " OVER (ORDER BY c_date)";
                    default -> call;
                }
                + END;
    }
}
