package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a failure of Athena means to whoever runs graphc: by its error type (Athena user guide, "Athena error catalog") and by
 * the words of the engine, which carry more (Athena user guide, "Troubleshoot issues in Athena"). The first one that fits
 * counts.
 */
enum QueryProblem {
    BYTES(
            DiagnosticCode.BYTES_CUTOFF,
            "was stopped by the work group's limit of bytes read",
            List.of(),
            "Bytes scanned limit",
            "raise the limit of the work group, or read less: partitions, fewer columns"),
    WORKGROUP(
            DiagnosticCode.WORKGROUP_UNUSABLE,
            "cannot run in this work group",
            List.of(),
            "No output location provided|WorkGroup .*(?:not found|disabled|does not exist)|external_location.*(?:enforce|WorkGroup)",
            "name another one by `work_group`, or let someone who may change it do so"),
    LOCATION(
            DiagnosticCode.LOCATION_NOT_EMPTY,
            "writes to a folder that is not empty",
            List.of(),
            "HIVE_PATH_ALREADY_EXISTS|Target directory for table .* already exists|ICEBERG.*location.*not empty",
            "run again: graphc takes a new folder each time; `graphc clean --remote` removes what was left behind"),
    PARTITIONS(
            DiagnosticCode.TOO_MANY_PARTITIONS,
            "writes more partitions at once than Athena takes",
            List.of(),
            "TOO_MANY_OPEN_PARTITIONS",
            "set `force_batch: true`, so that rows are written in batches of partitions"),
    REGION(
            DiagnosticCode.BUCKET_ELSEWHERE,
            "reads or writes a bucket of another region",
            List.of(),
            "PermanentRedirect|AuthorizationHeaderMalformed|bucket is in this region|must be addressed using the specified endpoint",
            "use a bucket of the region of the profile, or correct `region_name`"),
    BUCKET(
            DiagnosticCode.BUCKET_MISSING,
            "names a bucket that is not there",
            List.of(1306),
            "NoSuchBucket|bucket does not exist",
            "correct `s3_staging_dir` and `s3_data_dir`, or create the bucket"),
    EXPIRED(
            DiagnosticCode.AWS_CREDENTIALS,
            "was run with credentials that have expired",
            List.of(),
            "ExpiredToken|security token.*expired",
            "sign in again (`aws sso login`), then run `graphc retry`"),
    DENIED(
            DiagnosticCode.AWS_ACCESS_DENIED,
            "needs a permission that is missing",
            List.of(1500, 1501),
            "Access ?Denied|not authorized to perform|Insufficient (?:permissions|Lake Formation)|PERMISSION_DENIED",
            "allow it to the principal that the credentials belong to, in IAM or in Lake Formation"),
    GONE(
            DiagnosticCode.RELATION_GONE,
            "reads a table or view that is not there any more",
            List.of(1110),
            "TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|(?:Table|View|Schema) .* does not exist|EntityNotFoundException|NoSuchKey",
            "make it again, or correct the source; then run `graphc retry`"),
    RESOURCES(
            DiagnosticCode.QUERY_RESOURCES,
            "took more than Athena gives to one query",
            List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 206, 210),
            "Query exhausted resources|EXCEEDED_\\w*(?:LIMIT|MEMORY|TIME)|Query timeout|GENERIC_INTERNAL_ERROR: .*OutOfMemory",
            "split the model into smaller ones, or partition what it reads"),
    OTHER(DiagnosticCode.QUERY_FAILED, "stopped with an error of Athena", List.of(), "", "");

    private final DiagnosticCode code;
    private final String words;
    /** Numbers, each between blanks: an enum holds nothing that could change. */
    private final String types;

    private final Pattern message;
    private final String help;

    QueryProblem(DiagnosticCode code, String words, List<Integer> types, String message, String help) {
        this.code = code;
        this.words = words;
        this.types = types.stream().map(type -> " " + type + " ").collect(Collectors.joining());
        this.message = Pattern.compile(message, Pattern.CASE_INSENSITIVE);
        this.help = help;
    }

    /**
     * What a failure means.
     *
     * @param type the number of the error type, -1 where Athena gave none
     */
    static QueryProblem of(int type, String text) {
        for (QueryProblem problem : values()) {
            boolean said = problem != OTHER && problem.message.matcher(text).find();
            if (said || problem.types.contains(" " + type + " ")) {
                return problem;
            }
        }
        return OTHER;
    }

    DiagnosticCode code() {
        return code;
    }

    /** Behind the name of what was run. */
    String words() {
        return words;
    }

    /** What can be done; empty where that depends. */
    String help() {
        return help;
    }
}
