package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphPlan;
import io.graphc.runtime.emit.file.FileStems;
import io.graphc.runtime.engine.RowCursor;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the files of a project's element types look and how their names begin. Not safe to share between threads. */
final class ElementLayouts {
    private final NeptuneFormat format;
    private final PropertyCells cells;
    private final Map<String, ElementLayout> layouts = new LinkedHashMap<>();
    private final Map<String, String> stems = new LinkedHashMap<>();

    ElementLayouts(NeptuneSettings settings) {
        this.format = settings.format();
        this.cells = new PropertyCells(settings.milliseconds());
    }

    /** Lays out all element types; throws a diagnostic where one has a name that the files have no form for. */
    void open(CompiledProject project) {
        GraphPlan graph = project.graph();
        DiagnosticBag problems = new DiagnosticBag();
        graph.elements()
                .forEach(element -> layouts.put(element.id(), ElementLayout.of(element, format, cells, problems)));
        refuse(problems);
        stems.putAll(FileStems.of(graph.nodes()));
        stems.putAll(FileStems.of(graph.relationships()));
    }

    private static void refuse(DiagnosticBag problems) {
        problems.firstError().ifPresent(problem -> {
            throw new GraphcException(problem);
        });
    }

    /** The layout of an element type, which may have properties that it lost, or be one that the project has no more. */
    ElementLayout of(ElementPlan element) {
        ElementLayout known = layouts.get(element.id());
        if (known != null && known.element().equals(element)) {
            return known;
        }
        DiagnosticBag problems = new DiagnosticBag();
        ElementLayout made = ElementLayout.of(element, format, cells, problems);
        refuse(problems);
        return made;
    }

    /** The layout of rows of an element type. */
    ElementLayout of(ElementPlan element, RowCursor rows) {
        ElementLayout layout = of(element);
        if (rows.columns().size() != layout.columns()) {
            throw new GraphcBugException(
                    element.id() + " has " + rows.columns().size() + " columns, its plan " + layout.columns());
        }
        return layout;
    }

    /** Whether the project has an element type of this id. */
    boolean has(String id) {
        return layouts.containsKey(id);
    }

    /** How the names of the files of an element type begin. */
    String stem(ElementPlan element) {
        return stems.computeIfAbsent(element.id(), id -> FileStems.of(element.name()));
    }
}
