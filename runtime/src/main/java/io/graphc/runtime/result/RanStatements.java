package io.graphc.runtime.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The compiled statements of a project by the ids of what runs them, with the relations that they make. */
final class RanStatements {
    /** For runs that did not begin. */
    static final RanStatements NONE = new RanStatements();

    private final Map<String, Ran> statements = new HashMap<>();

    private record Ran(String sql, Optional<RelationName> relation) {}

    private RanStatements() {}

    static RanStatements of(CompiledProject project) {
        RanStatements all = new RanStatements();
        project.models()
                .forEach(model -> all.statements.put(
                        model.id(),
                        new Ran(
                                model.compiledSql(),
                                Optional.of(model.relation())
                                        .filter(name -> model.materialization() != Materialization.EPHEMERAL))));
        project.seeds().forEach(seed -> all.statements.put(seed.id(), new Ran("", Optional.of(seed.relation()))));
        project.tests().forEach(test -> all.statements.put(test.id(), new Ran(test.compiledSql(), Optional.empty())));
        project.graph().elements().forEach(all::add);
        return all;
    }

    private void add(ElementPlan element) {
        statements.put("stage." + element.id(), new Ran(element.query().compiledSql(), Optional.empty()));
        element.checks().forEach(check -> statements.put(check.id(), new Ran(check.compiledSql(), Optional.empty())));
    }

    /** The fields that dbt's results have for what was compiled. */
    void write(String id, JsonGenerator json) throws IOException {
        Ran ran = statements.get(id);
        if (ran == null) {
            return;
        }
        boolean compiled = !ran.sql().isEmpty();
        json.writeBooleanField("compiled", compiled);
        if (compiled) {
            json.writeStringField("compiled_code", ran.sql());
        }
        if (ran.relation().isPresent()) {
            json.writeStringField("relation_name", ran.relation().get().quoted());
        } else {
            json.writeNullField("relation_name");
        }
    }
}
