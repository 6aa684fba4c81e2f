package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * Writes the queries of the built-in tests. They count like dbt's: one row for each null, each repeated value, each value
 * that is not accepted, each row without a parent.
 */
final class TestSql {
    private final SqlText sql;
    private final BoundRelation relation;
    private final Optional<MappedText> where;
    private final boolean dbtNames;

    /**
     * The queries of a relation's tests.
     *
     * @param home the place of the test's kind, for what no smaller part accounts for
     * @param dbtNames whether the columns are called as in dbt, for conditions that name them and tables that keep them
     */
    TestSql(BoundRelation relation, Optional<MappedText> where, SourceSpan home, boolean dbtNames) {
        this.dbtNames = dbtNames;
        this.sql = new SqlText(home);
        this.relation = relation;
        this.where = where;
    }

    /** What a test looks at: a column, or an expression in its place. */
    record Tested(String sql, SourceSpan span, Optional<Column> column) {
        static Tested column(Column column, SourceSpan span) {
            return new Tested(RelationName.quote(column.name()), span, Optional.of(column));
        }
    }

    MappedText notNull(Tested tested) {
        sql.add("SELECT *\nFROM ");
        return from().add("\nWHERE ")
                .add(tested.sql(), tested.span())
                .add(" IS NULL")
                .build();
    }

    MappedText unique(Tested tested) {
        sql.add("SELECT ").add(tested.sql(), tested.span()).add(counted("unique_field"));
        return from().add("\nWHERE ")
                .add(tested.sql(), tested.span())
                .add(" IS NOT NULL\nGROUP BY 1\nHAVING count(*) > 1\nORDER BY 1")
                .build();
    }

    MappedText acceptedValues(Tested tested, List<YamlNode> values, boolean quote) {
        sql.add("SELECT ").add(tested.sql(), tested.span()).add(counted("value_field"));
        from().add("\nWHERE ").add(tested.sql(), tested.span()).add(" NOT IN (");
        for (int i = 0; i < values.size(); i++) {
            sql.add(i == 0 ? "" : ", ")
                    .add(
                            literal((YamlScalar) values.get(i), tested, quote),
                            values.get(i).span());
        }
        return sql.add(")\nGROUP BY 1\nORDER BY 1").build();
    }

    private String counted(String dbtName) {
        return dbtNames
                ? " AS \"" + dbtName + "\", count(*) AS \"n_records\"\nFROM "
                : " AS \"value\", count(*) AS \"rows\"\nFROM ";
    }

    private static String literal(YamlScalar value, Tested tested, boolean quote) {
        boolean text =
                tested.column().filter(column -> SqlTypes.isText(column.type())).isPresent();
        boolean plain = value.isNumber() || value.isBoolean() || !quote;
        return plain && !text ? value.text() : SqlText.literal(value.text());
    }

    MappedText relationships(Tested tested, BoundRelation parent, Tested field) {
        sql.add("SELECT child.")
                .add(tested.sql(), tested.span())
                .add(dbtNames ? " AS \"from_field\"\nFROM " : " AS \"value\"\nFROM ");
        from().add(" child\nLEFT JOIN " + parent.sql() + " parent ON parent.");
        sql.add(field.sql(), field.span()).add(" = child.").add(tested.sql(), tested.span());
        sql.add("\nWHERE child.").add(tested.sql(), tested.span()).add(" IS NOT NULL AND parent.");
        return sql.add(field.sql(), field.span()).add(" IS NULL\nORDER BY 1").build();
    }

    private SqlText from() {
        if (where.isEmpty()) {
            return sql.add(relation.sql());
        }
        sql.add("(SELECT * FROM " + relation.sql() + " WHERE ").addWritten(where.get());
        return sql.add(")");
    }
}
