package io.siyu.people.staff;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.Directory;
import io.siyu.gateway.wecom.Member;
import io.siyu.gateway.wecom.WeComException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Reads the whole directory at start and every hour, for what no callback told. */
@Component
class DirectorySync implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(DirectorySync.class);
    private static final Duration USUALLY = Duration.ofHours(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final Directory directory;
    private final StaffDirectory staff;
    private final Members members;
    private volatile Duration pause = USUALLY;

    DirectorySync(Directory directory, StaffDirectory staff, Members members) {
        this.directory = directory;
        this.staff = staff;
        this.members = members;
    }

    @Override
    public String name() {
        return "staff.directory";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public boolean workOnce() {
        try {
            sync();
            pause = USUALLY;
        } catch (WeComException e) {
            boolean ours = e.kind() == WeComException.Kind.MISCONFIGURED;
            pause = ours ? USUALLY : AFTER_A_FAILURE;
            log.warn("The directory of WeChat Work could not be read: {}", e.getMessage());
        }
        return false;
    }

    /**
     * Calls the outside; each member is a transaction of its own. Only who was known before the directory was read can turn out to have
     * left: somebody who arrives meanwhile is not in what was read.
     */
    void sync() {
        List<StaffMember> known = staff.all();
        List<Member> seen = directory.members();
        if (seen.isEmpty()) {
            // Before the first member was ever seen it is a beginning, afterwards hardly ever true.
            log.atLevel(known.isEmpty() ? Level.INFO : Level.WARN)
                    .log(
                            "The directory of WeChat Work shows nobody: is the app's visible range set? Nothing was changed");
            return;
        }
        seen.stream().filter(Member::active).forEach(member -> members.arrived(member.userId(), member.name()));
        Set<String> present =
                seen.stream().filter(Member::active).map(Member::userId).collect(Collectors.toSet());
        known.stream()
                .filter(StaffMember::active)
                .map(StaffMember::wecomUserId)
                .filter(userId -> !present.contains(userId))
                .forEach(members::departed);
    }
}
