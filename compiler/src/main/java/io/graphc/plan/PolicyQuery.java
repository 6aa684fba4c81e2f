package io.graphc.plan;

/** A query that a policy runs only when its check has found something, as compiled and for the engine. */
public record PolicyQuery(String compiledSql, String engineSql) {}
