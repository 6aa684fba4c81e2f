package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.LambdaParameter;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression can see, as far as the text alone tells: aliases of relations, parameters of lambdas and
 * common table expressions of this block and the blocks around it. Not safe to share between threads.
 */
final class NameScope {
    /**
     * A relation in a FROM clause.
     *
     * @param alias the name that columns are qualified with, lower case; empty when it has none
     * @param written the parts of its own name when that is what columns are qualified with, lower case
     * @param label how messages call it
     * @param unknown true when its columns cannot be known because a table was not found
     * @param columns the names of its columns, lower case; not all of them when it is unknown
     */
    record Relation(
            String alias, List<String> written, String label, SqlNode node, boolean unknown, List<String> columns) {
        /** What the validator calls it: the alias, or an inner name where another relation has the alias. */
        String innerName() {
            return node.getKind() == SqlKind.AS ? ((SqlIdentifier) ((SqlCall) node).operand(1)).getSimple() : alias;
        }

        private boolean has(String column) {
            return columns.contains(column);
        }

        /** True when two of its columns have this name in lower case. */
        boolean hasTwice(String column) {
            int first = columns.indexOf(column);
            return first >= 0 && columns.lastIndexOf(column) != first;
        }
    }

    /** A column of {@code USING}, lower case, and the relations that have it. */
    record UsingColumn(String name, List<Relation> owners) {}

    /** A common table expression. */
    record Cte(String name, boolean unknown, List<String> columns) {}

    /** A function that the query declares itself. */
    record Declared(String name, List<SqlType> parameters, SqlType result) {}

    private final @Nullable NameScope parent;
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, UsingColumn> using = new HashMap<>();
    private final Set<String> aliases = new HashSet<>();
    private final Map<String, LambdaParameter> parameters = new HashMap<>();
    private final Map<String, Cte> ctes = new HashMap<>();
    private final Map<String, Declared> functions = new HashMap<>();

    NameScope(@Nullable NameScope parent) {
        this.parent = parent;
    }

    void add(Relation relation) {
        relations.add(relation);
    }

    void add(Cte cte) {
        ctes.put(Tokens.lower(cte.name()), cte);
    }

    void add(Declared function) {
        functions.put(Tokens.lower(function.name()), function);
    }

