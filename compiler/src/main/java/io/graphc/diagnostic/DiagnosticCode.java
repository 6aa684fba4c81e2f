package io.graphc.diagnostic;

import java.util.Locale;

/**
 * Every code that graphc can report. Numbers are only ever added; a number that went out of use is not given to another
 * problem. Each code has a page {@code docs/errors/GCnnnn.md}.
 */
public enum DiagnosticCode {
    // GC1xxx: project files, YAML
    BAD_YAML("GC1001", Severity.ERROR),
    UNKNOWN_KEY("GC1002", Severity.ERROR),
    MISSING_KEY("GC1003", Severity.ERROR),
    WRONG_KIND_OF_VALUE("GC1004", Severity.ERROR),
    DUPLICATE_NAME("GC1005", Severity.ERROR),
    MISSING_FILE("GC1006", Severity.ERROR),
    VALUE_NOT_ALLOWED("GC1007", Severity.ERROR),
    UNREADABLE_PROFILE("GC1008", Severity.ERROR),
    UNKNOWN_TARGET("GC1009", Severity.ERROR),
    UNKNOWN_TENANT("GC1010", Severity.ERROR),
    NOT_SUPPORTED("GC1011", Severity.ERROR),
    KEY_IGNORED("GC1012", Severity.WARNING),
    UNREADABLE_FILE("GC1013", Severity.ERROR),
    MISSING_PACKAGE("GC1014", Severity.ERROR),
    SHARED_RELATION("GC1015", Severity.ERROR),

    // Tenants, from 1030
    UNKNOWN_TENANT_GROUP("GC1030", Severity.ERROR),
    TENANT_GROUP_CYCLE("GC1031", Severity.ERROR),
    SHARED_TENANT_IDS("GC1032", Severity.ERROR),

    // GC2xxx: references, graph of models, templates
    UNKNOWN_MODEL("GC2001", Severity.ERROR),
    UNKNOWN_SOURCE("GC2002", Severity.ERROR),
    DEPENDENCY_CYCLE("GC2003", Severity.ERROR),
    AMBIGUOUS_NAME("GC2004", Severity.ERROR),
    UNKNOWN_MACRO("GC2005", Severity.ERROR),
    UNKNOWN_VAR("GC2006", Severity.ERROR),
    UNKNOWN_ENVIRONMENT_VARIABLE("GC2007", Severity.ERROR),
    TEMPLATE_SYNTAX("GC2008", Severity.ERROR),
    TEMPLATE_ERROR("GC2009", Severity.ERROR),
    TEMPLATE_LIMIT("GC2010", Severity.ERROR),
    RAISED_BY_TEMPLATE("GC2011", Severity.ERROR),
    UNKNOWN_SELECTION("GC2012", Severity.ERROR),
    UNKNOWN_TEST("GC2013", Severity.ERROR),
    WARNED_BY_TEMPLATE("GC2014", Severity.WARNING),
    QUERY_NOT_RUN("GC2015", Severity.WARNING),
    UNDEFINED_IN_TEMPLATE("GC2016", Severity.WARNING),
    LATE_REFERENCE("GC2017", Severity.ERROR),
    UNKNOWN_DOC("GC2018", Severity.ERROR),
    SECRET_OUTSIDE_PROFILE("GC2019", Severity.ERROR),
    // Selection, from 2030
    BAD_SELECTOR("GC2030", Severity.ERROR),
    SELECTOR_WITHOUT_MATCH("GC2031", Severity.WARNING),

    // Groups and access, from 2040
    UNKNOWN_GROUP("GC2040", Severity.ERROR),
    NO_ACCESS("GC2041", Severity.ERROR),

    // Unit tests, from 2060
    UNIT_TEST_INPUT_MISSING("GC2060", Severity.ERROR),
    UNIT_TEST_INPUT_UNUSED("GC2061", Severity.WARNING),
    UNIT_TEST_VALUE("GC2062", Severity.ERROR),
    UNIT_TEST_NOT_RUNNABLE("GC2063", Severity.ERROR),

    // GC3xxx: SQL syntax
    SQL_SYNTAX("GC3001", Severity.ERROR),
    NOT_ONE_QUERY("GC3002", Severity.ERROR),

