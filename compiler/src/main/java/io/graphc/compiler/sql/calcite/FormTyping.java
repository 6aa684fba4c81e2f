package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of the expressions that the grammar knows, as Trino's manual gives them under "Functions and operators". */
final class FormTyping {
    private FormTyping() {}

    static Typed infer(FormOperator operator, CallTyping call) {
        return switch (operator.form()) {
            case ARITHMETIC, NEGATE -> FunctionTyping.arithmetic(operator, call);
            case PLUS_SIGN -> plusSign(call);
            case COMPARISON -> comparison(operator.detail(), call);
            case IS_DISTINCT_FROM -> distinct(call);
            case AND, OR, NOT -> logical(operator.form(), call);
            case IS_NULL, IS_NOT_NULL -> isNull(call);
            case BETWEEN -> between(call);
            case LIKE -> TextTyping.like(call);
            case IN_LIST -> inList(call);
            case COALESCE -> coalesce(call);
            case USING_COLUMN -> usingColumn(call);
            case NULLIF -> nullif(call);
            case IF -> ConditionalTyping.ifExpression(call);
            case SIMPLE_CASE, SEARCHED_CASE -> ConditionalTyping.caseExpression(operator, call);
            case TRY -> new Typed(call.type(0), true);
            case FORMAT -> TextTyping.format(call);
            case EXTRACT -> MomentTyping.extract(operator.detail(), call);
            case ARRAY -> array(call);
            case ROW -> row(call);
            case SUBSCRIPT -> AccessTyping.subscript(call);
            case FIELD -> AccessTyping.field(operator.detail(), call);
            case AT_TIME_ZONE -> MomentTyping.atTimeZone(call);
            case EXISTS -> exists(call);
            case SCALAR_QUERY -> QueryTyping.scalar(call);
            case IN_QUERY -> QueryTyping.inQuery(call);
            case QUANTIFIED -> QueryTyping.quantified(operator.detail(), call);
            case SESSION -> new Typed(SqlTypes.VARCHAR, !operator.detail().equals("CURRENT_USER"));
        };
    }

    static Typed cast(CastOperator operator, CallTyping call) {
        SqlType from = call.type(0);
        if (!isAny(from) && !TypeCoercion.canCast(from, operator.target())) {
            call.report(mismatch("cannot cast `" + from + "` to `" + operator.target() + "`"));
        }
        boolean nullable = operator.safe() || call.nullable(0) || from == SqlTypes.JSON;
        return new Typed(operator.target(), nullable);
    }

    static boolean isAny(SqlType type) {
        return type == SqlTypes.ANY;
    }

