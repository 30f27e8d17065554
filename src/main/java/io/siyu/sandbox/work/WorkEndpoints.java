package io.siyu.sandbox.work;

import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A group of APIs, by {@code METHOD /path}; each answers what follows {@code errcode} and {@code errmsg}. */
interface WorkEndpoints {

    Map<String, Function<WorkRequest, ObjectNode>> endpoints();
}
