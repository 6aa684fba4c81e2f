package io.graphc.testkit.athena;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.athena.SqlBackend.Answer;
import io.graphc.testkit.athena.SqlBackend.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of the result of a query (Athena API reference, "GetQueryResults"). */
record ResultPage(FakeQuery query, Answer answer) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), *(\\d+)\\)");

    /**
     * A page.
     *
     * @param token where it begins; empty for the first one
     */
    ObjectNode of(String token, int most) {
        List<List<@Nullable String>> lines = lines();
        int start = token.isEmpty() ? 0 : Integer.parseInt(token);
        int end = Math.min(lines.size(), start + most);
        ObjectNode json = JSON.createObjectNode();
        answer.updated().ifPresent(count -> json.put("UpdateCount", count));
        if (end < lines.size()) {
            json.put("NextToken", String.valueOf(end));
        }
        ObjectNode set = json.putObject("ResultSet");
        ArrayNode rows = set.putArray("Rows");
        for (List<@Nullable String> line : lines.subList(start, end)) {
            ArrayNode values = rows.addObject().putArray("Data");
            for (String value : line) {
                ObjectNode datum = values.addObject();
                if (value != null) {
                    datum.put("VarCharValue", value);
                }
            }
        }
        metadata(set.putObject("ResultSetMetadata").putArray("ColumnInfo"));
        return json;
    }

    /** The rows, behind a header where the statement is like a SELECT. */
    private List<List<@Nullable String>> lines() {
        if (query.statement.isPlainText() || query.statement.writes()) {
            return answer.rows();
        }
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(new ArrayList<>(answer.columns().stream().map(Column::name).toList()));
        lines.addAll(answer.rows());
        return lines;
    }

    private void metadata(ArrayNode columns) {
        for (Column column : answer.columns()) {
            ObjectNode json = columns.addObject().put("Name", column.name()).put("Label", column.name());
            json.put("CatalogName", "hive").put("SchemaName", "").put("TableName", "");
            json.put("Type", type(column.type())).put("Nullable", "UNKNOWN").put("CaseSensitive", false);
            Matcher decimal = DECIMAL.matcher(column.type());
            boolean numbers = decimal.matches();
            json.put("Precision", numbers ? Integer.parseInt(decimal.group(1)) : 0);
            json.put("Scale", numbers ? Integer.parseInt(decimal.group(2)) : 0);
        }
    }

    /** Names of types come without what stands in brackets. */
    private static String type(String type) {
        String name = type.replaceAll("\\(.*\\)", "");
        return name.equals("real") ? "float" : name;
    }
}
