package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.FunctionBinder;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.AliasNamespace;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Static;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator for one query: scopes, names, stars, grouping and set operations are Calcite's, types are ours. A
 * problem of types is collected, a problem of names stops it. Not safe to share between threads.
 */
public final class QueryValidator extends SqlValidatorImpl {
    private static final Config CONFIG = Config.DEFAULT
            .withTypeCoercionEnabled(false)
            .withConformance(QueryConformance.TRINO)
            .withIdentifierExpansion(false)
            .withColumnReferenceExpansion(false)
            .withCallRewrite(false);

    /** The only operators of Calcite's own that it looks up: rows of GROUPING SETS, columns of USING, sort keys. */
    private static final SqlOperatorTable OPERATORS = SqlOperatorTables.of(
            SqlStdOperatorTable.ROW,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST);

    /** The place of the condition among the operands of a join. */
    private static final int JOIN_CONDITION = 5;

    private final FunctionBinder functions;
    private final Problems problems;
    private final boolean refusesUnknown;
    private final Map<SqlValidatorNamespace, CalciteContextException> failed = new IdentityHashMap<>();
    private final Map<SqlSelect, Boolean> aggregates = new IdentityHashMap<>();
    private final ColumnNames names = new ColumnNames(this);

    private QueryValidator(
            TrinoTypeFactory types, FunctionBinder functions, Problems problems, boolean refusesUnknown) {
        super(OPERATORS, new NoCatalog(types), types, CONFIG);
        this.functions = functions;
        this.problems = problems;
        this.refusesUnknown = refusesUnknown;
    }

    /**
     * A validator for one query, which reports what it finds to {@code problems}.
     *
     * @param refusesUnknown true when a function that is not known is an error
     */
    public static QueryValidator create(FunctionBinder functions, Problems problems, boolean refusesUnknown) {
        return new QueryValidator(new TrinoTypeFactory(), functions, problems, refusesUnknown);
    }

    FunctionBinder functions() {
        return functions;
    }

    Set<String> functionNames() {
        return functions.catalog().names();
    }

    Problems problems() {
        return problems;
    }

    boolean refusesUnknown() {
        return refusesUnknown;
    }