    static Diagnostic.Builder mismatch(String message) {
        return Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, message);
    }

    private static Typed comparison(String symbol, CallTyping call) {
        Optional<SqlType> common = common(call.type(0), call.type(1));
        if (common.isEmpty()) {
            reportComparison(call, call.type(0), call.type(1));
        } else {
            expectAll(call, 0, 2, common.get());
            requireOrder(call, common.get(), !symbol.equals("=") && !symbol.equals("<>"));
        }
        return new Typed(SqlTypes.BOOLEAN, call.anyNullable(0, 2));
    }

    private static void requireOrder(CallTyping call, SqlType type, boolean ordered) {
        if (!isAny(type) && !comparable(type, ordered)) {
            String verb = ordered ? "order" : "compare";
            call.report(mismatch("cannot " + verb + " values of type `" + type + "`"));
        }
    }

    static boolean comparable(SqlType type, boolean ordered) {
        return ordered ? TypeCoercion.isOrderable(type) : TypeCoercion.isComparable(type);
    }

    private static void reportComparison(CallTyping call, SqlType left, SqlType right) {
        call.report(mismatch("cannot compare `" + left + "` with `" + right + "`")
                .caption(left + " and " + right)
                .help(wayOut(left, right)));
    }

    /** What to do about two types that do not compare; Trino turns none into the other by itself. */
    static String wayOut(SqlType left, SqlType right) {
        if (isMoment(left) != isMoment(right)) {
            SqlType moment = isMoment(left) ? left : right;
            String word = moment == SqlTypes.DATE ? "date '2026-01-31'" : "timestamp '2026-01-31 08:00'";
            return "compare it with a value of its own type, such as `" + word
                    + "`, or take a part of it, such as `year(...)`";
        }
        SqlType target = SqlTypes.isText(left) ? right : left;
        SqlType source = SqlTypes.isText(left) ? left : right;
        return TypeCoercion.canCast(source, target)
                ? "cast the `" + source + "`: `cast(... as " + target + ")`, or `try_cast` where it may not parse"
                : "both sides need one type";
    }

    static boolean isMoment(SqlType type) {
        return type == SqlTypes.DATE || type instanceof SqlType.Timestamp;
    }

    private static Typed distinct(CallTyping call) {
        comparison("=", call);
        return new Typed(SqlTypes.BOOLEAN, false);
    }

    private static Typed logical(Form form, CallTyping call) {
        for (int i = 0; i < call.count(); i++) {
            requireBoolean(call, i, "`" + form.name().toLowerCase(Locale.ROOT) + "`");
        }
        return new Typed(SqlTypes.BOOLEAN, call.anyNullable(0, call.count()));
    }

    static void requireBoolean(CallTyping call, int index, String where) {
        SqlType type = call.type(index);
        if (!isAny(type) && type != SqlTypes.UNKNOWN && type != SqlTypes.BOOLEAN) {
            call.report(
                    index,
                    mismatch(where + " needs `boolean`, found `" + type + "`").caption(type.toString()));
        }
        call.expect(index, SqlTypes.BOOLEAN);
    }

    private static Typed isNull(CallTyping call) {
        call.type(0);
        return new Typed(SqlTypes.BOOLEAN, false);
    }

    private static Typed between(CallTyping call) {
        Optional<SqlType> common = common(call.type(0), call.type(1)).flatMap(both -> common(both, call.type(2)));
        if (common.isEmpty()) {
            boolean low = common(call.type(0), call.type(1)).isEmpty();
            reportComparison(call, call.type(0), call.type(low ? 1 : 2));
        } else {
            expectAll(call, 0, 3, common.get());
            requireOrder(call, common.get(), true);
        }
        return new Typed(SqlTypes.BOOLEAN, call.anyNullable(0, 3));
    }

    private static Typed inList(CallTyping call) {
        SqlType common = call.type(0);
        for (int i = 1; i < call.count(); i++) {
            Optional<SqlType> both = common(common, call.type(i));
            if (both.isEmpty()) {
                SqlType item = call.type(i);
                call.report(
                        i,
                        mismatch("cannot compare `" + call.type(0) + "` with `" + item + "`")
                                .caption(item.toString())
                                .help(wayOut(call.type(0), item)));
                return new Typed(SqlTypes.BOOLEAN, true);
            }
            common = both.get();
        }
        expectAll(call, 0, call.count(), common);
        return new Typed(SqlTypes.BOOLEAN, call.anyNullable(0, call.count()));
    }

    /** Types without one in common are reported where the relations are joined. */
    private static Typed usingColumn(CallTyping call) {
        return TypeCoercion.commonSuperType(call.types(0, call.count())).isPresent() ? coalesce(call) : Typed.UNKNOWN;
    }

    private static Typed coalesce(CallTyping call) {
        SqlType common = oneType(call, operands(0, call.count()), "`coalesce`");
        boolean nullable = true;
        for (int i = 0; i < call.count(); i++) {
            nullable &= call.nullable(i);
        }
        return new Typed(common, nullable);
    }

    private static Typed nullif(CallTyping call) {
        Optional<SqlType> common = common(call.type(0), call.type(1));
        if (common.isEmpty()) {
            reportComparison(call, call.type(0), call.type(1));
        }
        return new Typed(call.type(0), true);
    }

    /** Trino has the sign before numbers other than decimals only. */
    private static Typed plusSign(CallTyping call) {
        SqlType type = call.type(0);
        boolean number = SqlTypes.isInteger(type) || type == SqlTypes.DOUBLE || type == SqlTypes.REAL;
        if (!number && !isAny(type)) {
            call.report(mismatch("`+` does not apply to `" + type + "`")
                    .caption(type.toString())
                    .help("leave the sign out: it changes nothing"));
        }
        return new Typed(type, call.nullable(0));
    }

    private static Typed array(CallTyping call) {
        if (call.count() == 0) {
            return new Typed(SqlTypes.array(SqlTypes.UNKNOWN), false);
        }
        return new Typed(SqlTypes.array(oneType(call, operands(0, call.count()), "the array")), false);
    }

    private static Typed row(CallTyping call) {
        List<SqlType.Field> fields = new ArrayList<>();
        for (int i = 0; i < call.count(); i++) {
            fields.add(new SqlType.Field("", call.type(i)));
        }
        return new Typed(new SqlType.Row(fields), false);
    }

    private static Typed exists(CallTyping call) {
        call.type(0);
        return new Typed(SqlTypes.BOOLEAN, false);
    }

    static int[] operands(int from, int to) {
        int[] result = new int[to - from];
        for (int i = from; i < to; i++) {
            result[i - from] = i;
        }
        return result;
    }

    /** The one type of some operands; reports the first that has no type in common with those before it. */
    static SqlType oneType(CallTyping call, int[] operands, String where) {
        SqlType common = call.type(operands[0]);
        for (int index : operands) {
            Optional<SqlType> both = common(common, call.type(index));
            if (both.isEmpty()) {
                call.report(
                        index,
                        mismatch("values of " + where + " must have one type: `" + common + "` and `" + call.type(index)
                                        + "` have none in common")
                                .caption(call.type(index).toString()));
                return SqlTypes.ANY;
            }
            common = both.get();
        }
        for (int index : operands) {
            call.expect(index, common);
        }
        return common;
    }

    static void expectAll(CallTyping call, int from, int to, SqlType type) {
        for (int i = from; i < to; i++) {
            call.expect(i, type);
        }
    }

    /** The common type, {@code ANY} where one of the two is not known. */
    static Optional<SqlType> common(SqlType left, SqlType right) {
        if (isAny(left) || isAny(right)) {
            return Optional.of(SqlTypes.ANY);
        }
        return TypeCoercion.commonSuperType(left, right);
    }
}
