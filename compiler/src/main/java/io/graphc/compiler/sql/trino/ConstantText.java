package io.graphc.compiler.sql.trino;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The text of constants such as {@code BIGINT '5'}: what text is a value of a type, as observed on Trino 435. */
final class ConstantText {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\p{Nd}+");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern IP_4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP_6 = Pattern.compile("(?i)[0-9a-f:]{2,39}|[0-9a-f:]{2,30}:\\d+(\\.\\d+){3}");
    private static final Set<String> BOOLEANS = Set.of("true", "false", "t", "f", "1", "0");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Map<SqlType, Integer> BITS =
            Map.of(SqlTypes.TINYINT, 7, SqlTypes.SMALLINT, 15, SqlTypes.INTEGER, 31, SqlTypes.BIGINT, 63);

    private ConstantText() {}

    /** Whether the text is a value of the type; true where only the engine can say. */
    static boolean isValue(SqlType type, String text) {
        Integer bits = BITS.get(type);
        if (bits != null) {
            return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() <= bits;
        }
        if (type == SqlTypes.DOUBLE || type == SqlTypes.REAL) {
            return isFloat(text);
        }
        if (type == SqlTypes.BOOLEAN) {
            return BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
        }
        if (type == SqlTypes.JSON) {
            return isJson(text);
        }
        if (type == SqlTypes.UUID) {
            return UUID.matcher(text).matches();
        }
        if (type == SqlType.Simple.IPADDRESS) {
            return IP_4.matcher(text).matches()
                    || (text.contains(":") && IP_6.matcher(text).matches());
        }
        return TypeCoercion.canCast(SqlTypes.varchar(text.length()), type);
    }

    private static boolean isFloat(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
