package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import org.apache.calcite.sql.SqlKind;

/** A call of a function that the query declares itself, in {@code WITH FUNCTION}. */
public final class DeclaredFunctionOperator extends TypedOperator {
    private final String name;
    private final List<SqlType> parameters;
    private final SqlType result;

    /**
     * A call of one function.
     *
     * @param name the name as declared
     * @param parameters the types of the parameters
     * @param result the type it returns
     */
    public DeclaredFunctionOperator(String name, List<SqlType> parameters, SqlType result) {
        super("declared " + name, SqlKind.OTHER_FUNCTION);
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.result = result;
    }

    public String declaredName() {
        return name;
    }

    @Override
    protected Typed infer(CallTyping call) {
        List<SqlType> types = call.types(0, call.count());
        boolean fits = types.size() == parameters.size();
        for (int i = 0; fits && i < types.size(); i++) {
            SqlType type = types.get(i);
            fits = FormTyping.isAny(type)
                    || parameters.get(i) == SqlTypes.ANY
                    || TypeCoercion.canCoerce(type, parameters.get(i));
            call.expect(i, parameters.get(i));
        }
        if (!fits) {
            call.report(Diagnostic.of(
                            DiagnosticCode.WRONG_ARGUMENTS, "`" + name + "` does not take `" + listed(types) + "`")
                    .note("`" + name + listed(parameters) + "` is declared"));
        }
        return new Typed(result, true);
    }

    private static String listed(List<SqlType> types) {
        return "(" + String.join(", ", types.stream().map(SqlType::toString).toList()) + ")";
    }
}
