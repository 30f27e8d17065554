package io.siyu.gateway.wecom.inbox;

import io.siyu.gateway.wecom.InboxStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far an attempt got. */
final class Course {

    final Inbox.Claimed row;
    final List<String> done;
    private final Map<String, Runnable> effects = new LinkedHashMap<>();
    String step = "";

    Course(Inbox.Claimed row) {
        this.row = row;
        this.done = new ArrayList<>(row.done());
    }

    void prepare(List<InboxStep> steps) {
        for (InboxStep one : steps) {
            if (one.wants(row.callback())) {
                step = one.name();
                effects.put(one.name(), one.prepare(row.callback()));
            }
        }
    }

    void run() {
        effects.forEach((name, effect) -> {
            step = name;
            effect.run();
            done.add(name);
        });
        step = "commit";
    }

    Inbox.Finished finished() {
        return new Inbox.Finished(row, done);
    }
}
