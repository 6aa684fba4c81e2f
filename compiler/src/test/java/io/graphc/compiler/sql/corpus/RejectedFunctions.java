package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Calls of every function with arguments of random types and counts; few of them are right. */
final class RejectedFunctions {
    private static final long SEED = 20_231;
    private static final int CALLS_OF_EACH = 12;
    private static final int MOST_ARGUMENTS = 4;

    /** Functions that the test instance of Trino does not have: they come with plug-ins and with Athena. */
    private static final Set<String> WITH_PLUGINS = Set.of();

    private RejectedFunctions() {}

    static List<RejectedStatement> statements() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> values = new ArrayList<>(RejectedTables.TYPES.keySet());
        values.addAll(List.of("null", "1", "'day'", "x -> x", "(x, y) -> x"));
        List<RejectedStatement> statements = new ArrayList<>();
        for (String name : FunctionCatalog.trino().names()) {
            for (int call = 0; call < CALLS_OF_EACH && !WITH_PLUGINS.contains(name); call++) {
                List<String> arguments = new ArrayList<>();
                int count = random.nextInt(MOST_ARGUMENTS + 1);
                for (int index = 0; index < count; index++) {
                    arguments.add(values.get(random.nextInt(values.size())));
                }
                boolean window = FunctionCatalog.trino().isWindow(name);
                statements.add(new RejectedStatement(
                        "arguments of functions",
                        "select " + quoted(name) + "(" + String.join(", ", arguments) + ")"
                                + (window ? " over (order by c_integer)" : "") + " from types"));
            }
        }
        return statements;
    }

    /** Some names are words of the grammar. */
    private static String quoted(String name) {
        return name.matches("normalize|if|try") ? "\"" + name + "\"" : name;
    }
}
