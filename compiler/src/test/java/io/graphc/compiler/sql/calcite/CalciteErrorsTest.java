package io.graphc.compiler.sql.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.calcite.CalciteErrors.Problem;
import io.graphc.compiler.sql.calcite.CalciteErrors.Rejection;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Static;
import org.junit.jupiter.api.Test;

class CalciteErrorsTest {
    @Test
    void findsTheMethodOfEveryMessageThatItMaps() throws ReflectiveOperationException {
        for (String name : CalciteErrors.mappedMethods()) {
            Method method = Stream.of(CalciteResource.class.getMethods())
                    .filter(one -> one.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Calcite has no message " + name + " any more"));
            Object[] values = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == int.class ? (Object) 7 : type == Number.class ? (Object) 7 : "value")
                    .toArray();
            Resources.Inst message = (Resources.Inst) method.invoke(Static.RESOURCE, values);
            assertThat(CalciteErrors.methodOf(message.str())).contains(name);
        }
    }

    @Test
    void readsValuesAndPlace() {
        CalciteContextException exception = SqlUtil.newContextException(
                new SqlParserPos(1, 5, 1, 9), Static.RESOURCE.columnNotFoundInTable("a b", "t"));
        Rejection rejection = CalciteErrors.read(exception);
        assertThat(rejection.problem()).isEqualTo(Problem.UNKNOWN_COLUMN_OF_RELATION);
        assertThat(rejection.arguments()).isEqualTo(List.of("a b", "t"));
        assertThat(TextPosition.start(rejection.position())).isEqualTo(4);
        assertThat(TextPosition.end(rejection.position())).isEqualTo(9);
    }

    @Test
    void keepsTheWordsOfWhatItDoesNotMap() {
        CalciteContextException exception =
                SqlUtil.newContextException(new SqlParserPos(1, 1, 1, 1), Static.RESOURCE.cannotStreamValues());
        assertThat(CalciteErrors.read(exception).problem()).isEqualTo(Problem.OTHER);
        assertThat(CalciteErrors.cleaned(CalciteErrors.read(exception).text())).isEqualTo("cannot stream VALUES");
    }
}
