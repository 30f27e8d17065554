package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.CorpTag;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.FriendRequests;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Messages;
import io.siyu.sandbox.work.Relation;
import io.siyu.sandbox.work.Relations;
import io.siyu.sandbox.work.TagLibrary;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guide's phone with WeChat Work on it: what the app sent, and the guide's customers. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/guides")
class GuidePhoneController {

    record Guide(String userid, String name, String position, int status, List<Long> departments) {}

    record Tag(String id, String groupName, String name) {}

    record GuidesCustomer(
            long phoneId,
            String externalUserid,
            String name,
            String colour,
            String remark,
            String description,
            String state,
            Instant addedAt,
            List<Tag> tags) {}

    record Request(long phoneId, String externalUserid, String name, Instant askedAt) {}

    /** What is absent stays as it is. */
    record Edit(
            @Nullable @Size(max = 20) String remark,
            @Nullable @Size(max = 150) String description,
            @Nullable List<String> tagIds) {}

    private final Phones phones;
    private final Members members;
    private final Relations relations;
    private final Messages messages;
    private final TagLibrary library;
    private final FriendRequests requests;
    private final Friendships friendships;
    private final ClientEdits edits;

    GuidePhoneController(
            Phones phones,
            Members members,
            Relations relations,
            Messages messages,
            TagLibrary library,
            FriendRequests requests,
            Friendships friendships,
            ClientEdits edits) {
        this.phones = phones;
        this.members = members;
        this.relations = relations;
        this.messages = messages;
        this.library = library;
        this.requests = requests;
        this.friendships = friendships;
        this.edits = edits;
    }

    @GetMapping
    Slice<Guide> list() {
        List<Guide> guides =
                members.all().stream().map(GuidePhoneController::shown).toList();
        return new Slice<>(guides, null);
    }

    @GetMapping("/{userid}")
    Guide one(@PathVariable String userid) {
        return shown(phones.member(userid));
    }

    /** Messages of the app: text, textcard, markdown, template_card. */
    @GetMapping("/{userid}/messages")
    Slice<Phones.Bubble> appMessages(@PathVariable String userid, @RequestParam(defaultValue = "0") long after) {
        return new Slice<>(
                messages.fromApp(phones.member(userid).userid(), after, 200).stream()
                        .map(Phones.Bubble::of)
                        .toList(),
                null);
    }

    @GetMapping("/{userid}/customers")
    Slice<GuidesCustomer> customers(
            @PathVariable String userid,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int size) {
        int limit = Math.clamp(size, 1, 200);
        List<Relation> page = relations.ofMembers(List.of(phones.member(userid).userid()), after, limit + 1);
        Slice<Relation> slice = Slice.of(page, limit, relation -> Long.toString(relation.id()));
        return new Slice<>(slice.items().stream().map(this::shown).toList(), slice.next());
    }

    @PatchMapping("/{userid}/customers/{externalUserid}")
    GuidesCustomer edit(
            @PathVariable String userid, @PathVariable String externalUserid, @Valid @RequestBody Edit edit) {
        return shown(edits.edit(userid, externalUserid, edit.remark(), edit.description(), edit.tagIds()));
    }

    @DeleteMapping("/{userid}/customers/{externalUserid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String userid, @PathVariable String externalUserid) {
        friendships.deleteByMember(userid, externalUserid);
    }

    @GetMapping("/{userid}/requests")
    Slice<Request> waiting(@PathVariable String userid) {
        List<Request> waiting = requests.of(userid).stream()
                .map(r -> {
                    Customer customer = phones.customer(r.externalUserid());
                    return new Request(customer.id(), r.externalUserid(), customer.name(), r.askedAt());
                })
                .toList();
        return new Slice<>(waiting, null);
    }

    @PostMapping("/{userid}/requests/{externalUserid}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable String userid, @PathVariable String externalUserid) {
        friendships.accept(userid, externalUserid);
    }

    @GetMapping("/{userid}/chats/{externalUserid}")
    Slice<Phones.Bubble> chat(
            @PathVariable String userid,
            @PathVariable String externalUserid,
            @RequestParam(defaultValue = "0") long after) {
        return new Slice<>(
                messages.chat(userid, externalUserid, after, 200).stream()
                        .map(Phones.Bubble::of)
                        .toList(),
                null);
    }

    @PostMapping("/{userid}/chats/{externalUserid}")
    Phones.Bubble say(
            @PathVariable String userid,
            @PathVariable String externalUserid,
            @Valid @RequestBody CustomerChatController.Say said) {
        return Phones.Bubble.of(friendships.say(userid, externalUserid, Messages.Sender.MEMBER, said.text()));
    }

    private GuidesCustomer shown(Relation relation) {
        Customer customer = phones.customer(relation.externalUserid());
        return new GuidesCustomer(
                customer.id(),
                customer.externalUserid(),
                customer.name(),
                customer.colour(),
                relation.remark(),
                relation.description(),
                relation.state(),
                relation.createdAt(),
                library.of(relation.id()).stream()
                        .map(GuidePhoneController::shown)
                        .toList());
    }

    private static Tag shown(CorpTag tag) {
        return new Tag(tag.id(), tag.groupName(), tag.name());
    }

    private static Guide shown(Member member) {
        return new Guide(member.userid(), member.name(), member.position(), member.status(), member.departments());
    }
}
