package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Finds columns in a list that are taken for another name of the one before, because the comma between them was forgotten:
 * those on a line of their own, with no {@code AS}, that have the name of another column. Who means a name writes it on the
 * line of what it names.
 */
final class MissingComma {
    private final Translation translation;
    private final NameScope scope;

    MissingComma(Translation translation, NameScope scope) {
        this.translation = translation;
        this.scope = scope;
    }

    /**
     * Warns of a name that looks like one.
     *
     * @param expression what is named
     * @param name its other name
     * @param place of the other name
     */
    void check(Expression expression, String name, SqlParserPos place) {
        Optional<String> column = columnName(expression);
        int at = translation.tokens().indexAt(TextPosition.start(place));
        if (column.isEmpty() || at == 0 || column.get().equalsIgnoreCase(name)) {
            return;
        }
        Tokens.Word before = translation.tokens().word(at - 1);
        String between = translation.tokens().text().substring(before.end(), TextPosition.start(place));
        if (!before.text().equalsIgnoreCase("as") && between.indexOf('\n') >= 0 && scope.hasColumn(name)) {
            translation
                    .problems()
                    .report(
                            place,
                            Diagnostic.of(
                                            DiagnosticCode.COMMA_MISSING,
                                            "`" + name + "` is read as another name of `" + column.get()
                                                    + "`, and is a column itself")
                                    .help("write a comma before it, or `as` if it is meant so"));
        }
    }

    private static Optional<String> columnName(Expression expression) {
        if (expression instanceof Identifier name) {
            return Optional.of(name.getValue());
        }
        if (expression instanceof DereferenceExpression dotted) {
            return Optional.ofNullable(DereferenceExpression.getQualifiedName(dotted))
                    .map(QualifiedName::getSuffix);
        }
        return Optional.empty();
    }
}
