package io.graphc.compiler.mapping;

import io.graphc.project.NodeSpec;

/** A node mapping bound to its relation. */
record MappedNode(NodeSpec spec, MappedElement element) {}
