package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.CorpTag;
import io.siyu.sandbox.work.Relation;
import io.siyu.sandbox.work.Relations;
import io.siyu.sandbox.work.TagLibrary;
import io.siyu.sandbox.work.WorkEvents;
import io.siyu.shared.DomainException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a guide writes about a customer by hand, in the client. */
@Component
@InSandbox
class ClientEdits {

    private final Relations relations;
    private final TagLibrary library;
    private final WorkEvents events;

    ClientEdits(Relations relations, TagLibrary library, WorkEvents events) {
        this.relations = relations;
        this.library = library;
        this.events = events;
    }

    @Transactional
    Relation edit(
            String userid,
            String externalUserid,
            @Nullable String remark,
            @Nullable String description,
            @Nullable List<String> tagIds) {
        Relation old = relations.find(userid, externalUserid).orElseThrow(Friendships::notFriends);
        Relation changed = new Relation(
                old.id(),
                old.userid(),
                old.externalUserid(),
                old.createdAt(),
                old.endedAt(),
                old.chatted(),
                remark == null ? old.remark() : remark,
                description == null ? old.description() : description,
                old.remarkCompany(),
                old.remarkMobiles(),
                old.state(),
                old.addWay(),
                old.operUserid());
        relations.note(changed);
        if (tagIds != null) {
            retag(old.id(), tagIds);
        }
        events.edited(userid, externalUserid);
        return changed;
    }

    private void retag(long relationId, List<String> tagIds) {
        for (String id : tagIds) {
            if (library.tag(id).isEmpty()) {
                throw DomainException.invalid("tagIds", "sandbox.tag_unknown", id);
            }
        }
        List<String> gone = library.of(relationId).stream()
                .map(CorpTag::id)
                .filter(id -> !tagIds.contains(id))
                .toList();
        library.mark(relationId, tagIds, gone);
    }
}