    // GC4xxx: SQL names and types
    UNKNOWN_TABLE("GC4001", Severity.ERROR),
    UNKNOWN_COLUMN("GC4002", Severity.ERROR),
    UNKNOWN_FUNCTION("GC4003", Severity.WARNING),
    TYPE_MISMATCH("GC4004", Severity.ERROR),
    DUPLICATE_OUTPUT_COLUMN("GC4005", Severity.ERROR),
    AMBIGUOUS_COLUMN("GC4006", Severity.ERROR),
    NOT_AGGREGATED("GC4007", Severity.ERROR),
    WRONG_ARGUMENTS("GC4008", Severity.ERROR),
    BAD_LITERAL("GC4009", Severity.ERROR),
    UNNAMED_COLUMN("GC4010", Severity.ERROR),
    CONTRACT_DIFFERS("GC4011", Severity.ERROR),
    OPAQUE_SQL("GC4012", Severity.WARNING),
    NOT_ON_ENGINE("GC4013", Severity.ERROR),
    UNKNOWN_TYPE("GC4014", Severity.ERROR),
    SET_OPERATION_DIFFERS("GC4015", Severity.ERROR),
    ANALYSIS_DEFECT("GC4016", Severity.WARNING),
    MISPLACED_EXPRESSION("GC4017", Severity.ERROR),
    WINDOW_RULE("GC4018", Severity.ERROR),
    CLAUSE_RULE("GC4019", Severity.ERROR),
    DUPLICATE_SQL_NAME("GC4020", Severity.ERROR),
    COLUMN_NAMES_DIFFER("GC4021", Severity.ERROR),
    JOIN_RULE("GC4022", Severity.ERROR),
    RECURSION_RULE("GC4023", Severity.ERROR),
    COLUMN_WITHOUT_TYPE("GC4024", Severity.ERROR),
    COMMA_MISSING("GC4025", Severity.WARNING),
    CONSTRAINT_NOT_ENFORCED("GC4041", Severity.WARNING),
    BATCHES_READ_ALL("GC4042", Severity.WARNING),
    BATCH_TIME_CHANGED("GC4043", Severity.ERROR),
    BEGIN_TO_COME("GC4044", Severity.WARNING),
    REJECTED_BY_VALIDATOR("GC4099", Severity.ERROR),

    // GC5xxx: graph mapping
    UNKNOWN_KEY_COLUMN("GC5001", Severity.ERROR),
    UNKNOWN_PROPERTY_COLUMN("GC5002", Severity.ERROR),
    UNKNOWN_ENDPOINT("GC5003", Severity.ERROR),
    ENDPOINT_KEY_TYPE("GC5004", Severity.ERROR),
    ENDPOINT_KEY_COUNT("GC5005", Severity.ERROR),
    PROPERTY_TYPE("GC5006", Severity.ERROR),
    DUPLICATE_ELEMENT("GC5007", Severity.ERROR),
    DUPLICATE_PROPERTY("GC5008", Severity.ERROR),
    KEY_TYPE("GC5009", Severity.ERROR),
    SCOPE_CROSSED("GC5010", Severity.ERROR),
    JOIN_TYPE("GC5011", Severity.ERROR),
    ENDPOINT_KEY_UNKNOWN("GC5012", Severity.ERROR),
    LEADS_TO_ITSELF("GC5013", Severity.ERROR),
    TEST_MISPLACED("GC5014", Severity.ERROR),
    TEST_BOUNDS("GC5015", Severity.ERROR),
    UNKNOWN_TEST_SUBJECT("GC5016", Severity.ERROR),
    LABEL_VALUES("GC5017", Severity.ERROR),
    UNKNOWN_LABEL("GC5018", Severity.WARNING),

    // GC6xxx: limits of the graph target
    TYPE_NOT_ON_TARGET("GC6001", Severity.ERROR),
    PROPERTY_NAME_NOT_ON_TARGET("GC6002", Severity.ERROR),
    LABEL_NOT_ON_TARGET("GC6003", Severity.ERROR),
    LANGUAGE_NOT_ON_TARGET("GC6004", Severity.ERROR),

