package io.graphc.cli;

import io.graphc.testkit.neptune.NeptuneGraph;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The identity graph that tables amount to, worked out in plain Java: elements by the name of their type and their id. */
final class IdentityGraph {
    /** Properties by id, and beside them the further labels of a node and the ends of a relationship. */
    private final Map<String, Map<String, Map<String, Object>>> elements = new TreeMap<>();

    private static final Map<String, String> LEVELS =
            Map.of("beginner", "Member", "enthusiast", "Member", "active", "Regular", "leader", "Leader");

    private final List<String> rejectedPurchases = new ArrayList<>();

    private IdentityGraph() {}

    static IdentityGraph of(IdentityTables tables) {
        IdentityGraph graph = new IdentityGraph();
        tables.customers().values().stream()
                .filter(row -> !tables.isForgotten(row.get("user_name")))
                .forEach(graph::addCustomer);
        tables.sessions().values().forEach(row -> graph.addSession(row, tables));
        tables.cookies().values().forEach(row -> graph.addCookie(row, tables));
        tables.purchases().values().stream()
                .filter(row -> !tables.isOfForgotten(row))
                .forEach(graph::addPurchase);
        return graph;
    }

    /** What the files of a graph target hold, in the same form. */
    static IdentityGraph of(NeptuneGraph written) {
        IdentityGraph graph = new IdentityGraph();
        written.vertices().values().forEach(vertex -> {
            Map<String, Object> properties = new HashMap<>();
            vertex.properties().forEach((name, values) -> {
                if (!values.isEmpty()) {
                    properties.put(name, values.size() == 1 ? values.get(0) : values);
                }
            });
            String label = label(vertex.id());
            Set<String> further = new TreeSet<>(vertex.labels());
            further.remove(label);
            if (!further.isEmpty()) {
                properties.put("labels", further);
            }
            graph.put(label, vertex.id(), properties);
        });
        written.edges().values().forEach(edge -> {
            Map<String, Object> properties = new HashMap<>(edge.properties());
            properties.put("from", edge.from());
            properties.put("to", edge.to());
            graph.put(typeName(edge.label(), edge.from(), edge.to()), edge.id(), properties);
        });
        return graph;
    }

    Map<String, Map<String, Map<String, Object>>> elements() {
        return elements;
    }

    long count(String type) {
        return elements.get(type).size();
    }

    /** The keys of purchases whose customer is not known. */
    List<String> rejectedPurchases() {
        return rejectedPurchases;
    }

