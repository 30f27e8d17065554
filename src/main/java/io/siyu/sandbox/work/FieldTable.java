package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What every API asks of its fields: wecom-fields.txt, read once. */
@Component
@InSandbox
class FieldTable {

    private final Map<String, List<FieldRule>> rules = new LinkedHashMap<>();

    FieldTable() {
        List<FieldRule> current = new ArrayList<>();
        for (String line : Tables.lines("wecom-fields.txt")) {
            if (line.startsWith(" ")) {
                current.add(FieldRule.parse(line));
            } else {
                current = new ArrayList<>();
                rules.put(line, current);
            }
        }
    }

    /** By {@code METHOD /path}. */
    Map<String, List<FieldRule>> rules() {
        return rules;
    }

    /** @throws WorkRefusal for the first field that does not fit */
    void check(String api, Fields request) {
        rules.getOrDefault(api, List.of()).forEach(rule -> rule.check(request));
    }
}
