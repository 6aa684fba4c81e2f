package io.graphc.compiler.template.value;

/**
 * A value that templates can call: a function of the host, a macro, a method of a value. The result may be a plain Java
 * value; see {@link Values#of(Object)}. A problem of the caller is thrown as {@link TemplateFailure}.
 */
@FunctionalInterface
public interface TemplateCallable {
    Object call(CallArguments arguments);
}
