package io.graphc.plan.select;

import io.graphc.plan.select.SelectionExpression.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which parts of a project a selector names, without its steps up and down (docs.getdbt.com, "Methods"). */
final class Matching {
    private final String projectName;
    private final Optional<String> tenant;
    private final SelectionContext context;

    Matching(String projectName, Optional<String> tenant, SelectionContext context) {
        this.projectName = projectName;
        this.tenant = tenant;
        this.context = context;
    }

    Predicate<Part> of(Criterion criterion) {
        String value = criterion.value();
        return switch (criterion.method()) {
            case "tag" -> any(value, Part::tags);
            case "group" -> {
                Wildcard group = Wildcard.of(value);
                yield part -> part.declaration().config().get("group") instanceof String name && group.test(name);
            }
            case "access" -> part -> part.is("model") && is(part.config(List.of("access")), Wildcard.of(value));
            case "source" -> source(value);
            case "exposure", "unit_test" -> named(criterion.method(), value);
            case "path" -> path(value);
            case "file" -> file(value);
            case "package" -> {
                Wildcard name = Wildcard.of(value.equals("this") ? projectName : value);
                yield part -> name.test(part.packageName());
            }
            case "config" -> config(criterion.arguments(), value);
            case "test_name" -> testName(value);
            case "test_type" -> testType(value);
            case "resource_type" -> part -> part.is(value);
            case "version" -> part -> part.is("model") && value.equals("none");
            case "node", "relationship" -> {
                Wildcard name = Wildcard.of(value);
                yield part -> part.is(criterion.method()) && name.test(part.name());
            }
            case "label" -> any(value, Part::labels);
            case "property" -> property(value);
            default -> event(criterion.method(), value);
        };
    }

    private Predicate<Part> event(String method, String value) {
        return switch (method) {
            case "tenant" -> {
                boolean bound = isTenant(value);
                yield part -> bound;
            }
            case "state" -> {
                Predicate<String> wanted = context.state().state(value).orElse(id -> false);
                yield part -> wanted.test(part.id());
            }
            case "result" -> {
                Map<String, Set<String>> results = context.results().orElse(Map.of());
                yield part -> results.getOrDefault(part.id(), Set.of()).contains(value);
            }
            case "source_status" -> {
                Set<String> fresher = context.fresher().orElse(Set.of());
                yield part -> fresher.contains(part.id());
            }
            default -> qualified(value);
        };
    }

    private boolean isTenant(String value) {
        if (value.startsWith("tag:")) {
            return context.tenantTags().stream().anyMatch(Wildcard.of(value.substring("tag:".length())));
        }
        return tenant.filter(Wildcard.of(value)).isPresent();
    }

    private static Predicate<Part> any(String value, Function<Part, List<String>> texts) {
        Wildcard wanted = Wildcard.of(value);
        return part -> texts.apply(part).stream().anyMatch(wanted);
    }

    /** {@code source}, {@code source.table} or {@code package.source.table}. */
    private static Predicate<Part> source(String value) {
        List<String> words = List.of(value.split("\\.", -1));
        Wildcard from = Wildcard.of(words.size() > 2 ? words.get(0) : "*");
        Wildcard source = Wildcard.of(words.get(words.size() > 2 ? 1 : 0));
        Wildcard table = Wildcard.of(words.size() > 1 ? words.get(words.size() - 1) : "*");
        return part -> part.is("source")
                && from.test(part.packageName())
                && source.test(part.source())
                && table.test(part.name());
    }

    /** {@code name} or {@code package.name}. */
    private static Predicate<Part> named(String kind, String value) {
        int dot = value.indexOf('.');
        Wildcard from = Wildcard.of(dot < 0 ? "*" : value.substring(0, dot));
        Wildcard name = Wildcard.of(value.substring(dot + 1));
        return part -> part.is(kind) && from.test(part.packageName()) && name.test(part.name());
    }

    private static Predicate<Part> path(String value) {
        PathPattern pattern = PathPattern.of(value);
        return part -> pattern.holds(part.declaration().path())
                || part.declaration().patchPath().filter(pattern::is).isPresent();
    }

