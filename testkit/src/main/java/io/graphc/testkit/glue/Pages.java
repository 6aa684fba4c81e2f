package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;

/**
 * Answers in pages. A token holds the key of the last entry, so that what is added or removed between two pages neither
 * repeats nor hides others. Pages may be made smaller than asked for, as the service may.
 */
final class Pages {
    private int largest = Integer.MAX_VALUE;

    void largest(int entries) {
        largest = entries;
    }

    /**
     * One page.
     *
     * @param member of the answer that holds the entries
     * @param most entries of a page that may be asked for, and that there are unless fewer are asked for
     */
    ObjectNode page(Members call, String member, SortedMap<String, ? extends JsonNode> entries, int most) {
        int size = Math.min(largest, call.number("MaxResults", most, 1, most));
        SortedMap<String, ? extends JsonNode> rest = call.text("NextToken")
                .<SortedMap<String, ? extends JsonNode>>map(token -> entries.tailMap(key(token) + '\0'))
                .orElse(entries);
        ObjectNode answer = Members.object();
        ArrayNode page = answer.putArray(member);
        for (Map.Entry<String, ? extends JsonNode> entry : rest.entrySet()) {
            page.add(entry.getValue().deepCopy());
            if (page.size() == size) {
                if (!entry.getKey().equals(rest.lastKey())) {
                    answer.put("NextToken", token(entry.getKey()));
                }
                break;
            }
        }
        return answer;
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GlueFailure.badInput("Invalid NextToken");
        }
    }
}