    // Athena, from 6010
    STATEMENT_SIZE("GC6010", Severity.ERROR),
    TABLE_SETTING("GC6011", Severity.ERROR),
    PARTITION_NOT_LAST("GC6012", Severity.ERROR),
    NOT_STORED("GC6013", Severity.ERROR),

    // GC7xxx: the engine and data tests at run time
    QUERY_FAILED("GC7001", Severity.ERROR),
    ENGINE_UNREACHABLE("GC7002", Severity.ERROR),
    BAD_SOURCE_VALUE("GC7003", Severity.ERROR),
    RESULT_DIFFERS("GC7004", Severity.ERROR),
    DATA_TEST_FAILED("GC7005", Severity.ERROR),
    DATA_TEST_WARNED("GC7006", Severity.WARNING),
    MISSING_DATA("GC7007", Severity.ERROR),
    UNIT_TEST_FAILED("GC7090", Severity.ERROR),
    FILES_NOT_ON_ENGINE("GC7010", Severity.ERROR),
    ENGINE_REFUSES_LOGIN("GC7011", Severity.ERROR),
    NOT_ALLOWED_ON_ENGINE("GC7012", Severity.ERROR),
    STATEMENT_TOO_LONG("GC7013", Severity.ERROR),
    ENGINE_DISK_FULL("GC7014", Severity.ERROR),
    CATALOG_UNKNOWN("GC7050", Severity.ERROR),
    COLUMN_TYPE_UNREAD("GC7051", Severity.WARNING),
    SOURCE_CHANGED("GC7052", Severity.ERROR),
    COLUMN_NOT_VISIBLE("GC7053", Severity.WARNING),
    NOTHING_TO_GENERATE("GC7054", Severity.ERROR),
    CANNOT_EXTEND("GC7055", Severity.ERROR),
    CRAWLER_UNKNOWN("GC7056", Severity.ERROR),
    CRAWL_FAILED("GC7057", Severity.ERROR),
    CRAWL_UNENDING("GC7058", Severity.ERROR),
    SOURCE_STALE("GC7059", Severity.ERROR),
    SOURCE_AGEING("GC7060", Severity.WARNING),
    FRESHNESS_UNKNOWN("GC7061", Severity.ERROR),
    TENANT_EXISTS("GC7070", Severity.ERROR),
    TENANT_LACKS_SOURCES("GC7071", Severity.ERROR),
    TENANT_STATE_UNKNOWN("GC7072", Severity.ERROR),
    STATE_UNREAD("GC7073", Severity.WARNING),

    // Hooks, snapshots, contracts, from 7080
    HOOK_FAILED("GC7080", Severity.ERROR),
    SNAPSHOT_MISSING("GC7081", Severity.ERROR),
    SNAPSHOT_REFUSED("GC7082", Severity.ERROR),
    CONSTRAINT_BROKEN("GC7083", Severity.ERROR),
    ROW_OUTSIDE_BATCH("GC7084", Severity.ERROR),
    NO_BATCH_YET("GC7085", Severity.ERROR),
    TOO_MANY_BATCHES("GC7086", Severity.ERROR),
    NOT_BUILT_YET("GC7087", Severity.ERROR),

    // Athena, from 7020
    WORKGROUP_UNUSABLE("GC7020", Severity.ERROR),
    BYTES_CUTOFF("GC7021", Severity.ERROR),
    QUERY_KILLED("GC7022", Severity.ERROR),
    QUERY_RESOURCES("GC7023", Severity.ERROR),
    LOCATION_NOT_EMPTY("GC7024", Severity.ERROR),
    RELATION_GONE("GC7025", Severity.ERROR),
    SCAN_BUDGET_SPENT("GC7026", Severity.ERROR),
    TOO_MANY_PARTITIONS("GC7027", Severity.ERROR),
    TABLE_NOT_SWITCHED("GC7028", Severity.ERROR),
    INSERT_UNCERTAIN("GC7029", Severity.WARNING),

