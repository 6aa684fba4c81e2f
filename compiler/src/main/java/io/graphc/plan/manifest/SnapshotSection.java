package io.graphc.plan.manifest;

import io.graphc.plan.Column;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SnapshotPlan.HardDeletes;
import io.graphc.plan.SnapshotPlan.Names;
import io.graphc.plan.SqlTypeParser;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a snapshot keeps, in a manifest. */
final class SnapshotSection {
    private SnapshotSection() {}

    static void write(SnapshotPlan plan, JsonFields fields) throws IOException {
        fields.object("snapshot");
        fields.texts("columns", plan.columns().stream().map(Column::name).toList());
        fields.texts("unique_key", plan.uniqueKey());
        fields.text("updated_at", plan.updatedAt());
        fields.texts("check_cols", plan.compared());
        fields.text("time_type", plan.timeType().toString());
        fields.text("hard_deletes", plan.hardDeletes().name().toLowerCase(Locale.ROOT));
        Names names = plan.names();
        fields.texts(
                "meta_columns",
                List.of(names.scdId(), names.updatedAt(), names.validFrom(), names.validTo(), names.isDeleted()));
        fields.text("valid_to_current", plan.current());
        fields.end();
    }

    /** @param columns those of the snapshot's table */
    static SnapshotPlan read(ManifestNode node, List<Column> columns) {
        List<String> own = node.texts("columns");
        List<String> names = node.texts("meta_columns");
        if (names.size() != 5) {
            throw new IllegalArgumentException("a snapshot has five columns of its own");
        }
        return new SnapshotPlan(
                columns.stream().filter(column -> own.contains(column.name())).toList(),
                node.texts("unique_key"),
                node.optionalText("updated_at"),
                node.texts("check_cols"),
                SqlTypeParser.parse(node.text("time_type")).orElseThrow(IllegalArgumentException::new),
                HardDeletes.valueOf(node.text("hard_deletes").toUpperCase(Locale.ROOT)),
                new Names(names.get(0), names.get(1), names.get(2), names.get(3), names.get(4)),
                node.optionalText("valid_to_current"));
    }
}