    /** How this graph differs from an earlier one, for each type: created, updated, deleted, unchanged. */
    Map<String, List<Integer>> changesSince(IdentityGraph before) {
        Map<String, List<Integer>> changes = new TreeMap<>();
        elements.forEach((type, now) -> {
            Map<String, Map<String, Object>> then = before.elements.getOrDefault(type, Map.of());
            int same = (int) now.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(then.get(entry.getKey())))
                    .count();
            int held = (int) now.keySet().stream().filter(then::containsKey).count();
            changes.put(shortName(type), List.of(now.size() - held, held - same, then.size() - held, same));
        });
        return changes;
    }

    /** A relationship type's ends are named where there are several of that name, as graphc names them. */
    private String shortName(String type) {
        String name = type.replaceFirst("\\..*", "");
        return elements.keySet().stream()
                                .filter(other -> other.startsWith(name + "."))
                                .count()
                        > 1
                ? type
                : name;
    }

    private void addCustomer(Map<String, String> row) {
        String user = node(
                "User",
                row.get("user_name"),
                properties(
                        "labels",
                        Set.of(LEVELS.get(row.get("loyalty_level"))),
                        "userName",
                        row.get("user_name"),
                        "streetAddress",
                        row.get("street_address"),
                        "birthday",
                        day(row.get("birthday"))));
        String email = IdentityTables.email(row.get("email"));
        relationship("hasEmail", user, node("Email", email, properties("address", email)));
        relationship("hasPhone", user, named("PhoneNumber", "number", row.get("phone_number")));
        relationship("hasExternalId", user, named("CustomerID", "customerId", row.get("external_id")));
        relationship("hasPostCodeAddress", user, named("PostCode", "code", row.get("postcode")));
        String city = named("City", "name", row.get("city"));
        relationship("hasCityAddress", user, city);
        relationship("inCountry", city, named("Country", "name", row.get("country")));
        String level = named("LoyaltyLevel", "level", row.get("loyalty_level"));
        relationship("hasLoyaltyLevel", user, level, "points", Integer.valueOf(row.get("loyalty_points")));
    }

    private void addSession(Map<String, String> row, IdentityTables tables) {
        String session = node(
                "SessionID",
                row.get("session_id"),
                properties(
                        "labels",
                        Set.of(row.get("client_platform").equals("web") ? "WebSession" : "MobileSession"),
                        "sessionId",
                        row.get("session_id"),
                        "platform",
                        row.get("client_platform"),
                        "app",
                        row.get("app_id"),
                        "events",
                        Integer.valueOf(row.get("events")),
                        "startedAt",
                        time(row.get("start_timestamp")),
                        "endedAt",
                        time(row.get("end_timestamp"))));
        relationship("lastSeenAtIP", session, named("ClientIP", "address", row.get("client_ip")));
        relationship("lastSeenAtDomain", session, named("DomainName", "name", row.get("domain_name")));
        relationship("usesAgent", session, named("UserAgent", "name", row.get("user-agent")));
        if (!row.get("device_id").isEmpty()) {
            relationship("usedDevice", session, named("DeviceID", "deviceId", row.get("device_id")));
        }
        logIn(session, row, tables);
    }

    private void addCookie(Map<String, String> row, IdentityTables tables) {
        Map<String, Object> properties = properties(
                "cookieId", row.get("cookie_id"),
                "lastAction", time(row.get("last_action")));
        if (!row.get("conversion_id").isEmpty()) {
            properties.put("conversionId", row.get("conversion_id"));
        }
        String cookie = node("Cookie", row.get("cookie_id"), properties);
        relationship("hasCookie", id("SessionID", row.get("session_id")), cookie);
        logIn(cookie, row, tables);
    }

    private void logIn(String from, Map<String, String> row, IdentityTables tables) {
        String user = row.get("user_name");
        if (!user.isEmpty() && !tables.isForgotten(user)) {
            elements.get("User").computeIfAbsent(id("User", user), made -> properties("userName", user));
            relationship("loggedAs", from, id("User", user));
        }
    }

    private void addPurchase(Map<String, String> row) {
        String product = named("Product", "name", row.get("product_name"));
        relationship("inCategory", product, named("ProductCategory", "name", row.get("product_category")));
        String customer = row.get("customer_id");
        String buyer =
                customer.contains("@") ? id("Email", IdentityTables.email(customer)) : id("CustomerID", customer);
        if (!elements.get(label(buyer)).containsKey(buyer)) {
            rejectedPurchases.add(row.get("purchase_id"));
            return;
        }
        Map<String, Object> properties = properties(
                "purchaseId",
                row.get("purchase_id"),
                "purchasedOn",
                day(row.get("purchased_date")),
                "from",
                buyer,
                "to",
                product);
        if (row.containsKey("reward_points")) {
            properties.put("points", Integer.valueOf(row.get("reward_points")));
        }
        put(
                typeName("hasPurchased", buyer, product),
                id("hasPurchased", buyer, product, row.get("purchase_id")),
                properties);
    }

    private String named(String label, String property, String key) {
        return node(label, key, properties(property, key));
    }

    private String node(String label, String key, Map<String, Object> properties) {
        String id = id(label, key);
        put(label, id, properties);
        return id;
    }

    private void relationship(String type, String from, String to, Object... more) {
        Map<String, Object> properties = properties(more);
        properties.put("from", from);
        properties.put("to", to);
        put(typeName(type, from, to), id(type, from, to), properties);
    }

    private void put(String type, String id, Map<String, Object> properties) {
        elements.computeIfAbsent(type, key -> new TreeMap<>()).put(id, properties);
    }

    private static String typeName(String type, String from, String to) {
        return type + "." + label(from) + "." + label(to);
    }

    private static String label(String id) {
        return id.substring(0, id.indexOf('|'));
    }

    /** The documented scheme: the name, no tenant, then the parts of the key with their separators escaped. */
    private static String id(String name, String... key) {
        StringBuilder id = new StringBuilder(name).append('|');
        for (String part : key) {
            id.append('|').append(part.replace("%", "%25").replace("|", "%7C"));
        }
        return id.toString();
    }

    private static Map<String, Object> properties(Object... namesAndValues) {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private static Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
