package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The keys of a profile's output of type {@code athena} that say how statements run and where tables lie, named as in
 * dbt-athena (its repository, "Configuring your profile"), and three of our own: {@code max_bytes_scanned}, {@code
 * result_reuse_minutes} and {@code unload_rows}.
 *
 * @param catalog the data catalogue, in lower case
 * @param workgroup the name of the work group
 * @param staging where results of queries go, with a slash at its end
 * @param dataFolder where folders of tables are made, with a slash at its end
 * @param naming how folders of tables are named
 * @param longestPoll the longest pause between two looks at a query
 * @param retries how often a statement is run again after a failure on Athena's side
 * @param maxBytesScanned how many bytes the statements of a run may read
 * @param reuseMinutes how old the results of the same query may be that are taken in place of running it; 0 for none
 * @param unloadRows from how many rows on those of an element type are read from files in S3 side by side
 * @param checksWorkgroup whether the settings of the work group are asked for
 */
record AthenaProfile(
        String target,
        String catalog,
        String workgroup,
        Optional<String> staging,
        Optional<String> dataFolder,
        String naming,
        Duration longestPoll,
        int retries,
        OptionalLong maxBytesScanned,
        int reuseMinutes,
        long unloadRows,
        boolean checksWorkgroup) {
    static final String DEFAULT_CATALOG = "awsdatacatalog";
    private static final String DEFAULT_WORKGROUP = "primary";
    private static final String DEFAULT_NAMING = "schema_table_unique";
    private static final double DEFAULT_POLL_SECONDS = 2;
    private static final int DEFAULT_RETRIES = 5;
    /** Fifty pages of results, which take longer than a statement does to begin. */
    private static final int DEFAULT_UNLOAD_ROWS = 50_000;
    /** What a request takes (Athena API reference, "ResultReuseByAgeConfiguration"). */
    private static final int LONGEST_REUSE = 10_080;

    static AthenaProfile of(EngineTarget target) {
        Reading keys = new Reading(target);
        return new AthenaProfile(
                target.name(),
                keys.text("database").orElse(DEFAULT_CATALOG).toLowerCase(Locale.ROOT),
                keys.text("work_group").orElse(DEFAULT_WORKGROUP),
                keys.text("s3_staging_dir").map(AthenaProfile::folder),
                keys.text("s3_data_dir").map(AthenaProfile::folder),
                keys.text("s3_data_naming").orElse(DEFAULT_NAMING),
                Duration.ofMillis((long) (1000 * keys.number("poll_interval", DEFAULT_POLL_SECONDS, 3600))),
                (int) keys.number("num_retries", DEFAULT_RETRIES, 1000),
                keys.text("max_bytes_scanned").isPresent()
                        ? OptionalLong.of((long) keys.number("max_bytes_scanned", 0, Long.MAX_VALUE))
                        : OptionalLong.empty(),
                (int) keys.number("result_reuse_minutes", 0, LONGEST_REUSE),
                (long) keys.number("unload_rows", DEFAULT_UNLOAD_ROWS, Long.MAX_VALUE),
                keys.text("skip_workgroup_check")
                        .filter("true"::equalsIgnoreCase)
                        .isEmpty());
    }

    private static String folder(String address) {
        return address.endsWith("/") ? address : address + "/";
    }

    private record Reading(EngineTarget target) {
        private Optional<String> text(String key) {
            Object value = target.settings().get(key);
            return value == null
                    ? Optional.empty()
                    : Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
        }

        private double number(String key, double otherwise, double most) {
            Optional<String> text = text(key);
            if (text.isEmpty()) {
                return otherwise;
            }
            try {
                double number = Double.parseDouble(text.get());
                if (number >= 0 && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new GraphcException(wrong(key).build(), e);
            }
            throw new GraphcException(wrong(key).build());
        }

        private Diagnostic.Builder wrong(String key) {
            return Diagnostic.of(
                            DiagnosticCode.UNREADABLE_PROFILE,
                            "key `" + key + "` of target `" + target.name() + "` is not a number that it may be")
                    .note("it is `" + target.settings().get(key) + "`");
        }
    }
}
