package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.project.DataTestSpec;
import io.graphc.project.ReferenceParser;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the arguments of one built-in test, and remembers whether one of them was wrong. What has the wrong shape was
 * reported before. Not safe to share between threads.
 */
final class ArgumentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

    private final DataTestSpec spec;
    private final DataTestContext context;
    private boolean sound = true;

    ArgumentReader(DataTestSpec spec, DataTestContext context) {
        this.spec = spec;
        this.context = context;
    }

    /** False once something was wrong; the test is then left out. */
    boolean isSound() {
        return sound;
    }

    /** Begins a message about an argument, which makes the test unsound. */
    Diagnostic.Builder problem(DiagnosticCode code, String message) {
        sound = false;
        return Diagnostic.of(code, message);
    }

    void report(Diagnostic.Builder problem) {
        problem.report(context.sink());
    }

    boolean has(String name) {
        return node(name).isPresent();
    }

    Optional<YamlNode> node(String name) {
        return spec.argument(name).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
    }

    private Optional<YamlScalar> scalar(String name) {
        return node(name).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    /** SQL that somebody wrote, its template rendered. */
    Optional<MappedText> sql(String name) {
        return scalar(name).flatMap(this::rendered);
    }

    private Optional<MappedText> rendered(YamlScalar scalar) {
        Optional<MappedText> text = context.templates().render(scalar.content());
        sound &= text.isPresent();
        return text;
    }

    /** A single value, its template rendered. */
    Optional<Located<String>> text(String name) {
        return scalar(name).flatMap(this::text);
    }

    Optional<Located<String>> text(YamlScalar scalar) {
        return rendered(scalar).map(text -> Located.of(text.text().strip(), scalar.span()));
    }

    boolean flag(String name, boolean usual) {
        return text(name).map(text -> text.value().equalsIgnoreCase("true")).orElse(usual);
    }

    OptionalLong whole(String name) {
        Optional<Located<String>> text = text(name);
        if (text.isPresent() && !WHOLE.matcher(text.get().value()).matches()) {
            report(problem(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name + "` is no whole number")
                    .at(text.get().span()));
            return OptionalLong.empty();
        }
        return text.map(found -> OptionalLong.of(Long.parseLong(found.value()))).orElse(OptionalLong.empty());
    }

    /** A number as it is written. */
    Optional<Located<String>> number(String name) {
        Optional<Located<String>> text = text(name);
        if (text.isPresent() && !NUMBER.matcher(text.get().value()).matches()) {
            report(problem(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name + "` is no number")
                    .at(text.get().span()));
            return Optional.empty();
        }
        return text;
    }

    /** The relation that an argument names; empty when there is none, or it has errors of its own. */
    Optional<BoundRelation> relation(String name) {
        Optional<BoundRelation> found = scalar(name)
                .flatMap(to -> new ReferenceParser(name, context.sink()).parse(Located.of(to.content(), to.span())))
                .flatMap(context.relations()::find);
        sound &= found.isPresent();
        return found;
    }

    /** A column of a relation, or an expression over its columns. */
    Optional<Tested> column(String name, BoundRelation relation) {
        return text(name).flatMap(text -> column(text, relation));
    }

    /** Columns of a relation, or expressions over them. */
    List<Tested> columns(String name, BoundRelation relation) {
        List<Tested> columns = new ArrayList<>();
        if (node(name).orElse(null) instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlScalar scalar) {
                    text(scalar).flatMap(text -> column(text, relation)).ifPresent(columns::add);
                }
            }
        }
        return columns;
    }

    private Optional<Tested> column(Located<String> text, BoundRelation relation) {
        String name = unquoted(text.value());
        Optional<Column> column = relation.column(name);
        if (column.isPresent()) {
            return column.map(found -> Tested.column(found, text.span()));
        }
        if (relation.columns().isEmpty() || !NAME.matcher(name).matches()) {
            return Optional.of(Tested.expression(text.value(), text.span()));
        }
        report(problem(DiagnosticCode.UNKNOWN_COLUMN, "column `" + name + "` not found in `" + relation.label() + "`")
                .at(text.span())
                .hint(name, relation.columnNames(), "columns of `" + relation.label() + "`"));
        return Optional.empty();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Adds columns to a query, a comma between them, each under a name of its own where it has none. */
    static SqlText add(SqlText sql, List<Tested> columns, String otherwise) {
        int number = 0;
        for (Tested column : columns) {
            number++;
            column.addTo(sql.add(number == 1 ? "" : ", "));
            if (column.column().isEmpty() && !otherwise.isEmpty()) {
                sql.add(" AS \"" + otherwise + number + "\"");
            }
        }
        return sql;
    }
}
