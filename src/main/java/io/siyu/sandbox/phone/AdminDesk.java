package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.ConsoleWelcomes;
import io.siyu.sandbox.work.CorpTag;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.TagLibrary;
import io.siyu.sandbox.work.WorkEvents;
import io.siyu.shared.DomainException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the directory and the tag library as an administrator does in WeChat Work, and tells the app. */
@Component
@InSandbox
class AdminDesk {

    private final Members members;
    private final TagLibrary library;
    private final ConsoleWelcomes welcomes;
    private final WorkEvents events;

    AdminDesk(Members members, TagLibrary library, ConsoleWelcomes welcomes, WorkEvents events) {
        this.members = members;
        this.library = library;
        this.welcomes = welcomes;
        this.events = events;
    }

    @Transactional
    Members.Department department(Members.Department wanted) {
        boolean root = wanted.id() == 1 && wanted.parentId() == 0;
        if (!root && members.branch(wanted.parentId()).isEmpty()) {
            throw DomainException.invalid("parentId", "sandbox.department_unknown", wanted.parentId());
        }
        if (members.branch(wanted.id()).stream().anyMatch(below -> below.id() == wanted.parentId())) {
            throw DomainException.invalid("parentId", "sandbox.department_circle");
        }
        members.putDepartment(wanted);
        return wanted;
    }

    @Transactional
    Member put(Member member, boolean tell) {
        for (long department : member.departments()) {
            if (members.branch(department).isEmpty()) {
                throw DomainException.invalid("departments", "sandbox.department_unknown", department);
            }
        }
        boolean created = members.put(member);
        if (tell) {
            events.memberChanged(member, created);
        }
        return member;
    }

    @Transactional
    void welcome(String userid, String text) {
        Member member = members.findPresent(userid)
                .orElseThrow(() -> DomainException.notFound("sandbox.guide_unknown", userid));
        welcomes.put(member.userid(), text);
    }

    @Transactional
    void leave(String userid) {
        Member member = members.findPresent(userid)
                .orElseThrow(() -> DomainException.notFound("sandbox.guide_unknown", userid));
        members.put(new Member(
                member.userid(),
                member.name(),
                member.position(),
                member.mobile(),
                Member.LEFT,
                member.contacts(),
                member.verified(),
                member.visible(),
                member.departments()));
        events.memberLeft(member.userid());
    }

    @Transactional
    CorpTag addTag(String groupName, String name) {
        boolean newGroup = library.groups().stream().noneMatch(g -> g.name().equals(groupName));
        TagLibrary.Group group = library.groupByName(groupName, 0);
        CorpTag added = library.addTag(group, name, 0)
                .orElseThrow(() -> DomainException.conflict("sandbox.tag_name_taken", name));
        if (newGroup) {
            events.tagChanged("create", group.id(), true);
        }
        events.tagChanged("create", added.id(), false);
        return added;
    }

    @Transactional
    void rename(String id, String name) {
        boolean isGroup = isGroup(id);
        if (!library.edit(id, isGroup, name, null)) {
            throw DomainException.conflict("sandbox.tag_name_taken", name);
        }
        events.tagChanged("update", id, isGroup);
    }

    /** A group's tags go with it, told by one event for the group alone. */
    @Transactional
    void deleteTag(String id) {
        boolean isGroup = isGroup(id);
        library.delete(List.of(id));
        events.tagChanged("delete", id, isGroup);
    }

    private boolean isGroup(String id) {
        boolean isGroup = library.groupById(id).isPresent();
        if (!isGroup && library.tag(id).isEmpty()) {
            throw DomainException.notFound("sandbox.tag_unknown", id);
        }
        return isGroup;
    }
}