    // GC8xxx: writing, loading and checking the graph
    NULL_KEY("GC8001", Severity.ERROR),
    DUPLICATE_KEY("GC8002", Severity.ERROR),
    MISSING_ENDPOINT("GC8003", Severity.ERROR),
    TARGET_UNREACHABLE("GC8004", Severity.ERROR),
    CANNOT_WRITE("GC8005", Severity.ERROR),
    LOAD_REJECTED("GC8006", Severity.ERROR),
    COUNTS_DIFFER("GC8007", Severity.ERROR),
    BAD_VALUE("GC8008", Severity.ERROR),
    TOO_MANY_DELETES("GC8009", Severity.ERROR),
    TARGET_IN_USE("GC8010", Severity.ERROR),
    TARGET_BEHIND("GC8011", Severity.WARNING),
    TOO_MANY_REJECTED("GC8012", Severity.ERROR),
    ROWS_REJECTED("GC8013", Severity.WARNING),
    VALUES_DROPPED("GC8014", Severity.WARNING),
    SEVERAL_ENDPOINTS("GC8015", Severity.ERROR),
    STATEMENT_REFUSED("GC8016", Severity.ERROR),
    READ_BACK_DIFFERS("GC8017", Severity.ERROR),
    ACTION_FAILED("GC8018", Severity.ERROR),
    CONSTRAINT_MISSING("GC8019", Severity.ERROR),
    STATEMENT_UNENDING("GC8020", Severity.ERROR),
    STATE_WITHOUT_TENANT("GC8021", Severity.WARNING),
    STATE_LOST("GC8022", Severity.ERROR),
    LOAD_FILES_DIFFER("GC8023", Severity.ERROR),
    BUCKET_MISSING("GC8030", Severity.ERROR),
    BUCKET_ELSEWHERE("GC8031", Severity.ERROR),
    AWS_ACCESS_DENIED("GC8032", Severity.ERROR),
    AWS_CREDENTIALS("GC8033", Severity.ERROR),
    AWS_BUSY("GC8034", Severity.ERROR),
    CLOCK_SKEWED("GC8035", Severity.ERROR),
    AWS_UNREACHABLE("GC8036", Severity.ERROR),
    AWS_CALL_FAILED("GC8037", Severity.ERROR),
    STORED_DIFFERS("GC8038", Severity.ERROR),
    NEPTUNE_UNREACHABLE("GC8040", Severity.ERROR),
    NEPTUNE_DENIED("GC8041", Severity.ERROR),
    NEPTUNE_READ_ONLY("GC8042", Severity.ERROR),
    LOADER_ROLE("GC8043", Severity.ERROR),
    LOAD_SOURCE_MISSING("GC8044", Severity.ERROR),
    LOAD_REGION_DIFFERS("GC8045", Severity.ERROR),
    LOAD_SOURCE_UNREADABLE("GC8046", Severity.ERROR),
    LOADER_QUEUE_FULL("GC8047", Severity.ERROR),
    LOAD_NOT_FINISHED("GC8048", Severity.ERROR),
    LOAD_FAILED("GC8049", Severity.ERROR),
    LOAD_INCOMPLETE("GC8050", Severity.ERROR),
    LOAD_CANCELLED("GC8051", Severity.ERROR),
    LOAD_CONFLICTS("GC8052", Severity.ERROR),
    LOAD_DEADLOCK("GC8053", Severity.ERROR),
    LOAD_FILES_CHANGED("GC8054", Severity.ERROR),
    LOAD_DEPENDENCY_FAILED("GC8055", Severity.ERROR),
    LOAD_REQUEST_REFUSED("GC8056", Severity.ERROR),
    LOAD_UNKNOWN("GC8057", Severity.ERROR),
    NEPTUNE_QUERY_FAILED("GC8058", Severity.ERROR),
    NOTIFICATION_FAILED("GC8059", Severity.WARNING),
    LOAD_TAKEN_UP("GC8060", Severity.NOTE),
    LOAD_NOT_OURS("GC8061", Severity.ERROR),

    // GC9xxx: defects in graphc
    INTERNAL_ERROR("GC9001", Severity.ERROR);

    private final String id;
    private final Severity severity;

    DiagnosticCode(String id, Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    /** The stable identifier, {@code GC} and four digits. */
    public String id() {
        return id;
    }

    /** The severity where nothing else is said. */
    public Severity severity() {
        return severity;
    }

    /** The name in kebab case, for JSON output. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
