package io.siyu.people.staff;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.Directory;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.gateway.wecom.Member;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** An employee came, changed or left: the directory is asked what is true now. */
@Component
class DirectoryStep implements InboxStep {

    private static final Set<String> CHANGES = Set.of("create_user", "update_user", "delete_user");

    private final Directory directory;
    private final Members members;

    DirectoryStep(Directory directory, Members members) {
        this.directory = directory;
        this.members = members;
    }

    @Override
    public String name() {
        return "staff.directory";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public boolean wants(Callback callback) {
        return callback.event().equals("change_contact")
                && CHANGES.contains(callback.changeType())
                && callback.staffUserId() != null;
    }

    @Override
    public Runnable prepare(Callback callback) {
        String userId = callback.staffUserId();
        if (userId == null) {
            return () -> {};
        }
        String renamedTo = callback.field("NewUserID");
        String now = renamedTo == null ? userId : renamedTo;
        Optional<Member> member = directory.member(now).filter(Member::active);
        return () -> {
            if (renamedTo != null) {
                members.renamed(userId, renamedTo);
            }
            member.ifPresentOrElse(one -> members.arrived(now, one.name()), () -> members.departed(now));
        };
    }
}
