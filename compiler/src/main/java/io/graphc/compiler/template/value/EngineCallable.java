package io.graphc.compiler.template.value;

/** A callable of the engine itself, whose results are template values already and are handed on as they are. */
@FunctionalInterface
public interface EngineCallable extends TemplateCallable {}
