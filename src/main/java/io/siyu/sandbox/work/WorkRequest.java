package io.siyu.sandbox.work;

import io.siyu.sandbox.wire.Fields;
import java.util.Map;

/** One authorised call of an API of WeChat Work. */
record WorkRequest(Fields body, Map<String, String> query) {

    /** A query parameter that must be there. */
    String required(String name) {
        String value = query.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new WorkRefusal(40058, "missing argument " + name);
        }
        return value;
    }
}
