package io.siyu.sandbox.work;

import io.siyu.sandbox.wire.Fields;
import java.util.Map;

/** One authorised call of an API of WeChat Work, whose fields fit the table. */
record WorkRequest(Fields body, Map<String, String> query) {}
