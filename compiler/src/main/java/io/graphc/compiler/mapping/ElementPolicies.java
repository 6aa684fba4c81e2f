package io.graphc.compiler.mapping;

/** The policies of an element type, bound. */
record ElementPolicies(Policy nullKey, Policy badValue, Policy duplicateKey, Policy missingEndpoint) {}
