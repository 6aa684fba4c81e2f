package io.graphc.runtime.emit.neptune;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms of CSV that Neptune's bulk loader takes: Amazon Neptune user guide, "Gremlin load data format" and "openCypher
 * load data format". Rows are alike in both, headers are not; openCypher's has no place for several values.
 */
enum NeptuneFormat {
    GREMLIN("gremlin", "csv") {
        @Override
        List<String> keys(boolean node) {
            return node
                    ? List.of(ElementQuery.ID, "~label")
                    : List.of(ElementQuery.ID, ElementQuery.FROM, ElementQuery.TO, "~label");
        }

        @Override
        String column(PropertyPlan property, boolean node) {
            String cardinality = property.cardinality() == Cardinality.SINGLE ? "(single)" : "(set)[]";
            return property.name().replace(":", "\\:") + ":" + type(property.type()) + (node ? cardinality : "");
        }

        private String type(PropertyType type) {
            return switch (type) {
                case DATE -> "Date";
                case LOCALDATETIME, DATETIME -> "Datetime";
                default -> plainType(type);
            };
        }
    },
    OPENCYPHER("opencypher", "opencypher") {
        @Override
        List<String> keys(boolean node) {
            return node ? List.of(":ID", ":LABEL") : List.of(":ID", ":START_ID", ":END_ID", ":TYPE");
        }

        /** A {@code Date} would be kept as text there. */
        @Override
        String column(PropertyPlan property, boolean node) {
            return property.name() + ":"
                    + switch (property.type()) {
                        case DATE, LOCALDATETIME, DATETIME -> "DateTime";
                        default -> plainType(property.type());
                    };
        }
    };

    private final String word;
    private final String loaderWord;

    NeptuneFormat(String word, String loaderWord) {
        this.word = word;
        this.loaderWord = loaderWord;
    }

    /** As the settings of a target write it. */
    String word() {
        return word;
    }

    /** The columns of ids and labels that files begin with. */
    abstract List<String> keys(boolean node);

    /** The header of a property. */
    abstract String column(PropertyPlan property, boolean node);

    /** The parameters of a loader job for such files. */
    Map<String, Object> loader() {
        Map<String, Object> loader = new LinkedHashMap<>();
        loader.put("format", loaderWord);
        loader.put("failOnError", "TRUE");
        loader.put("mode", "NEW");
        loader.put("updateSingleCardinalityProperties", "TRUE");
        if (this == OPENCYPHER) {
            loader.put("userProvidedEdgeIds", "TRUE");
        }
        loader.put("parserConfiguration", Map.of("allowEmptyStrings", true));
        return loader;
    }

    /** Whether a loader job has this form of files. */
    boolean isOf(Map<String, Object> loader) {
        return loaderWord.equals(loader.get("format"));
    }

    private static String plainType(PropertyType type) {
        return switch (type) {
            case BOOLEAN -> "Bool";
            case BYTE -> "Byte";
            case SHORT -> "Short";
            case INTEGER -> "Int";
            case LONG -> "Long";
            case FLOAT -> "Float";
            case DOUBLE -> "Double";
            case STRING, TIME, DATE, LOCALDATETIME, DATETIME -> "String";
        };
    }
}