    /** A file's name, with or without its ending. */
    private static Predicate<Part> file(String value) {
        Wildcard wanted = Wildcard.of(value);
        return part -> {
            String path = part.declaration().path();
            String name = path.substring(path.lastIndexOf('/') + 1);
            int dot = name.lastIndexOf('.');
            return wanted.test(name) || (dot > 0 && wanted.test(name.substring(0, dot)));
        };
    }

    private static Predicate<Part> config(List<String> keys, String value) {
        boolean severity = keys.equals(List.of("severity"));
        Wildcard wanted = Wildcard.of(severity ? value.toUpperCase(Locale.ROOT) : value);
        return part -> {
            if (part.is("exposure") || part.is("unit_test")) {
                return false;
            }
            Object config = part.config(keys);
            Object compared = severity ? config.toString().toUpperCase(Locale.ROOT) : config;
            // Of a map, the keys count.
            Object listed = compared instanceof Map<?, ?> map ? List.copyOf(map.keySet()) : compared;
            return listed instanceof List<?> several
                    ? several.stream().anyMatch(one -> is(one, wanted))
                    : is(listed, wanted);
        };
    }

    /** Whether a value is what is wanted, true and false in any letter case. */
    private static boolean is(Object value, Wildcard wanted) {
        if (value instanceof Boolean flag) {
            return flag.toString().equalsIgnoreCase(wanted.toString());
        }
        boolean single = value instanceof String || value instanceof Number;
        return single && wanted.test(value.toString());
    }

    /** Generic tests of packages by their name alone, too. */
    private static Predicate<Part> testName(String value) {
        Wildcard wanted = Wildcard.of(value);
        return part -> part.isGenericTest()
                ? wanted.test(part.testKind())
                        || wanted.test(part.testKind().substring(part.testKind().lastIndexOf('.') + 1))
                : part.is("unit_test") && wanted.test(part.name());
    }

    private static Predicate<Part> testType(String value) {
        return switch (value) {
            case "generic", "schema" -> Part::isGenericTest;
            case "singular" -> Part::isSingularTest;
            case "unit" -> part -> part.is("unit_test");
            default -> part -> part.is("test");
        };
    }

    private static Predicate<Part> property(String value) {
        Wildcard wanted = Wildcard.of(value);
        return part -> {
            if (!part.isElement()) {
                return false;
            }
            List<String> owners = new ArrayList<>(part.labels());
            owners.add(part.name());
            return part.properties().stream()
                    .anyMatch(name ->
                            wanted.test(name) || owners.stream().anyMatch(owner -> wanted.test(owner + "." + name)));
        };
    }

    /** A name, or the start of a qualified name with or without the project's in front. */
    private static Predicate<Part> qualified(String value) {
        List<String> words = List.of(value.split("\\.", -1));
        int open = 0;
        while (open < words.size() && !isPattern(words.get(open))) {
            open++;
        }
        List<String> fixed = words.subList(0, open);
        Optional<Wildcard> rest = open == words.size()
                ? Optional.empty()
                : Optional.of(Wildcard.of(String.join(".", words.subList(open, words.size()))));
        return part -> {
            // As in dbt, these are known by their methods alone.
            if (part.is("source") || part.is("exposure")) {
                return false;
            }
            List<String> qualified = part.declaration().qualifiedName();
            if (value.equals(qualified.get(qualified.size() - 1))) {
                return true;
            }
            List<String> flat = List.of(String.join(".", qualified).split("\\.", -1));
            List<String> own = flat.subList(1, flat.size());
            return starts(flat, words.size(), fixed, rest) || starts(own, words.size(), fixed, rest);
        };
    }

    private static boolean isPattern(String word) {
        return Wildcard.isPattern(word) || word.indexOf(']') >= 0;
    }

    private static boolean starts(List<String> name, int words, List<String> fixed, Optional<Wildcard> rest) {
        if (name.size() < words || !name.subList(0, fixed.size()).equals(fixed)) {
            return false;
        }
        return rest.isEmpty() || rest.get().test(String.join(".", name.subList(fixed.size(), name.size())));
    }
}
