package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The members of a request or of a structure in it, read with the limits of the service's model. */
record Members(ObjectNode json) {
    static final int LONGEST_NAME = 255;

    static Members of(JsonNode json, String member) {
        if (json instanceof ObjectNode object) {
            return new Members(object);
        }
        throw GlueFailure.constraint(member, "Member must not be null");
    }

    boolean has(String member) {
        return json.hasNonNull(member);
    }

    Optional<String> text(String member) {
        return has(member) ? Optional.of(json.get(member).asText()) : Optional.empty();
    }

    String required(String member) {
        return text(member).orElseThrow(() -> GlueFailure.constraint(shown(member), "Member must not be null"));
    }

    /** A name, folded to lower case as the service does. */
    String name(String member) {
        String name = required(member);
        if (name.isEmpty()) {
            throw GlueFailure.constraint(shown(member), "Member must have length greater than or equal to 1");
        }
        mostCharacters(member, LONGEST_NAME);
        return name.toLowerCase(Locale.ROOT);
    }

    Members structure(String member) {
        return of(json.path(member), shown(member));
    }

    /** The elements of a list; a missing one is refused. */
    List<JsonNode> list(String member, int most) {
        if (!(json.get(member) instanceof ArrayNode array)) {
            throw GlueFailure.constraint(shown(member), "Member must not be null");
        }
        if (array.size() > most) {
            throw GlueFailure.constraint(shown(member), "Member must have length less than or equal to " + most);
        }
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    List<String> texts(String member, int most) {
        return list(member, most).stream().map(JsonNode::asText).toList();
    }

    int number(String member, int otherwise, int least, int most) {
        int number = has(member) ? json.get(member).asInt() : otherwise;
        if (number < least) {
            throw GlueFailure.constraint(shown(member), "Member must have value greater than or equal to " + least);
        }
        if (number > most) {
            throw GlueFailure.constraint(shown(member), "Member must have value less than or equal to " + most);
        }
        return number;
    }

    boolean flag(String member) {
        return json.path(member).asBoolean(false);
    }

    void mostCharacters(String member, int most) {
        if (text(member).orElse("").length() > most) {
            throw GlueFailure.constraint(shown(member), "Member must have length less than or equal to " + most);
        }
    }

    /** Refuses members that a structure of the service does not have, such as those that only answers hold. */
    void only(String structure, Set<String> known) {
        json.fieldNames().forEachRemaining(member -> {
            if (!known.contains(member)) {
                throw GlueFailure.badInput(structure + " has no member " + member);
            }
        });
    }

    private static String shown(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
