package io.graphc.cli.tenant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file of a tenant to be. The same draft gives the same text: keys in a fixed order, variables in the order given, a line
 * each, lists on one line.
 *
 * @param disabled sources that the tenant lacks, as {@code source.table}
 */
public record TenantDraft(
        Optional<String> description,
        List<String> groups,
        List<String> tags,
        Map<String, String> vars,
        Optional<String> schema,
        Optional<String> graph,
        SortedSet<String> disabled) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@&-]+)*");
    private static final Pattern LITERAL = Pattern.compile("true|false|-?(0|[1-9][0-9]{0,17})(\\.[0-9]+)?");
    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~");

    public TenantDraft {
        groups = List.copyOf(groups);
        tags = List.copyOf(tags);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        disabled = Collections.unmodifiableSortedSet(new TreeSet<>(disabled));
    }

    /** The same with sources that the tenant lacks. */
    public TenantDraft without(SortedSet<String> sources) {
        return new TenantDraft(description, groups, tags, vars, schema, graph, sources);
    }

    /** The same with one more variable. */
    public TenantDraft with(String variable, String value) {
        Map<String, String> all = new LinkedHashMap<>(vars);
        all.put(variable, value);
        return new TenantDraft(description, groups, tags, all, schema, graph, disabled);
    }

    /** The text of the file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        description.ifPresent(words -> line(text, "description", quoted(words)));
        if (groups.size() == 1) {
            line(text, "extends", groups.get(0));
        } else if (!groups.isEmpty()) {
            line(text, "extends", list(groups));
        }
        if (!tags.isEmpty()) {
            line(text, "tags", list(tags));
        }
        if (!vars.isEmpty()) {
            text.append("vars:\n");
            vars.forEach((name, value) -> line(text, "  " + name, literal(value)));
        }
        schema.ifPresent(name -> line(text, "schema", quoted(name)));
        graph.ifPresent(name -> line(text, "graph", quoted(name)));
        if (!disabled.isEmpty()) {
            text.append("disable:\n");
            line(text, "  sources", list(List.copyOf(disabled)));
        }
        return text.length() == 0 ? "{}\n" : text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }

    private static String list(List<String> items) {
        return items.stream().map(TenantDraft::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String literal(String value) {
        return LITERAL.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !WORD_OF_YAML.matcher(value).matches();
        return plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
