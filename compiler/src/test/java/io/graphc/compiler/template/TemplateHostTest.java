package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateHostTest {
    /** Keys and values are those of dbt's documentation, and some that differ in letter case. */
    @Test
    void takesTheElementsOfOneDictFromAnother() {
        template("{{ diff_of_two_dicts({'key_x': ['value_1', 'VALUE_2'], 'KEY_Y': ['value_3'], 'e': [], 'n': [1, 2]},"
                        + " {'KEY_X': ['VALUE_1'], 'key_z': ['value_4'], 'n': [2]}) }}")
                .renders("{'key_x': ['VALUE_2'], 'KEY_Y': ['value_3'], 'e': [], 'n': [1]}");
        template("{{ diff_of_two_dicts({'a': ['x']}, {'A': ['X']}) }}").renders("{}");
    }

    @Test
    void refusesNamesOfAttributesThatWouldBeSeveral() {
        template("{{ {'a<b': 1} | xmlattr }}").renders(" a&lt;b=\"1\"");
        for (String name : List.of("a b", "a>b", "a/b", "a=b")) {
            assertThat(template("{{ {'" + name + "': 1} | xmlattr }}").problems())
                    .as(name)
                    .hasSize(1);
        }
    }

    private static final Signature REF = Signature.of("ref", "model", "version?");
    private static final List<String> MODELS = List.of("stg_users", "stg_orders");

    private record Relation(String schema, String identifier) implements TemplateObject {
        @Override
        public String kind() {
            return "relation";
        }

        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "schema" -> Optional.of(schema);
                case "identifier" -> Optional.of(identifier);
                default -> Optional.empty();
            };
        }

        @Override
        public List<String> attributeNames() {
            return List.of("schema", "identifier");
        }

        @Override
        public String print() {
            return "\"" + schema + "\".\"" + identifier + "\"";
        }
    }

    private static final TemplateCallable REFERENCE = call -> {
        BoundArguments arguments = REF.bind(call);
        String model = arguments.text("model");
        if (!MODELS.contains(model)) {
            throw TemplateFailure.of(DiagnosticCode.UNKNOWN_MODEL, "there is no model `" + model + "`")
                    .at(arguments.span("model"))
                    .hint(model, MODELS, "models");
        }
        return new Relation("dev", model);
    };

    @Test
    void callsFunctionsOfTheHost() {
        template("select * from {{ ref('stg_users') }} {{ ref(model='stg_orders').schema }}")
                .with("ref", REFERENCE)
                .renders("select * from \"dev\".\"stg_users\" dev");
    }

    @Test
    void reportsAFailureOfTheHostAtTheArgument() {
        Diagnostic problem = template("select * from {{ ref(^'stg_usres'^) }}")
                .with("ref", REFERENCE)
                .fails(DiagnosticCode.UNKNOWN_MODEL, "there is no model `stg_usres`");
        assertThat(problem.helps()).containsExactly("did you mean `stg_users`?");
        template("{{ ^ref()^ }}")
                .with("ref", REFERENCE)
                .fails(DiagnosticCode.TEMPLATE_ERROR, "`ref` needs a value for `model`");
    }

    @Test
    void namesTheAttributesOfAnObject() {
        Diagnostic problem = template("{{ ref('stg_users').^shema^ }}")
                .with("ref", REFERENCE)
                .warns(DiagnosticCode.UNDEFINED_IN_TEMPLATE, "a relation has no `shema`, so nothing is printed");
        assertThat(problem.helps()).containsExactly("did you mean `schema`?");
    }

    @Test
    void callsMacrosThatTheHostDispatches() {
        TemplateCallable dispatch = call -> call.rendering()
                .macro("", "trino__" + REF.bind(call).text("model"))
                .orElseThrow();
        template("{{ dispatch('now')(1) }}")
                .with("dispatch", dispatch)
                .macros("shop", "{% macro trino__now(n) %}now({{ n }}){% endmacro %}")
                .renders("now(1)");
    }

    @Test
    void neverChangesWhatBelongsToTheHost() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> dict = new LinkedHashMap<>(Map.of("k", list));
        TemplateCallable var = call -> dict;
        TemplateScope scope =
                TemplateScope.builder().global("list", list).global("var", var).build();
        DiagnosticBag bag = new DiagnosticBag();
        Template template = Template.parse(
                        new SourceFile(
                                "models/m.sql",
                                "{% do list.append('b') %}{% do var().k.append('c') %}{% do var().update(z=1) %}{{ list }}"),
                        bag)
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            assertThat(template.render(scope, bag).orElseThrow().text()).isEqualTo("['a', 'b']");
        }
        assertThat(bag.sorted()).isEmpty();
        assertThat(list).containsExactly("a");
        assertThat(dict).containsOnlyKeys("k");
    }

    @Test
    void scopesAddToOneAnother() {
        TemplateScope base =
                TemplateScope.builder().global("a", 1).global("b", 2).build();
        TemplateScope scope = base.extend().global("b", 3).build();
        DiagnosticBag bag = new DiagnosticBag();
        Template template = Template.parse(new SourceFile("models/m.sql", "{{ a }}{{ b }}"), bag)
                .orElseThrow();
        assertThat(template.render(scope, bag).orElseThrow().text()).isEqualTo("13");
        assertThat(template.render(base, bag).orElseThrow().text()).isEqualTo("12");
    }

    @Test
    void handsLogLinesToTheHost() {
        List<String> lines = new ArrayList<>();
        TemplateScope scope = TemplateScope.builder()
                .log((message, visible, place) -> lines.add(message + " " + visible + " " + place))
                .build();
        DiagnosticBag bag = new DiagnosticBag();
        Template.parse(new SourceFile("m.sql", "{{ log('a') }}{{ log('b', info=true) }}{% do print(1) %}"), bag)
                .orElseThrow()
                .render(scope, bag);
        assertThat(lines).containsExactly("a false m.sql:1:4", "b true m.sql:1:18", "1 true m.sql:1:46");
    }

    @Test
    void rendersTextThatWasCutOutOfAFile() {
        SourceFile yaml = new SourceFile("p.yml", "name: \"a{{ x }}b\"\nkey: {{ no.x }}");
        DiagnosticBag bag = new DiagnosticBag();
        TemplateScope scope = TemplateScope.builder().global("x", "-").build();
        MappedText value = Template.parse(yaml.span(7, 16), bag)
                .orElseThrow()
                .render(scope, bag)
                .orElseThrow();
        assertThat(value.text()).isEqualTo("a-b");
        assertThat(value.spanOf(2, 3)).hasToString("p.yml:1:16");
        MappedText joined = new MappedText.Builder()
                .computed("\"", Origin.of(yaml.span(6, 7)))
                .append(MappedText.of(yaml.span(23, 33)))
                .build();
        assertThat(Template.parse(joined, bag).orElseThrow().render(scope, bag)).isEmpty();
        assertThat(bag.sorted())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.primary().orElseThrow()).hasToString("p.yml:2:9"));
    }

    @Test
    void offersTheFunctionsOfDbtThatNeedNoProject() {
        template("{{ zip([1, 2], ['a', 'b']) }} {{ set([1, 1, 2]) }} {{ tojson({'b': 1, 'a': none}) }}"
                        + " {{ fromjson('{\"a\": [1, 2.5, true, null, \"\\u00e9\"]}') }} {{ fromjson('nope', 'd') }}"
                        + " {{ local_md5('hello') }}")
                .renders("[(1, 'a'), (2, 'b')] {1, 2} {\"b\": 1, \"a\": null} {'a': [1, 2.5, True, None, 'é']} d"
                        + " 5d41402abc4b2a76b9719d911017c592");
    }
}
