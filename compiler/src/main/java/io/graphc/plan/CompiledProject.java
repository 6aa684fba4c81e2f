package io.graphc.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled project for one tenant (or for none): all that a run needs. Written to {@code manifest.json} without the
 * settings of its targets.
 *
 * @param name the project's name
 * @param tenant the tenant it was bound to
 * @param asOf the instant that {@code current_timestamp} and its like stand for
 * @param sources sorted by id
 * @param seeds sorted by id
 * @param models in an order in which every model follows what it reads; name as tie-break
 * @param tests sorted by id
 * @param unitTests sorted by id
 * @param declarations what is declared beside what runs
 * @param hooks what runs around each run
 */
public record CompiledProject(
        String name,
        Optional<String> tenant,
        Instant asOf,
        EngineTarget engine,
        GraphTarget graphTarget,
        List<SourceTable> sources,
        List<SeedPlan> seeds,
        List<ModelPlan> models,
        List<TestPlan> tests,
        List<UnitTest> unitTests,
        GraphPlan graph,
        Declarations declarations,
        RunHooks hooks) {
    public CompiledProject {
        sources = List.copyOf(sources);
        seeds = List.copyOf(seeds);
        models = List.copyOf(models);
        tests = List.copyOf(tests);
        unitTests = List.copyOf(unitTests);
    }

    /** The languages of what is asked of the graph, or done to it, in statements that people wrote. */
    public Set<QueryLanguage> questions() {
        Set<QueryLanguage> languages = EnumSet.noneOf(QueryLanguage.class);
        tests.forEach(test -> test.graph().map(GraphTest::language).ifPresent(languages::add));
        graph.actions().forEach(action -> languages.add(action.language()));
        return Collections.unmodifiableSet(languages);
    }

    /** A project that declares nothing beside what it runs, and without hooks. */
    public CompiledProject(
            String name,
            Optional<String> tenant,
            Instant asOf,
            EngineTarget engine,
            GraphTarget graphTarget,
            List<SourceTable> sources,
            List<SeedPlan> seeds,
            List<ModelPlan> models,
            List<TestPlan> tests,
            GraphPlan graph) {
        this(
                name,
                tenant,
                asOf,
                engine,
                graphTarget,
                sources,
                seeds,
                models,
                tests,
                List.of(),
                graph,
                Declarations.NONE,
                RunHooks.NONE);
    }

    public CompiledProject withDeclarations(Declarations others) {
        return new CompiledProject(
                name,
                tenant,
                asOf,
                engine,
                graphTarget,
                sources,
                seeds,
                models,
                tests,
                unitTests,
                graph,
                others,
                hooks);
    }

    public CompiledProject withHooks(RunHooks others) {
        return new CompiledProject(
                name,
                tenant,
                asOf,
                engine,
                graphTarget,
                sources,
                seeds,
                models,
                tests,
                unitTests,
                graph,
                declarations,
                others);
    }

    public CompiledProject withUnitTests(List<UnitTest> others) {
        return new CompiledProject(
                name,
                tenant,
                asOf,
                engine,
                graphTarget,
                sources,
                seeds,
                models,
                tests,
                others,
                graph,
                declarations,
                hooks);
    }
}
