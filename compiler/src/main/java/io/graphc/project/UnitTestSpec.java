package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A unit test as written: a model, a node mapping or a relationship mapping, the rows that it is given, and those that must
 * come out (docs.getdbt.com, "Unit tests"; mappings are graphc's own).
 *
 * @param subject what is tested: the model's name, the node's label, the relationship's type
 * @param config {@code enabled}, {@code tags} and {@code meta}
 */
public record UnitTestSpec(
        Located<String> name,
        Kind kind,
        Located<String> subject,
        Optional<Located<String>> description,
        List<Given> given,
        Expected expected,
        Overrides overrides,
        ConfigSpec config) {
    public UnitTestSpec {
        given = List.copyOf(given);
    }

    /** What a unit test tests. */
    public enum Kind {
        MODEL("model"),
        NODE("node"),
        RELATIONSHIP("relationship");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The key that names it, and the word for it in messages. */
        public String word() {
            return word;
        }
    }

    /** How rows are written. */
    public enum Format {
        DICT,
        CSV,
        SQL
    }

    /**
     * Rows in one of the formats.
     *
     * @param inline the value of {@code rows}; absent where they are in a file, or not given
     * @param fixture the file that holds them
     * @param span where to point at when something is wrong with all of them
     * @param sound false when they could not be found, which was reported
     */
    public record Rows(
            Format format, Optional<YamlNode> inline, Optional<SourceFile> fixture, SourceSpan span, boolean sound) {
        /** Whether nothing says what the rows are. */
        public boolean isAbsent() {
            return inline.isEmpty() && fixture.isEmpty() && sound;
        }
    }

    /**
     * The rows of one input.
     *
     * @param relation the input; empty for {@code this}, the table that an incremental model has made before
     * @param span where the input is named
     */
    public record Given(Optional<RelationReference> relation, SourceSpan span, Rows rows) {}

    /**
     * What must come out.
     *
     * @param rows of a model
     * @param elements the nodes or relationships of a mapping, absent where nothing is said of them
     * @param rejects the rows that a mapping's policies take out, absent where nothing is said of them
     */
    public record Expected(Rows rows, Optional<YamlNode> elements, Optional<YamlNode> rejects, SourceSpan span) {}

    /**
     * What the templates of the tested model see in place of what they would.
     *
     * @param asOf the instant that {@code current_timestamp} and its like stand for
     */
    public record Overrides(
            List<YamlEntry> macros,
            List<YamlEntry> vars,
            List<YamlEntry> environment,
            Optional<Located<String>> asOf,
            SourceSpan span) {
        public Overrides {
            macros = List.copyOf(macros);
            vars = List.copyOf(vars);
            environment = List.copyOf(environment);
        }

        public boolean isEmpty() {
            return macros.isEmpty() && vars.isEmpty() && environment.isEmpty() && asOf.isEmpty();
        }
    }
}
