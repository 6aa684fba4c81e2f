package io.graphc.project;

import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A property of a node or relationship.
 *
 * @param column the column that holds it; the property's name when absent
 * @param type a property type in lower case
 * @param cardinality {@code single}, {@code list} or {@code set}
 * @param expression a SQL expression over the relation's columns, in place of a column
 * @param value a value that all elements have, in place of a column
 * @param child the rows of another relation that hold its values, in place of the mapping's own
 */
public record PropertySpec(
        Located<String> name,
        Optional<Located<String>> column,
        Optional<Located<String>> type,
        Optional<Located<String>> cardinality,
        Optional<Located<MappedText>> expression,
        Optional<YamlScalar> value,
        Optional<ChildSpec> child,
        Optional<Located<String>> description,
        List<DataTestSpec> dataTests) {
    /** The names of the types that properties have. */
    public static final List<String> TYPES = List.of(
            "string",
            "boolean",
            "byte",
            "short",
            "integer",
            "long",
            "float",
            "double",
            "date",
            "time",
            "localdatetime",
            "datetime");

    public PropertySpec {
        dataTests = List.copyOf(dataTests);
    }

    /** A property that is a column of its own name. */
    public static PropertySpec of(Located<String> name) {
        return new PropertySpec(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The column it is read from, with the place where that was said. */
    public Located<String> columnName() {
        return column.orElse(name);
    }
}
