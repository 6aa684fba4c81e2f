package io.graphc.plan.impact;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.OptionalInt;

/** Tells types that take all values of another from those that do not. */
final class TypeChange {
    private static final List<SqlType> WHOLE =
            List.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT);

    private TypeChange() {}

    /** Whether every value of the one type is a value of the other, printed alike. */
    static boolean isWider(SqlType before, SqlType now) {
        if (before.equals(now) || before == SqlTypes.UNKNOWN || before == SqlTypes.ANY || now == SqlTypes.ANY) {
            return true;
        }
        if (before instanceof SqlType.Varchar one && now instanceof SqlType.Varchar other) {
            return isLonger(one.length(), other.length());
        }
        if (before instanceof SqlType.Decimal one && now instanceof SqlType.Decimal other) {
            return other.scale() == one.scale() && other.precision() >= one.precision();
        }
        if (before instanceof SqlType.Timestamp one && now instanceof SqlType.Timestamp other) {
            return one.withZone() == other.withZone() && other.precision() >= one.precision();
        }
        if (before instanceof SqlType.Array one && now instanceof SqlType.Array other) {
            return isWider(one.element(), other.element());
        }
        boolean whole = WHOLE.contains(before) && WHOLE.indexOf(now) > WHOLE.indexOf(before);
        return whole || (before == SqlTypes.REAL && now == SqlTypes.DOUBLE);
    }

    private static boolean isLonger(OptionalInt before, OptionalInt now) {
        return now.isEmpty() || (before.isPresent() && now.getAsInt() >= before.getAsInt());
    }
}
