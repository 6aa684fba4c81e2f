package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One line of the function table to a {@link FunctionSignature}. The form, with optional sections in this order:
 *
 * <pre>{@code
 * name(type, type...) -> type | for T comparable; R | where u = max(3, p) | is aggregate nullable
 * }</pre>
 *
 * {@code ...} marks a variadic last argument; {@code for} declares type variables, each with any of {@code comparable},
 * {@code orderable}, {@code row}, {@code to <type>}, {@code from <type>} (castable); {@code where} gives lengths of the
 * result; {@code is} has {@code aggregate}, {@code window}, {@code nondeterministic}, {@code nullable}. A name inside
 * the brackets of a sized type is a length variable.
 */
public final class SignatureParser {
    private static final Set<String> STRUCTURES = Set.of("array", "map", "row", "qdigest", "Classifier");

    private static final Set<String> MARKS = Set.of("", "aggregate", "window", "nondeterministic", "nullable");

    private final Set<String> variableNames = new LinkedHashSet<>();

    private SignatureParser() {}

    /**
     * The signature on a line.
     *
     * @throws IllegalArgumentException with the reason when the line is not in the form above
     */
    public static FunctionSignature parse(String line) {
        return new SignatureParser().signature(line);
    }

    private FunctionSignature signature(String line) {
        String[] sections = line.split(" \\| ", -1);
        Map<String, String> optional = new LinkedHashMap<>();
        for (String section : Arrays.asList(sections).subList(1, sections.length)) {
            int blank = section.indexOf(' ');
            optional.put(section.substring(0, Math.max(blank, 0)), section.substring(blank + 1));
        }
        if (!Set.of("for", "where", "is").containsAll(optional.keySet())) {
            throw new IllegalArgumentException("unknown section in signature: " + line);
        }
        List<TypeVariable> variables = variables(optional.getOrDefault("for", ""));
        List<String> marks = List.of(optional.getOrDefault("is", "").split(" "));
        if (!MARKS.containsAll(marks)) {
            throw new IllegalArgumentException("unknown mark in signature: " + line);
        }

        int open = sections[0].indexOf('(');
        int arrow = sections[0].lastIndexOf(") -> ");
        if (open <= 0 || arrow < open) {
            throw new IllegalArgumentException("signature not understood: " + line);
        }
        String inside = sections[0].substring(open + 1, arrow);
        boolean variadic = inside.endsWith("...");
        List<TypePattern> arguments = patterns(variadic ? inside.substring(0, inside.length() - 3) : inside);
        return new FunctionSignature(
                sections[0].substring(0, open).toLowerCase(Locale.ROOT),
                kind(marks),
                !marks.contains("nondeterministic"),
                marks.contains("nullable"),
                variadic,
                variables,
                arguments,
                pattern(sections[0].substring(arrow + 5)),
                formulas(optional.getOrDefault("where", "")));
    }

    private static FunctionKind kind(List<String> marks) {
        if (marks.contains("aggregate")) {
            return FunctionKind.AGGREGATE;
        }
        return marks.contains("window") ? FunctionKind.WINDOW : FunctionKind.SCALAR;
    }

    private List<TypeVariable> variables(String section) {
        if (section.isEmpty()) {
            return List.of();
        }
        List<String> declarations = List.of(section.split("; "));
        for (String declaration : declarations) {
            variableNames.add(declaration.split(" ", 2)[0]);
        }
        return declarations.stream().map(this::variable).toList();
    }

    private TypeVariable variable(String declaration) {
        List<String> words = List.of(declaration.split(" "));
        List<TypePattern> castableTo = new ArrayList<>();
        List<TypePattern> castableFrom = new ArrayList<>();
        for (int index = 1; index < words.size(); index++) {
            String word = words.get(index);
            if (word.equals("to")) {
                castableTo.add(pattern(words.get(++index)));
            } else if (word.equals("from")) {
                castableFrom.add(pattern(words.get(++index)));
            }
        }
        return new TypeVariable(
                words.get(0),
                words.contains("comparable"),
                words.contains("orderable"),
                words.contains("row"),
                castableTo,
                castableFrom);
    }

    private static Map<String, LengthFormula> formulas(String section) {
        Map<String, LengthFormula> formulas = new LinkedHashMap<>();
        if (!section.isEmpty()) {
            for (String formula : section.split("; ", -1)) {
                int equals = formula.indexOf(" = ");
                formulas.put(formula.substring(0, equals), LengthFormula.parse(formula.substring(equals + 3)));
            }
        }
        return formulas;
    }

    private List<TypePattern> patterns(String list) {
        return splitAtTopLevel(list).stream().map(this::pattern).toList();
    }

    private TypePattern pattern(String text) {
        if (variableNames.contains(text)) {
            return new TypePattern.Variable(text);
        }
        if (text.equals("any")) {
            return new TypePattern.Anything();
        }
        int open = text.indexOf('(');
        if (open < 0) {
            return fixed(text);
        }
        String name = text.substring(0, open);
        int close = text.lastIndexOf(')');
        List<String> parameters = splitAtTopLevel(text.substring(open + 1, close));
        if (name.equals("function")) {
            List<TypePattern> types = parameters.stream().map(this::pattern).toList();
            return new TypePattern.Lambda(types.subList(0, types.size() - 1), types.get(types.size() - 1));
        }
        if (STRUCTURES.contains(name)) {
            List<TypePattern> inner = parameters.stream().map(this::pattern).toList();
            boolean fixed = inner.stream().allMatch(TypePattern.Fixed.class::isInstance);
            return fixed ? fixed(text) : new TypePattern.Structure(name, inner);
        }
        List<TypePattern.Size> sizes =
                parameters.stream().map(SignatureParser::size).toList();
        if (sizes.stream().allMatch(size -> size.literal().isPresent())) {
            return fixed(text);
        }
        SizedFamily family = SizedFamily.named(name, text.substring(close + 1))
                .orElseThrow(() -> new IllegalArgumentException("unknown type " + text));
        return new TypePattern.Sized(family, sizes);
    }

    /** Types that Trino uses inside only, such as {@code JsonPath}, are known by their names. */
    private static TypePattern fixed(String text) {
        return new TypePattern.Fixed(SqlTypeParser.parse(text).orElseGet(() -> new SqlType.Named(text)));
    }

    private static TypePattern.Size size(String text) {
        return Character.isDigit(text.charAt(0))
                ? new TypePattern.Size(OptionalLong.of(Long.parseLong(text)), "")
                : new TypePattern.Size(OptionalLong.empty(), text);
    }

    private static List<String> splitAtTopLevel(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < list.length(); index++) {
            char letter = list.charAt(index);
            if (letter == '(') {
                depth++;
            } else if (letter == ')') {
                depth--;
            } else if (letter == ',' && depth == 0) {
                parts.add(list.substring(start, index).strip());
                start = index + 1;
            }
        }
        if (!list.isBlank()) {
            parts.add(list.substring(start).strip());
        }
        return parts;
    }
}
