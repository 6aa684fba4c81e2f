package io.graphc.compiler.mapping;

/** The policies of an element type, bound. */
record ElementPolicies(Policy nullKey, Policy badValue, Policy duplicateKey, Policy missingEndpoint) {
    static final ElementPolicies NONE = new ElementPolicies(Policy.ERROR, Policy.ERROR, Policy.ERROR, Policy.ERROR);
}
