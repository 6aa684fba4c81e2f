package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.function.TypePattern;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Expressions over the table {@code v} that fit the declared types of one call, or nearly. */
final class Expressions {
    private static final Map<String, List<String>> NARROWER = Map.of(
            "bigint", List.of("tinyint", "smallint", "integer"),
            "integer", List.of("tinyint", "smallint"),
            "double", List.of("integer", "bigint", "real", "decimal(5,2)", "decimal(38,10)"),
            "real", List.of("tinyint", "integer", "decimal(5,2)"),
            "varchar", List.of("varchar(5)"),
            "date", List.of("date"),
            "timestamp(3) with time zone", List.of("date", "timestamp(0)", "timestamp(3)"));

    private static final Map<String, List<String>> LITERALS = Map.of(
            "bigint", List.of("1", "-7", "3000000000"),
            "integer", List.of("1", "2"),
            "double", List.of("1", "1.5", "0.5e0", "1e3"),
            "varchar", List.of("'a'", "''", "'day'", "'$.a'"),
            "boolean", List.of("true", "1 = 1"),
            "date", List.of("DATE '2024-02-29'", "current_date"),
            "varbinary", List.of("X'0aff'"),
            "json", List.of("JSON '[1]'"));

    private final SplittableRandom random;
    private final Map<String, List<String>> inner;
    private final int round;
    private final Map<String, String> bound = new HashMap<>();

    /** @param inner calls by their type, to stand in the place of columns */
    Expressions(SplittableRandom random, Map<String, List<String>> inner, int round) {
        this.random = random;
        this.inner = inner;
        this.round = round;
    }

    String of(TypePattern pattern) {
        if (round > 2 && random.nextInt(12) == 0) {
            return "NULL";
        }
        if (pattern instanceof TypePattern.Fixed fixed) {
            return fixed(fixed.type().toString());
        }
        if (pattern instanceof TypePattern.Variable variable) {
            return fixed(bound.computeIfAbsent(variable.name(), name -> pick(Lattice.PLAIN)));
        }
        if (pattern instanceof TypePattern.Sized sized) {
            return sized(sized.toString());
        }
        if (pattern instanceof TypePattern.Lambda lambda) {
            return lambda(lambda);
        }
        if (pattern instanceof TypePattern.Structure structure) {
            return structure(structure);
        }
        return column(pick(Lattice.PLAIN));
    }

    private String fixed(String type) {
        if (type.equals("JsonPath")) {
            return pick(List.of("'$.a'", "'$[0]'", "'$'"));
        }
        if (type.equals("JoniRegExp") || type.equals("Re2JRegExp")) {
            return pick(List.of("'a+'", "'(a)(b)'", "'^x'"));
        }
        if (type.equals("CodePoints")) {
            return "'ab'";
        }
        if (type.equals("unknown")) {
            return "NULL";
        }
        if (type.startsWith("array(") && round != 0 && random.nextBoolean()) {
            return "ARRAY[" + fixed(type.substring(6, type.length() - 1)) + "]";
        }
        if (round > 0) {
            int choice = random.nextInt(round > 3 ? 4 : 3);
            List<String> others = choice == 1 ? LITERALS.get(type) : choice > 1 ? NARROWER.get(type) : null;
            if (others != null) {
                return choice == 1 ? pick(others) : column(pick(others));
            }
        }
        return column(type);
    }

    private String column(String type) {
        List<String> calls = inner.get(type);
        if (calls != null && random.nextInt(4) > 0) {
            return pick(calls);
        }
        String name = Lattice.name(type);
        return Lattice.all().containsKey(name) ? name : "CAST(NULL AS " + type + ")";
    }

    /** {@code varchar(x)}, {@code decimal(p,s)}, {@code timestamp(p) with time zone}: any column of the family. */
    private String sized(String declared) {
        String family = declared.replaceAll("\\(.*?\\)", "");
        List<String> fitting = Lattice.PLAIN.stream()
                .filter(type -> type.replaceAll("\\(.*?\\)", "").equals(family))
                .toList();
        if (fitting.isEmpty()) {
            return "CAST(NULL AS " + family + ")";
        }
        String type = pick(fitting);
        if (round > 3 && family.equals("decimal") && random.nextBoolean()) {
            return column(pick(List.of("tinyint", "integer", "bigint")));
        }
        if (round > 1 && family.equals("varchar") && random.nextBoolean()) {
            return pick(List.of("'abc'", "''", "'x' || 'y'", "c_char_4"));
        }
        return column(type);
    }

    private String structure(TypePattern.Structure structure) {
        List<TypePattern> parts = structure.parameters();
        return switch (structure.name()) {
            case "array" ->
                random.nextInt(3) == 0
                        ? "ARRAY[" + of(parts.get(0)) + ", " + of(parts.get(0)) + "]"
                        : "ARRAY[" + of(parts.get(0)) + "]";
            case "map" -> "MAP(ARRAY[" + of(parts.get(0)) + "], ARRAY[" + of(parts.get(1)) + "])";
            case "row" -> {
                List<String> fields = new ArrayList<>();
                parts.forEach(part -> fields.add(of(part)));
                yield "ROW(" + String.join(", ", fields) + ")";
            }
            case "qdigest" -> column("qdigest(" + pick(List.of("bigint", "real", "double")) + ")");
            default -> column(structure.toString());
        };
    }

    private String lambda(TypePattern.Lambda lambda) {
        List<String> names = new ArrayList<>();
        List<String> fitting = new ArrayList<>();
        for (int i = 0; i < lambda.arguments().size(); i++) {
            names.add("p" + i);
            if (lambda.arguments().get(i).toString().equals(lambda.result().toString())) {
                fitting.add("p" + i);
            }
        }
        String list = names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")";
        return list + " -> " + body(lambda, names, fitting);
    }

    private String body(TypePattern.Lambda lambda, List<String> names, List<String> fitting) {
        if (!fitting.isEmpty() && random.nextInt(4) > 0) {
            return pick(fitting);
        }
        if (lambda.result().toString().equals(SqlType.Simple.BOOLEAN.toString()) && !names.isEmpty()) {
            return pick(names) + pick(List.of(" IS NULL", " IS NOT NULL", " = NULL"));
        }
        boolean free = lambda.result() instanceof TypePattern.Variable variable && !bound.containsKey(variable.name());
        if (free && !names.isEmpty()) {
            return pick(List.of(
                    pick(names),
                    "ARRAY[" + pick(names) + "]",
                    "CAST(" + pick(names) + " AS varchar)",
                    "ROW(" + String.join(", ", names) + ")",
                    "coalesce(" + pick(names) + ", NULL)"));
        }
        return of(lambda.result());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
