package io.graphc.runtime.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.catalog.CatalogColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of a view that Athena or Trino made: the catalog keeps its definition as JSON in Base64 inside a comment. The
 * column list beside it need not be that of the view: Trino writes one column of a made-up name there.
 */
final class ViewColumns {
    private static final Logger LOG = LoggerFactory.getLogger(ViewColumns.class);
    private static final String START = "/* Presto View: ";
    private static final String END = " */";

    private ViewColumns() {}

    /** The columns; empty when the text is no such definition. */
    static Optional<List<CatalogColumn>> of(String originalText) {
        if (!originalText.startsWith(START) || !originalText.endsWith(END)) {
            return Optional.empty();
        }
        String encoded = originalText.substring(START.length(), originalText.length() - END.length());
        try {
            JsonNode view = new ObjectMapper().readTree(Base64.getDecoder().decode(encoded.strip()));
            List<CatalogColumn> columns = new ArrayList<>();
            for (JsonNode column : view.path("columns")) {
                columns.add(column(column));
            }
            return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("the columns of a view are those that its table entry has", e);
            return Optional.empty();
        }
    }

    private static CatalogColumn column(JsonNode json) {
        String name = json.path("name").asText();
        String written = json.path("type").asText();
        Optional<SqlType> type = SqlTypeParser.parse(written);
        return new CatalogColumn(
                name,
                type.orElse(SqlTypes.ANY),
                Optional.ofNullable(json.path("comment").textValue()),
                type.isPresent() ? Optional.empty() : Optional.of("`" + written + "` is no type that is known"));
    }
}