    /** Derives types below a node anew when next asked. */
    void forgetTypes(SqlNode node) {
        node.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                removeValidatedNodeType(call);
                return super.visit(call);
            }
        });
    }

    /** What a column means in a scope; each column is looked up once, however many ask. */
    public SqlQualified qualified(SqlValidatorScope scope, SqlIdentifier column) {
        return names.qualified(scope, column);
    }

    @Override
    public SqlNode expand(SqlNode expression, SqlValidatorScope scope) {
        SqlNode expanded = Objects.requireNonNull(expression.accept(new ColumnExpander(this, names, scope)));
        if (expanded != expression) {
            setOriginal(expanded, expression);
        }
        return expanded;
    }

    /** Only columns that two sides of a join have in common need Calcite's own way. */
    @Override
    public SqlNode expandSelectExpr(
            SqlNode item, SelectScope scope, SqlSelect select, Map<String, SqlNode> expansions) {
        return UsingTyping.hasCommonColumns(select.getFrom())
                ? super.expandSelectExpr(item, scope, select, expansions)
                : expand(item, scope);
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
        RelDataType type = expression instanceof SqlIdentifier column ? names.firstType(scope, column) : null;
        return type == null ? super.deriveType(scope, expression) : type;
    }

    /** What has a type has been found already. */
    @Override
    public void validateIdentifier(SqlIdentifier column, SqlValidatorScope scope) {
        if (!names.isTyped(column)) {
            super.validateIdentifier(column, scope);
        }
    }

    /** Asked for every item of the list, each time of all items. */
    @Override
    public boolean isAggregate(SqlSelect select) {
        Boolean known = aggregates.get(select);
        if (known == null) {
            known = super.isAggregate(select);
            aggregates.put(select, known);
        }
        return known;
    }

    /** No name of a column is a call: the translation knows what is written without parentheses and is no column. */
    @Override
    public @Nullable SqlCall makeNullaryCall(SqlIdentifier name) {
        return null;
    }

    /**
     * Calcite's own steps without those for what Trino has not: windows (they are operands here), QUALIFY, and columns that
     * are rolled up or must be filtered, which alone took a seventh of the validation. Aliases are distinct by translation.
     */
    @Override
    protected void validateSelect(SqlSelect select, RelDataType targetRowType) {
        SqlNode from = select.getFrom();
        if (from != null) {
            boolean star = select.getSelectList().size() == 1
                    && select.getSelectList().get(0) instanceof SqlIdentifier item
                    && item.isStar()
                    && item.names.size() == 1;
            validateFrom(from, star ? targetRowType : unknownType, getFromScope(select));
        }
        validateWhereClause(select);
        validateGroupClause(select);
        RelDataType row = validateSelectList(select.getSelectList(), select, targetRowType);
        getNamespaceOf(select).setType(row);
        validateHavingClause(select);
        validateOrderList(select);
    }

    @Override
    protected void registerNamespace(
            @Nullable SqlValidatorScope usingScope,
            @Nullable String alias,
            SqlValidatorNamespace namespace,
            boolean forceNullable) {
        super.registerNamespace(usingScope, alias, ours(namespace), forceNullable);
    }

    private SqlValidatorNamespace ours(SqlValidatorNamespace namespace) {
        SqlNode node = namespace.getNode();
        if (node instanceof TableIdentifier table && !(namespace instanceof TableNamespace)) {
            return new TableNamespace(this, table, namespace.getEnclosingNode());
        }
        boolean alias = namespace instanceof AliasNamespace && !(namespace instanceof AliasedColumns);
        return alias && node instanceof SqlCall call ? new AliasedColumns(this, call, call) : namespace;
    }

    @Override
    protected RelDataType validateSelectList(SqlNodeList items, SqlSelect select, RelDataType targetRowType) {
        RelDataType row =
                super.validateSelectList(new StarExpansion(this, select).expand(items), select, targetRowType);
        if (select.isDistinct()) {
            new KeyTyping(this, select).checkDistinct(row);
        }
        return Unnamed.distinct(row, getTypeFactory());
    }

    /** Whether a relation has several columns of a name, as far as it can be told, so that none can be named. */
    public boolean hasSeveral(SqlNode relation, String name) {
        try {
            return rowType(relation).getFieldNames().stream()
                    .anyMatch(column -> Unnamed.written(column)
                            .filter(name::equalsIgnoreCase)
                            .isPresent());
        } catch (CalciteContextException problemOfTheRelation) {
            return false;
        }
    }

    /** Our operators need no help to find the type of a {@code NULL}. */
    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {}

    /** Columns of a star keep their names even if two of them are the same: that is then said of the result. */
    @Override
    protected void addToSelectList(
            List<SqlNode> list,
            Set<String> aliases,
            List<Map.Entry<String, RelDataType>> fieldList,
            SqlNode expression,
            SelectScope scope,
            boolean includeSystemVars) {
        String alias = SqlValidatorUtil.alias(expression);
        String name = alias == null ? Unnamed.column(fieldList.size()) : alias;
        fieldList.add(Map.entry(name, deriveType(scope, expression)));
        list.add(expression);
    }

    @Override
    protected void validateWhereOrOn(SqlValidatorScope scope, SqlNode condition, String clause) {
        requireBoolean(scope, condition, clause);
        super.validateWhereOrOn(scope, condition, clause);
    }

    @Override
    protected void validateOrderList(SqlSelect select) {
        super.validateOrderList(select);
        if (select.getOrderList() != null) {
            new KeyTyping(this, select).checkOrder(getOrderScope(select));
        }
    }

    @Override
    protected void validateGroupClause(SqlSelect select) {
        new StarExpansion(this, select).resolvePositions(select.getGroup());
        super.validateGroupClause(select);
        new KeyTyping(this, select).checkGroups();
    }

    /** A query may have two columns of one name, as long as nobody names them; columns are counted by the alias. */
    @Override
    public void validateWithItem(SqlWithItem item) {
        int count = getValidatedNodeType(item.query).getFieldCount();
        SqlNodeList names = item.columnList;
        if (names != null && names.size() != count) {
            throw newValidationError(names, Static.RESOURCE.aliasListDegree(count, "", names.size()));
        }
    }

    /** Two sides of a join by name compare as {@code =} does; Calcite's own check knows its own types only. */
    @Override
    protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
        if (join.getConditionType() == JoinConditionType.ON) {
            validateJoinOn(join);
            return;
        }
        try {
            super.validateJoin(join, scope);
        } catch (CalciteContextException exception) {
            if (CalciteErrors.read(exception).problem() != CalciteErrors.Problem.USING_TYPES) {
                throw exception;
            }
        }
        if (join.getConditionType() == JoinConditionType.USING && join.getCondition() instanceof SqlNodeList names) {
            names.forEach(name -> new UsingTyping(this).check(join, (SqlIdentifier) name));
        }
    }

    /** As Calcite does it, but for columns that are rolled up. */
    private void validateJoinOn(SqlJoin join) {
        SqlValidatorScope scope = getJoinScope(join);
        validateFrom(join.getLeft(), unknownType, scope);
        validateFrom(join.getRight(), unknownType, scope);
        SqlNode condition = expand(Objects.requireNonNull(join.getCondition()), scope);
        join.setOperand(JOIN_CONDITION, condition);
        validateWhereOrOn(scope, condition, "ON");
    }

    /** What failed once fails again: Calcite would go round in circles for the columns that it does not have. */
    @Override
    protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType targetRowType) {
        CalciteContextException before = failed.get(namespace);
        if (before != null) {
            throw before;
        }
        try {
            super.validateNamespace(namespace, targetRowType);
        } catch (CalciteContextException exception) {
            failed.put(namespace, exception);
            throw exception;
        }
    }

    @Override
    protected void validateHavingClause(SqlSelect select) {
        SqlNode having = select.getHaving();
        if (having != null) {
            requireBoolean(getSelectScope(select), having, "HAVING");
        }
        super.validateHavingClause(select);
    }

    /** Reports a condition of another type and then takes it for a boolean, so that Calcite has nothing to add. */
    private void requireBoolean(SqlValidatorScope scope, SqlNode condition, String clause) {
        SqlType type = RelTypes.toSqlType(deriveType(scope, condition));
        if (type == SqlTypes.BOOLEAN) {
            return;
        }
        if (!FormTyping.isAny(type) && type != SqlTypes.UNKNOWN) {
            String where = clause.toLowerCase(Locale.ROOT);
            problems.report(
                    condition.getParserPosition(),
                    FormTyping.mismatch("`" + where + "` needs a condition, found `" + type + "`")
                            .caption(type.toString()));
        }
        setValidatedNodeType(condition, getTypeFactory().createSqlType(SqlTypeName.BOOLEAN));
    }

    /** The columns of a query or relation of the tree. */
    RelDataType rowType(SqlNode query) {
        return getNamespaceOf(query).getRowType();
    }

    private SqlValidatorNamespace getNamespaceOf(SqlNode query) {
        SqlValidatorNamespace namespace = getNamespace(query);
        if (namespace == null) {
            throw new GraphcBugException("no columns known of " + query.getKind());
        }
        return namespace;
    }

    /** The names of the columns of a relation as far as they can be told, for hints; empty when they cannot. */
    public List<String> columnNames(SqlNode relation) {
        try {
            return rowType(relation).getFieldNames().stream()
                    .filter(name -> !Unnamed.is(name))
                    .toList();
        } catch (CalciteContextException problemOfTheRelation) {
            return List.of();
        }
    }

    /** The names of the columns of a relation whose fields can be named, for hints. */
    public List<String> rowColumnNames(SqlNode relation) {
        try {
            return rowType(relation).getFieldList().stream()
                    .filter(field -> field.getType().isStruct())
                    .map(RelDataTypeField::getName)
                    .toList();
        } catch (CalciteContextException problemOfTheRelation) {
            return List.of();
        }
    }

    /** The select list of a query block with its stars written out; only after validation. */
    public List<SqlNode> expandedSelectList(SqlSelect select) {
        SelectScope scope = getRawSelectScope(select);
        List<SqlNode> expanded = scope == null ? null : scope.getExpandedSelectList();
        return expanded == null ? select.getSelectList() : expanded;
    }
}
