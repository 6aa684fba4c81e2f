package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.JsonOperator;
import io.graphc.compiler.sql.calcite.JsonShape;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonArrayElement;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonObjectMember;
import io.trino.sql.tree.JsonPathInvocation;
import io.trino.sql.tree.JsonPathParameter;
import io.trino.sql.tree.JsonPathParameter.JsonFormat;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The JSON functions of the SQL standard, which have a syntax of their own. */
final class JsonTranslator {
    private final Translation translation;
    private final ExpressionTranslator expressions;

    JsonTranslator(Translation translation, ExpressionTranslator expressions) {
        this.translation = translation;
        this.expressions = expressions;
    }

    /** The parts of a call, gathered in the order of its operands. */
    private static final class Parts {
        final List<Expression> operands = new ArrayList<>();
        final List<String> formats = new ArrayList<>();
        final List<String> parameters = new ArrayList<>();
        String path = "";

        void add(Expression operand, String format) {
            operands.add(operand);
            formats.add(format);
        }
    }

    SqlNode exists(JsonExists node) {
        Parts parts = path(node.getJsonPathInvocation());
        return call(
                node,
                JsonShape.Function.JSON_EXISTS,
                parts,
                Optional.empty(),
                "",
                node.getErrorBehavior().name(),
                "");
    }

    SqlNode value(JsonValue node) {
        Parts parts = path(node.getJsonPathInvocation());
        node.getEmptyDefault().ifPresent(value -> parts.add(value, ""));
        node.getErrorDefault().ifPresent(value -> parts.add(value, ""));
        return call(
                node,
                JsonShape.Function.JSON_VALUE,
                parts,
                node.getReturnedType(),
                node.getEmptyBehavior().name(),
                node.getErrorBehavior().name(),
                "");
    }

    SqlNode query(JsonQuery node) {
        String quotes =
                node.getQuotesBehavior().map(behavior -> " " + behavior.name()).orElse("");
        return call(
                node,
                JsonShape.Function.JSON_QUERY,
                path(node.getJsonPathInvocation()),
                node.getReturnedType(),
                node.getEmptyBehavior().name(),
                node.getErrorBehavior().name(),
                node.getWrapperBehavior().name() + quotes);
    }

    SqlNode object(JsonObject node) {
        Parts parts = new Parts();
        for (JsonObjectMember member : node.getMembers()) {
            parts.add(member.getKey(), "");
            parts.add(member.getValue(), format(member.getValue(), member.getFormat()));
        }
        return call(
                node,
                JsonShape.Function.JSON_OBJECT,
                parts,
                node.getReturnedType(),
                node.isNullOnNull() ? "NULL" : "ABSENT",
                node.isUniqueKeys() ? "UNIQUE" : "",
                "");
    }

    SqlNode array(JsonArray node) {
        Parts parts = new Parts();
        for (JsonArrayElement element : node.getElements()) {
            parts.add(element.getValue(), format(element.getValue(), element.getFormat()));
        }
        String nulls = node.isNullOnNull() ? "NULL" : "ABSENT";
        return call(node, JsonShape.Function.JSON_ARRAY, parts, node.getReturnedType(), nulls, "", "");
    }

    /** What one of these functions makes is JSON to another one without being told. */
    private static String format(Expression value, Optional<JsonFormat> written) {
        boolean made = value instanceof JsonQuery || value instanceof JsonObject || value instanceof JsonArray;
        return written.map(Enum::name).orElse(made ? JsonFormat.JSON.name() : "");
    }

    private Parts path(JsonPathInvocation invocation) {
        Parts parts = new Parts();
        parts.add(invocation.getInputExpression(), invocation.getInputFormat().name());
        parts.path = invocation.getJsonPath().getValue();
        JsonPathReader.problem(parts.path).ifPresent(problem -> report(invocation.getJsonPath(), problem));
        for (JsonPathParameter parameter : invocation.getPathParameters()) {
            String name = parameter.getName().getCanonicalValue();
            if (parts.parameters.contains(name)) {
                report(parameter.getName(), "parameter `" + name + "` of the path is given twice");
            }
            parts.parameters.add(name);
            parts.add(parameter.getParameter(), format(parameter.getParameter(), parameter.getFormat()));
        }
        return parts;
    }

    private void report(Node node, String problem) {
        int start = translation.tokens().offsetOf(node);
        translation
                .problems()
                .report(
                        TextPosition.of(start, translation.tokens().endAfter(start, 0)),
                        Diagnostic.of(DiagnosticCode.BAD_LITERAL, problem));
    }

    private SqlNode call(
            Node node,
            JsonShape.Function function,
            Parts parts,
            Optional<DataType> returned,
            String onEmpty,
            String onError,
            String wrapping) {
        List<SqlNode> operands = expressions.translateAll(parts.operands);
        Optional<SqlType> type = returned.map(written -> new TypeTranslator(translation).translate(written));
        JsonShape shape =
                new JsonShape(function, parts.path, parts.parameters, parts.formats, type, onEmpty, onError, wrapping);
        int start = translation.tokens().offsetOf(node);
        SqlParserPos place = translation.span(start, translation.tokens().callEnd(start), operands);
        return translation.call(new JsonOperator(shape), place, operands);
    }
}
