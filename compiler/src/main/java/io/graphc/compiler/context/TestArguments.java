package io.graphc.compiler.context;

import io.graphc.compiler.context.TenantTemplates.GenericTest;
import io.graphc.compiler.query.SqlText;
import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Values;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the macro of a generic test is called with: the relation, the column, and the arguments in YAML. */
record TestArguments(MacroLibrary macros, TemplateScope scope, CallRecorder recorder) {
    /** Calls that dbt evaluates without braces. */
    private static final Pattern CALL = Pattern.compile("\\s*(ref|source)\\s*\\(.*\\)\\s*");

    Map<String, Argument> of(GenericTest test) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        arguments.put("model", new Argument(subject(test), test.place()));
        test.column()
                .ifPresent(column ->
                        arguments.put("column_name", new Argument(text(column.value(), column.span()), column.span())));
        for (YamlEntry entry : test.arguments()) {
            arguments.put(
                    entry.name(),
                    new Argument(value(entry.value()), entry.value().span()));
        }
        return arguments;
    }

    private static Text text(String characters, SourceSpan place) {
        return new Text(MappedText.computed(characters, place));
    }

    /** The relation, narrowed to the rows that are tested: by the project's own macro where it has one, as in dbt. */
    private Object subject(GenericTest test) {
        RelationValue relation = RelationValue.of(test.relation());
        Optional<Macro> own = macros.find(macros.rootPackage(), "get_where_subquery");
        if (own.isPresent()) {
            Map<String, Argument> arguments = Map.of("relation", new Argument(relation, test.place()));
            return Template.call(own.get(), arguments, scope, test.place(), recorder)
                    .orElse(relation);
        }
        if (test.where().isEmpty()) {
            return relation;
        }
        Origin place = Origin.of(test.place());
        return new Text(new MappedText.Builder()
                .computed("(select * from " + relation.print() + " where ", place)
                .append(test.where().get())
                .computed(SqlText.closing(test.where().get().text()) + " dbt_subquery", place)
                .build());
    }

    /** A value of YAML, with templates and calls of {@code ref} in it evaluated. */
    private Object value(YamlNode node) {
        if (node instanceof YamlSequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(value(item)));
            return items;
        }
        if (node instanceof YamlMapping mapping) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> entries.put(entry.name(), value(entry.value())));
            return entries;
        }
        YamlScalar scalar = (YamlScalar) node;
        Optional<MappedText> template = template(scalar);
        if (template.isPresent()) {
            return Template.parse(template.get(), recorder)
                    .flatMap(parsed -> parsed.evaluate(scope, recorder))
                    .orElse("");
        }
        return scalar.toValue() instanceof String text ? text(text, scalar.span()) : Values.of(scalar.toValue());
    }

    private static Optional<MappedText> template(YamlScalar scalar) {
        if (scalar.isTemplate()) {
            return Optional.of(scalar.content());
        }
        if (!(scalar.toValue() instanceof String text) || !CALL.matcher(text).matches()) {
            return Optional.empty();
        }
        Origin place = Origin.of(scalar.span());
        return Optional.of(new MappedText.Builder()
                .computed("{{ ", place)
                .append(scalar.content())
                .computed(" }}", place)
                .build());
    }
}