    /** The function that the query declares under a name. */
    Optional<Declared> function(String name) {
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            Declared found = scope.functions.get(Tokens.lower(name));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    void add(LambdaParameter parameter) {
        parameters.put(Tokens.lower(parameter.parameterName()), parameter);
    }

    void add(UsingColumn column) {
        using.put(column.name(), column);
    }

    /** Remembers a name that the select list gives; it cannot be used in the other clauses. */
    void addAlias(String name) {
        aliases.add(Tokens.lower(name));
    }

    /** Whether a relation of this block has a column of this name. */
    boolean hasColumn(String name) {
        String key = Tokens.lower(name);
        return relations.stream().anyMatch(relation -> relation.has(key));
    }

    boolean hasAlias(String name) {
        return aliases.contains(Tokens.lower(name));
    }

    /** The column of USING that an unqualified name means. */
    Optional<UsingColumn> using(String name) {
        String key = Tokens.lower(name);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            UsingColumn found = scope.using.get(key);
            if (found != null) {
                return Optional.of(found);
            }
            for (Relation relation : scope.relations) {
                if (relation.has(key)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** True when a column of a relation is one of USING, which takes no qualifier. */
    boolean isUsing(Relation relation, String name) {
        String key = Tokens.lower(name);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            UsingColumn found = scope.using.get(key);
            if (found != null && found.owners().contains(relation)) {
                return true;
            }
        }
        return false;
    }

    /** The columns of a relation that USING has merged with others, lower case, sorted. */
    List<String> merged(Relation relation) {
        return using.values().stream()
                .filter(column -> column.owners().contains(relation))
                .map(UsingColumn::name)
                .sorted()
                .toList();
    }

    /** True when the relation that an unqualified name can only mean has two columns of this name. */
    boolean isTwice(String column) {
        String key = Tokens.lower(column);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            List<Relation> having = having(scope.relations, key);
            if (!having.isEmpty()) {
                return having.size() == 1
                        && !having.get(0).unknown()
                        && having.get(0).hasTwice(key);
            }
        }
        return false;
    }

    /** The block whose relation a column is of; empty when that is not known. */
    Optional<NameScope> ownerOf(List<String> parts) {
        String key = Tokens.lower(parts.get(parts.size() - 1));
        List<String> qualifier = parts.subList(0, parts.size() - 1);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            if (scope.relations.stream().anyMatch(Relation::unknown)) {
                return Optional.empty();
            }
            boolean own = qualifier.isEmpty()
                    ? scope.relations.stream().anyMatch(relation -> relation.has(key))
                    : scope.relations.stream()
                            .anyMatch(relation -> relation.alias().equals(Tokens.lower(qualifier.get(0))));
            if (own) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    boolean hasRelation(String alias) {
        for (Relation relation : relations) {
            if (relation.alias().equals(alias)) {
                return true;
            }
        }
        return false;
    }

    /** All relations of one block that the first parts of a name qualify with, those without the column left out. */
    List<Relation> owners(Relation first, String column) {
        String key = Tokens.lower(column);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            if (holds(scope.relations, first)) {
                List<Relation> all = new ArrayList<>();
                for (Relation relation : scope.relations) {
                    if (relation.alias().equals(first.alias())) {
                        all.add(relation);
                    }
                }
                List<Relation> having = all.size() == 1 ? all : having(all, key);
                return all.size() == 1 || having.isEmpty() ? List.of(first) : having;
            }
        }
        return List.of(first);
    }

    /** Each relation is one object: comparing all of its columns would cost more than it tells. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean holds(List<Relation> relations, Relation wanted) {
        for (Relation relation : relations) {
            if (relation == wanted) {
                return true;
            }
        }
        return false;
    }

    private static List<Relation> having(List<Relation> relations, String column) {
        List<Relation> having = new ArrayList<>();
        for (Relation relation : relations) {
            if (relation.has(column)) {
                having.add(relation);
            }
        }
        return having;
    }

    /** The relations of this block. */
    List<Relation> relations() {
        return relations;
    }

    Optional<LambdaParameter> parameter(String name) {
        String key = Tokens.lower(name);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            LambdaParameter found = scope.parameters.get(key);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    Optional<Cte> cte(String name) {
        String key = Tokens.lower(name);
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            Cte found = scope.ctes.get(key);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The names of the common table expressions that can be seen here, innermost first. */
    List<String> cteNames() {
        List<String> names = new ArrayList<>();
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            scope.ctes.values().stream().map(Cte::name).sorted().forEach(names::add);
        }
        return names;
    }

    /** The names that columns are qualified with here, as messages show them, innermost first. */
    List<String> qualifiers() {
        List<String> names = new ArrayList<>();
        for (Relation relation : visible()) {
            String name = relation.alias().isEmpty() ? relation.label() : relation.alias();
            if (!name.isEmpty() && !Unnamed.is(name) && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The relation that the first parts of a name qualify with; the innermost one. */
    Optional<Relation> relation(List<String> qualifier) {
        List<String> parts = new ArrayList<>(qualifier.size());
        for (String part : qualifier) {
            parts.add(Tokens.lower(part));
        }
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            for (Relation relation : scope.relations) {
                boolean alias = parts.size() == 1 && relation.alias().equals(parts.get(0));
                if (alias || endsWith(relation.written(), parts)) {
                    return Optional.of(relation);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean endsWith(List<String> written, List<String> parts) {
        int skipped = written.size() - parts.size();
        return skipped >= 0 && written.subList(skipped, written.size()).equals(parts);
    }

    /** True when no relation of this block has the column, and one of a block around has it. */
    boolean isFromOutside(List<String> parts) {
        String column = Tokens.lower(parts.get(parts.size() - 1));
        NameScope block = this;
        while (!block.parameters.isEmpty() && block.parent != null) {
            block = block.parent;
        }
        List<Relation> own = block.relations;
        if (own.stream().anyMatch(Relation::unknown)) {
            return false;
        }
        if (parts.size() > 1) {
            Optional<Relation> relation = relation(parts.subList(0, parts.size() - 1));
            return relation.filter(found -> !own.contains(found)).isPresent();
        }
        return own.stream().noneMatch(relation -> relation.has(column))
                && visible().stream().anyMatch(relation -> relation.has(column));
    }

    /** The relations that an unqualified column can be of, those of the blocks around included. */
    List<Relation> visible() {
        List<Relation> all = new ArrayList<>();
        for (NameScope scope = this; scope != null; scope = scope.parent) {
            all.addAll(scope.relations);
        }
        return all;
    }
}
