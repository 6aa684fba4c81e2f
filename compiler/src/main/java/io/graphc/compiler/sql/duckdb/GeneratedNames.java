package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.QueryValidator;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * The names that the validator gave to relations without an alias, for one query block. It qualifies columns with them, those
 * of queries inside of the block as well.
 */
final class GeneratedNames {
    private final IdentityHashMap<SqlNode, String> names = new IdentityHashMap<>();

    private GeneratedNames() {}

    static GeneratedNames of(QueryValidator validator, SqlSelect select) {
        GeneratedNames generated = new GeneratedNames();
        SqlValidatorScope scope = validator.getSelectScope(select);
        if (scope != null) {
            Finder finder = generated.new Finder(scope);
            validator.expandedSelectList(select).forEach(item -> item.accept(finder));
            for (@Nullable
            SqlNode clause : new @Nullable SqlNode[] {
                select.getFrom(), select.getWhere(), select.getGroup(), select.getHaving(), select.getOrderList()
            }) {
                if (clause != null) {
                    clause.accept(finder);
                }
            }
        }
        return generated;
    }

    /** The name of a relation, where the select list uses one that the query does not give. */
    Optional<String> of(SqlNode relation) {
        return Optional.ofNullable(names.get(relation));
    }

    /** Looks the qualifiers of columns up. */
    private final class Finder extends SqlBasicVisitor<@Nullable Void> {
        private final SqlValidatorScope scope;

        Finder(SqlValidatorScope scope) {
            this.scope = scope;
        }

        @Override
        public @Nullable Void visit(SqlIdentifier identifier) {
            if (identifier.names.size() > 1 && ExpressionPrinter.isGenerated(identifier.names.get(0))) {
                SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
                scope.resolve(identifier.names.subList(0, 1), SqlNameMatchers.withCaseSensitive(true), false, found);
                if (found.count() == 1) {
                    SqlNode node = found.only().namespace.getNode();
                    if (node != null) {
                        names.put(node, identifier.names.get(0));
                    }
                }
            }
            return null;
        }
    }
}
