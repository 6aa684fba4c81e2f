package io.graphc.compiler.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.python.PythonModules;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostMacrosTest {
    private static String rendered(String text, String macros) {
        DiagnosticBag bag = new DiagnosticBag();
        MacroLibrary.Builder library = MacroLibrary.builder("shop").host(HostMacros.INSTANCE);
        library.add("shop", new SourceFile("macros/m.sql", macros), bag);
        AdapterObject adapter = new AdapterObject(
                new ProjectNames(Map.of(), Map.of()),
                id -> Optional.empty(),
                new MacroDispatch("shop", Map.of()),
                "",
                new CallRecorder(false));
        TemplateScope scope = TemplateScope.builder()
                .packageName("shop")
                .macros(library.build())
                .global("adapter", adapter)
                .global("modules", new PythonModules(() -> Instant.EPOCH))
                .global("api", ApiObject.API)
                .global("execute", true)
                .build();
        Optional<MappedText> result =
                Template.parse(new SourceFile("models/m.sql", text), bag).flatMap(file -> file.render(scope, bag));
        assertThat(bag.sorted()).as(text).isEmpty();
        return result.orElseThrow().text().strip();
    }

    @Test
    void everyMacroIsThere() {
        assertThat(HostMacros.INSTANCE.names())
                .hasSizeGreaterThan(70)
                .allSatisfy(name -> assertThat(HostMacros.INSTANCE.find(name)).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "dbt.type_string() => varchar",
                "type_numeric() => decimal(38,6)",
                "dbt.safe_cast('a', dbt.type_int()) => try_cast(a as integer)",
                "dbt.concat(['a', 'b']) => a || b",
                "dbt.dateadd('day', -1, 'd') => date_add('day', -1, d)",
                "dbt.datediff('a', 'b', 'Month') => date_diff('month', date_trunc('month', cast(a as timestamp)), date_trunc('month', cast(b as timestamp)))",
                "dbt.date_trunc('week', 'd') => date_trunc('week', d)",
                "dbt.last_day('d', 'month') => cast(date_add('day', -1, date_add('month', 1, date_trunc('month', d))) as date)",
                "dbt.date(2024, 2, 29) => date '2024-02-29'",
                "dbt.hash('a') => lower(to_hex(md5(to_utf8(cast(a as varchar)))))",
                "dbt.escape_single_quotes(\"it's\") => it''s",
                "dbt.string_literal('x') => 'x'",
                "dbt.split_part('a', \"','\", -1) => element_at(split(a, ','), -1)",
                "dbt.right('a', 3) => if(3 = 0, '', substr(a, -1 * (3)))",
                "dbt.position('a', 'b') => position(a in b)",
                "dbt.any_value('a') => arbitrary(a)",
                "dbt.array_construct(['1', '2']) => array[1, 2]",
                "dbt.array_construct([], 'varchar') => cast(array[] as array(varchar))",
                "dbt.listagg('a', \"'; '\", 'order by b', 3) => array_join(slice(array_agg(a order by b), 1, 3), '; ')",
                "dbt.listagg('a') => array_join(array_agg(a), ',')",
                "dbt.except() => except",
                "dbt.get_powers_of_two(1000) => 10",
                "dbt.cast_bool_to_text('a') => cast(a as varchar)"
            })
    void writesTheSqlOfAthena(String call, String expected) {
        assertThat(rendered("{{ " + call + " }}", "")).isEqualTo(expected);
    }

    @Test
    void givesWayToFormsOfTheProject() {
        assertThat(rendered("{{ dbt.hash('a') }}", "{% macro default__hash(field) %}sha({{ field }}){% endmacro %}"))
                .isEqualTo("sha(a)");
        assertThat(rendered("{{ hash('a') }} {{ dbt.hash('a') }}", "{% macro hash(field) %}own{% endmacro %}"))
                .isEqualTo("own lower(to_hex(md5(to_utf8(cast(a as varchar)))))");
    }

    @Test
    void relationsAreToldFromTextAsPackagesDoIt() {
        String relation = "api.Relation.create(schema='s', identifier='i')";
        assertThat(rendered(
                        "{{ " + relation + " is mapping }} {{ " + relation
                                + ".get('metadata', {}).get('type', '').endswith('Relation') }} {{ 's.i' is mapping }}",
                        ""))
                .isEqualTo("True True False");
        assertThat(rendered(
                        "{{ " + relation + " }} {{ " + relation + ".include(schema=false) }} {{ " + relation
                                + ".incorporate(path={'identifier': 'j'}).quote(identifier=false) }}",
                        ""))
                .isEqualTo("\"s\".\"i\" \"i\" \"s\".j");
    }
}
