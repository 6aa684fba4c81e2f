package io.graphc.compiler.sql.calcite;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The relations of one block, among which a plain name has its column found without Calcite's search through all that a
 * name can mean: where one relation of the block has one such column, written in the same letter case, that is it. All
 * other names are left to Calcite. Not safe to share between threads.
 */
final class BlockColumns {
    /** Calcite's columns of this name stand for others. */
    private static final String DYNAMIC = "**";

    private final QueryValidator validator;
    private final List<SqlValidatorNamespace> relations;
    private final List<String> names;

    BlockColumns(QueryValidator validator, ListScope block) {
        this.validator = validator;
        this.relations = block.getChildren();
        Collection<SqlMoniker> aliases = new ArrayList<>();
        block.findAliases(aliases);
        // The aliases of the blocks around it follow.
        this.names = aliases.stream()
                .limit(relations.size())
                .map(alias -> alias.getFullyQualifiedNames().get(0))
                .toList();
    }

    /** Whether a relation has been added since. */
    boolean isStale(ListScope block) {
        return block.getChildren().size() != relations.size();
    }

    /** What Calcite would find; null where it has to be asked. */
    @Nullable
    SqlQualified find(SqlValidatorScope scope, SqlIdentifier column) {
        int parts = column.names.size();
        if (parts > 2 || column.isStar()) {
            return null;
        }
        String name = column.names.get(parts - 1);
        int owner = parts == 1 ? owner(name) : named(column.names.get(0));
        if (owner < 0 || name.startsWith(DYNAMIC) || !hasOwnName(owner)) {
            return null;
        }
        RelDataType row = relations.get(owner).getRowType();
        if (!row.isStruct() || count(row, name) != 1 || !has(row, name)) {
            return null;
        }
        if (parts == 2) {
            boolean written = column.names.get(0).equals(names.get(owner));
            return written ? SqlQualified.create(scope, 1, relations.get(owner), column) : null;
        }
        SqlParserPos place = column.getParserPosition();
        SqlIdentifier full = new SqlIdentifier(
                ImmutableList.of(names.get(owner), name), null, place, ImmutableList.of(SqlParserPos.ZERO, place));
        validator.setOriginal(full, column);
        return SqlQualified.create(scope, 1, relations.get(owner), full);
    }

    /** The one relation with the column; a column that is called like a relation is not looked for here. */
    private int owner(String column) {
        int owner = -1;
        for (int i = 0; i < relations.size(); i++) {
            if (names.get(i).equalsIgnoreCase(column)) {
                return -1;
            }
            if (count(relations.get(i).getRowType(), column) > 0) {
                if (owner >= 0) {
                    return -1;
                }
                owner = i;
            }
        }
        return owner;
    }

    private int named(String alias) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(alias)) {
                return i;
            }
        }
        return -1;
    }

    /** Calcite writes names as the relation's alias is written. */
    private boolean hasOwnName(int owner) {
        SqlNode written = relations.get(owner).getEnclosingNode();
        String alias = written == null ? null : SqlValidatorUtil.alias(written);
        return alias == null || Objects.equals(alias, names.get(owner));
    }

    private static int count(RelDataType row, String name) {
        int count = 0;
        List<RelDataTypeField> fields = row.getFieldList();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    private static boolean has(RelDataType row, String name) {
        List<RelDataTypeField> fields = row.getFieldList();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equals(name)) {
                return !fields.get(i).isDynamicStar();
            }
        }
        return false;
    }
}
