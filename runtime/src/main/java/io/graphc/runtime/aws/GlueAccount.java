package io.graphc.runtime.aws;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The account whose Data Catalog a catalog of Athena is (AWS Glue Web API reference, "CatalogId"). */
public final class GlueAccount {
    private static final Pattern ACCOUNT =
            Pattern.compile("(?:glue:arn:aws[a-z-]*:glue:[^:]*:)?(\\d{12})(?::catalog)?");
    private static final String OWN_CATALOG = "awsdatacatalog";

    private GlueAccount() {}

    /**
     * The number of the account; empty for that of the caller.
     *
     * @param catalog as the profile or a relation names it, where one does
     */
    public static Optional<String> of(Optional<String> catalog) {
        if (catalog.isEmpty() || catalog.get().equalsIgnoreCase(OWN_CATALOG)) {
            return Optional.empty();
        }
        Matcher account = ACCOUNT.matcher(catalog.get().toLowerCase(Locale.ROOT));
        if (account.matches()) {
            return Optional.of(account.group(1));
        }
        throw new GraphcException(Diagnostic.of(
                        DiagnosticCode.CATALOG_UNKNOWN,
                        "`" + catalog.get() + "` is no catalog of Glue, so it cannot be asked")
                .note("graphc asks the catalog `AwsDataCatalog` and, by account, those of others")
                .help("declare the columns of its tables with their types")
                .build());
    }
}
