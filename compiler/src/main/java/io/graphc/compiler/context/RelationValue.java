package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.TemplateObject;
import java.util.List;
import java.util.Optional;

/** A relation as templates see it: prints the name that SQL uses, has dbt's attributes. Immutable. */
record RelationValue(Entry entry) implements TemplateObject {
    @Override
    public String kind() {
        return "relation";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("database", "schema", "identifier", "name", "table", "is_cte");
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "database" -> Optional.of(entry.relation().database().orElse(""));
            case "schema" -> Optional.of(entry.relation().schema());
            case "identifier", "name", "table" ->
                Optional.of(entry.ephemeral() ? entry.sql() : entry.relation().identifier());
            case "is_cte" -> Optional.of(entry.ephemeral());
            default -> Optional.empty();
        };
    }

    @Override
    public String print() {
        return entry.sql();
    }
}
