package io.graphc.cli;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.StatementResult;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * An engine that notes the queries that another one is asked.
 *
 * @param paysForStatements whether it is to be spared statements
 */
record RecordingEngine(QueryEngine engine, Queue<String> queries, boolean paysForStatements) implements QueryEngine {
    RecordingEngine(QueryEngine engine, Queue<String> queries) {
        this(engine, queries, engine.paysForStatements());
    }

    @Override
    public void open(CompiledProject project) {
        engine.open(project);
    }

    @Override
    public void provideSource(SourceTable source) {
        engine.provideSource(source);
    }

    @Override
    public StatementResult loadSeed(SeedPlan seed) {
        return engine.loadSeed(seed);
    }

    @Override
    public StatementResult materialize(ModelPlan model, boolean fullRefresh) {
        return engine.materialize(model, fullRefresh);
    }

    @Override
    public void describe(ModelPlan model) {
        engine.describe(model);
    }

    @Override
    public <T> Optional<T> answer(String what, String statement, Function<RowCursor, T> reading) {
        return engine.answer(what, statement, reading);
    }

    @Override
    public StatementResult stage(ElementPlan element, boolean sorted) {
        return engine.stage(element, sorted);
    }

    @Override
    public boolean hasUniqueIds(ElementPlan element) {
        return engine.hasUniqueIds(element);
    }

    @Override
    public boolean keepsTables() {
        return engine.keepsTables();
    }

    @Override
    public boolean isExclusive() {
        return engine.isExclusive();
    }

    @Override
    public void execute(List<String> statements) {
        engine.execute(statements);
    }

    @Override
    public StatementResult restage(ElementPlan element, String engineSql, boolean sorted) {
        return engine.restage(element, engineSql, sorted);
    }

    @Override
    public void keep(RelationName relation, boolean asView, String engineSql) {
        engine.keep(relation, asView, engineSql);
    }

    @Override
    public void stageRefused(ElementPlan element, List<List<String>> rows) {
        engine.stageRefused(element, rows);
    }

    @Override
    public void dropRefused(ElementPlan element) {
        engine.dropRefused(element);
    }

    @Override
    public RowCursor query(String engineSql) {
        queries.add(engineSql);
        return engine.query(engineSql);
    }

    @Override
    public RowCursor staged(ElementPlan element) {
        return engine.staged(element);
    }

    @Override
    public void cancel() {
        engine.cancel();
    }

    @Override
    public void close() {
        engine.close();
    }
}
