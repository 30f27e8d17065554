package io.siyu.demo;

import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import org.springframework.stereotype.Component;

/** A guide of the demo who has just left the company: their customers wait for somebody to take them over. */
@Component
class DemoLeaver {

    private static final String LEFT = "guide who left";
    private static final int WHO = 4;

    private final DemoHttp http;
    private final StaffDirectory staff;
    private final DemoMemory memory;

    DemoLeaver(DemoHttp http, StaffDirectory staff, DemoMemory memory) {
        this.http = http;
        this.staff = staff;
        this.memory = memory;
    }

    boolean hasLeft(String userId) {
        return userId.equals(userId()) && memory.knows(LEFT);
    }

    /** Outside of a transaction, in which they would be seen here for ever. */
    void leave() {
        if (memory.knows(LEFT)) {
            return;
        }
        if (here()) {
            http.delete("/sandbox/api/admin/members/" + userId());
            Patience.until("departure", () -> !here());
        }
        memory.once(LEFT, () -> WHO);
    }

    private boolean here() {
        return staff.byUserId(userId()).filter(StaffMember::active).isPresent();
    }

    private static String userId() {
        return DemoPeople.guides().get(WHO).userId();
    }
}
