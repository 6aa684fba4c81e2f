package io.graphc.compiler.datatest;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.compiler.resolve.RelationNaming;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.Targets;
import io.graphc.plan.RelationName;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names the tables in which the failures of tests are kept, as the project names its other tables: its macros have a say. The
 * custom schema is the audit schema unless another one is set (docs.getdbt.com, "store_failures"). Safe to share between
 * threads.
 *
 * @param project the project's name
 */
public record FailureTables(String project, Targets targets, RelationNaming naming) {
    private static final String SCHEMA = "dbt_test__audit";

    /** Longer names of tests are cut for their tables, as dbt does. */
    private static final int LONGEST_NAME = 63;

    private static final int KEPT_NAME = 30;

    /**
     * The table of a test.
     *
     * @param config the config of a name that is in force
     * @param place where the test is written
     */
    RelationName of(String test, Function<String, Optional<Located<String>>> config, SourceSpan place) {
        List<ConfigValue> configs = new ArrayList<>();
        configs.add(value("schema", config.apply("schema").orElse(Located.of(SCHEMA, place))));
        config.apply("database").ifPresent(database -> configs.add(value("database", database)));
        config.apply("alias")
                .or(() -> test.length() > LONGEST_NAME
                        ? Optional.of(Located.of(shortened(test), place))
                        : Optional.empty())
                .ifPresent(alias -> configs.add(value("alias", alias)));
        NamedResource resource = new NamedResource(
                "test",
                DataTestPlanner.id(project, test),
                test,
                List.of(project, test),
                place.file().path());
        return naming.name(targets, resource, ResourceConfig.of(configs));
    }

    private static ConfigValue value(String name, Located<String> text) {
        return new ConfigValue(name, Optional.of(text.value()), text.span(), text.span(), true);
    }

    private static String shortened(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return name.substring(0, KEPT_NAME).toLowerCase(Locale.ROOT)
                    + "_"
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }
}
