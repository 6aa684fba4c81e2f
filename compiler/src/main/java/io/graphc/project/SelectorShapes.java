package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;

/** The file of selectors with names. */
public final class SelectorShapes {
    private static final ObjectShape SELECTOR = ObjectShape.of(
            "a selector",
            "A selector with a name.",
            required("name", Single.TEXT, "What `--selector` calls it."),
            required(
                    "definition",
                    Single.ANYTHING,
                    "What it selects: a text as on the command line, a method and its value, or a union or"
                            + " intersection of these."),
            optional("default", Single.BOOLEAN, "Whether it is used where nothing else is selected."),
            harmless("description", "What it is for, for people."));

    /** {@code selectors.yml}. */
    public static final ObjectShape FILE = ObjectShape.of(
            "selectors.yml",
            "Selectors with names.",
            harmless("version", "The version of the format."),
            required("selectors", new ListOf(new Nested(SELECTOR)), "The selectors; one can use those before it."));

    private SelectorShapes() {}
}
