package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.compiler.sql.function.FunctionKind;
import io.graphc.compiler.sql.function.FunctionSignature;
import io.graphc.compiler.sql.function.TypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of every overload of every function that is written for DuckDB, with values at the edges of the argument types. The
 * seed is the overload's text, so that a new function does not change the calls of the others.
 */
final class FunctionCalls {
    private static final int CALLS = 5;
    private static final int ROWS = 4;
    private static final List<String> SIMPLE_TYPES = List.of("bigint", "varchar", "double", "date");

    private final FunctionSignature signature;
    private final SplittableRandom random;
    private final Map<String, String> variables = new TreeMap<>();

    private FunctionCalls(FunctionSignature signature) {
        this.signature = signature;
        this.random = new SplittableRandom(signature.toString().hashCode());
    }

    static List<String> questions() {
        TreeSet<String> questions = new TreeSet<>();
        for (String name : DuckDbFunctions.TABLE.all().keySet()) {
            for (FunctionSignature signature : FunctionCatalog.trino().find(name)) {
                FunctionCalls calls = new FunctionCalls(signature);
                for (int i = 0; i < CALLS; i++) {
                    calls.variables.clear();
                    questions.addAll(calls.call());
                }
            }
        }
        return List.copyOf(questions);
    }

    /** One call, or none where no value of an argument is known. */
    private List<String> call() {
        List<TypePattern> types = new ArrayList<>(signature.arguments());
        if (signature.variadic() && random.nextBoolean()) {
            types.add(types.get(types.size() - 1));
        }
        boolean overRows = signature.kind() != FunctionKind.SCALAR || random.nextInt(3) == 0;
        List<List<String>> columns = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            boolean literal = !overRows || mustBeLiteral(types.get(i), i);
            List<String> values = new ArrayList<>();
            for (int row = 0; row < (literal ? 1 : ROWS); row++) {
                values.add(value(types.get(i), i));
            }
            if (values.contains("")) {
                return List.of();
            }
            arguments.add(literal ? values.get(0) : "c" + columns.size());
            if (!literal) {
                columns.add(values);
            }
        }
        return List.of(statement(arguments, columns, overRows));
    }

    private String statement(List<String> arguments, List<List<String>> columns, boolean overRows) {
        String call = signature.name() + "(" + String.join(", ", arguments) + ")";
        if (!overRows) {
            return call;
        }
        String over = signature.kind() == FunctionKind.WINDOW ? " OVER (ORDER BY o)" : "";
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int at = row;
            rows.add("(" + row
                    + columns.stream().map(column -> ", " + column.get(at)).collect(Collectors.joining()) + ")");
        }
        String names =
                IntStream.range(0, columns.size()).mapToObj(i -> ", c" + i).collect(Collectors.joining());
        String order = signature.kind() == FunctionKind.AGGREGATE ? "" : " ORDER BY o";
        return "SELECT " + call + over + " FROM (VALUES " + String.join(", ", rows) + ") AS t(o" + names + ")" + order;
    }

    private boolean mustBeLiteral(TypePattern type, int index) {
        return type instanceof TypePattern.Lambda
                || EdgeValues.isLiteralType(plainName(type))
                || !EdgeValues.meaningful(signature.name(), index).isEmpty();
    }

    /** A value as SQL, or nothing where none is known. */
    private String value(TypePattern type, int index) {
        if (type instanceof TypePattern.Lambda lambda) {
            return lambda(lambda);
        }
        List<String> meaningful = EdgeValues.meaningful(signature.name(), index);
        if (!meaningful.isEmpty()) {
            return chosen(meaningful);
        }
        String sql = ofType(type);
        boolean nothing = random.nextInt(6) == 0 && !sql.isEmpty() && !EdgeValues.isLiteralType(plainName(type));
        String name = nothing ? typeName(type) : "";
        return name.isEmpty() ? sql : "CAST(NULL AS " + name + ")";
    }

    private String chosen(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String ofType(TypePattern type) {
        if (type instanceof TypePattern.Structure structure) {
            return structure(structure);
        }
        List<String> values = EdgeValues.ofType(plainName(type));
        return values.isEmpty() ? "" : chosen(values);
    }

    private String structure(TypePattern.Structure structure) {
        if (structure.name().equals("array")) {
            TypePattern element = structure.parameters().get(0);
            List<String> items = items(element, random.nextInt(4));
            return items.contains("")
                    ? ""
                    : "CAST(ARRAY[" + String.join(", ", items) + "] AS " + typeName(structure) + ")";
        }
        if (structure.name().equals("map")) {
            List<String> keys =
                    items(structure.parameters().get(0), 2).stream().distinct().toList();
            List<String> values = items(structure.parameters().get(1), keys.size());
            return keys.contains("") || values.contains("")
                    ? ""
                    : "MAP(ARRAY[" + String.join(", ", keys) + "], ARRAY[" + String.join(", ", values) + "])";
        }
        if (structure.name().equals("row")) {
            List<String> fields =
                    structure.parameters().stream().map(this::ofType).toList();
            return fields.contains("") ? "" : "ROW(" + String.join(", ", fields) + ")";
        }
        return "";
    }

    private List<String> items(TypePattern type, int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(ofType(type));
        }
        return items;
    }

    /** The type's name without lengths; a variable stands for a simple type. */
    private String plainName(TypePattern type) {
        if (type instanceof TypePattern.Variable variable) {
            return variables.computeIfAbsent(variable.name(), name -> chosen(SIMPLE_TYPES));
        }
        return type instanceof TypePattern.Anything
                ? "varchar"
                : type.toString().replaceAll("\\([^)]*\\)", "").replaceAll(" +", " ");
    }

    /** The type's name in a cast, or nothing. */
    private String typeName(TypePattern type) {
        if (type instanceof TypePattern.Structure structure) {
            List<String> parameters =
                    structure.parameters().stream().map(this::typeName).toList();
            return parameters.contains("") ? "" : structure.name() + "(" + String.join(", ", parameters) + ")";
        }
        String name = plainName(type);
        return EdgeValues.ofType(name).isEmpty() || name.equals("char") || name.equals("decimal")
                ? ""
                : name.equals("timestamp with time zone") ? "timestamp(3) with time zone" : name;
    }

    private String lambda(TypePattern.Lambda lambda) {
        List<String> names = IntStream.range(0, lambda.arguments().size())
                .mapToObj(i -> "x" + i)
                .toList();
        String result = lambda.result().toString();
        String body = names.get(0);
        if (result.equals("boolean")) {
            body = names.get(names.size() - 1) + " IS NOT NULL";
        } else if (result.equals("integer")) {
            body = "IF(x0 < x1, 1, IF(x0 = x1, 0, -1))";
        } else if (result.startsWith("varchar")) {
            body = "'<' || x0[1] || '>'";
        }
        return (names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")") + " -> " + body;
    }
}
